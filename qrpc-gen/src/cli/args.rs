//! The command line arguments and their help texts.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use qrpc_gen::Sides;
use qrpc_gen::diagnostic::Code;

const EXAMPLES: &str = "\
Examples:
  qrpc-gen build my_api.yaml                 writes my_api.rs next to my_api.yaml
  qrpc-gen build my_api.yaml -o src/         writes src/my_api.rs
  qrpc-gen build --check my_api.yaml         checks whether my_api.rs matches the spec
  qrpc-gen check my_api.yaml                 checks the spec and writes nothing
  qrpc-gen diff git:main my_api.yaml         shows changes since main, and what they break
  qrpc-gen explain Q0201                     explains an error code with an example

Exit codes: 0 success; 1 a spec has errors or could not be read, a change breaks something that is
not allowed, or a stub is stale, missing, or could not be read or written; 2 invalid usage; 3 a
version for `diff` has errors or could not be read.";

const BUILD_EXAMPLES: &str = "\
Examples:
  qrpc-gen build my_api.yaml                 writes my_api.rs next to my_api.yaml
  qrpc-gen build my_api.yaml -o src/api.rs   writes src/api.rs
  qrpc-gen build schemas/*.yaml -o src/      writes one file per spec to src/
  qrpc-gen build my_api.yaml -o -            prints the stub
  qrpc-gen build my_api.yaml --side normal   omits the inverted side
  qrpc-gen build --check my_api.yaml         shows stubs that do not match their specs, for CI";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  qrpc-gen explain                           lists all codes, one per line
  qrpc-gen explain Q0201                     explains the code Q0201
  qrpc-gen explain unknown-key               explains the code with this name
  qrpc-gen explain --all                     explains all codes, as in docs/diagnostics.md";

/// Compiles API specs to typed Rust code for both sides of each API.
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

/// Generate stubs from specs
///
/// A stub is a Rust file that contains both sides of the API. By default, `my_api.rs` is written
/// next to `my_api.yaml`; use `-o` to choose another path. A file is written only if its content
/// changes. If one of the specs has an error, nothing is written.
#[derive(Args, Debug)]
#[command(after_help = BUILD_EXAMPLES)]
pub(super) struct BuildArgs {
    /// The specs: YAML or TOML files
    #[arg(required = true, value_name = "SPEC")]
    pub(super) specs: Vec<PathBuf>,

    /// The output: a file, a folder (an existing one, or a path that ends in `/`), or `-` for
    /// standard output
    #[arg(short, long, value_name = "FILE|DIR|-")]
    pub(super) output: Option<PathBuf>,

    /// The sides of the API that the stubs contain
    #[arg(long, value_enum, value_name = "SIDE", default_value = "both")]
    pub(super) side: SideChoice,

    /// Write nothing, but check whether the stubs match the specs, and show the differences
    ///
    /// The check ignores differences in formatting. In the header of a stub, the check also ignores
    /// the version of qrpc-gen, the folder of the spec, and the command.
    #[arg(long)]
    pub(super) check: bool,
}

/// Check specs without writing anything
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
  qrpc-gen diff git:main my_api.yaml                   compares with the branch main
  qrpc-gen diff --allow source git:v1.2 my_api.yaml    allows changes that break only source

Exit codes: 0 every change is safe or allowed; 1 a breaking change is not allowed; 2 invalid usage;
3 a version has errors or could not be read. docs/evolution.md lists the rules.";

/// Show the changes between two versions of a spec, and what each change breaks
///
/// Each change has a grade. A `source` change breaks Rust code that uses the stub: a caller or a
/// handler may no longer compile. A `wire` change breaks the communication with a peer that has the
/// stub of the other version; the incompatible sides are shown in parentheses. A `safe` change
/// breaks nothing.
#[derive(Args, Debug)]
#[command(after_help = DIFF_EXAMPLES)]
pub(super) struct DiffArgs {
    /// The old version: a file, or `git:REVISION` for the file NEW at that git revision
    #[arg(value_name = "OLD", value_parser = version)]
    pub(super) old: Version,

    /// The new version: a YAML or TOML file
    #[arg(value_name = "NEW")]
    pub(super) new: PathBuf,

    /// Allow changes of this grade; give the option twice to allow both grades
    #[arg(long, value_enum, value_name = "GRADE")]
    pub(super) allow: Vec<AllowedGrade>,
}

/// The location of the old version of a spec.
#[derive(Clone, Debug)]
pub(super) enum Version {
    File(PathBuf),
    /// A git revision, which has the old version at the path of the new version.
    Revision(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum AllowedGrade {
    /// Changes that break Rust code that uses the stub
    Source,
    /// Changes that break the communication with peers that have the stub of the other version
    Wire,
}

fn version(text: &str) -> Result<Version, String> {
    match text.strip_prefix("git:") {
        None => Ok(Version::File(text.into())),
        Some("") => Err("`git:` must be followed by a revision, as in `git:main`".to_owned()),
        // Git would take this revision for an option.
        Some(revision) if revision.starts_with('-') => Err(format!(
            "`{revision}` is not a git revision: it begins with `-`"
        )),
        Some(revision) => Ok(Version::Revision(revision.to_owned())),
    }
}

/// Explain an error code, with a wrong spec and its correction
#[derive(Args, Debug)]
#[command(after_help = EXPLAIN_EXAMPLES)]
pub(super) struct ExplainArgs {
    /// The code, such as `Q0201`, or its name, such as `unknown-key`; omit it to list all codes
    pub(super) code: Option<Code>,

    /// Explain all codes on one page in Markdown
    #[arg(long, conflicts_with = "code")]
    pub(super) all: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ErrorFormat {
    /// Several lines: the message, the marked lines of the spec, and the help
    Full,
    /// One line: `path:line:column: error[code]: message`
    Short,
    /// One JSON object per line, and nothing else on stderr
    Json,
    /// Commands that annotate the file in a GitHub workflow
    Github,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SideChoice {
    /// Both sides
    Both,
    /// Only the normal side, with incoming and outgoing as in the spec
    Normal,
    /// Only the inverted side, with incoming and outgoing swapped
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
