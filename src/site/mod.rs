//! The site: which pages there are, what a template may see of each, and the bytes that come out.
//!
//! `render(&Archive, &dyn Bodies, &Theme, Route) -> bytes` is a pure function; `build` asks for every route,
//! `serve` for one.

pub mod bodies;
pub mod route;
