//! Backfile turns a folder of article text files into a linked static website.
//!
//! A page is a pure function of an archive: `render(&Archive, &dyn Bodies, &Theme, Route) -> bytes`.
//!
//! ```text
//! content/ ──source──▶ Source ──page──▶ drafts ──analysis──▶ candidates     per file: parallel, cached
//!                                                   │
//!                          archive::habits   counts over the whole archive   reduce
//!                                                   │
//!    config, overlay, authority, permalinks ──▶ archive::decide              pure
//!                                                   │
//!                                                Archive ──▶ site::routes, site::render, search, bulk artefacts
//! ```
//!
//! The modules in reading order: a stage imports the stages above it and the ground
//! ([`config`], [`diagnostic`], [`strings`]), never one below it.

pub mod config;
pub mod diagnostic;
pub mod strings;

pub mod source;

pub mod page;

pub mod analysis;

pub mod archive;

pub mod site;

pub mod search;

pub mod cache;
pub mod write;

pub mod pipeline;

pub mod cli;
pub mod serve;
