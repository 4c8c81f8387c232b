//! A running `lab` program.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStderr, Command, ExitStatus, Stdio};

use anyhow::{Context, Result};

/// A running `lab` process. Dropping the `Started` kills the process.
pub(crate) struct Started {
    pub(crate) child: Child,
    pub(crate) address: String,
    stderr: BufReader<ChildStderr>,
}

/// Starts `lab` and waits until it is ready.
pub(crate) fn start(arguments: &[&str], stdin: Stdio) -> Result<Started> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_lab"))
        .args(arguments)
        .stdin(stdin)
        .stderr(Stdio::piped())
        .spawn()?;
    let mut stderr = BufReader::new(child.stderr.take().context("stderr is piped")?);
    let mut line = String::new();
    stderr.read_line(&mut line)?;
    let address = line.strip_prefix("ready ").with_context(|| line.clone())?;
    let address = address.trim_end().to_owned();
    Ok(Started {
        child,
        address,
        stderr,
    })
}

impl Started {
    /// Waits for the end of `lab`. Returns its exit status, and the text that it printed after it
    /// was ready.
    pub(crate) fn end(&mut self) -> Result<(ExitStatus, String)> {
        let mut rest = String::new();
        self.stderr.read_to_string(&mut rest)?;
        Ok((self.child.wait()?, rest))
    }

    pub(crate) fn terminate(&self) -> Result<()> {
        let kill = Command::new("kill")
            .arg(self.child.id().to_string())
            .status()?;
        anyhow::ensure!(kill.success(), "{kill}");
        Ok(())
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
