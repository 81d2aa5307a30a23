//! From paths on the command line to a world and its files.

use std::path::{Path, PathBuf};

use crate::diagnostics::Diagnostic;
use crate::diagnostics::render::PathBase;
use crate::world::{FilePath, ReadError, World};

/// The project, and the files of it that are meant.
pub struct Inputs {
    pub world: World,
    pub files: Vec<FilePath>,
    pub paths: PathBase,
}

/// The files that `arguments` name, folders standing for the files below them where `folders` says so. All that
/// cannot be found is reported at once.
pub fn open(arguments: &[PathBuf], folders: bool) -> Result<Inputs, Vec<Diagnostic>> {
    let unplaced = |errors: Vec<ReadError>| errors.into_iter().map(|e| e.into_diagnostic(None)).collect::<Vec<_>>();
    let found = arguments.iter().find(|path| path.exists());
    let world = match World::open(found.or(arguments.first()).map_or(Path::new("."), PathBuf::as_path)) {
        Ok(world) => world,
        Err(error) if found.is_some() => return Err(unplaced(vec![error])),
        Err(_) => return Err(unplaced(arguments.iter().filter_map(|path| World::open(path).err()).collect())),
    };
    let (files, errors) = match folders {
        true => world.inputs(arguments),
        false => {
            let (mut files, mut errors) = (Vec::new(), Vec::new());
            for argument in arguments {
                match world.input(argument) {
                    Ok(file) if files.contains(&file) => {}
                    Ok(file) => files.push(file),
                    Err(error) => errors.push(error),
                }
            }
            (files, errors)
        }
    };
    if !errors.is_empty() {
        return Err(unplaced(errors));
    }
    let working = std::env::current_dir().and_then(std::fs::canonicalize).unwrap_or_default();
    let paths = world.root().map(|root| PathBase::new(root, &working)).unwrap_or_default();
    Ok(Inputs { world, files, paths })
}
