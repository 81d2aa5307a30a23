import { RemovalPolicy, Stack, StackProps, Tags, aws_kms as kms, aws_secretsmanager as secrets } from "aws-cdk-lib";
import { Construct } from "constructs";

export interface SecretsStackProps extends StackProps {
  readonly retain: boolean;
}

/** The key and the token that the database's stack takes. Not compared: the platform's stack has more. */
export class SecretsStack extends Stack {
  readonly key: kms.Key;
  readonly redisToken: secrets.Secret;

  constructor(scope: Construct, id: string, props: SecretsStackProps) {
    super(scope, id, props);
    Tags.of(this).add("Component", "Secrets");
    const removalPolicy = props.retain ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
    this.key = new kms.Key(this, "Key", { enableKeyRotation: true, removalPolicy });
    this.redisToken = new secrets.Secret(this, "RedisToken", {
      encryptionKey: this.key,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy,
    });
  }
}
