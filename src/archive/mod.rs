//! Many articles become one archive: habits are counted, then titles, dates and entities are decided.
//!
//! [`decide`] is pure and independent of file order: facts in, [`model::Archive`] out.

pub mod dating;
pub mod facts;
pub mod head;
pub mod model;
pub mod overlay;
pub mod permalinks;
pub mod resolve;
