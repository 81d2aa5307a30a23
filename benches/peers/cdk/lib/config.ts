/** What an environment decides about the platform. */
export interface EnvironmentConfig {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly tags: Record<string, string>;
  readonly network: NetworkConfig;
  readonly database: DatabaseConfig;
  readonly cache: CacheConfig;
  readonly buckets: BucketConfig;
  /** Left out where nothing is served to the world. */
  readonly web?: WebConfig;
}

/** How large the network is. */
export interface NetworkConfig {
  readonly cidr: string;
  readonly zones: number;
  readonly natGateways: number;
}

/** How large and how safe PostgreSQL is. */
export interface DatabaseConfig {
  readonly instanceType: string;
  readonly storageGib: number;
  readonly multiAz: boolean;
  readonly backupRetentionDays: number;
  readonly deletionProtection: boolean;
  readonly snapshotOnDelete: boolean;
  readonly performanceInsights: boolean;
  readonly maxConnections: number;
  readonly workMemKib: number;
}

/** How large and how safe Redis is. */
export interface CacheConfig {
  readonly nodeType: string;
  readonly nodes: number;
  readonly multiAz: boolean;
  readonly snapshotsKept: number;
}

/** How long files are kept. */
export interface BucketConfig {
  readonly versions: boolean;
  readonly retain: boolean;
  readonly logsExpireDays: number;
  readonly backupsArchivedDays?: number;
  readonly backupsExpireDays: number;
}

/** Where the platform is reached. */
export interface WebConfig {
  readonly frontendDomain: string;
  readonly apiDomain: string;
  readonly zoneId: string;
  readonly zoneName: string;
}

const common = { Project: "BATbern", ManagedBy: "cdk" };

export const development: EnvironmentConfig = {
  name: "development",
  account: "954163570305",
  region: "eu-central-1",
  tags: { ...common, Environment: "development", CostCenter: "Engineering" },
  network: { cidr: "10.0.0.0/16", zones: 2, natGateways: 1 },
  database: {
    instanceType: "t3.micro",
    storageGib: 20,
    multiAz: false,
    backupRetentionDays: 7,
    deletionProtection: false,
    snapshotOnDelete: false,
    performanceInsights: false,
    maxConnections: 100,
    workMemKib: 16384,
  },
  cache: { nodeType: "cache.t3.micro", nodes: 1, multiAz: false, snapshotsKept: 1 },
  buckets: { versions: false, retain: false, logsExpireDays: 30, backupsExpireDays: 30 },
};

export const staging: EnvironmentConfig = {
  name: "staging",
  account: "188701360969",
  region: "eu-central-1",
  tags: { ...common, Environment: "staging", CostCenter: "Engineering" },
  network: { cidr: "10.1.0.0/16", zones: 2, natGateways: 2 },
  database: {
    instanceType: "t3.small",
    storageGib: 50,
    multiAz: true,
    backupRetentionDays: 14,
    deletionProtection: true,
    snapshotOnDelete: true,
    performanceInsights: false,
    maxConnections: 100,
    workMemKib: 16384,
  },
  cache: { nodeType: "cache.t3.small", nodes: 2, multiAz: true, snapshotsKept: 5 },
  buckets: { versions: false, retain: false, logsExpireDays: 30, backupsExpireDays: 30 },
  web: {
    frontendDomain: "staging.batbern.ch",
    apiDomain: "api.staging.batbern.ch",
    zoneId: "Z00395322M4O1QCL0M7UA",
    zoneName: "staging.batbern.ch",
  },
};

export const production: EnvironmentConfig = {
  name: "production",
  account: "422940799530",
  region: "eu-central-1",
  tags: { ...common, Environment: "production", CostCenter: "Operations", Compliance: "GDPR" },
  network: { cidr: "10.2.0.0/16", zones: 3, natGateways: 3 },
  database: {
    instanceType: "t3.medium",
    storageGib: 100,
    multiAz: true,
    backupRetentionDays: 30,
    deletionProtection: true,
    snapshotOnDelete: true,
    performanceInsights: true,
    maxConnections: 200,
    workMemKib: 32768,
  },
  cache: { nodeType: "cache.t3.medium", nodes: 3, multiAz: true, snapshotsKept: 14 },
  buckets: {
    versions: true,
    retain: true,
    logsExpireDays: 90,
    backupsArchivedDays: 90,
    backupsExpireDays: 365,
  },
  web: {
    frontendDomain: "www.batbern.ch",
    apiDomain: "api.batbern.ch",
    zoneId: "Z003987919RPX23XXEU48",
    zoneName: "batbern.ch",
  },
};

export const environments = { development, staging, production };
