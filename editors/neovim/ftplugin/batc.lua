local batc = require('batc')
local buffer = vim.api.nvim_get_current_buf()

vim.bo.commentstring = '// %s'
vim.bo.comments = ':///,://'
vim.bo.expandtab = true
vim.bo.shiftwidth = 2
vim.bo.softtabstop = 2
vim.b.undo_ftplugin = 'setlocal commentstring< comments< expandtab< shiftwidth< softtabstop<'

batc.highlight(buffer)
batc.attach(buffer)
