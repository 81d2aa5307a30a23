--- What the plugin's files share: which files are batc's, where a project begins, and how the server is started.

local M = {}

--- How a source begins, after comments and decorators. A Windows batch file does not: `type name` has no `=` there.
local BEGINNINGS = {
  '^use%s+"',
  '^use%s+[%l_][%w_]*[%s.]',
  '^use%s+[%l_][%w_]*$',
  '^let%s+[%l_][%w_]*%s*[:=]',
  '^type%s+%u[%w_]*%s*=',
  '^fn%s+[%l_][%w_]*%s*%(',
  '^construct%s+%u',
  '^stack%s+%u',
  '^app%s+%u',
  '^env%s+[%l_]',
  '^abstract%s+env%s',
  '^resource%s+type%s',
  '^rule%s+"',
  '^test%s+"',
}

--- The nearest folder at or above a file's that holds one of these names, or nil.
local function above(path, names)
  local folder = vim.fn.fnamemodify(path, ':p:h')
  while true do
    for _, name in ipairs(names) do
      if vim.loop.fs_stat(folder .. '/' .. name) then
        return folder
      end
    end
    local parent = vim.fn.fnamemodify(folder, ':h')
    if parent == folder then
      return nil
    end
    folder = parent
  end
end

--- Where the file's project begins; as batc looks for it.
function M.root(path)
  return above(path, { 'batc.toml', '.git' }) or vim.fn.fnamemodify(path, ':p:h')
end

--- Whether these lines begin as a source does.
function M.begins_as_source(lines)
  for _, line in ipairs(lines) do
    if line:find('^%s*//') then
      -- No batch file has such comments, but they prove little alone.
    elseif line:find('%S') and not line:find('^@[%l_]+%(') and not line:find('^@export%s*$') then
      for _, beginning in ipairs(BEGINNINGS) do
        if line:find(beginning) then
          return true
        end
      end
      return false
    end
  end
  return false
end

--- The file type of a `.bat` file: of batc below a `batc.toml`, or by its first lines; else Windows'.
function M.filetype(path, buffer)
  if above(path, { 'batc.toml' }) or M.begins_as_source(vim.api.nvim_buf_get_lines(buffer, 0, 200, false)) then
    return 'batc'
  end
  return 'dosbatch'
end

--- The server's configuration. `vim.g.batc_command` names another program than `batc`.
function M.server()
  return {
    name = 'batc',
    cmd = { vim.g.batc_command or 'batc', 'lsp' },
    filetypes = { 'batc' },
    root_markers = { 'batc.toml', '.git' },
  }
end

--- Clients of Neovim 0.7 by project.
local clients = {}

--- Attaches the server to a buffer where Neovim does not do it by itself, as it does from 0.11 on.
function M.attach(buffer)
  local config = M.server()
  if vim.lsp.enable or vim.g.batc_lsp == false or vim.fn.executable(config.cmd[1]) == 0 then
    return
  end
  local root = M.root(vim.api.nvim_buf_get_name(buffer))
  config.root_dir = root
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = buffer })
    return
  end
  if not clients[root] or not vim.lsp.get_client_by_id(clients[root]) then
    clients[root] = vim.lsp.start_client(config)
  end
  if clients[root] then
    vim.lsp.buf_attach_client(buffer, clients[root])
  end
end

--- Highlights a buffer by its tree, where a parser is installed.
function M.highlight(buffer)
  if vim.treesitter.language and vim.treesitter.language.register then
    vim.treesitter.language.register('bat', 'batc')
  end
  return (pcall(function()
    if vim.treesitter.start then
      vim.treesitter.start(buffer, 'bat')
    else
      vim.treesitter.highlighter.new(vim.treesitter.get_parser(buffer, 'bat'))
    end
  end))
end

--- The indentation of a line: one step more after an opening bracket, one less before a closing one.
function M.indent(number)
  local before = vim.fn.prevnonblank(number - 1)
  if before == 0 then
    return 0
  end
  local indent = vim.fn.indent(before)
  local line = vim.fn.getline(before):gsub('%s*//.*$', '')
  if line:find('[{%[(]%s*$') then
    indent = indent + vim.fn.shiftwidth()
  end
  if vim.fn.getline(number):find('^%s*[}%])]') then
    indent = indent - vim.fn.shiftwidth()
  end
  return math.max(indent, 0)
end

return M
