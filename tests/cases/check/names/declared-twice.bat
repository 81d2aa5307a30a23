let port = 5432

let port = 5433
