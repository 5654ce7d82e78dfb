//! Views: what a template may see of each page. Plain structs; links in them are relative to the page, optional
//! fields are null, and nothing in them calls back. `docs/themes.md` lists every field.

pub mod about;
pub mod article;
pub mod dates;
pub mod entity;
pub(crate) mod entity_csv;
pub mod feed;
pub mod home;
pub mod index;
pub mod issues;
pub mod list;
pub mod map;
pub mod mentioned;
pub mod mentions;
pub mod metadata;
pub mod search;
pub mod shell;
pub mod this_day;
