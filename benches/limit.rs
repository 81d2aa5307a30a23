//! The limit that the benchmarks compare with: the templates of `generate.py`'s program, written as text and nothing more.
//!
//! usage: limit N FOLDER

use std::fmt::Write as _;
use std::process::ExitCode;
use std::{env, fs, io};

/// 400 resources, four a group.
const GROUPS_IN_STACK: usize = 100;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [count, folder] = &arguments[..] else {
        eprintln!("usage: limit N FOLDER");
        return ExitCode::FAILURE;
    };
    let Ok(resources) = count.parse::<usize>() else {
        eprintln!("`{count}` is not a number");
        return ExitCode::FAILURE;
    };
    match write(resources / 4, folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(groups: usize, folder: &str) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut text = String::new();
    for stack in 0..groups.div_ceil(GROUPS_IN_STACK) {
        text.clear();
        let last = groups.min((stack + 1) * GROUPS_IN_STACK);
        text.push_str("{\n  \"AWSTemplateFormatVersion\": \"2010-09-09\",\n  \"Resources\": {\n");
        for group in stack * GROUPS_IN_STACK..last {
            push_group(&mut text, group);
            text.push_str(if group + 1 == last { "\n" } else { ",\n" });
        }
        text.push_str("  }\n}\n");
        fs::write(format!("{folder}/part-{stack}.template.json"), &text)?;
    }
    Ok(())
}

/// The four resources of a group. Writing to a `String` cannot fail.
fn push_group(text: &mut String, group: usize) {
    let _ = write!(
        text,
        r#"    "BucketG{group}": {{
      "Type": "AWS::S3::Bucket",
      "Properties": {{
        "BucketName": "bench-bench-g{group}",
        "VersioningConfiguration": {{
          "Status": "Enabled"
        }},
        "Tags": [
          {{
            "Key": "Name",
            "Value": "bench-g{group}"
          }}
        ]
      }},
      "DeletionPolicy": "Retain",
      "UpdateReplacePolicy": "Retain"
    }},
    "QueueG{group}": {{
      "Type": "AWS::SQS::Queue",
      "Properties": {{
        "QueueName": "bench-bench-g{group}",
        "VisibilityTimeout": 60,
        "MessageRetentionPeriod": 604800,
        "Tags": [
          {{
            "Key": "Name",
            "Value": "bench-g{group}"
          }}
        ]
      }},
      "DeletionPolicy": "Retain",
      "UpdateReplacePolicy": "Retain"
    }},
    "RoleG{group}": {{
      "Type": "AWS::IAM::Role",
      "Properties": {{
        "AssumeRolePolicyDocument": {{
          "Version": "2012-10-17",
          "Statement": [
            {{
              "Effect": "Allow",
              "Principal": {{
                "Service": "lambda.amazonaws.com"
              }},
              "Action": "sts:AssumeRole"
            }}
          ]
        }},
        "Policies": [
          {{
            "PolicyName": "queue",
            "PolicyDocument": {{
              "Version": "2012-10-17",
              "Statement": [
                {{
                  "Effect": "Allow",
                  "Action": [
                    "sqs:SendMessage",
                    "sqs:ReceiveMessage"
                  ],
                  "Resource": {{
                    "Fn::GetAtt": [
                      "QueueG{group}",
                      "Arn"
                    ]
                  }}
                }}
              ]
            }}
          }}
        ]
      }}
    }},
    "AlarmG{group}": {{
      "Type": "AWS::CloudWatch::Alarm",
      "Properties": {{
        "AlarmDescription": "messages wait in g{group} after 5 attempts",
        "Namespace": "AWS/SQS",
        "MetricName": "ApproximateNumberOfMessagesVisible",
        "Dimensions": [
          {{
            "Name": "QueueName",
            "Value": {{
              "Fn::GetAtt": [
                "QueueG{group}",
                "QueueName"
              ]
            }}
          }}
        ],
        "Statistic": "Maximum",
        "Period": 300,
        "EvaluationPeriods": 5,
        "Threshold": 500,
        "ComparisonOperator": "GreaterThanThreshold"
      }}
    }}"#
    );
}
