//! What the preview asks of a site.

use super::media::media_type;
use std::borrow::Cow;
use std::path::PathBuf;

/// Which state of the sources a site was made from. It changes when a page may look different.
pub type Generation = u64;

/// A page or file, as the browser gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The content.
    pub bytes: Vec<u8>,
    /// For the header of that name.
    pub content_type: Cow<'static, str>,
}

impl Response {
    /// A response whose type goes by the name of the file.
    pub fn new(path: &str, bytes: Vec<u8>) -> Self {
        Self { bytes, content_type: Cow::Borrowed(media_type(path)) }
    }
}

/// A site that can be rendered page by page, and loaded again while it is being served.
pub trait PreviewSite {
    /// The page or file of a path, relative and with `/` between its parts, as the build would write it. `None` if
    /// the site has no such path.
    ///
    /// # Errors
    /// When the page cannot be rendered: what to show instead, as plain text.
    fn respond(&self, path: &str) -> Result<Option<Response>, String>;

    /// Loads the site again, because these paths changed. It is called from one thread at a time, while
    /// [`PreviewSite::respond`] goes on with the last good state. The same generation as before says that nothing
    /// looks different.
    ///
    /// # Errors
    /// Why the site cannot be loaded, as plain text. The last good state stays.
    fn reload(&self, changed: &[PathBuf]) -> Result<Generation, String>;

    /// What only a person can decide, for the review page, as JSON.
    ///
    /// # Errors
    /// What is wrong, as plain text.
    fn questions(&self) -> Result<Vec<u8>, String>;

    /// Takes a decision that the review page sends.
    ///
    /// # Errors
    /// Why it was not kept, as plain text.
    fn decide(&self, body: &[u8]) -> Result<(), String>;

    /// The files and folders to watch, those that do not exist yet among them. Asked again after each reload. What
    /// lies in them under a name that begins with a dot is not watched.
    fn watched(&self) -> Vec<PathBuf>;
}
