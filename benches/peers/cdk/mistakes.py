"""Five mistakes, each as (file, what stands there, what is written instead) for both programs."""

MISTAKES = [
    {
        "what": "A setting of production is left out",
        "otherwise": "the deployment takes a default",
        "cdk": [("lib/config.ts", "    multiAz: true,\n    backupRetentionDays: 30,\n", "    backupRetentionDays: 30,\n")],
        "batc": [("envs/prod.bat", "    multi_az: true\n    backup_retention: 30d\n", "    backup_retention: 30d\n")],
    },
    {
        "what": "An engine version that RDS no longer takes for new instances",
        "otherwise": "RDS refuses it when deploying",
        "cdk": [("lib/database-stack.ts", '.of("17.11", "17")', ".VER_15")],
        "batc": [("examples/batbern/database.bat", "  resource postgres = Postgres {\n", '  resource postgres = Postgres {\n    version: "15"\n')],
    },
    {
        "what": "An action of IAM's that does not exist",
        "otherwise": "IAM takes it, and nothing is ever allowed by it",
        "cdk": [
            (
                "lib/storage-stack.ts",
                "    new CfnOutput(this,",
                "    this.backups.addToResourcePolicy(\n"
                "      new iam.PolicyStatement({\n"
                '        actions: ["s3:PutBucketEncryption"],\n'
                "        resources: [this.backups.bucketArn],\n"
                "        principals: [new iam.AccountRootPrincipal()],\n"
                "      }),\n"
                "    );\n"
                "    new CfnOutput(this,",
            ),
            ("lib/storage-stack.ts", "  aws_s3 as s3,\n", "  aws_iam as iam,\n  aws_s3 as s3,\n"),
        ],
        "batc": [
            (
                "examples/batbern/storage.bat",
                '    access_logs: { bucket: logs, prefix: "s3/backups/" }\n',
                '    access_logs: { bucket: logs, prefix: "s3/backups/" }\n'
                '    statements: [{ actions: ["s3:PutBucketEncryption"], resources: [backups.arn], principals: { arns: [aws.account_id] } }]\n',
            )
        ],
    },
    {
        "what": "Two stacks that need each other",
        "otherwise": "CloudFormation finds no order",
        "cdk": [
            ("bin/app.ts", "new StorageStack(app,", "const storage = new StorageStack(app,"),
            ("bin/app.ts", "new DatabaseStack(app,", "const database = new DatabaseStack(app,"),
            (
                "bin/app.ts",
                "  buckets: config.buckets,\n  web: config.web,\n});\n",
                "  buckets: config.buckets,\n  web: config.web,\n});\n"
                'new CfnOutput(storage, "Database", { value: database.postgres.instanceIdentifier });\n'
                'new CfnOutput(database, "Backups", { value: storage.backups.bucketArn });\n',
            ),
            ("bin/app.ts", "import { App, Tags }", "import { App, CfnOutput, Tags }"),
        ],
        "batc": [
            ("examples/batbern/app.bat", "Storage { sizing: buckets, web }", "Storage { sizing: buckets, web, database: db.postgres_host }"),
            ("examples/batbern/storage.bat", "  param web: WebSettings?\n", "  param web: WebSettings?\n  param database: String\n\n  output seen = database\n"),
            ("examples/batbern/app.bat", "    redis_token: secrets.redis_token\n", "    redis_token: secrets.redis_token\n    backups: storage.backups\n"),
            ("examples/batbern/database.bat", "  param sizing: DatabaseSettings\n", "  param sizing: DatabaseSettings\n  param backups: Bucket\n\n  output backups_arn = backups.arn\n"),
            ("examples/batbern/database.bat", "use std.network", "use std.storage.{Bucket}\nuse std.network"),
        ],
    },
    {
        "what": "A secret in an output",
        "otherwise": "whoever may describe the stack can read it",
        "cdk": [
            (
                "lib/database-stack.ts",
                '    new CfnOutput(this, "PostgresHost"',
                '    new CfnOutput(this, "Token", { value: props.redisToken.secretValue.toString() });\n'
                '    new CfnOutput(this, "PostgresHost"',
            )
        ],
        "batc": [
            (
                "examples/batbern/database.bat",
                "  output postgres\n",
                "  output token = secret(redis_token.secret)\n  output postgres\n",
            )
        ],
    },
]
