//! The settings: every option that has a default or can come from the environment, in one table. The command line, its help and
//! `docs/cli.md` are made from it.

/// A setting.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The option's long name, without dashes.
    pub name: &'static str,
    /// What a value is.
    pub kind: &'static str,
    /// The value where none is given.
    pub default: &'static str,
    /// The environment variable that gives it where the option does not.
    pub env: &'static str,
    /// What it does.
    pub help: &'static str,
}

/// Where the register lies.
pub const REGISTER: Setting = Setting {
    name: "register",
    kind: "path of a file",
    default: "intertie.db",
    env: "INTERTIE_REGISTER",
    help: "The register: a file, made where there is none",
};

/// How many threads read.
pub const THREADS: Setting = Setting {
    name: "threads",
    kind: "whole number, 0 to 256",
    default: "0",
    env: "INTERTIE_THREADS",
    help: "Threads that read documents; 0 for one each processor. The output is the same for any number",
};

/// Folders that add rules and data.
pub const PACK: Setting = Setting {
    name: "pack",
    kind: "path of a folder; may be given several times, in the environment parted by `:`",
    default: "",
    env: "INTERTIE_PACK",
    help: "A folder with `rules/` and `data/` that adds to the program's own",
};

/// How many rows `find` shows.
pub const LIMIT: Setting = Setting {
    name: "limit",
    kind: "whole number; 0 for all",
    default: "50",
    env: "INTERTIE_LIMIT",
    help: "At most so many rows",
};

/// Whether the terminal shows colours.
pub const COLOR: Setting = Setting {
    name: "color",
    kind: "auto, always, never",
    default: "auto",
    env: "INTERTIE_COLOR",
    help: "Colours and bold type; auto: where standard output is a terminal and NO_COLOR is not set",
};

/// All settings, in the order of the documentation.
pub const SETTINGS: &[Setting] = &[REGISTER, PACK, THREADS, LIMIT, COLOR];
