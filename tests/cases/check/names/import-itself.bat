use "./main.bat".{port}

let other = port
