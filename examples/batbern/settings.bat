/// What an environment decides about the platform. The files in envs/ give the values.
use std.dns.{Zone}

/// How large the network is.
type NetworkSettings = {
  /// The VPC's block of addresses. Environments do not overlap, so that they could be connected.
  cidr: Cidr
  /// In how many availability zones the platform runs.
  zones: Int(2..=6)
  /// How many NAT gateways there are, each paid by the hour: one for each zone survives the loss of a zone.
  nat_gateways: Int(0..=6)
}

/// How large and how safe PostgreSQL is.
type DatabaseSettings = {
  /// The instance class: `"db.t3.micro"`.
  class: String(/^db\.[a-z0-9]+\.[a-z0-9]+$/)
  /// How much storage it has.
  storage: Size
  /// Whether a second instance in another zone takes over when the first one fails.
  multi_az: Bool
  /// How far one can go back in time.
  backup_retention: Duration
  /// Whether RDS refuses to delete it.
  deletion_protection: Bool
  /// What stays when it is removed from the stack.
  on_delete: "Snapshot" | "Delete"
  /// Whether Performance Insights is on; the micro and small classes do not have it.
  performance_insights: Bool = false
  /// How many connections it takes.
  max_connections: Int(10..) = 100
  /// How much memory one sort or hash may use before it goes to disk.
  work_mem: Size = 16MiB
}

/// How large and how safe Redis is.
type CacheSettings = {
  /// The node type: `"cache.t3.micro"`.
  node: String(/^cache\.[a-z0-9]+\.[a-z0-9]+$/)
  /// How many nodes there are, the primary among them.
  nodes: Int(1..=6)
  /// Whether a replica in another zone takes over when the primary fails.
  multi_az: Bool
  /// How many daily snapshots are kept.
  snapshots_kept: Int(0..=35)
}

/// How long files are kept.
type BucketSettings = {
  /// Whether overwritten and deleted objects can be brought back.
  versions: Bool = false
  /// What becomes of buckets that are removed from the stack. Only empty ones can be deleted.
  on_delete: "Delete" | "Retain" = "Delete"
  /// When logs are deleted.
  logs_expire: Duration = 30d
  /// When backups move to Glacier.
  backups_archived: Duration?
  /// When backups are deleted.
  backups_expire: Duration = 30d
}

/// How large each service is, unless it says otherwise itself.
type ServiceSettings = {
  /// How many tasks run, of a service that does not scale; one that does begins with `min`.
  tasks: Int(1..)
  /// CPU units of a task: 1024 is one processor.
  cpu: 256 | 512 | 1024 | 2048 | 4096
  /// Memory of a task.
  memory: Size
  /// The least tasks.
  min: Int(1..)
  /// The most tasks.
  max: Int(1..)
  /// The share of CPU, in per cent, that scaling aims at; memory's aim is 10 higher.
  cpu_target: Int(10..=90)
  /// Which version of the services runs: the tag of their images.
  version: String(/^[A-Za-z0-9_.-]{1,128}$/)
  /// Whether a new version is started beside the old one, and gets all requests at once when it is well.
  blue_green: Bool = false
}

/// Where the platform is reached. Left out where it runs on a developer's machine.
type WebSettings = {
  /// The web site's name.
  frontend_domain: DomainName
  /// The API's name.
  api_domain: DomainName
  /// The zone that holds both.
  zone: Zone
}

/// The name of the load balancer before the services, at which the API reaches them. It is below the API's name, so
/// that one certificate proves both.
fn services_domain(web: WebSettings): DomainName = "services.${web.api_domain}"

/// Where the code comes from.
type DeliverySettings = {
  /// The repository at GitHub: `"owner/name"`.
  repository: String(/^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/)
  /// The branch whose images are kept.
  branch: String = "main"
  /// How many images of each service are kept.
  keep_images: Int(10..) = 50
  /// The ARN of the account's OIDC provider for GitHub, where something else in the account has made it.
  github: String?
}
