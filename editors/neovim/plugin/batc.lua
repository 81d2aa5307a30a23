-- From 0.11 on Neovim starts servers by itself; before, ftplugin/batc.lua does.
if vim.lsp.enable and vim.g.batc_lsp ~= false then
  vim.lsp.enable('batc')
end
