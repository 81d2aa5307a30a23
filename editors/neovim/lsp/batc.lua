-- Read by Neovim from 0.11 on.
return require('batc').server()
