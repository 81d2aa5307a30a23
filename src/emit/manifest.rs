//! The CDK's cloud assembly: `manifest.json`, and a list of the files to upload for each stack that has some.
//!
//! The form is that of npm's `@aws-cdk/cloud-assembly-schema`; version 36 is the oldest that today's client reads, and
//! nothing newer is needed. No roles are named, so `cdk deploy` works with the credentials that it is given.

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::Value;

use super::{ASSET_BUCKET, StackOutput};
use crate::world::{Asset, AssetKind};

const VERSION: &str = "36.0.0";
/// The library that marks an assembly as ours, see [`is_ours`].
const LIBRARY: &str = "batc";

#[derive(Serialize)]
pub(super) struct Manifest<'a> {
    version: &'static str,
    artifacts: IndexMap<String, Artifact<'a>>,
    runtime: Runtime,
}

#[derive(Serialize)]
struct Runtime {
    libraries: IndexMap<&'static str, &'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    environment: Option<String>,
    properties: Properties<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dependencies: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    display_name: Option<String>,
}

#[derive(Serialize)]
#[serde(untagged, rename_all_fields = "camelCase")]
enum Properties<'a> {
    Stack {
        template_file: String,
        stack_name: &'a str,
        #[serde(skip_serializing_if = "IndexMap::is_empty")]
        tags: &'a IndexMap<String, String>,
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        termination_protection: bool,
    },
    Assets {
        file: String,
    },
}

impl<'a> Manifest<'a> {
    /// `names[i]` is the artifact of `stacks[i]`.
    pub fn new(stacks: &'a [StackOutput], names: &[String]) -> Manifest<'a> {
        let mut artifacts = IndexMap::new();
        for (stack, name) in stacks.iter().zip(names) {
            let mut dependencies: Vec<String> =
                stack.dependencies.iter().filter_map(|&at| names.get(at).cloned()).collect();
            if !stack.assets.is_empty() {
                let id = format!("{name}.assets");
                let properties = Properties::Assets { file: assets_file(name) };
                let kind = "cdk:asset-manifest";
                artifacts.insert(
                    id.clone(),
                    Artifact { kind, environment: None, properties, dependencies: Vec::new(), display_name: None },
                );
                dependencies.push(id);
            }
            let properties = Properties::Stack {
                template_file: template_file(name),
                stack_name: &stack.stack_name,
                tags: &stack.tags,
                termination_protection: stack.termination_protection,
            };
            artifacts.insert(
                name.clone(),
                Artifact {
                    kind: "aws:cloudformation:stack",
                    environment: Some(environment(stack)),
                    properties,
                    dependencies,
                    display_name: Some(name.clone()),
                },
            );
        }
        let libraries = IndexMap::from([(LIBRARY, env!("CARGO_PKG_VERSION"))]);
        Manifest { version: VERSION, artifacts, runtime: Runtime { libraries } }
    }
}

/// Whether a `manifest.json` was written by batc.
pub(super) fn is_ours(manifest: &[u8]) -> bool {
    let manifest: Value = serde_json::from_slice(manifest).unwrap_or_default();
    manifest.pointer("/runtime/libraries/batc").is_some()
}

/// The name of a stack's template.
pub(super) fn template_file(name: &str) -> String {
    format!("{name}.template.json")
}

/// The name of a stack's list of files to upload.
pub(super) fn assets_file(name: &str) -> String {
    format!("{name}.assets.json")
}

/// The name of an asset in the assembly.
pub(super) fn asset_path(asset: &Asset) -> String {
    match asset.kind {
        AssetKind::File => format!("asset.{}{}", asset.hash, asset.extension),
        AssetKind::Folder => format!("asset.{}", asset.hash),
    }
}

fn environment(stack: &StackOutput) -> String {
    let account = stack.account.as_deref().unwrap_or("unknown-account");
    let region = stack.region.as_deref().unwrap_or("unknown-region");
    format!("aws://{account}/{region}")
}

/// The files to upload before a stack is deployed.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AssetManifest {
    version: &'static str,
    files: IndexMap<String, FileAsset>,
    docker_images: IndexMap<String, Value>,
}

#[derive(Serialize)]
struct FileAsset {
    source: Source,
    destinations: IndexMap<&'static str, Destination>,
}

#[derive(Serialize)]
struct Source {
    path: String,
    packaging: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Destination {
    bucket_name: &'static str,
    object_key: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<String>,
}

impl AssetManifest {
    pub fn new(stack: &StackOutput) -> AssetManifest {
        let files = stack.assets.iter().map(|asset| {
            let packaging = match asset.kind {
                AssetKind::File => "file",
                AssetKind::Folder => "zip",
            };
            let destination =
                Destination { bucket_name: ASSET_BUCKET, object_key: asset.object_key(), region: stack.region.clone() };
            let source = Source { path: asset_path(asset), packaging };
            let destinations = IndexMap::from([("current_account-current_region", destination)]);
            (asset.hash.clone(), FileAsset { source, destinations })
        });
        AssetManifest { version: VERSION, files: files.collect(), docker_images: IndexMap::new() }
    }
}
