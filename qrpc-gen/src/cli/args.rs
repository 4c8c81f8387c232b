//! The command line arguments and their help texts.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use qrpc_gen::Sides;
use qrpc_gen::diagnostic::Code;

const EXAMPLES: &str = "\
Examples:
  qrpc-gen build my_api.yaml                 writes my_api.rs beside it
  qrpc-gen build my_api.yaml -o src/         writes src/my_api.rs
  qrpc-gen build --check my_api.yaml         says whether my_api.rs is what the spec says
  qrpc-gen check my_api.yaml                 says whether the spec is right, and writes nothing
  qrpc-gen diff git:main my_api.yaml         says what changed since, and what breaks by it
  qrpc-gen explain Q0201                     says what is meant by a code, and shows an example

Exit codes: 0 all is well; 1 a spec is wrong, a change breaks something, or a stub is stale, missing
or could not be written; 2 wrong usage; 3 `diff` could not read a version.";

const BUILD_EXAMPLES: &str = "\
Examples:
  qrpc-gen build my_api.yaml                 writes my_api.rs beside it
  qrpc-gen build my_api.yaml -o src/api.rs   writes that file
  qrpc-gen build schemas/*.yaml -o src/      writes one file a spec into src/
  qrpc-gen build my_api.yaml -o -            prints it
  qrpc-gen build my_api.yaml --side normal   leaves the other side out
  qrpc-gen build --check my_api.yaml         shows what is stale, for CI";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  qrpc-gen explain                           lists all codes, one a line
  qrpc-gen explain Q0201                     explains one
  qrpc-gen explain unknown-key               the same one
  qrpc-gen explain --all                     explains all, as docs/diagnostics.md does";

/// Compiles specs of APIs into typed Rust for both sides.
#[derive(Debug, Parser)]
#[command(name = "qrpc-gen", version, after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) verb: Verb,

    /// The format of errors and warnings about specs
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "FORM",
        default_value = "full"
    )]
    pub(super) error_format: ErrorFormat,
}

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    Build(BuildArgs),
    Check(CheckArgs),
    Diff(DiffArgs),
    Explain(ExplainArgs),
}

/// Write the stubs of specs
///
/// A stub is one Rust file that contains both sides of the API. It is written beside its spec, with
/// the spec's stem and `.rs`, unless `-o` is given, and only if it changed. If any of the specs has
/// an error, nothing is written.
#[derive(Args, Debug)]
#[command(after_help = BUILD_EXAMPLES)]
pub(super) struct BuildArgs {
    /// The specs: YAML or TOML files
    #[arg(required = true, value_name = "SPEC")]
    pub(super) specs: Vec<PathBuf>,

    /// Where the stubs go: a file, a folder (one that exists, or that ends in `/`), or `-` to print
    #[arg(short, long, value_name = "FILE|DIR|-")]
    pub(super) output: Option<PathBuf>,

    /// The sides of the API that the stubs contain
    #[arg(long, value_enum, value_name = "SIDE", default_value = "both")]
    pub(super) side: SideChoice,

    /// Write nothing; check whether the stubs match the specs, and show the differences
    ///
    /// Layout does not count, so a formatted stub is fine. The version of this program, the folder
    /// of the spec, and the command in the stub's header do not count either.
    #[arg(long)]
    pub(super) check: bool,
}

/// Check specs, and write nothing
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  qrpc-gen check --error-format short schemas/*.yaml")]
pub(super) struct CheckArgs {
    /// The specs: YAML or TOML files
    #[arg(required = true, value_name = "SPEC")]
    pub(super) specs: Vec<PathBuf>,
}

const DIFF_EXAMPLES: &str = "\
Examples:
  qrpc-gen diff old.yaml new.yaml
  qrpc-gen diff git:main my_api.yaml                   what it was on the branch main
  qrpc-gen diff --allow source git:v1.2 my_api.yaml    callers may have to be changed, not peers

Exit codes: 0 nothing breaks that is not allowed; 1 something does; 2 wrong usage; 3 a version is
wrong or could not be read. The rules are in docs/evolution.md.";

/// Show what changed between two versions of a spec, and what each change breaks
///
/// Each change has a grade. `source` breaks Rust code that uses the stub: a caller or a handler no
/// longer compiles. `wire` breaks a peer that has the stub of the other version; the sides that no
/// longer understand each other are shown in parentheses. `safe` breaks nothing.
#[derive(Args, Debug)]
#[command(after_help = DIFF_EXAMPLES)]
pub(super) struct DiffArgs {
    /// The old version: a file, or `git:` and a revision, which means NEW at that revision
    #[arg(value_name = "OLD", value_parser = version)]
    pub(super) old: Version,

    /// The new version: a YAML or TOML file
    #[arg(value_name = "NEW")]
    pub(super) new: PathBuf,

    /// Allow changes to break this; can be given twice
    #[arg(long, value_enum, value_name = "GRADE")]
    pub(super) allow: Vec<AllowedGrade>,
}

/// The location of the old version of a spec.
#[derive(Clone, Debug)]
pub(super) enum Version {
    File(PathBuf),
    /// The git revision; the path is the same as that of the new version.
    Revision(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum AllowedGrade {
    /// Rust code that uses the stub
    Source,
    /// Peers that have the stub of the other version
    Wire,
}

fn version(text: &str) -> Result<Version, String> {
    match text.strip_prefix("git:") {
        None => Ok(Version::File(text.into())),
        Some("") => Err("`git:` needs a revision behind it, such as `git:main`".to_owned()),
        // Git would take it for an option.
        Some(revision) if revision.starts_with('-') => Err(format!("`{revision}` is no revision")),
        Some(revision) => Ok(Version::Revision(revision.to_owned())),
    }
}

/// Explain a code, with a wrong spec and the same spec corrected
#[derive(Args, Debug)]
#[command(after_help = EXPLAIN_EXAMPLES)]
pub(super) struct ExplainArgs {
    /// The code, such as `Q0201`, or its name, such as `unknown-key`; without it, all are listed
    pub(super) code: Option<Code>,

    /// Explain all codes, as one page in Markdown
    #[arg(long, conflicts_with = "code")]
    pub(super) all: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ErrorFormat {
    /// With the lines of the spec, the span marked, and how to fix it
    Full,
    /// One line each: `path:line:column: error[code]: message`
    Short,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SideChoice {
    /// Both sides
    Both,
    /// Only the side that the spec is written from
    Normal,
    /// Only the other side, where incoming and outgoing are swapped
    Inverted,
}

impl From<SideChoice> for Sides {
    fn from(choice: SideChoice) -> Self {
        match choice {
            SideChoice::Both => Self::Both,
            SideChoice::Normal => Self::Normal,
            SideChoice::Inverted => Self::Inverted,
        }
    }
}
