//! Lists of goods with their sums: "Exports: timber 61.2 (1.3 times up); meat 54.8 (109.0)".

use super::super::Desk;
use super::super::build::Draft;
use super::Ledger;

/// The statements of a sentence that is a list, or a member of one; `None` where it is none.
pub(super) fn read(_ledger: &mut Ledger, _desk: &Desk<'_, '_>, _at: usize, _frames: &[Draft]) -> Option<Vec<Draft>> {
    None
}

/// Opens a list where a sentence names a flow and gives no figure.
pub(super) fn open(_ledger: &mut Ledger, _desk: &Desk<'_, '_>, _at: usize, _frames: &[Draft]) {}
