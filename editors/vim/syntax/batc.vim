" Vim syntax file
" Language: batc, infrastructure in .bat
" The groups are tested against the same annotated cases as the other editors': test/run.sh.

if exists('b:current_syntax')
  finish
endif
let s:cpo_save = &cpo
set cpo&vim

syn case match
" A text of several lines may begin far above.
syn sync minlines=300

" Of two items that match at the same place the later one is taken, so what is general comes first. Nothing is a `syn keyword`:
" all words of the language may also be names.

syn cluster batcExpression contains=batcName,batcFunction,batcType,batcBuiltinType,batcResourceType,batcNumber,batcBuiltin,batcBoolean,batcConstant,batcVariable,batcOperator,batcConditional,batcRepeat,batcModifier,batcAs,batcMember,batcString,batcText,batcRaw,batcRegex
syn cluster batcCode contains=@batcExpression,batcHead

syn match batcName        "\<\h\w*\>"
syn match batcFunction    "\<\l\w*\ze("
syn match batcType        "\<\u\w*\>"
syn match batcBuiltinType "\<\%(AccountId\|Arn\|Bool\|Cidr\|DomainName\|Duration\|Email\|Float\|Int\|IpAddress\|Json\|Map\|Partial\|Path\|Region\|Secret\|Size\|String\)\>"
syn match batcResourceType "\<\u\w*\%(::\w\+\)\+"
syn match batcNumber      "\<\d[0-9_]*\%(\.\d[0-9_]*\)\=\%(ms\|min\|[dhs]\|[KMGT]iB\|B\)\=\>"
syn match batcBuiltin     "\<\%(all\|any\|asset\|base64\|ceil\|cidr_contains\|cidr_host\|cidr_prefix\|concat\|contains\|count\|ends_with\|entries\|file\|files\|flatten\|float\|floor\|hash\|int\|join\|json\|keys\|known\|length\|like\|lower\|matches\|max\|merge\|metric\|min\|only\|parse_json\|range\|replace\|resources\|reveal\|reverse\|round\|secret\|select\|sha256\|sort\|split\|ssm\|ssm_secure\|stacks\|starts_with\|statements\|string\|subnet\|substring\|sum\|title\|trim\|unchecked\|unique\|upper\|values\|zip\|zones\)\ze("
syn match batcBoolean     "\<\%(true\|false\)\>"
syn match batcConstant    "\<null\>"
syn match batcVariable    "\<\%(env\|stack\|aws\)\ze\s*\.\.\@!"
syn match batcConstant    "\<_\ze\s*\%(=>\||\)"
syn match batcOperator    "[-+*%=!<>&|?]"
syn match batcOperator    "/"
syn match batcOperator    "\.\.[.=<]\="

" ---- Expressions ----
syn match batcConditional "\<\%(if\|then\|else\|match\)\>"
syn match batcRepeat      "\<\%(for\|in\)\>"
syn match batcAs          "\<as\ze\s\+\h"
syn match batcModifier    "\<known\ze[ \t]\+[[:alnum:]_\[{(\"]"

" What stands between `if` or `for` and the `:`, `then` or `{` after it has no keys, though a `:` follows it.
syn region batcHead matchgroup=batcConditional start="\<if\>" matchgroup=batcConditional end="\<then\>" matchgroup=NONE end=":\@1<!::\@!" end="\ze[{,)\]}]" end="$" end="^\ze[A-Za-z@/]" contains=@batcExpression,batcComment,batcParens
syn region batcHead matchgroup=batcRepeat start="\<for\>" matchgroup=NONE end=":\@1<!::\@!" end="\ze[{)\]}]" end="$" end="^\ze[A-Za-z@/]" contains=@batcExpression,batcComment,batcParens
syn region batcParens start="(" end=")" end="^\ze[A-Za-z@/]" contained transparent contains=@batcCode,batcComment,batcKey,batcParens
syn region batcParens start="\[" end="\]" end="^\ze[A-Za-z@/]" contained transparent contains=@batcCode,batcComment,batcKey,batcParens

" ---- Keys and members ----
syn match batcKey         "\%(\.\s*\)\@<!\<\h\w*\ze\s*?\=\s*::\@!"
syn match batcMember      "\.\@<!\%(?\=\.\)\.\@!\s*\h\w*\>"hs=s+1 contains=batcCall
syn match batcCall        "\h\w*\ze(" contained

