/// Operations: alarms on what really exists, images, what GitHub may do, and e-mails.
use "../../../envs/dev.bat".{development}
use "../../../envs/prod.bat".{production}
use "../../../envs/staging.bat".{staging}

test "alarms watch what there is" for development, staging, production {
  let alarms = resources(AWS::CloudWatch::Alarm)
  assert length(alarms) >= 9

  // The database's alarms name the database, not a name that somebody typed.
  let database =
    [for a in alarms if a.Namespace == "AWS/RDS" && starts_with(a.meta.path, "monitoring.postgres_alarms"): a]
  assert length(database) >= 7
  for a in database {
    assert [for d in a.Dimensions ?? []: d.Name] == ["DBInstanceIdentifier"]
    assert (a.Dimensions ?? [])[0].Value == only(AWS::RDS::DBInstance).ref
  }

  // The service's own dimensions, in the region where CloudFront publishes.
  for a in alarms if a.Namespace == "AWS/CloudFront" {
    assert a.meta.stack == "edge_monitoring"
    assert [for d in a.Dimensions ?? []: d.Name] == ["DistributionId", "Region"]
  }

  for a in alarms {
    assert length(a.AlarmDescription ?? "") > 20, "an alarm that does not say what to do"
    assert a.Metrics != null || length(a.Dimensions ?? []) > 0
  }
}

test "somebody hears of alarms in production" for production {
  assert count(AWS::SNS::Topic) >= 2
  for a in resources(AWS::CloudWatch::CompositeAlarm) {
    assert length(a.AlarmActions ?? []) == 1
  }
  // A service's alarms are told by the one that combines them.
  for a in resources(AWS::CloudWatch::Alarm) if !contains(a.meta.path, "service_alarms") {
    assert length(a.AlarmActions ?? []) == 1 && length(a.OKActions ?? []) == 1
  }
}

test "each service has its alarms" for staging, production {
  assert count(AWS::CloudWatch::CompositeAlarm) == 6
  assert length([for a in resources(AWS::CloudWatch::Alarm) if contains(a.meta.path, "service_alarms"): a]) == 36
  assert count(AWS::Logs::MetricFilter) == 6
}

test "there is a dashboard" for development, staging, production {
  assert only(AWS::CloudWatch::Dashboard).DashboardName == "BATbern-${env.name}"
}

test "images are scanned, and a tag means one image" for development, staging, production {
  let all = resources(AWS::ECR::Repository)
  assert length(all) == 7
  for r in all {
    assert like(r, { ImageTagMutability: "IMMUTABLE", ImageScanningConfiguration: { ScanOnPush: true } })
    assert r.LifecyclePolicy != null
    assert r.EmptyOnDelete == (env.name != "production")
  }
}

test "GitHub's workflows assume roles by their exact subject, and no key is stored" for development, staging, production {
  assert count(AWS::IAM::OIDCProvider) == 1 && count(AWS::IAM::AccessKey) == 0 && count(AWS::IAM::User) == 0
  let roles = [for r in resources(AWS::IAM::Role) if r.meta.stack == "cicd": r]
  assert length(roles) == (if web == null then 2 else 3)
  for r in roles {
    assert like(r.AssumeRolePolicyDocument, {
      Statement: [{
        Action: ["sts:AssumeRoleWithWebIdentity"]
        Condition: { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } }
      }]
    })
    for s in statements(r) {
      for action in s.actions {
        assert !contains(action, "*"), "${action} is more than one action"
      }
    }
  }
}

test "two templates of e-mails" for development, staging, production {
  let names = [for t in resources(AWS::SES::Template): t.Template?.TemplateName]
  assert names == ["batbern-${env.name}-registration-confirmed", "batbern-${env.name}-speaker-invited"]
}

// Whoever makes a change set is asked for the macros of its template as well, which the execution role is not.
test "GitHub's deployments may use what AWS writes into the database's template" for development, staging, production {
  let macros = [
    for region in ["eu-central-1", "us-east-1"]:
      "arn:${aws.partition}:cloudformation:${region}:aws:transform/SecretsManager-2024-09-16"
  ]
  assert any([
    for s in statements(cicd.deploy.role): s.actions == ["cloudformation:CreateChangeSet"] && s.resources == macros
  ])
}
