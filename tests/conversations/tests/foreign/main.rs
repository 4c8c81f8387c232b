//! Libraries that others made, as peers: each makes calls to this side, and answers calls of this
//! side. The test cases of the other side are in `peers/`.

mod aiorpcx;
mod cases;
mod near;
mod vscode_jsonrpc;
