//! The generated stubs.

/// Today's Lab.
pub mod lab {
    qrpc_runtime::include_api!("lab");
}

/// The Lab as a later version might have it.
pub mod newer_lab {
    qrpc_runtime::include_api!("newer_lab");
}
