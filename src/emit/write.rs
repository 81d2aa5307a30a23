//! From assemblies to folders.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use super::folder::{Staged, is_assembly};
use super::manifest::{AssetManifest, Manifest, asset_path, assets_file, template_file};
use super::names::artifact_names;
use super::{Assembly, StackOutput, TemplateFormat, WriteError, to_yaml};
use crate::document;
use crate::world::{Asset, World};

/// A folder that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The environment.
    pub env_name: String,
    /// The folder.
    pub folder: PathBuf,
    /// The stacks in the order in which they are deployed.
    pub stacks: Vec<WrittenStack>,
}

/// A stack that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenStack {
    /// The name in the app.
    pub name: String,
    /// The name that CloudFormation knows the stack by.
    pub stack_name: String,
    /// How many resources the template has.
    pub resource_count: usize,
    /// The template's size in bytes, in the format asked for.
    pub bytes: usize,
}

/// Writes all assemblies below `out`, a folder each. Nothing is put in place before everything is written; when
/// `interrupted` becomes true before that, nothing is.
pub fn write(
    assemblies: &[Assembly],
    world: &World,
    out: &Path,
    format: TemplateFormat,
    interrupted: &AtomicBool,
) -> Result<Vec<Written>, WriteError> {
    let mut staged = Vec::with_capacity(assemblies.len());
    for (at, assembly) in assemblies.iter().enumerate() {
        if assemblies[..at].iter().any(|a| a.env_name.eq_ignore_ascii_case(&assembly.env_name)) {
            return Err(WriteError::same_folder(&assembly.env_name));
        }
        let folder = Staged::new(out, &assembly.env_name, is_assembly)?;
        let stacks = stage(assembly, world, &folder, format, interrupted)?;
        staged.push((assembly, folder, stacks));
    }
    check(interrupted)?;
    let mut written = Vec::with_capacity(assemblies.len());
    for (assembly, staged, stacks) in staged {
        let folder = staged.target.clone();
        staged.commit()?;
        written.push(Written { env_name: assembly.env_name.clone(), folder, stacks });
    }
    Ok(written)
}

/// Writes the files of a documentation as the folder `out`.
pub fn write_documentation(files: &[document::File], out: &Path, interrupted: &AtomicBool) -> Result<(), WriteError> {
    let name = out.file_name().and_then(|name| name.to_str()).ok_or_else(|| WriteError::no_folder(out))?;
    let parent = out.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let staged = Staged::new(parent, name, is_documentation)?;
    for file in files {
        check(interrupted)?;
        staged.put(&file.path, file.text.as_bytes())?;
    }
    check(interrupted)?;
    staged.commit()
}

/// Whether the folder is a documentation that batc wrote.
fn is_documentation(folder: &Path) -> bool {
    std::fs::read_to_string(folder.join("index.html")).is_ok_and(|page| page.contains(document::GENERATOR))
}

fn check(interrupted: &AtomicBool) -> Result<(), WriteError> {
    if interrupted.load(Ordering::Relaxed) { Err(WriteError::interrupted()) } else { Ok(()) }
}

/// Writes one assembly's files into `folder`.
fn stage(
    assembly: &Assembly,
    world: &World,
    folder: &Staged,
    format: TemplateFormat,
    interrupted: &AtomicBool,
) -> Result<Vec<WrittenStack>, WriteError> {
    let names = artifact_names(assembly.stacks.iter().map(|s| s.name.as_str()));
    let mut stacks = Vec::with_capacity(names.len());
    for (stack, name) in assembly.stacks.iter().zip(&names) {
        check(interrupted)?;
        folder.put(&template_file(name), &stack.template)?;
        let mut bytes = stack.template.len();
        if format == TemplateFormat::Yaml {
            let text = to_yaml(&stack.template).map_err(|e| WriteError::no_yaml(&stack.name, &e))?;
            folder.put(&format!("{name}.template.yaml"), text.as_bytes())?;
            bytes = text.len();
        }
        if !stack.assets.is_empty() {
            folder.put_json(&assets_file(name), &AssetManifest::new(stack))?;
            stack.assets.iter().try_for_each(|asset| copy(world, asset, folder))?;
        }
        stacks.push(written(stack, bytes));
    }
    folder.put_json("manifest.json", &Manifest::new(&assembly.stacks, &names))?;
    Ok(stacks)
}

fn written(stack: &StackOutput, bytes: usize) -> WrittenStack {
    WrittenStack {
        name: stack.name.clone(),
        stack_name: stack.stack_name.clone(),
        resource_count: stack.resource_count,
        bytes,
    }
}

/// Copies an asset, unless another stack's copy is there already.
fn copy(world: &World, asset: &Asset, folder: &Staged) -> Result<(), WriteError> {
    let name = asset_path(asset);
    let path = folder.path().join(&name);
    if path.exists() {
        return Ok(());
    }
    world.copy_asset(asset, &path).map_err(|e| folder.failed(&name, &e))
}
