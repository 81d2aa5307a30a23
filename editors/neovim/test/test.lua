--- Run by `nvim --headless`: what opening a file gives. Diagnostics are looked for where `vim.g.batc_command` names the program.

local failures = 0

local function check(what, found, wanted)
  if vim.deep_equal(found, wanted) then
    io.stdout:write('ok ' .. what .. '\n')
  else
    failures = failures + 1
    io.stdout:write(('FAILED %s: found %s, wanted %s\n'):format(what, vim.inspect(found), vim.inspect(wanted)))
  end
end

local work = vim.fn.tempname()
vim.fn.mkdir(work .. '/project/stacks', 'p')
vim.fn.writefile({}, work .. '/project/batc.toml')

--- Writes a file and opens it; returns its buffer.
local function open(path, lines)
  vim.fn.writefile(lines, work .. '/' .. path)
  vim.cmd('edit ' .. vim.fn.fnameescape(work .. '/' .. path))
  return vim.api.nvim_get_current_buf()
end

local function filetype(path, lines)
  return vim.bo[open(path, lines)].filetype
end

-- ---- Which files are batc's ----

check('a file below batc.toml', filetype('project/stacks/any.bat', { '' }), 'batc')
check('documentation first', filetype('docs.bat', { '/// A stack.', '@allow("rule", reason: "a")', 'stack S {}' }), 'batc')
check('an import', filetype('use.bat', { '// Rules.', '', 'use std.policy' }), 'batc')
check('an environment', filetype('env.bat', { 'abstract env base = Shop {}' }), 'batc')
check('a type', filetype('type.bat', { 'type Sizing = { zones: Int }' }), 'batc')
check('a batch file', filetype('windows.bat', { '@echo off', 'set A=1' }), 'dosbatch')
check('a batch file that shows a file', filetype('show.bat', { 'type readme.txt' }), 'dosbatch')
check('an empty file elsewhere', filetype('empty.bat', { '' }), 'dosbatch')

-- ---- Highlighting ----

local source = {
  '/// The queues.', -- 0
  'construct Queues {',
  '  param names: [String]', -- 2
  '  for name in names {',
  '    resource queue[name] = AWS::SQS::Queue { QueueName: "a-${name}" }', -- 4
  '  }',
  '  output type = names', -- 6
  '}',
}
local buffer = open('project/queues.bat', source)
check('a tree is shown', vim.treesitter.highlighter.active[buffer] ~= nil, true)

local get_query = vim.treesitter.query.get or vim.treesitter.query.get_query
local root = vim.treesitter.get_parser(buffer, 'bat'):parse()[1]:root()
check('the tree has no error', root:has_error(), false)

--- What the character at a place is captured as; the last capture decides.
local function captured(row, text)
  local column = assert(source[row + 1]:find(text, 1, true)) - 1
  local query = get_query('bat', 'highlights')
  local last
  for id, node in query:iter_captures(root, buffer, row, row + 1) do
    local start_row, start_column, end_row, end_column = node:range()
    local starts = start_row < row or (start_row == row and start_column <= column)
    local ends = end_row > row or (end_row == row and end_column > column)
    if starts and ends and query.captures[id] ~= 'spell' then
      last = query.captures[id]
    end
  end
  return last
end

check('documentation', captured(0, 'The'), 'comment.documentation')
check('a keyword', captured(1, 'construct'), 'keyword')
check('a name of a type', captured(1, 'Queues'), 'type.definition')
check('a built-in type', captured(2, 'String'), 'type.builtin')
check('a loop', captured(3, 'for'), 'keyword.repeat')
check('a resource type', captured(4, 'AWS'), 'type')
check('a property', captured(4, 'QueueName'), 'property')
check('a string', captured(4, 'a-$'), 'string')
check('an interpolation', captured(4, '${'), 'punctuation.special')
check('a keyword that is a name', captured(6, 'type'), 'variable')

for _, name in ipairs({ 'folds', 'indents', 'injections', 'locals' }) do
  check('the query ' .. name .. ' fits', (pcall(get_query, 'bat', name)), true)
end

-- ---- What later versions have ----

if vim.treesitter.foldexpr then
  vim.cmd('setlocal foldmethod=expr foldexpr=v:lua.vim.treesitter.foldexpr()')
  vim.wait(5000, function()
    return vim.fn.foldlevel(5) == 2
  end, 20)
  check('folds', { vim.fn.foldlevel(3), vim.fn.foldlevel(5), vim.fn.foldlevel(7) }, { 1, 2, 1 })
end

if #vim.api.nvim_get_runtime_file('parser/markdown.so', false) > 0 and vim.fn.has('nvim-0.10') == 1 then
  local parser = vim.treesitter.get_parser(buffer, 'bat')
  parser:parse(true)
  check('documentation is Markdown', parser:children().markdown ~= nil, true)
end

-- ---- Indentation ----

open('project/indent.bat', { 'stack S {', 'let a = [', '{ b: 1 } // {', ']', 'tags {', 'A: "b"', '}', '}' })
vim.cmd('silent normal! gg=G')
check('indentation', vim.api.nvim_buf_get_lines(0, 0, -1, false), {
  'stack S {',
  '  let a = [',
  '    { b: 1 } // {',
  '  ]',
  '  tags {',
  '    A: "b"',
  '  }',
  '}',
})

-- ---- Diagnostics ----

local function messages(of)
  return vim.tbl_map(function(diagnostic)
    return diagnostic.code .. ' in line ' .. diagnostic.lnum + 1
  end, vim.diagnostic.get(of))
end

if vim.g.batc_command then
  local wrong = open('project/wrong.bat', { 'stack S {', '  output a = missing', '}' })
  vim.wait(20000, function()
    return #vim.diagnostic.get(wrong) > 0
  end, 20)
  check('a diagnostic', messages(wrong), { 'E0205 in line 2' })
  vim.api.nvim_buf_set_lines(wrong, 1, 2, false, { '  output a = "there"' })
  vim.wait(20000, function()
    return #vim.diagnostic.get(wrong) == 0
  end, 20)
  check('none after the edit', messages(wrong), {})
end

vim.fn.delete(work, 'rf')
vim.cmd(failures == 0 and 'qall!' or 'cquit 1')
