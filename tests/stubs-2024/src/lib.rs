//! The golden stubs, compiled with every warning as an error: as modules of their own, and through
//! `include!`.

#![deny(warnings, missing_docs, clippy::all, clippy::pedantic)]

/// Each as a file.
#[path = "../../stubs"]
pub mod files {
    /// `common` as a file.
    #[path = "common.snap.rs"]
    pub mod common;
    /// `defaults` as a file.
    #[path = "defaults.snap.rs"]
    pub mod defaults;
    /// `echo_api` as a file.
    #[path = "echo_api.snap.rs"]
    pub mod echo_api;
    /// `every` as a file.
    #[path = "every.snap.rs"]
    pub mod every;
    /// `hostile` as a file.
    #[path = "hostile.snap.rs"]
    pub mod hostile;
    /// `inverted` as a file.
    #[path = "inverted.snap.rs"]
    pub mod inverted;
    /// `lab` as a file.
    #[path = "lab.snap.rs"]
    pub mod lab;
    /// `language` as a file.
    #[path = "language.snap.rs"]
    pub mod language;
    /// `lenient` as a file.
    #[path = "lenient.snap.rs"]
    pub mod lenient;
    /// `my_api` as a file.
    #[path = "my_api.snap.rs"]
    pub mod my_api;
    /// `normal` as a file.
    #[path = "normal.snap.rs"]
    pub mod normal;
    /// `protocol` as a file.
    #[path = "protocol.snap.rs"]
    pub mod protocol;
    /// `raises` as a file.
    #[path = "raises.snap.rs"]
    pub mod raises;
    /// `shapes` as a file.
    #[path = "shapes.snap.rs"]
    pub mod shapes;
    /// `units` as a file.
    #[path = "units.snap.rs"]
    pub mod units;
    /// `using` as a file.
    #[path = "using.snap.rs"]
    pub mod using;
}

/// Each in a module that includes it.
pub mod included {
    /// `common` included.
    pub mod common {
        include!("../../stubs/common.snap.rs");
    }
    /// `defaults` included.
    pub mod defaults {
        include!("../../stubs/defaults.snap.rs");
    }
    /// `echo_api` included.
    pub mod echo_api {
        include!("../../stubs/echo_api.snap.rs");
    }
    /// `every` included.
    pub mod every {
        include!("../../stubs/every.snap.rs");
    }
    /// `hostile` included.
    pub mod hostile {
        include!("../../stubs/hostile.snap.rs");
    }
    /// `inverted` included.
    pub mod inverted {
        include!("../../stubs/inverted.snap.rs");
    }
    /// `lab` included.
    pub mod lab {
        include!("../../stubs/lab.snap.rs");
    }
    /// `language` included.
    pub mod language {
        include!("../../stubs/language.snap.rs");
    }
    /// `lenient` included.
    pub mod lenient {
        include!("../../stubs/lenient.snap.rs");
    }
    /// `my_api` included.
    pub mod my_api {
        include!("../../stubs/my_api.snap.rs");
    }
    /// `normal` included.
    pub mod normal {
        include!("../../stubs/normal.snap.rs");
    }
    /// `protocol` included.
    pub mod protocol {
        include!("../../stubs/protocol.snap.rs");
    }
    /// `raises` included.
    pub mod raises {
        include!("../../stubs/raises.snap.rs");
    }
    /// `shapes` included.
    pub mod shapes {
        include!("../../stubs/shapes.snap.rs");
    }
    /// `units` included.
    pub mod units {
        include!("../../stubs/units.snap.rs");
    }
    /// `using` included.
    pub mod using {
        include!("../../stubs/using.snap.rs");
    }
}

/// Each in a module that imports nothing by itself.
pub mod without_prelude {
    #![no_implicit_prelude]

    /// `common` without a prelude.
    pub mod common {
        ::core::include!("../../stubs/common.snap.rs");
    }
    /// `defaults` without a prelude.
    pub mod defaults {
        ::core::include!("../../stubs/defaults.snap.rs");
    }
    /// `echo_api` without a prelude.
    pub mod echo_api {
        ::core::include!("../../stubs/echo_api.snap.rs");
    }
    /// `every` without a prelude.
    pub mod every {
        ::core::include!("../../stubs/every.snap.rs");
    }
    /// `hostile` without a prelude.
    pub mod hostile {
        ::core::include!("../../stubs/hostile.snap.rs");
    }
    /// `inverted` without a prelude.
    pub mod inverted {
        ::core::include!("../../stubs/inverted.snap.rs");
    }
    /// `lab` without a prelude.
    pub mod lab {
        ::core::include!("../../stubs/lab.snap.rs");
    }
    /// `lenient` without a prelude.
    pub mod lenient {
        ::core::include!("../../stubs/lenient.snap.rs");
    }
    /// `my_api` without a prelude.
    pub mod my_api {
        ::core::include!("../../stubs/my_api.snap.rs");
    }
    /// `normal` without a prelude.
    pub mod normal {
        ::core::include!("../../stubs/normal.snap.rs");
    }
    /// `raises` without a prelude.
    pub mod raises {
        ::core::include!("../../stubs/raises.snap.rs");
    }
    /// `shapes` without a prelude.
    pub mod shapes {
        ::core::include!("../../stubs/shapes.snap.rs");
    }
    /// `units` without a prelude.
    pub mod units {
        ::core::include!("../../stubs/units.snap.rs");
    }
    /// `using` without a prelude.
    pub mod using {
        ::core::include!("../../stubs/using.snap.rs");
    }
}

qrpc_runtime::include_stub!(pub mod many);

/// Names that mean something in Rust, at every place.
pub mod names {
    qrpc_runtime::include_stub!(pub mod names_of_methods);
    qrpc_runtime::include_stub!(pub mod names_of_fields);
    qrpc_runtime::include_stub!(pub mod names_of_types);
    qrpc_runtime::include_stub!(pub mod names_of_errors);
    qrpc_runtime::include_stub!(pub mod names_of_sides_0);
    qrpc_runtime::include_stub!(pub mod names_of_sides_1);
    qrpc_runtime::include_stub!(pub mod names_of_sides_2);
    qrpc_runtime::include_stub!(pub mod names_of_sides_3);
    qrpc_runtime::include_stub!(pub mod names_of_sides_4);
    qrpc_runtime::include_stub!(pub mod names_of_sides_5);
    qrpc_runtime::include_stub!(pub mod names_of_sides_6);
    qrpc_runtime::include_stub!(pub mod names_of_sides_7);
}
