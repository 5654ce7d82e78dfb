use super::*;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;

/// A site of one page, whose text is that of a file; a file that says "broken" cannot be loaded.
struct Site {
    file: PathBuf,
    text: Mutex<String>,
    reloads: Mutex<Generation>,
}

impl PreviewSite for Site {
    fn respond(&self, path: &str) -> Result<Option<Response>, String> {
        let text = self.text.lock().unwrap().clone();
        Ok(match path {
            "index.html" => Some(Response::new(path, format!("<body>{text}</body>").into_bytes())),
            "people/index.html" | "404.html" => Some(Response::new(path, path.into())),
            "style.css" => Some(Response::new(path, b"p { color: red }".to_vec())),
            "bad.html" => return Err("no <title> in bad.html".to_owned()),
            "panic.html" => panic!("a page that makes the preview fail"),
            _ => None,
        })
    }

    fn reload(&self, changed: &[PathBuf]) -> Result<Generation, String> {
        assert!(!changed.is_empty());
        let text = fs::read_to_string(&self.file).map_err(|error| error.to_string())?;
        if text.contains("broken") {
            return Err("the file is <broken>".to_owned());
        }
        *self.text.lock().unwrap() = text;
        let mut reloads = self.reloads.lock().unwrap();
        *reloads += 1;
        Ok(*reloads)
    }

    fn questions(&self) -> Result<Vec<u8>, String> {
        Ok(b"{}".to_vec())
    }

    fn decide(&self, body: &[u8]) -> Result<(), String> {
        *self.text.lock().unwrap() = String::from_utf8_lossy(body).into_owned();
        Ok(())
    }

    fn watched(&self) -> Vec<PathBuf> {
        vec![self.file.clone()]
    }
}

struct Running {
    port: u16,
    shutdown: Shutdown,
    thread: Option<JoinHandle<Result<(), ServeError>>>,
}

fn start(file: &Path) -> Running {
    let site = Site { file: file.to_owned(), text: Mutex::new("first".to_owned()), reloads: Mutex::new(0) };
    let (sender, messages) = channel();
    let shutdown = Shutdown::default();
    let options = Options { port: 0, shutdown: shutdown.clone() };
    let thread = std::thread::spawn(move || run(&options, site, move |message| drop(sender.send(message))));
    let Message::Ready { url, taken: None } = next(&messages) else { panic!("the preview did not start") };
    let port = url.trim_end_matches('/').rsplit_once(':').unwrap().1.parse().unwrap();
    Running { port, shutdown, thread: Some(thread) }
}

fn next(messages: &Receiver<Message>) -> Message {
    messages.recv_timeout(Duration::from_secs(20)).unwrap()
}

impl Running {
    fn send(&self, request: &str) -> String {
        send(self.port, request)
    }

    fn get(&self, path: &str) -> String {
        get(self.port, path)
    }

    fn news(&self, query: &str) -> (u64, Option<String>) {
        news(self.port, query)
    }
}

