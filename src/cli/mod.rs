//! The `batc` command: arguments in, exit code out.
