//! Files of the project.

use globset::GlobBuilder;

use super::{
    Group, ResultStage, Stage,
    call::{Call, CallError},
    signature::{BASE, Entry, Sig, known},
};
use crate::evaluate::{Record, Value};

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        name: "file",
        group: Group::Files,
        params: &[known("path", Sig::Path)],
        result: Sig::Str,
        docs: "The text of a file, whose path is relative to the file in which the call is written.",
        example: ("trim(file(\"./hello.txt\"))", "\"hello\""),
        eval: |call| {
            let path = call.text(0)?;
            let text = call.ctx.read(&path).map_err(|why| CallError::argument(0, why))?;
            call.charge(text.len() / 64)?;
            Ok(Value::Str(text))
        },
        ..BASE
    },
    Entry {
        name: "files",
        group: Group::Files,
        params: &[known("pattern", Sig::Path)],
        result: Sig::List(&Sig::Path),
        docs: "The paths of all files that match a pattern, in alphabetical order: `*` stands for any part of a name, \
               `**` for any folders, `{a,b}` for alternatives.",
        example: ("length(files(\"./sql/*.sql\"))", "2"),
        eval: files,
        ..BASE
    },
    Entry {
        name: "asset",
        group: Group::Files,
        params: &[known("path", Sig::Path)],
        result: Sig::Record(&[("bucket", Sig::Str), ("key", Sig::Str), ("hash", Sig::Str)]),
        // The bucket's name holds the account and region that are deployed to.
        stage: ResultStage::AlwaysBut(Stage::Given, &["key", "hash"]),
        docs: "A file, or a folder as a zip archive, that is published to the account's asset bucket before the stacks \
               are deployed: where it will be, and the digest of its content.",
        example: ("length(asset(\"./hello.txt\").hash)", "64"),
        eval: |call| {
            let path = call.text(0)?;
            let place = call.ctx.asset(&path).map_err(|why| CallError::argument(0, why))?;
            let mut record = Record::with_capacity(3);
            record.insert(arcstr::literal!("bucket"), place.bucket);
            record.insert(arcstr::literal!("key"), Value::Str(place.key));
            record.insert(arcstr::literal!("hash"), Value::Str(place.hash));
            Ok(Value::record(record))
        },
        ..BASE
    },
];

fn files(call: &mut Call<'_>) -> Result<Value, CallError> {
    let written = call.text(0)?;
    // Relative to the project already, unless it is computed.
    let pattern = written.strip_prefix("./").unwrap_or(&written);
    let glob = GlobBuilder::new(pattern)
        .literal_separator(true)
        .backslash_escape(false)
        .build()
        .map_err(|e| CallError::argument(0, format!("`{written}` is not a pattern of files: {}", e.kind())))?;
    let matcher = glob.compile_matcher();
    // Only the folder before the first sign that stands for something is looked into.
    let plain = pattern.find(['*', '?', '[', '{']).unwrap_or(pattern.len());
    let folder = pattern[..plain].rfind('/').map_or("", |slash| &pattern[..slash]);
    let mut found = call.ctx.files_below(folder).map_err(|why| CallError::argument(0, why))?;
    call.charge(found.len())?;
    found.retain(|path| matcher.is_match(path.as_str()));
    found.sort_unstable();
    call.made_list(found.into_iter().map(Value::Str).collect())
}
