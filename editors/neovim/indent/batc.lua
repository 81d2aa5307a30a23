vim.bo.autoindent = true
vim.bo.indentexpr = "v:lua.require'batc'.indent(v:lnum)"
vim.bo.indentkeys = '0{,0},0),0],!^F,o,O'
vim.b.undo_indent = 'setlocal autoindent< indentexpr< indentkeys<'
