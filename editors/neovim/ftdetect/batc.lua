local detect = require('batc').filetype

if vim.filetype and vim.fn.has('nvim-0.8') == 1 then
  vim.filetype.add({ extension = { bat = detect } })
else
  -- After Neovim's own rule, which makes each a batch file.
  vim.api.nvim_create_autocmd({ 'BufRead', 'BufNewFile' }, {
    pattern = '*.bat',
    callback = function(event)
      if detect(event.match, event.buf) == 'batc' then
        vim.bo[event.buf].filetype = 'batc'
      end
    end,
  })
end
