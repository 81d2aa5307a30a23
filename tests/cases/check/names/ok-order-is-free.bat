stack Files {
  output name = full

  let full = "${prefix}-${suffix}"
  let suffix = upper(short)

  resource bucket = AWS::S3::Bucket { BucketName: lower(full) }

  param short: String
  let prefix = first

  param first: String = "files"
}

let unused_here = later

let later = of_type({ zones: 2 })

fn of_type(sizing: Sizing): Int = sizing.zones

type Sizing = { zones: Int, more: More? }

type More = { name: String }
