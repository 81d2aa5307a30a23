" Vim indent file
" Language: batc, infrastructure in .bat

if exists('b:did_indent')
  finish
endif
let b:did_indent = 1

setlocal indentexpr=batc#Indent(v:lnum)
setlocal indentkeys=0{,0},0),0],!^F,o,O
setlocal autoindent
let b:undo_indent = 'setlocal indentexpr< indentkeys< autoindent<'
