//! Stubs as private modules of a program that uses no stub. The program compiles without warnings.
//! Stubs that no test runs are here and not in the library, because rustc generates code for all
//! public functions of a library, and for no unused function of a program.

#![deny(warnings, missing_docs, clippy::all, clippy::pedantic)]

#[path = "../../stubs"]
mod files {
    #[path = "defaults.snap.rs"]
    mod defaults;
    #[path = "echo_api.snap.rs"]
    mod echo_api;
    #[path = "every.snap.rs"]
    mod every;
    #[path = "hostile.snap.rs"]
    mod hostile;
    #[path = "inverted.snap.rs"]
    mod inverted;
    #[path = "lab.snap.rs"]
    mod lab;
    #[path = "language.snap.rs"]
    mod language;
    #[path = "my_api.snap.rs"]
    mod my_api;
    #[path = "normal.snap.rs"]
    mod normal;
    #[path = "protocol.snap.rs"]
    mod protocol;
    #[path = "raises.snap.rs"]
    mod raises;
    #[path = "shapes.snap.rs"]
    mod shapes;
}

/// Each golden stub in a module that includes it with `include!`. Clippy has linted the same text
/// in `files`.
#[cfg(not(clippy))]
mod included {
    mod common {
        include!("../../stubs/common.snap.rs");
    }
    mod defaults {
        include!("../../stubs/defaults.snap.rs");
    }
    mod echo_api {
        include!("../../stubs/echo_api.snap.rs");
    }
    mod every {
        include!("../../stubs/every.snap.rs");
    }
    mod hostile {
        include!("../../stubs/hostile.snap.rs");
    }
    mod inverted {
        include!("../../stubs/inverted.snap.rs");
    }
    mod lab {
        include!("../../stubs/lab.snap.rs");
    }
    mod language {
        include!("../../stubs/language.snap.rs");
    }
    mod lenient {
        include!("../../stubs/lenient.snap.rs");
    }
    mod my_api {
        include!("../../stubs/my_api.snap.rs");
    }
    mod normal {
        include!("../../stubs/normal.snap.rs");
    }
    mod protocol {
        include!("../../stubs/protocol.snap.rs");
    }
    mod raises {
        include!("../../stubs/raises.snap.rs");
    }
    mod shapes {
        include!("../../stubs/shapes.snap.rs");
    }
    mod units {
        include!("../../stubs/units.snap.rs");
    }
    mod using {
        include!("../../stubs/using.snap.rs");
    }
}

/// Each golden stub in a module without the standard prelude.
#[cfg(not(clippy))]
mod without_prelude {
    #![no_implicit_prelude]

    mod common {
        ::core::include!("../../stubs/common.snap.rs");
    }
    mod defaults {
        ::core::include!("../../stubs/defaults.snap.rs");
    }
    mod echo_api {
        ::core::include!("../../stubs/echo_api.snap.rs");
    }
    mod every {
        ::core::include!("../../stubs/every.snap.rs");
    }
    mod hostile {
        ::core::include!("../../stubs/hostile.snap.rs");
    }
    mod inverted {
        ::core::include!("../../stubs/inverted.snap.rs");
    }
    mod lab {
        ::core::include!("../../stubs/lab.snap.rs");
    }
    mod lenient {
        ::core::include!("../../stubs/lenient.snap.rs");
    }
    mod my_api {
        ::core::include!("../../stubs/my_api.snap.rs");
    }
    mod normal {
        ::core::include!("../../stubs/normal.snap.rs");
    }
    mod raises {
        ::core::include!("../../stubs/raises.snap.rs");
    }
    mod shapes {
        ::core::include!("../../stubs/shapes.snap.rs");
    }
    mod units {
        ::core::include!("../../stubs/units.snap.rs");
    }
    mod using {
        ::core::include!("../../stubs/using.snap.rs");
    }
}

qrpc_runtime::include_stub!(mod many);

/// Stubs of specs with names that have a meaning in Rust.
mod names {
    qrpc_runtime::include_stub!(mod names_of_methods);
    qrpc_runtime::include_stub!(mod names_of_fields);
    qrpc_runtime::include_stub!(mod names_of_types);
    qrpc_runtime::include_stub!(mod names_of_errors);
    qrpc_runtime::include_stub!(mod names_of_sides_0);
    qrpc_runtime::include_stub!(mod names_of_sides_1);
    qrpc_runtime::include_stub!(mod names_of_sides_2);
    qrpc_runtime::include_stub!(mod names_of_sides_3);
    qrpc_runtime::include_stub!(mod names_of_sides_4);
    qrpc_runtime::include_stub!(mod names_of_sides_5);
    qrpc_runtime::include_stub!(mod names_of_sides_6);
    qrpc_runtime::include_stub!(mod names_of_sides_7);
}

fn main() {}
