" What tells infrastructure in .bat from batch files of Windows, and how lines are indented.

" A file of this language begins, after comments and blank lines, with a declaration: the first other line decides. A file
" without one is ours when it has a comment of ours, or lies in a project.
let s:declaration = '\v^%(use\s+%(std>|")|let\s+\w+\s*%(:|\=\=@!)|type\s+\h\w*\s*\=|fn\s+\w+\s*\(|'
  \ . '%(construct|stack|app)\s+\h\w*\s*%(\{|$)|%(abstract\s+)?env\s+\w+\s*%(\=|<extends>)|'
  \ . 'resource\s+type\s+\w+::|%(rule|test)\s+r?#*"|\@severity\s*\()'

function! batc#IsOurs(lines, folder) abort
  let commented = 0
  for line in a:lines
    let line = substitute(line, '\v^%uFEFF|\s+$', '', 'g')
    if line =~# '^\s*//'
      let commented = 1
    elseif line !=# ''
      return line =~# s:declaration
    endif
  endfor
  return commented || findfile('batc.toml', escape(a:folder, ' ,;') . ';') !=# ''
endfunction

" The indentation of a line: that of the line before, one step more for each bracket that stays open there, one less
" for what this line closes. Texts of several lines stay as they are.
function! batc#Indent(lnum) abort
  if a:lnum > 1 && s:InText(a:lnum)
    return -1
  endif
  let above = prevnonblank(a:lnum - 1)
  while above > 0 && s:InText(above)
    let above = prevnonblank(above - 1)
  endwhile
  if above == 0
    return 0
  endif
  let open = s:Depth(above)
  let indent = indent(above) + (open > 0 ? shiftwidth() : 0)
  " What the line above closes at its start is in its own indentation already.
  if getline(a:lnum) =~# '^\s*[)\]}]'
    let indent -= shiftwidth()
  endif
  return max([indent, 0])
endfunction

" Whether a line begins within a text of several lines.
function! s:InText(lnum) abort
  let before = synIDattr(get(synstack(a:lnum, 1), 0, 0), 'name')
  let above = synIDattr(get(synstack(a:lnum - 1, max([col([a:lnum - 1, '$']) - 1, 1])), 0, 0), 'name')
  return before =~# '^batc\%(Text\|Raw\)$' && above =~# '^batc\%(Text\|Raw\)$'
endfunction

" How many brackets of a line stay open, without those that it closes at its start.
function! s:Depth(lnum) abort
  let line = getline(a:lnum)
  let depth = 0
  let at = matchend(line, '^[[:space:])\]}]*')
  while at < len(line)
    if line[at] =~# '[][(){}]' && synIDattr(get(synstack(a:lnum, at + 1), 0, 0), 'name') !~# '^batc\%(String\|Text\|Raw\|Regex\|Comment\|Doc\)$'
      let depth = max([depth + (line[at] =~# '[[({]' ? 1 : -1), 0])
    endif
    let at += 1
  endwhile
  return depth
endfunction
