type File = { path: String, mode: Int = 420 }

type Link = { target: String }

fn where(entry: File | Link): String = match entry {
  File as f => "${f.path} ${f.mode}"
  Link as l => l.target
}