fn send(port: u16, request: &str) -> String {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn get(port: u16, path: &str) -> String {
    send(port, &format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"))
}

/// Asks for news as the script does, and gives the step and the error.
fn news(port: u16, query: &str) -> (u64, Option<String>) {
    let answer = get(port, &format!("/__backfile/wait{query}"));
    let json: serde_json::Value = serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap();
    (json["step"].as_u64().unwrap(), json["error"].as_str().map(str::to_owned))
}

impl Drop for Running {
    fn drop(&mut self) {
        self.shutdown.stop();
        let ended = self.thread.take().unwrap().join();
        assert!(ended.is_ok_and(|result| result.is_ok()));
    }
}

#[track_caller]
fn check(answer: &str, status: &str, parts: &[&str]) {
    assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{answer}");
    for part in parts {
        assert!(answer.contains(part), "{part} is not in {answer}");
    }
}

#[test]
fn requests_are_answered_from_the_site() {
    let folder = tempfile::tempdir().unwrap();
    let preview = start(&folder.path().join("file"));
    check(
        &preview.get("/"),
        "200",
        &["text/html", "no-store", "<body>first<script defer src=\"/__backfile/reload.js\""],
    );
    check(&preview.get("/index.html?q=1"), "200", &["first"]);
    check(&preview.get("/style.css"), "200", &["text/css", "\r\n\r\np { color: red }"]);
    check(&preview.get("/people/"), "200", &["people/index.html"]);
    check(&preview.get("/people"), "307", &["location: /people/"]);
    check(&preview.get("/none"), "404", &["404.html"]);
    check(&preview.get("/../etc/passwd"), "404", &[]);
    check(&preview.get("/%2e%2e/etc/passwd"), "404", &[]);
    check(&preview.get("/bad.html"), "500", &["no &lt;title&gt; in bad.html", "reload.js"]);
    check(&preview.get("/panic.html"), "500", &[]);
    check(&preview.get("/__backfile/reload.js"), "200", &["text/javascript", "location.reload()"]);
    check(&preview.get("/"), "200", &["first"]);
}

#[test]
fn other_hosts_and_methods_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let preview = start(&folder.path().join("file"));
    let ask = |first: &str, host: &str| {
        preview.send(&format!("{first} HTTP/1.1\r\n{host}Connection: close\r\n\r\n"))
    };
    check(&ask("GET /", "Host: evil.example\r\n"), "403", &[]);
    check(&ask("GET /", ""), "403", &[]);
    check(&ask("GET http://evil.example/", "Host: localhost\r\n"), "403", &[]);
    check(&ask("POST /", "Host: localhost\r\n"), "405", &["allow: GET, HEAD"]);
    let head = ask("HEAD /", "Host: 127.0.0.1\r\n");
    check(&head, "200", &["content-length"]);
    assert!(head.ends_with("\r\n\r\n"), "{head}");
}

#[test]
fn a_port_that_is_taken_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let first = start(&folder.path().join("file"));
    let (sender, messages) = channel();
    let options = Options { port: first.port, shutdown: Shutdown::default() };
    let shutdown = options.shutdown.clone();
    let file = folder.path().join("file");
    let thread = std::thread::spawn(move || {
        let site = Site { file, text: Mutex::default(), reloads: Mutex::new(0) };
        run(&options, site, move |message| drop(sender.send(message)))
    });
    let Message::Ready { taken, .. } = next(&messages) else { panic!("the preview did not start") };
    assert_eq!(taken, Some(first.port));
    shutdown.stop();
    thread.join().unwrap().unwrap();
}

#[test]
fn a_change_reaches_the_browser_and_a_mistake_leaves_the_last_good_site() {
    let folder = tempfile::tempdir().unwrap();
    // The folder that it lies in does not exist yet.
    let file = folder.path().join("content/file.txt");
    let preview = start(&file);
    let (start, mut error) = preview.news("");
    assert_eq!(error, None);

    fs::create_dir(file.parent().unwrap()).unwrap();
    fs::write(&file, "second").unwrap();
    // The folder may be seen before the file in it, which cannot be loaded then.
    let mut seen = start;
    while error.is_some() || seen == start {
        (seen, error) = preview.news(&format!("?step={seen}"));
    }
    check(&preview.get("/"), "200", &["second"]);

    fs::write(&file, "broken").unwrap();
    while error.is_none() {
        (seen, error) = preview.news(&format!("?step={seen}"));
    }
    assert_eq!(error.as_deref(), Some("the file is <broken>"));
    check(&preview.get("/"), "200", &["second"]);

    // As an editor does: a new file in the place of the old one.
    fs::write(folder.path().join("content/new"), "third").unwrap();
    fs::rename(folder.path().join("content/new"), &file).unwrap();
    while error.is_some() {
        (seen, error) = preview.news(&format!("?step={seen}"));
    }
    check(&preview.get("/"), "200", &["third"]);
}

#[test]
fn a_browser_that_waits_does_not_hold_up_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let preview = start(&folder.path().join("file"));
    let (step, _) = preview.news("");
    std::thread::scope(|scope| {
        let (asking, query) = (preview.port, format!("?step={step}"));
        let waiting = scope.spawn(move || news(asking, &query));
        std::thread::sleep(Duration::from_millis(100));
        let begin = std::time::Instant::now();
        preview.shutdown.stop();
        assert_eq!(waiting.join().unwrap(), (step, None));
        assert!(begin.elapsed() < Duration::from_secs(5));
    });
}

#[test]
fn answers_are_taken_from_the_review_page_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt");
    fs::write(&file, "first").unwrap();
    let running = start(&file);
    let post = |origin: &str, kind: &str| {
        let body = "{\"answer\":\"same\"}";
        let origin = if origin.is_empty() { String::new() } else { format!("Origin: {origin}\r\n") };
        let head = format!(
            "POST /__backfile/review HTTP/1.1\r\nHost: localhost:{}\r\n{origin}Content-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            running.port,
            body.len()
        );
        let mut stream = TcpStream::connect(("127.0.0.1", running.port)).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.split(' ').nth(1).unwrap_or_default().to_owned()
    };
    let own = format!("http://localhost:{}", running.port);
    assert_eq!(post(&own, "application/json"), "200");
    assert_eq!(post("http://elsewhere.example", "application/json"), "403");
    assert_eq!(post("", "application/json"), "403");
    assert_eq!(post(&own, "text/plain"), "403");
    assert_eq!(post("null", "application/json"), "403");
}
