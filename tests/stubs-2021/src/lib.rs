//! The golden stubs, compiled with every warning as an error: as modules of their own, and through
//! `include!`.

#![deny(warnings, missing_docs, clippy::all, clippy::pedantic)]

/// Each golden stub as a module file.
#[path = "../../stubs"]
pub mod files {
    /// The stub `common` as a module file.
    #[path = "common.snap.rs"]
    pub mod common;
    /// The stub `defaults` as a module file.
    #[path = "defaults.snap.rs"]
    pub mod defaults;
    /// The stub `echo_api` as a module file.
    #[path = "echo_api.snap.rs"]
    pub mod echo_api;
    /// The stub `every` as a module file.
    #[path = "every.snap.rs"]
    pub mod every;
    /// The stub `hostile` as a module file.
    #[path = "hostile.snap.rs"]
    pub mod hostile;
    /// The stub `inverted` as a module file.
    #[path = "inverted.snap.rs"]
    pub mod inverted;
    /// The stub `lab` as a module file.
    #[path = "lab.snap.rs"]
    pub mod lab;
    /// The stub `language` as a module file.
    #[path = "language.snap.rs"]
    pub mod language;
    /// The stub `lenient` as a module file.
    #[path = "lenient.snap.rs"]
    pub mod lenient;
    /// The stub `my_api` as a module file.
    #[path = "my_api.snap.rs"]
    pub mod my_api;
    /// The stub `normal` as a module file.
    #[path = "normal.snap.rs"]
    pub mod normal;
    /// The stub `protocol` as a module file.
    #[path = "protocol.snap.rs"]
    pub mod protocol;
    /// The stub `raises` as a module file.
    #[path = "raises.snap.rs"]
    pub mod raises;
    /// The stub `shapes` as a module file.
    #[path = "shapes.snap.rs"]
    pub mod shapes;
    /// The stub `units` as a module file.
    #[path = "units.snap.rs"]
    pub mod units;
    /// The stub `using` as a module file.
    #[path = "using.snap.rs"]
    pub mod using;
}

/// Each golden stub in a module that includes it with `include!`.
pub mod included {
    /// The stub `common`, included with `include!`.
    pub mod common {
        include!("../../stubs/common.snap.rs");
    }
    /// The stub `defaults`, included with `include!`.
    pub mod defaults {
        include!("../../stubs/defaults.snap.rs");
    }
    /// The stub `echo_api`, included with `include!`.
    pub mod echo_api {
        include!("../../stubs/echo_api.snap.rs");
    }
    /// The stub `every`, included with `include!`.
    pub mod every {
        include!("../../stubs/every.snap.rs");
    }
    /// The stub `hostile`, included with `include!`.
    pub mod hostile {
        include!("../../stubs/hostile.snap.rs");
    }
    /// The stub `inverted`, included with `include!`.
    pub mod inverted {
        include!("../../stubs/inverted.snap.rs");
    }
    /// The stub `lab`, included with `include!`.
    pub mod lab {
        include!("../../stubs/lab.snap.rs");
    }
    /// The stub `language`, included with `include!`.
    pub mod language {
        include!("../../stubs/language.snap.rs");
    }
    /// The stub `lenient`, included with `include!`.
    pub mod lenient {
        include!("../../stubs/lenient.snap.rs");
    }
    /// The stub `my_api`, included with `include!`.
    pub mod my_api {
        include!("../../stubs/my_api.snap.rs");
    }
    /// The stub `normal`, included with `include!`.
    pub mod normal {
        include!("../../stubs/normal.snap.rs");
    }
    /// The stub `protocol`, included with `include!`.
    pub mod protocol {
        include!("../../stubs/protocol.snap.rs");
    }
    /// The stub `raises`, included with `include!`.
    pub mod raises {
        include!("../../stubs/raises.snap.rs");
    }
    /// The stub `shapes`, included with `include!`.
    pub mod shapes {
        include!("../../stubs/shapes.snap.rs");
    }
    /// The stub `units`, included with `include!`.
    pub mod units {
        include!("../../stubs/units.snap.rs");
    }
    /// The stub `using`, included with `include!`.
    pub mod using {
        include!("../../stubs/using.snap.rs");
    }
}

/// Each golden stub in a module without the standard prelude.
pub mod without_prelude {
    #![no_implicit_prelude]

    /// The stub `common` without the prelude.
    pub mod common {
        ::core::include!("../../stubs/common.snap.rs");
    }
    /// The stub `defaults` without the prelude.
    pub mod defaults {
        ::core::include!("../../stubs/defaults.snap.rs");
    }
    /// The stub `echo_api` without the prelude.
    pub mod echo_api {
        ::core::include!("../../stubs/echo_api.snap.rs");
    }
    /// The stub `every` without the prelude.
    pub mod every {
        ::core::include!("../../stubs/every.snap.rs");
    }
    /// The stub `hostile` without the prelude.
    pub mod hostile {
        ::core::include!("../../stubs/hostile.snap.rs");
    }
    /// The stub `inverted` without the prelude.
    pub mod inverted {
        ::core::include!("../../stubs/inverted.snap.rs");
    }
    /// The stub `lab` without the prelude.
    pub mod lab {
        ::core::include!("../../stubs/lab.snap.rs");
    }
    /// The stub `lenient` without the prelude.
    pub mod lenient {
        ::core::include!("../../stubs/lenient.snap.rs");
    }
    /// The stub `my_api` without the prelude.
    pub mod my_api {
        ::core::include!("../../stubs/my_api.snap.rs");
    }
    /// The stub `normal` without the prelude.
    pub mod normal {
        ::core::include!("../../stubs/normal.snap.rs");
    }
    /// The stub `raises` without the prelude.
    pub mod raises {
        ::core::include!("../../stubs/raises.snap.rs");
    }
    /// The stub `shapes` without the prelude.
    pub mod shapes {
        ::core::include!("../../stubs/shapes.snap.rs");
    }
    /// The stub `units` without the prelude.
    pub mod units {
        ::core::include!("../../stubs/units.snap.rs");
    }
    /// The stub `using` without the prelude.
    pub mod using {
        ::core::include!("../../stubs/using.snap.rs");
    }
}
