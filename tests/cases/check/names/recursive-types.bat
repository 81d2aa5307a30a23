type Server = { disk: Disk }

type Disk = { server: Server? }
