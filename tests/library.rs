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

/// What the compiler says of migrations with these files, as text.
fn migrations(names: &[&str]) -> String {
    let source = r#"
use std.database.{Postgres}
use std.migrations.{FlywayMigration}
use std.network.{SecurityGroup, Vpc}
stack Here {
  resource vpc = Vpc { cidr: "10.0.0.0/16" }
  resource security = SecurityGroup { vpc, description: "PostgreSQL", allow_all_outbound: false }
  resource postgres = Postgres { subnets: vpc.subnets.isolated, security_groups: [security], class: "db.t4g.micro" }
  resource migrations = FlywayMigration {
    files: files("./sql/**/*.sql")
    database: postgres
    vpc
    subnets: vpc.subnets.private
  }
}
app There { stack here = Here {} }
env test = There { account: "123456789012", region: "eu-central-1" }
"#;
    let mut files = vec![("main.bat".to_owned(), source.to_owned()), ("sql/readme.txt".to_owned(), String::new())];
    files.extend(names.iter().map(|name| (format!("sql/{name}"), format!("-- {name}"))));
    let world = World::in_memory(files);
    let input = world.input("main.bat".as_ref()).expect("it is in memory");
    let built = driver::build(&world, &[input], &BuildOptions::default());
    let list = built.diagnostics.into_sorted(&built.sources);
    list.iter().map(|diagnostic| format!("{}\n", diagnostic.message)).collect()
}

#[test]
fn migrations_that_flyway_would_pass_over_are_refused() {
    let good = ["V1__tables.sql", "V1.2__more.sql", "later/V2_1__index.sql", "B3__baseline.sql", "R__views.sql"];
    assert_eq!(migrations(&good), "");
    for wrong in ["V1_tables.sql", "tables.sql", "v1__tables.sql", "R1__views.sql", "V1__a b.sql"] {
        let said = migrations(&["V1__tables.sql", wrong]);
        assert!(said.contains(&format!("Flyway would pass over `{wrong}`")), "{said}");
    }
    assert!(migrations(&["V1__a.sql", "later/V1__a.sql"]).contains("in different folders have the same name"));
    assert!(migrations(&[]).contains("there are no migrations"));
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
