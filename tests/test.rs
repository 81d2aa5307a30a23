//! `batc test`: what tests find, and how rules are told.
//!
//! A case of `cases/test` is one file; a line `// file: PATH` begins another file of the case, what stands before the first
//! such line is `main.bat`. The snapshot has all diagnostics, and a line for each test and environment.

mod support;

use std::path::{Path, PathBuf};

use batc::diagnostics::Diagnostics;
use batc::driver::{self, Outcome, TestOptions};
use batc::world::World;

#[test]
fn outcomes() {
    insta::glob!("cases/test/*.bat", |path| {
        let case = std::fs::read_to_string(path).expect("it is there");
        let (world, inputs) = support::world(&support::files(&case));
        let tested = driver::test(&world, &inputs, &TestOptions::default());
        let mut text = support::human(&tested.sources, tested.diagnostics);
        let mut failures = Diagnostics::new();
        tested.results.iter().flat_map(|result| &result.diagnostics).for_each(|d| failures.push(d.clone()));
        text.push_str(&support::human(&tested.sources, failures));
        for result in &tested.results {
            let word = match result.outcome {
                Outcome::Passed => "passed",
                Outcome::Failed => "failed",
                Outcome::Skipped => "skipped",
                Outcome::NotBuilt => "not built",
            };
            let env = result.env.as_deref().map(|env| format!(" ({env})")).unwrap_or_default();
            text.push_str(&format!("{word}: {}{env}\n", result.name));
        }
        insta::assert_snapshot!(text);
    });
}

/// The tests of the story, 1.1 to 17.1.
const STORY: [&str; 21] = [
    "should_createSeparateStacks_when_deployingEnvironments",
    "should_shareBaseStackResources_when_referencedByEnvStacks",
    "should_preventCrossDependencies_when_stacksIsolated",
    "should_loadEnvironmentConfig_when_deployingStack",
    "should_applyResourceSizing_when_environmentSpecified",
    "should_throwError_when_requiredConfigMissing",
    "should_createIsolatedVPC_when_environmentDeployed",
    "should_enforceLeasePrivilege_when_creatingIAMRoles",
    "should_applyConsistentTags_when_creatingResources",
    "should_configureMultiAZ_when_productionEnvironment",
    "should_integrateFlywayMigrations_when_databaseCreated",
    "should_configureBackupRetention_when_RDSProvisioned",
    "should_setupConnectionPooling_when_databaseReady",
    "should_createECSCluster_when_environmentDeployed",
    "should_configureHealthChecks_when_ALBCreated",
    "should_applyAutoScaling_when_serviceDeployed",
    "should_enableServiceDiscovery_when_servicesRegistered",
    "should_createRedisCluster_when_cacheRequired",
    "should_applyLifecyclePolicies_when_S3BucketCreated",
    "should_configureCDN_when_frontendDeployed",
    "should_rotateSecrets_when_credentialsStored",
];

#[test]
fn the_platform_passes_its_tests() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let world = World::at(root).expect("the folder is there");
    let folders: [PathBuf; 2] = [root.join("envs"), root.join("examples")];
    let (inputs, errors) = world.inputs(&folders);
    assert!(errors.is_empty());
    let tested = driver::test(&world, &inputs, &TestOptions::default());
    let mut list = tested.diagnostics;
    tested.results.iter().flat_map(|result| &result.diagnostics).for_each(|d| list.push(d.clone()));
    let told = support::list(&tested.sources, &list);
    assert!(told.is_empty(), "{told}");
    for name in STORY {
        let of: Vec<_> = tested.results.iter().filter(|result| result.name == name).collect();
        let passed = of.iter().filter(|result| result.outcome == Outcome::Passed).count();
        // What faces the world is not deployed in development.
        let least = if of.len() == 1 { 1 } else { 2 };
        assert!(passed >= least, "`{name}` passes {passed} times of {}", of.len());
        assert!(of.iter().all(|result| !result.outcome.is_failure()), "`{name}` fails");
    }
}
