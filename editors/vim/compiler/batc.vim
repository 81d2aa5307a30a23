" Vim compiler file
" Compiler: batc; `:make %` or `:make .` fills the quickfix list

if exists('current_compiler')
  finish
endif
let current_compiler = 'batc'

CompilerSet makeprg=batc\ check\ --message-format\ short
CompilerSet errorformat=%f:%l:%c:\ %trror[E%n]:\ %m,%f:%l:%c:\ %tarning[W%n]:\ %m,%-G%.%#
