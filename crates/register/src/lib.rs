//! The register: documents with their statements in one file, found again by words and filters, evidence checked on
//! every read.

mod canonical;
mod error;
mod filter;
mod register;
mod row;
mod sqlite;

pub use error::RegisterError;
pub use filter::{Filter, Reach, Versions};
pub use register::{FORMAT, Register};
pub use row::{Counts, DocumentHead, Put, Row, Run, StoredDocument};
