type Peer = { group: String } | { cidr: Cidr } | { prefix_list: String, port: Int }

type Extent = "small" | "large"

fn instances(size: Extent): Int = match size {
  "small" => 1
  "large" => 3
}

fn named(size: Extent?): String = match size {
  null => "none"
  "small" | "large" as found => "it is ${found}"
}

fn where(peer: Peer): String = match peer {
  { group } => group
  { cidr: block } => block
  { prefix_list, port: _ } => prefix_list
}

fn open(n: Int): String = match n {
  0 => "none"
  1 => "one"
  _ as many => "${many}"
}

fn flag(b: Bool): Int = match b {
  true => 1
  false => 0
}

fn whole(peer: Peer): String = match peer {
  { prefix_list } as p => "${prefix_list}:${p.port}"
  _ => "other"
}
