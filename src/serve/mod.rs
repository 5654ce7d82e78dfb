//! The preview: a server on this computer alone that renders a page when a browser asks for it.
//!
//! It has no build of its own and writes nothing to the disk. What it serves comes from a [`PreviewSite`], by the
//! path in the site's own map of pages and never by a path on the disk, so that no request can lead out of the site.
//! When a file changes, the site is loaded again beside the one that is being served; if that fails, the last good
//! one stays, and the browser shows why.

#![allow(
    clippy::disallowed_methods,
    reason = "the preview is one of the modules at the border to disk and network"
)]

mod media;
mod message;
mod respond;
mod site;
mod status;
mod watching;

pub use media::media_type;
pub use message::Message;
pub use site::{Generation, PreviewSite, Response};
pub use status::Shutdown;

use respond::Preview;
use status::Status;
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// How long requests may go on after the preview was told to end.
const GRACE: Duration = Duration::from_secs(2);

/// How to serve.
#[derive(Clone, Debug)]
pub struct Options {
    /// The port to listen on; if it is taken, any other. 0 for any.
    pub port: u16,
    /// Ends the preview from outside. Ctrl-C and a request to terminate end it as well.
    pub shutdown: Shutdown,
}

/// The preview could not begin.
#[derive(Debug)]
pub struct ServeError {
    doing: &'static str,
    source: io::Error,
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {}: {}", self.doing, self.source)
    }
}

impl std::error::Error for ServeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// Serves a site until it is told to end. `tell` is called from several threads.
///
/// # Errors
/// When no port can be listened on.
pub fn run<S, T>(options: &Options, site: S, tell: T) -> Result<(), ServeError>
where
    S: PreviewSite + Send + Sync + 'static,
    T: Fn(Message) + Send + Sync + 'static,
{
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|source| ServeError { doing: "start the preview", source })?;
    let (site, tell) = (Arc::new(site), Arc::new(tell));
    let result = runtime.block_on(serve(options, site, tell));
    // A page that is still being rendered for nobody is not waited for.
    runtime.shutdown_background();
    result
}

async fn serve<S, T>(options: &Options, site: Arc<S>, tell: Arc<T>) -> Result<(), ServeError>
where
    S: PreviewSite + Send + Sync + 'static,
    T: Fn(Message) + Send + Sync + 'static,
{
    let (listener, taken) = listen(options.port).await?;
    let address = listener.local_addr().map_err(|source| ServeError { doing: "listen", source })?;
    let status = Arc::new(Status::new());
    let watching = watching::start(Arc::clone(&site), Arc::clone(&status), Arc::clone(&tell));
    let shutdown = options.shutdown.clone();
    tokio::spawn(stop_at_signal(shutdown.clone()));
    let router = respond::router(Preview { site, status, shutdown: shutdown.clone() });
    tell(Message::Ready { url: format!("http://{address}/"), taken });
    let server = axum::serve(listener, router).with_graceful_shutdown(stopped(shutdown.clone()));
    let ended = tokio::select! {
        ended = async { server.await } => ended,
        () = out_of_grace(shutdown) => Ok(()),
    };
    watching.stop();
    ended.map_err(|source| ServeError { doing: "serve", source })
}

/// Listens on loopback only: a preview is nobody else's business.
async fn listen(port: u16) -> Result<(TcpListener, Option<u16>), ServeError> {
    let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    if let Ok(listener) = TcpListener::bind(wanted).await {
        return Ok((listener, None));
    }
    let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let listener = TcpListener::bind(any).await.map_err(|source| ServeError { doing: "listen", source })?;
    Ok((listener, Some(port)))
}

async fn stopped(shutdown: Shutdown) {
    shutdown.stopped().await;
}

async fn out_of_grace(shutdown: Shutdown) {
    shutdown.stopped().await;
    tokio::time::sleep(GRACE).await;
}

async fn stop_at_signal(shutdown: Shutdown) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
        tokio::select! {
            Ok(()) = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    if tokio::signal::ctrl_c().await.is_err() {
        return;
    }
    shutdown.stop();
}

#[cfg(test)]
mod tests;
