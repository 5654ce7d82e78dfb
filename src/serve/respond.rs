//! Request to response.
//!
//! A preview answers this computer alone, but any website that is open in the same browser can send requests here.
//! A name that some server made point to this computer is not ours, so the host that the browser asked for is checked.

use super::site::{PreviewSite, Response as Page};
use super::status::{Shutdown, Status};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderValue, LOCATION, ORIGIN,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, Method, StatusCode};
use axum::response::Response;
use std::sync::Arc;
use std::time::Duration;

const SCRIPT: &str = include_str!("reload.js");
const REVIEW_PAGE: &str = include_str!("review.html");
const REVIEW_SCRIPT: &str = include_str!("review.js");
const REVIEW_STYLE: &str = include_str!("review.css");
/// Most bytes of a decision.
const LONGEST_DECISION: usize = 16 * 1024;
const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";
/// How long a browser's question for news is kept open.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the requests share.
#[derive(Debug)]
pub(super) struct Preview<S> {
    pub(super) site: Arc<S>,
    pub(super) status: Arc<Status>,
    pub(super) shutdown: Shutdown,
}

pub(super) fn router<S: PreviewSite + Send + Sync + 'static>(preview: Preview<S>) -> Router {
    Router::new().fallback(respond::<S>).with_state(Arc::new(preview))
}

async fn respond<S>(State(preview): State<Arc<Preview<S>>>, request: Request) -> Response
where
    S: PreviewSite + Send + Sync + 'static,
{
    if !asks_for_this_computer(&request) {
        return answer(StatusCode::FORBIDDEN, TEXT, "The preview answers to localhost only.\n".into());
    }
    if *request.method() == Method::POST && request.uri().path() == "/__backfile/review" {
        return decision(preview, request).await;
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let refused = answer(StatusCode::METHOD_NOT_ALLOWED, TEXT, "The preview can only be read.\n".into());
        return with_header(refused, ALLOW, "GET, HEAD");
    }
    let uri = request.uri();
    match uri.path() {
        "/__backfile/reload.js" => answer(StatusCode::OK, "text/javascript; charset=utf-8", SCRIPT.into()),
        "/__backfile/review" => with_policy(answer(StatusCode::OK, HTML, REVIEW_PAGE.into())),
        "/__backfile/review.js" => {
            answer(StatusCode::OK, "text/javascript; charset=utf-8", REVIEW_SCRIPT.into())
        }
        "/__backfile/review.css" => answer(StatusCode::OK, "text/css; charset=utf-8", REVIEW_STYLE.into()),
        "/__backfile/questions" => {
            let asked = tokio::task::spawn_blocking(move || preview.site.questions()).await;
            match asked {
                Ok(Ok(json)) => answer(StatusCode::OK, "application/json", json),
                Ok(Err(error)) => answer(StatusCode::INTERNAL_SERVER_ERROR, TEXT, error.into_bytes()),
                Err(_) => answer(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    TEXT,
                    "The questions made Backfile fail.".into(),
                ),
            }
        }
        "/__backfile/wait" => news(&preview, uri.query().unwrap_or_default()).await,
        path => {
            let path = path.to_owned();
            let rendered = tokio::task::spawn_blocking(move || page(&preview, &path)).await;
            rendered.unwrap_or_else(|_| {
                answer(StatusCode::INTERNAL_SERVER_ERROR, TEXT, "This page made Backfile fail.\n".into())
            })
        }
    }
}

/// A person's answer on the review page. Another website that is open in the same browser must not answer for them: the
/// request has to come from our own page, and in a form that a browser sends elsewhere only with leave.
async fn decision<S>(preview: Arc<Preview<S>>, request: Request) -> Response
where
    S: PreviewSite + Send + Sync + 'static,
{
    if !is_from_own_page(&request) {
        return answer(StatusCode::FORBIDDEN, TEXT, "Answers are taken from the review page only.".into());
    }
    let Ok(body) = axum::body::to_bytes(request.into_body(), LONGEST_DECISION).await else {
        return answer(StatusCode::PAYLOAD_TOO_LARGE, TEXT, "The answer is too long.".into());
    };
    match tokio::task::spawn_blocking(move || preview.site.decide(&body)).await {
        Ok(Ok(())) => answer(StatusCode::OK, TEXT, Vec::new()),
        Ok(Err(error)) => answer(StatusCode::BAD_REQUEST, TEXT, error.into_bytes()),
        Err(_) => answer(StatusCode::INTERNAL_SERVER_ERROR, TEXT, "The answer made Backfile fail.".into()),
    }
}

