//! Tables.

use super::super::Desk;
use super::super::build::Draft;

/// The statements of the document's tables.
pub(crate) fn tables(_desk: &Desk<'_, '_>) -> Vec<Draft> {
    Vec::new()
}
