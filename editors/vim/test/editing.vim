" File types, indentation and the compiler's messages in Vim: `sh test/run.sh`.

set nocompatible
let s:editors = expand('<sfile>:p:h:h:h')
let s:project = fnamemodify(s:editors, ':h')
execute 'set runtimepath^=' . fnameescape(s:editors . '/vim')
filetype plugin indent on
syntax on

let s:folder = tempname()
call mkdir(s:folder . '/project/stacks', 'p')
call writefile([], s:folder . '/project/batc.toml')

function! s:FileType(path, lines) abort
  call writefile(a:lines, s:folder . '/' . a:path)
  execute 'edit! ' . fnameescape(s:folder . '/' . a:path)
  return &filetype
endfunction

" ---- Whose a file is ----
call assert_equal('batc', s:FileType('a.bat', ['// a comment', '', 'use std.storage.{Bucket}']))
call assert_equal('batc', s:FileType('b.bat', ['/// The network.', 'stack Network {', '}']))
call assert_equal('batc', s:FileType('c.bat', ["\uFEFFabstract env base = Shop {", '}']))
call assert_equal('batc', s:FileType('d.bat', ['// nothing yet']))
call assert_equal('batc', s:FileType('e.bat', ['@severity("warning")', 'rule "a" for Resource as r {', '}']))
call assert_equal('dosbatch', s:FileType('f.bat', ['@echo off', 'stack Network {']))
call assert_equal('dosbatch', s:FileType('g.bat', ['rem build', 'set A=1', 'if exist a.txt (', ')']))
call assert_equal('dosbatch', s:FileType('h.bat', [':: build', 'call other.bat', 'type readme.txt']))
call assert_equal('dosbatch', s:FileType('i.bat', []))
call assert_equal('batc', s:FileType('project/stacks/j.bat', []))
execute 'edit! ' . fnameescape(s:folder . '/project/stacks/new.bat')
call assert_equal('batc', &filetype)
let g:batc_detect = 0
call assert_equal('dosbatch', s:FileType('k.bat', ['use std.storage.{Bucket}']))
unlet g:batc_detect
for s:file in glob(s:project . '/examples/**/*.bat', 0, 1) + glob(s:project . '/stdlib/**/*.bat', 0, 1)
  call assert_true(batc#IsOurs(readfile(s:file, '', 200), fnamemodify(s:file, ':h')), s:file)
endfor

" ---- Settings ----
call s:FileType('l.bat', ['stack A {', '}'])
call assert_equal('// %s', &l:commentstring)
call assert_equal([2, 1], [&l:shiftwidth, &l:expandtab])

" ---- Indentation: what is indented well stays as it is, from nothing ----
let s:count = 0
for s:file in glob(s:project . '/examples/**/*.bat', 0, 1)
  execute 'edit! ' . fnameescape(s:file)
  let s:count += 1
  let s:wanted = getline(1, '$')
  " Texts of several lines keep their spaces; lines that go on an expression are set by hand.
  silent normal! gg=G
  let s:found = getline(1, '$')
  for s:row in range(len(s:wanted))
    let s:line = s:wanted[s:row]
    let s:goes_on = s:line =~# '\v^\s*%(\.|\?|then>|else>|\||&|in>|if>)' || (s:row > 0 && s:wanted[s:row - 1] =~# '\v%([=:+&|,]|\=\>)\s*$|^\s*\|')
    if !s:goes_on && s:line !=# s:found[s:row]
      call add(v:errors, s:file . ':' . (s:row + 1) . ': ' . string(s:line) . ' became ' . string(s:found[s:row]))
    endif
  endfor
endfor
call assert_true(s:count > 15, 'the examples were found')

" ---- The compiler's messages ----
call s:FileType('m.bat', ['stack A {', '}'])
let s:messages = ['m.bat:2:34: error[E0410]: `A` has no property `B`', 'm.bat:3:1: warning[W0201]: unused', '2 errors']
call setqflist([], 'r', {'lines': s:messages, 'efm': &l:errorformat})
let s:list = getqflist()
call assert_equal(2, len(s:list))
call assert_equal(['e', 2, 34, 410, '`A` has no property `B`'], [tolower(s:list[0].type), s:list[0].lnum, s:list[0].col, s:list[0].nr, s:list[0].text])
call assert_equal('w', tolower(s:list[1].type))

call delete(s:folder, 'rf')
call writefile(v:errors + ['editing: ' . len(v:errors) . ' wrong'], $BATC_REPORT)
if empty(v:errors)
  qall!
endif
cquit!