fn is_from_own_page(request: &Request) -> bool {
    let header = |name: HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    let own = header(HOST).map(|host| format!("http://{host}"));
    let json = header(CONTENT_TYPE).is_some_and(|kind| kind.split(';').next() == Some("application/json"));
    json && header(ORIGIN).is_some() && header(ORIGIN).map(str::to_owned) == own
}

fn with_policy(response: Response) -> Response {
    with_header(
        response,
        CONTENT_SECURITY_POLICY,
        "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'",
    )
}

fn asks_for_this_computer(request: &Request) -> bool {
    let header = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    let authority = request.uri().authority().map(|authority| authority.as_str());
    header.is_some_and(is_local) && authority.is_none_or(is_local)
}

fn is_local(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|local| name.eq_ignore_ascii_case(local))
}

/// Answers a browser when there is something new, or when it has waited long enough. A page that has just been
/// loaded asks without a step and is answered at once.
async fn news<S>(preview: &Preview<S>, query: &str) -> Response {
    let step = match query.strip_prefix("step=").and_then(|step| step.parse().ok()) {
        None => preview.status.now(),
        Some(seen) => tokio::select! {
            step = preview.status.after(seen, PATIENCE) => step,
            () = preview.shutdown.stopped() => preview.status.now(),
        },
    };
    match serde_json::to_vec(&step) {
        Ok(bytes) => answer(StatusCode::OK, "application/json", bytes),
        Err(_) => answer(StatusCode::INTERNAL_SERVER_ERROR, TEXT, Vec::new()),
    }
}

fn page<S: PreviewSite>(preview: &Preview<S>, raw: &str) -> Response {
    // Taken before rendering: a change in the meantime makes the browser load the page again.
    let step = preview.status.now().step;
    let found = match decode_path(raw) {
        Some(path) => find(&*preview.site, &path),
        None => Ok(Found::Nothing),
    };
    match found {
        Ok(Found::Page(page)) => deliver(StatusCode::OK, page, step),
        Ok(Found::Folder) => with_header(
            answer(StatusCode::TEMPORARY_REDIRECT, TEXT, Vec::new()),
            LOCATION,
            &format!("{raw}/"),
        ),
        Ok(Found::Nothing) => match preview.site.respond("404.html") {
            Ok(Some(page)) => deliver(StatusCode::NOT_FOUND, page, step),
            Ok(None) => {
                deliver(StatusCode::NOT_FOUND, notice("Not found", "The site has no such page."), step)
            }
            Err(error) => {
                deliver(StatusCode::INTERNAL_SERVER_ERROR, notice("Cannot show 404.html", &error), step)
            }
        },
        Err(error) => {
            deliver(StatusCode::INTERNAL_SERVER_ERROR, notice("Cannot show this page", &error), step)
        }
    }
}

enum Found {
    Page(Page),
    /// There is a page if a `/` is put at the end.
    Folder,
    Nothing,
}

fn find<S: PreviewSite>(site: &S, path: &str) -> Result<Found, String> {
    if path.is_empty() || path.ends_with('/') {
        let page = site.respond(&format!("{path}index.html"))?;
        return Ok(page.map_or(Found::Nothing, Found::Page));
    }
    if let Some(page) = site.respond(path)? {
        return Ok(Found::Page(page));
    }
    let folder = site.respond(&format!("{path}/index.html"))?;
    Ok(folder.map_or(Found::Nothing, |_| Found::Folder))
}

