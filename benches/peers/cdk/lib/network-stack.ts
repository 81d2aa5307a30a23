import {
  RemovalPolicy,
  Stack,
  StackProps,
  Tags,
  aws_certificatemanager as acm,
  aws_ec2 as ec2,
  aws_logs as logs,
  aws_route53 as route53,
} from "aws-cdk-lib";
import { Construct } from "constructs";
import { NetworkConfig, WebConfig } from "./config";

export interface NetworkStackProps extends StackProps {
  readonly network: NetworkConfig;
  readonly web?: WebConfig;
}

/** VPC, subnets, security groups of the tiers, and the API's certificate. */
export class NetworkStack extends Stack {
  readonly vpc: ec2.Vpc;
  readonly application: ec2.SecurityGroup;
  readonly database: ec2.SecurityGroup;
  readonly cache: ec2.SecurityGroup;
  readonly apiCertificate?: acm.ICertificate;

  constructor(scope: Construct, id: string, props: NetworkStackProps) {
    super(scope, id, props);
    Tags.of(this).add("Component", "Network");
    const { network, web } = props;

    this.vpc = new ec2.Vpc(this, "Vpc", {
      ipAddresses: ec2.IpAddresses.cidr(network.cidr),
      maxAzs: network.zones,
      natGateways: network.natGateways,
      subnetConfiguration: [
        { name: "public", subnetType: ec2.SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
        { name: "private", subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 24 },
        { name: "isolated", subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
      ],
      gatewayEndpoints: {
        S3: {
          service: ec2.GatewayVpcEndpointAwsService.S3,
          subnets: [
            { subnetType: ec2.SubnetType.PUBLIC },
            { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
          ],
        },
      },
      restrictDefaultSecurityGroup: true,
    });

    const flowLog = new logs.LogGroup(this, "FlowLog", {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.vpc.addFlowLog("FlowLogs", {
      trafficType: ec2.FlowLogTrafficType.ALL,
      destination: ec2.FlowLogDestination.toCloudWatchLogs(flowLog),
    });

    const isolated = new ec2.NetworkAcl(this, "IsolatedAcl", {
      vpc: this.vpc,
      subnetSelection: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    });
    for (const direction of [ec2.TrafficDirection.INGRESS, ec2.TrafficDirection.EGRESS]) {
      isolated.addEntry(direction === ec2.TrafficDirection.INGRESS ? "Inbound" : "Outbound", {
        direction,
        ruleNumber: 100,
        cidr: ec2.AclCidr.ipv4(network.cidr),
        traffic: ec2.AclTraffic.allTraffic(),
        ruleAction: ec2.Action.ALLOW,
      });
    }

    this.application = new ec2.SecurityGroup(this, "Application", {
      vpc: this.vpc,
      description: "Tasks of the services",
    });
    this.database = new ec2.SecurityGroup(this, "Database", {
      vpc: this.vpc,
      description: "PostgreSQL",
      allowAllOutbound: false,
    });
    this.cache = new ec2.SecurityGroup(this, "Cache", {
      vpc: this.vpc,
      description: "Redis",
      allowAllOutbound: false,
    });
    this.cache.addIngressRule(this.application, ec2.Port.tcp(6379), "Redis for the services");

    if (web) {
      const zone = route53.HostedZone.fromHostedZoneAttributes(this, "Zone", {
        hostedZoneId: web.zoneId,
        zoneName: web.zoneName,
      });
      this.apiCertificate = new acm.Certificate(this, "ApiCertificate", {
        domainName: web.apiDomain,
        subjectAlternativeNames: [`services.${web.apiDomain}`],
        validation: acm.CertificateValidation.fromDns(zone),
      });
    }
  }
}
