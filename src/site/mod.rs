//! The site: which pages there are, what a template may see of each, and the bytes that come out.
//!
//! `render(&Archive, &dyn Bodies, &Theme, Route) -> bytes` is a pure function ([`Renderer`], which carries tables
//! counted once); `build` asks for every route, `serve` for one. A fingerprint is the hash of the same view with its
//! texts named instead of read: so it cannot forget an input.

mod accent;
mod base_map;
mod body_html;
mod chart;
mod compare;
mod data;
mod embedded;
mod inline;
mod issues;
mod letters;
mod link;
mod map;
mod mentioned;
mod mentioned_date;
pub(crate) mod moment;
mod renderer;
mod routes;
mod shown;
mod specimen;
mod tables;
mod targets;
mod text;
mod withheld;
mod world;

pub mod bodies;
pub mod conservation;
pub mod route;
pub mod theme;
pub mod views;

pub use data::{assets, bulk};
pub use link::carried_path;
pub use renderer::{RenderError, Renderer};
pub use route::Route;
pub use routes::routes;
pub use shown::{Shown, attribute};
pub use specimen::specimen;
pub use tables::Tables;
pub use targets::dead_targets;
pub use theme::{Theme, ThemeError};
pub use withheld::withheld;

#[cfg(test)]
mod limits;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
