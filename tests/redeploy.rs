//! `std.api.RestApi` is deployed anew when its definition changes, and only then: CloudFormation makes a deployment under a
//! new logical id, moves the stage to it, and deletes the old one.

use batc::driver::{self, BuildOptions};
use batc::world::World;
use serde_json::Value;

/// The template of a stack with an API: `routes` and `settings` are the construct's, `host` is where its server is.
fn template(routes: &str, settings: &str, host: &str) -> Value {
    let source = format!(
        r#"
        use std.api.{{RestApi}}
        use std.identity.{{UserPool}}
        stack Shop {{
          resource customers = UserPool {{ name: "Customers" }}
          resource other = UserPool {{ name: "Other" }}
          resource balancer = AWS::ElasticLoadBalancingV2::LoadBalancer {{
            Subnets: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
          }}
          resource api = RestApi {{
            name: "shop"
            servers: {{ shop: {{ host: {host} }} }}
            {settings}
            routes: {{ {routes} }}
          }}
        }}
        app Program {{ stack shop = Shop {{}} }}
        env test = Program {{ region: "eu-central-1" }}
        "#
    );
    let world = World::in_memory([("main.bat", source.as_str())]);
    let input = world.input("main.bat".as_ref()).expect("it is in memory");
    let built = driver::build(&world, &[input], &BuildOptions::default());
    assert!(!built.diagnostics.has_errors(), "{:?}", built.diagnostics);
    serde_json::from_slice(&built.assemblies[0].stacks[0].template).expect("templates are JSON")
}

/// The logical id of the one deployment, which the stage serves.
fn deployment(template: &Value) -> String {
    let resources = template["Resources"].as_object().expect("there are some");
    let of =
        |ty: &str| -> Vec<&String> { resources.iter().filter(|(_, r)| r["Type"] == ty).map(|(id, _)| id).collect() };
    let (deployments, stages) = (of("AWS::ApiGateway::Deployment"), of("AWS::ApiGateway::Stage"));
    assert_eq!((deployments.len(), stages.len()), (1, 1));
    assert_eq!(resources[stages[0]]["Properties"]["DeploymentId"]["Ref"], **deployments[0]);
    deployments[0].clone()
}

const HEALTH: &str = r#""GET /health": { to: { server: "shop" }, open: true }"#;
const USERS: &str = "authorizer: { user_pools: { customers } }";

#[test]
fn what_only_the_deployment_knows_is_a_variable_of_the_stage() {
    let before = template(HEALTH, "", r#""origin.example.com""#);
    let after = template(HEALTH, "", "balancer.DNSName");
    assert_eq!(deployment(&before), deployment(&after));
    let variables = |template: &Value| template["Resources"]["ApiStageOfApi"]["Properties"]["Variables"].clone();
    assert_eq!(variables(&before)["server_shop"], "origin.example.com");
    assert_eq!(variables(&after)["server_shop"]["Fn::GetAtt"][0], "Balancer");
    let one = template(HEALTH, USERS, "balancer.DNSName");
    let other = template(HEALTH, "authorizer: { user_pools: { customers: other } }", "balancer.DNSName");
    assert_eq!(deployment(&one), deployment(&other));
    assert_ne!(variables(&one)["pool_customers"], variables(&other)["pool_customers"]);
}

#[test]
fn what_is_known_of_the_definition_makes_a_new_deployment() {
    let host = "balancer.DNSName";
    let definitions = [
        (HEALTH.to_owned(), ""),
        (format!("{HEALTH}\n\"GET /orders\": {{ to: {{ server: \"shop\" }}, open: true }}"), ""),
        (HEALTH.replace("/health", "/alive"), ""),
        (HEALTH.replace("server: \"shop\"", "server: \"shop\", path: \"/actuator/health\""), ""),
        (HEALTH.replace(", open: true", ""), USERS),
        (HEALTH.to_owned(), USERS),
        (HEALTH.to_owned(), r#"cors: { origins: ["https://www.example.com"] }"#),
        (HEALTH.to_owned(), r#"binary_types: ["image/*"]"#),
        (HEALTH.to_owned(), r#"revision: "2""#),
    ];
    let mut ids: Vec<String> = definitions.iter().map(|(r, s)| deployment(&template(r, s, host))).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), definitions.len(), "{ids:?}");
}

#[test]
fn what_is_no_part_of_the_definition_does_not() {
    let host = "balancer.DNSName";
    let plain = deployment(&template(HEALTH, "", host));
    for settings in ["throttle: { rate: 5, burst: 10 }", "log_retention: 7d", "tracing: false"] {
        assert_eq!(deployment(&template(HEALTH, settings, host)), plain, "{settings}");
    }
}
