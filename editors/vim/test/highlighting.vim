" Runs the annotated cases of editors/vscode/test/grammar in Vim: `sh test/run.sh`. Scopes are those of TextMate; the table says
" which groups stand for them, and what is not in it has no group of its own in Vim.

set nocompatible
let s:editors = expand('<sfile>:p:h:h:h')
execute 'set runtimepath^=' . fnameescape(s:editors . '/vim')
syntax on

let s:groups = [
  \ ['comment.line.documentation', ['batcDoc']],
  \ ['comment.line.double-slash', ['batcComment']],
  \ ['comment', ['batcComment', 'batcDoc']],
  \ ['constant.character.escape.regexp', ['batcRegex']],
  \ ['constant.character.escape', ['batcEscape']],
  \ ['constant.language.boolean', ['batcBoolean']],
  \ ['constant.language', ['batcBoolean', 'batcConstant']],
  \ ['constant.numeric', ['batcNumber']],
  \ ['constant.other.code', ['batcCode']],
  \ ['constant.other.character-class', ['batcRegex']],
  \ ['constant', ['batcBoolean', 'batcConstant', 'batcNumber', 'batcEscape']],
  \ ['entity.name.function.decorator', ['batcDecorator']],
  \ ['entity.name.function', ['batcFunction', 'batcFunctionName', 'batcCall']],
  \ ['entity.name.namespace.env', ['batcDeclaredType']],
  \ ['entity.name.namespace', ['batcPath']],
  \ ['entity.name.type', ['batcType', 'batcDeclaredType']],
  \ ['entity.other.inherited-class', ['batcDeclaredType']],
  \ ['keyword.control.as', ['batcAs']],
  \ ['keyword.control.conditional', ['batcConditional']],
  \ ['keyword.control.import', ['batcInclude']],
  \ ['keyword.control.loop', ['batcRepeat']],
  \ ['keyword.operator.negation.regexp', ['batcRegex']],
  \ ['keyword.operator.or.regexp', ['batcRegex']],
  \ ['keyword.operator.quantifier.regexp', ['batcRegex']],
  \ ['keyword.control.anchor.regexp', ['batcRegex']],
  \ ['keyword.operator', ['batcOperator']],
  \ ['keyword.other.unit', ['batcNumber']],
  \ ['keyword.other', ['batcStatement']],
  \ ['keyword', ['batcConditional', 'batcRepeat', 'batcAs', 'batcStatement', 'batcInclude']],
  \ ['markup.inline.raw', ['batcDocCode']],
  \ ['meta.interpolation', ['batcInterpolation', 'batcSpecial']],
  \ ['meta.embedded', ['batcInterpolation']],
  \ ['meta.condition', ['batcHead']],
  \ ['meta.loop', ['batcHead']],
  \ ['punctuation.section.interpolation', ['batcSpecial']],
  \ ['storage.modifier', ['batcModifier']],
  \ ['storage.type.string', ['batcRaw']],
  \ ['storage.type', ['batcDeclaration']],
  \ ['storage', ['batcDeclaration', 'batcModifier']],
  \ ['string.quoted.double', ['batcString']],
  \ ['string.quoted.triple', ['batcText']],
  \ ['string.quoted.other.raw', ['batcRaw']],
  \ ['string.regexp', ['batcRegex']],
  \ ['string.other.link', ['batcDoc']],
  \ ['string', ['batcString', 'batcText', 'batcRaw', 'batcRegex']],
  \ ['support.class.resource', ['batcResourceType']],
  \ ['support.function', ['batcBuiltin']],
  \ ['support.type.builtin', ['batcBuiltinType']],
  \ ['support.type.property-name', ['batcKey']],
  \ ['support', ['batcBuiltin', 'batcBuiltinType', 'batcResourceType', 'batcKey']],
  \ ['variable.language.wildcard', ['batcConstant']],
  \ ['variable.language', ['batcVariable']],
  \ ['variable.other.definition', ['batcDeclared']],
  \ ['variable.other.property', ['batcMember']],
  \ ['variable.other.readwrite', ['batcName']],
  \ ['variable.parameter', ['batcDeclared', 'batcKey']],
  \ ['variable', ['batcName', 'batcMember', 'batcDeclared', 'batcVariable']],
  \ ]

" The groups that stand for a scope; none when Vim makes no such difference.
function! s:Groups(scope) abort
  for [prefix, groups] in s:groups
    if a:scope ==# prefix || stridx(a:scope, prefix . '.') == 0
      return groups
    endif
  endfor
  return []
endfunction

function! s:Case(file) abort
  let rows = []
  let assertions = []
  let number = 0
  for line in readfile(a:file)
    let number += 1
    let found = matchlist(line, '^\s*//\s*\%(\(\^\+\)\|<\(-\+\)\)\s\+\(.*\)$')
    if empty(found)
      call add(rows, line)
    else
      let from = empty(found[1]) ? 0 : stridx(line, '^')
      let length = empty(found[1]) ? len(found[2]) : len(found[1])
      call add(assertions, [len(rows), from + 1, from + length, split(found[3]), number])
    endif
  endfor
  enew!
  call setline(1, rows)
  setlocal filetype=batc
  let wrong = []
  for [row, from, to, words, number] in assertions
    for column in range(from, to)
      let stack = map(synstack(row, column), 'synIDattr(v:val, "name")')
      let top = get(stack, -1, '')
      let excluded = 0
      for word in words
        if word ==# '-'
          let excluded = 1
          continue
        endif
        let groups = s:Groups(word)
        let among = word =~# '^meta\.' || !excluded ? copy(stack) : [top]
        let has = !empty(filter(among, 'index(groups, v:val) >= 0'))
        if !empty(groups) && has == excluded
          call add(wrong, fnamemodify(a:file, ':t') . ':' . number . ': ' . (excluded ? 'unwanted ' : 'missing ') . word
            \ . ' at column ' . column . ' in [' . join(stack, ' ') . ']')
        endif
        let excluded = 0
      endfor
    endfor
  endfor
  return [len(assertions), wrong]
endfunction

let s:count = 0
let s:wrong = []
for s:file in sort(glob(s:editors . '/vscode/test/grammar/*.bat', 0, 1))
  let [s:assertions, s:found] = s:Case(s:file)
  let s:count += s:assertions
  let s:wrong += s:found
endfor
if s:count < 200
  call add(s:wrong, 'only ' . s:count . ' assertions were found')
endif
call writefile(s:wrong + [s:count . ' assertions, ' . len(s:wrong) . ' wrong'], $BATC_REPORT)
if empty(s:wrong)
  qall!
endif
cquit!
