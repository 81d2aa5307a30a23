//! What the standard library promises beyond single templates.

use std::collections::BTreeMap;

use batc::driver::{self, BuildOptions};
use batc::world::World;
use serde_json::Value;

/// The resources of a stack that holds this one instance, by logical id.
fn resources(uses: &str, instance: &str) -> BTreeMap<String, Value> {
    let source = format!(
        "{uses}\nstack Here {{\n  resource it = {instance}\n}}\napp There {{\n  stack here = Here {{}}\n}}\n\
         env test = There {{ account: \"123456789012\", region: \"eu-central-1\" }}\n"
    );
    let world = World::in_memory([("main.bat", source.as_str())]);
    let input = world.input("main.bat".as_ref()).expect("it is in memory");
    let built = driver::build(&world, &[input], &BuildOptions::default());
    assert!(!built.diagnostics.has_errors(), "{source}");
    let template: Value = serde_json::from_slice(&built.assemblies[0].stacks[0].template).expect("templates are JSON");
    let resources = template["Resources"].as_object().expect("there are some");
    resources.iter().map(|(id, resource)| (id.clone(), resource.clone())).collect()
}

fn vpc(zones: u32, tiers: &str) -> BTreeMap<String, Value> {
    resources(
        "use std.network.{Vpc}",
        &format!("Vpc {{ cidr: \"10.0.0.0/16\", zones: {zones}, nat_gateways: 1, name: \"x\", tiers: {{ {tiers} }} }}"),
    )
}

/// What makes CloudFormation replace a subnet, by logical id.
fn places(resources: &BTreeMap<String, Value>) -> BTreeMap<&str, (&Value, &Value)> {
    let subnets = resources.iter().filter(|(_, resource)| resource["Type"] == "AWS::EC2::Subnet");
    subnets
        .map(|(id, r)| (id.as_str(), (&r["Properties"]["CidrBlock"], &r["Properties"]["AvailabilityZone"])))
        .collect()
}

#[test]
fn a_further_zone_or_tier_moves_no_subnet() {
    let two_tiers = "public: { kind: \"public\", slot: 0 }, private: { kind: \"private\", slot: 1 }";
    let before = vpc(2, two_tiers);
    let (before, mut further) = (places(&before), 0);
    assert_eq!(before.len(), 4);
    for after in [
        vpc(3, two_tiers),
        vpc(6, two_tiers),
        // In front, so that order would matter if anything went by it.
        vpc(2, &format!("first: {{ kind: \"isolated\", slot: 2 }}, {two_tiers}")),
        vpc(
            3,
            &format!("first: {{ kind: \"isolated\", slot: 7 }}, {two_tiers}, last: {{ kind: \"private\", slot: 3 }}"),
        ),
    ] {
        let after = places(&after);
        for (id, place) in &before {
            assert_eq!(after.get(id), Some(place), "{id}");
        }
        let blocks: std::collections::BTreeSet<String> = after.values().map(|(block, _)| block.to_string()).collect();
        assert_eq!(blocks.len(), after.len(), "two subnets have the same block");
        further += after.len() - before.len();
    }
    assert_eq!(further, 2 + 8 + 2 + 8);
}
