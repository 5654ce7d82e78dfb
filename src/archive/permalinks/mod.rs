//! Addresses: an article's from its front matter or path, an entity's from the ledger or its name.
//!
//! Permalinks are an input. `permalinks.tsv` is a plain, committed file; a page that is merged, renamed or deleted
//! leaves a redirect or a tombstone from it. Order of use: [`article_urls_recorded`], [`entity_urls`],
//! `indexes::authors` and `indexes::topics`, then [`redirects`]; [`record`] for `backfile permalinks --record`.

mod articles;
mod entities;
mod ledger;
mod redirects;
mod slug;

pub use articles::{article_urls, article_urls_recorded};
pub use entities::entity_urls;
pub(super) use entities::named_urls;
pub use ledger::{Ledger, LedgerRow, record};
pub use redirects::{Redirects, redirects};