" ---- Declarations and statements ----
syn match batcDeclared    "\h\w*" contained
syn match batcDeclaredType "\h\w*" contained
syn match batcPath        "\l\w*\%(\.\l\w*\)*" contained
syn match batcCode        "[EW]\d\+" contained
syn match batcDeclaration "[.@]\@1<!\<\%(construct\|app\)\ze\s\+\%(\%(then\|else\|in\|if\|as\|for\)\>\)\@!\h" nextgroup=batcDeclaredType skipwhite
syn match batcDeclaration "[.@]\@1<!\<stack\ze\s\+\u" nextgroup=batcDeclaredType skipwhite
syn match batcDeclaration "[.@]\@1<!\<stack\ze\s\+\%(\%(then\|else\|in\|if\|as\|for\)\>\)\@![a-z_]" nextgroup=batcDeclared skipwhite
syn match batcModifier    "[.@]\@1<!\<abstract\ze\s\+env\>"
syn match batcDeclaration "[.@]\@1<!\<env\ze\s\+\%(\%(then\|else\|in\|if\|as\|for\)\>\)\@!\h" nextgroup=batcDeclaredType skipwhite
syn match batcModifier    "[.@]\@1<!\<extends\ze\s\+\%(\%(then\|else\|in\|if\|as\|for\)\>\)\@!\h" nextgroup=batcDeclaredType skipwhite
syn match batcDeclaration "[.@]\@1<!\<type\ze\s\+\%(\%(then\|else\|in\|if\|as\|for\)\>\)\@!\h" nextgroup=batcDeclaredType skipwhite
syn match batcDeclaration "[.@]\@1<!\<fn\ze\s\+\h" nextgroup=batcFunctionName skipwhite
syn match batcFunctionName "\h\w*" contained
syn match batcDeclaration "[.@]\@1<!\<\%(resource\|existing\|parameter\|param\|output\|let\)\ze\s\+\%(\%(then\|else\|in\|if\|as\|for\)\>\)\@!\h" nextgroup=batcDeclared skipwhite
syn match batcDeclaration "[.@]\@1<!\<resource\s\+type\ze\s\+\u"
syn match batcDeclaration "[.@]\@1<!\<\%(rule\|test\)\ze\s\+r\=#*\""
syn match batcStatement   "[.@]\@1<!\<expects\ze\s\+\w" nextgroup=batcCode skipwhite
syn match batcModifier    "[.@]\@1<!\<override\ze\s\+\%(\%(then\|else\|in\|if\|as\|for\)\>\)\@!\h"
syn match batcStatement   "[.@]\@1<!\<assert\ze\%(\s\+\%(\%(then\|else\|in\|if\|as\|for\)\>\)\@![^[:space:]=:,.)\]}?&|]\|(\)"
syn match batcStatement   "[.@]\@1<!\<\%(settings\|tags\|properties\|attributes\)\ze\s*{"
syn match batcStatement   "[.@]\@1<!\<transform\ze\s\+\%(\%(then\|else\|in\|if\|as\|for\)\>\)\@![[:alnum:]_\"\[(]"
syn match batcStatement   "[.@]\@1<!\<fragment\ze\s\+r\=#*\""
syn match batcInclude     "[.@]\@1<!\<use\ze\s\+[a-z_]" nextgroup=batcPath skipwhite
syn match batcInclude     "[.@]\@1<!\<use\ze\s\+\""
syn match batcDecorator   "@\s*\h\w*"

" ---- Texts ----
syn match batcEscape      "\\." contained
syn match batcEscape      "\\u{\x\{1,6}}" contained
" Code ends with its line: what is being typed does not colour what comes after it.
syn region batcInterpolation matchgroup=batcSpecial start="\${" end="}" end="$" end="^\ze" contained contains=@batcCode,batcKey,batcBraces
syn region batcBraces     start="{" end="}" end="$" end="^\ze" contained transparent contains=@batcCode,batcKey,batcBraces
syn region batcString     start=+"+ skip=+\\.+ end=+"+ end=+$+ end=+^\ze+ contains=batcEscape,batcInterpolation,@Spell
syn region batcText       start=+"""+ skip=+\\.+ end=+"""+ contains=batcEscape,batcInterpolation,@Spell
syn region batcRaw        start=+\<r"+ end=+"+ end=+$+
syn region batcRaw        start=+\<r#"+ end=+"#+
syn region batcRaw        start=+\<r##"+ end=+"##+
syn region batcRegex      start=+[(,]\@1<=\s*/[/*]\@!+ start=+^\s*/[/*]\@!+ skip=+\\.+ end=+/+ end=+$+

" ---- Comments ----
syn keyword batcTodo      TODO FIXME XXX NOTE contained
syn match batcComment     "//.*" contains=batcTodo,@Spell
syn match batcDoc         "///.*" contains=batcDocCode,batcTodo,@Spell
syn match batcDocCode     "`[^`]\+`" contained contains=@NoSpell

hi def link batcFunction     Function
hi def link batcCall         Function
hi def link batcFunctionName Function
hi def link batcType         Type
hi def link batcDeclaredType Type
hi def link batcBuiltinType  Type
hi def link batcResourceType Type
hi def link batcNumber       Number
hi def link batcBuiltin      Function
hi def link batcBoolean      Boolean
hi def link batcConstant     Constant
hi def link batcVariable     Identifier
hi def link batcOperator     Operator
hi def link batcConditional  Conditional
hi def link batcRepeat       Repeat
hi def link batcAs           Keyword
hi def link batcModifier     StorageClass
hi def link batcKey          Identifier
hi def link batcDeclaration  Structure
hi def link batcStatement    Statement
hi def link batcInclude      Include
hi def link batcPath         Include
hi def link batcCode         Constant
hi def link batcDecorator    PreProc
hi def link batcEscape       SpecialChar
hi def link batcSpecial      Special
hi def link batcString       String
hi def link batcText         String
hi def link batcRaw          String
hi def link batcRegex        String
hi def link batcComment      Comment
hi def link batcDoc          SpecialComment
hi def link batcDocCode      Special
hi def link batcTodo         Todo

let b:current_syntax = 'batc'
let &cpo = s:cpo_save
unlet s:cpo_save
