" Batch files of Windows have the same ending: the content decides. `let g:batc_detect = 0` leaves .bat files alone.
autocmd BufNewFile,BufRead *.bat
  \ if get(g:, 'batc_detect', 1) && batc#IsOurs(getline(1, 200), expand('<afile>:p:h')) | set filetype=batc | endif
