//! How fast bytes become a page tree, on one core: decoding and the page stage alone, without the analysis of names.
//!
//! `cargo bench --bench structure` gives megabytes a second for each layout of text, and the growth from 1 to 200 MB:
//! time in proportion, and under `max alloc` the memory.

#![allow(clippy::unwrap_used, reason = "a bench that cannot go on stops")]
#![allow(clippy::disallowed_methods, reason = "a bench makes its own folders")]

mod made_up;

use backfile::config::TextConfig;
use backfile::page::{self, Reading};
use backfile::source::{Format, Source, decode};
use divan::counter::BytesCount;
use divan::{AllocProfiler, Bencher};
use made_up::Shape;

#[global_allocator]
static ALLOC: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

const MEGABYTE: usize = 1 << 20;

fn structure(bytes: &[u8], format: Format) -> Reading {
    let (text, encoding, diagnostics) = decode(bytes, None);
    let source = Source {
        path: "1952/bench.txt".into(),
        format,
        text,
        encoding,
        diagnostics,
        ..Source::from_text("")
    };
    page::read(&source, &TextConfig::default())
}

fn run(bencher: Bencher, shape: Shape, bytes: usize) {
    let text = made_up::text_of(shape, bytes);
    let format = if matches!(shape, Shape::Markdown) { Format::Markdown } else { Format::Text };
    bencher.counter(BytesCount::of_str(&text)).bench(|| structure(text.as_bytes(), format));
}

#[divan::bench(
    args = [Shape::Wrapped, Shape::ParagraphALine, Shape::SingleLine, Shape::Furniture, Shape::Markdown],
    sample_count = 10,
    sample_size = 1
)]
fn four_megabytes(bencher: Bencher, shape: Shape) {
    run(bencher, shape, 4 * MEGABYTE);
}

#[divan::bench(args = [4, 40, 400], sample_count = 20)]
fn kilobytes_wrapped(bencher: Bencher, size: usize) {
    run(bencher, Shape::Wrapped, size << 10);
}

#[divan::bench(args = [1, 8, 50, 200], sample_count = 1, sample_size = 1)]
fn growth_wrapped(bencher: Bencher, megabytes: usize) {
    run(bencher, Shape::Wrapped, megabytes * MEGABYTE);
}

#[divan::bench(args = [1, 8, 50, 200], sample_count = 1, sample_size = 1)]
fn growth_single_line(bencher: Bencher, megabytes: usize) {
    run(bencher, Shape::SingleLine, megabytes * MEGABYTE);
}

#[divan::bench(args = [1, 8, 50, 200], sample_count = 1, sample_size = 1)]
fn growth_markdown(bencher: Bencher, megabytes: usize) {
    run(bencher, Shape::Markdown, megabytes * MEGABYTE);
}
