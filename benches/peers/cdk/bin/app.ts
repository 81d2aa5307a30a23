import { App, Tags } from "aws-cdk-lib";
import { EnvironmentConfig, environments } from "../lib/config";
import { DatabaseStack } from "../lib/database-stack";
import { NetworkStack } from "../lib/network-stack";
import { SecretsStack } from "../lib/secrets-stack";
import { StorageStack } from "../lib/storage-stack";

const app = new App();
const name = app.node.tryGetContext("environment") ?? "development";
const config: EnvironmentConfig | undefined = environments[name as keyof typeof environments];
if (!config) {
  throw new Error(`there is no environment ${name}`);
}
for (const [key, value] of Object.entries(config.tags)) {
  Tags.of(app).add(key, value);
}
const env = { account: config.account, region: config.region };
const prefix = `BATbern-${config.name}`;

const network = new NetworkStack(app, `${prefix}-net`, { env, network: config.network, web: config.web });
const secrets = new SecretsStack(app, `${prefix}-secrets`, { env, retain: config.database.snapshotOnDelete });
new DatabaseStack(app, `${prefix}-db`, {
  env,
  environmentName: config.name,
  database: config.database,
  cache: config.cache,
  vpc: network.vpc,
  applicationGroup: network.application,
  databaseGroup: network.database,
  cacheGroup: network.cache,
  key: secrets.key,
  redisToken: secrets.redisToken,
});
new StorageStack(app, `${prefix}-storage`, {
  env,
  environmentName: config.name,
  buckets: config.buckets,
  web: config.web,
});
