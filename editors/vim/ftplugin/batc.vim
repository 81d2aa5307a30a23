" Vim filetype plugin
" Language: batc, infrastructure in .bat

if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal comments=:///,:// commentstring=//\ %s
setlocal formatoptions-=t formatoptions+=croqlj
setlocal expandtab shiftwidth=2 softtabstop=2
setlocal suffixesadd=.bat
setlocal include=^\\s*use\\s\\+\\zs\"[^\"]\\+\"
setlocal includeexpr=substitute(v:fname,'\"','','g')
setlocal define=^\\s*\\%(construct\\\|stack\\\|app\\\|type\\\|fn\\\|let\\\|env\\\|param\\\|resource\\\|output\\)
" `gq` on a whole file formats it; the compiler formats nothing less.
let &l:formatprg = 'batc fmt --stdin-filepath ' . shellescape(expand('%:p')) . ' -'
compiler batc

let b:undo_ftplugin = 'setlocal comments< commentstring< formatoptions< expandtab< shiftwidth< softtabstop<'
  \ . ' suffixesadd< include< includeexpr< define< formatprg< makeprg< errorformat<'
