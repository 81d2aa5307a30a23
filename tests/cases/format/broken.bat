let   a=1
let b   =  )
let   c=3

construct   Thing{
  param  a:Int
      param   b   String
  resource  x   =   AWS::S3::Bucket { Name:   'text',  Tags:[] }
  resource   y=AWS::S3::Bucket{Name:"text"}
  if a==1{
    let   z   =   [1,,2]
    let   w=1
  }
}
var   x = 3
stack Net{
  output   vpc:vpc.id
  output   id=vpc.id   // kept
}

# no comment here
let   d=4
