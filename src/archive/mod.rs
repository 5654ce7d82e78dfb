//! Many articles become one archive: habits are counted, then titles, dates and entities are decided.
//!
//! [`decide`] is pure and independent of file order: facts in, [`model::Archive`] out.

mod assemble;
pub mod authority;
pub mod collate;
mod conventions;
pub mod dating;
pub mod decide;
pub mod facts;
pub mod fold;
mod gazetteer;
mod groups;
pub mod head;
mod in_time;
pub mod indexes;
mod lists;
pub mod model;
mod offered;
pub mod overlay;
mod parts;
pub mod permalinks;
pub mod person_name;
mod reason;
pub mod related;
pub mod resolve;
mod said;
pub mod scratch;
mod signature;
mod spreadsheet;
mod subject;
pub mod terms;

#[cfg(test)]
pub(crate) mod test_facts;