/// The path that a request names, relative to the site's root; `None` if no site can have it.
fn decode_path(raw: &str) -> Option<String> {
    let path = String::from_utf8(percent_decode(raw.strip_prefix('/')?)?).ok()?;
    let folder = path.strip_suffix('/').unwrap_or(&path);
    let fits = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', '\0']);
    (path.is_empty() || folder.split('/').all(fits)).then_some(path)
}

fn percent_decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => hex_digit(bytes.next()?)? * 16 + hex_digit(bytes.next()?)?,
            byte => byte,
        });
    }
    Some(decoded)
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// A page of the site, with the script that loads it again if it is one that a browser shows.
fn deliver(status: StatusCode, page: Page, step: u64) -> Response {
    let is_html = page.content_type.starts_with("text/html");
    let bytes = if is_html { with_script(page.bytes, step) } else { page.bytes };
    answer(status, &page.content_type, bytes)
}

/// Puts the script before the end of the body, or at the end of a page that leaves that out.
fn with_script(mut html: Vec<u8>, step: u64) -> Vec<u8> {
    let tag = format!("<script defer src=\"/__backfile/reload.js\" data-step=\"{step}\"></script>");
    let end =
        html.windows(7).rposition(|window| window.eq_ignore_ascii_case(b"</body>")).unwrap_or(html.len());
    html.splice(end..end, tag.into_bytes());
    html
}

/// A plain page of the preview's own.
fn notice(title: &str, text: &str) -> Page {
    let (title, text) = (escape(title), escape(text));
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <body>\n<h1>{title}</h1>\n<pre>{text}</pre>\n</body>\n</html>\n"
    );
    Page { bytes: html.into_bytes(), content_type: HTML.into() }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn answer(status: StatusCode, content_type: &str, bytes: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    let response = with_header(response, CONTENT_TYPE, content_type);
    let response = with_header(response, CACHE_CONTROL, "no-store");
    with_header(response, X_CONTENT_TYPE_OPTIONS, "nosniff")
}

fn with_header(mut response: Response, name: HeaderName, value: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_this_computer() {
        for good in
            ["localhost", "localhost:8000", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:8000", "[::1]", "[::1]:80"]
        {
            assert!(is_local(good), "{good}");
        }
        let bad =
            ["", "example.org", "localhost.example.org", "127.0.0.1.example.org:80", "example.org:127.0.0.1"];
        for bad in bad.into_iter().chain(["::1", "localhost:80:80", "0.0.0.0", "user@localhost"]) {
            assert!(!is_local(bad), "{bad}");
        }
    }

    #[test]
    fn paths_are_decoded_and_never_lead_out() {
        let check =
            |raw: &str, expected: Option<&str>| assert_eq!(decode_path(raw).as_deref(), expected, "{raw}");
        check("/", Some(""));
        check("/a/b.html", Some("a/b.html"));
        check("/a/", Some("a/"));
        check("/a%20b/%C3%A9", Some("a b/é"));
        for bad in
            ["", "a", "//", "//a", "/a//b", "/../a", "/a/..", "/a/%2e%2e/b", "/%2Fa", "/.", "/a%5Cb", "/a%00"]
        {
            check(bad, None);
        }
        for bad in ["/%", "/%4", "/%zz", "/%C3", "/%+1"] {
            check(bad, None);
        }
    }

    #[test]
    fn the_script_goes_to_the_end_of_the_body() {
        let tag = "<script defer src=\"/__backfile/reload.js\" data-step=\"7\"></script>";
        let check = |html: &str, expected: String| {
            assert_eq!(String::from_utf8(with_script(html.into(), 7)).unwrap(), expected);
        };
        check("<body>a</body></html>", format!("<body>a{tag}</body></html>"));
        check("a</BODY> b</Body >", format!("a{tag}</BODY> b</Body >"));
        check("<p>é", format!("<p>é{tag}"));
        check("", tag.to_owned());
    }

    #[test]
    fn a_notice_shows_markup_as_text() {
        let page = notice("x", "<script>alert(\"1\" & 2)</script>");
        let html = String::from_utf8(page.bytes).unwrap();
        assert!(html.contains("&lt;script&gt;alert(&quot;1&quot; &amp; 2)&lt;/script&gt;"), "{html}");
    }
}
