//! Tags a file of documents, for measuring.

use crate::analysis::entity::clean::candidates;
use crate::analysis::entity::model::{Lexicon, Weights};
use crate::analysis::entity::tagger::Tagger;
use crate::page::tree::TextRange;
use serde::{Deserialize, Serialize};
use std::error::Error;
use std::path::Path;
use std::time::Instant;

#[derive(Deserialize)]
struct Input {
    id: String,
    text: String,
}

#[derive(Serialize)]
struct Output {
    id: String,
    entities: Vec<Mention>,
}

#[derive(Serialize)]
struct Mention {
    start: usize,
    end: usize,
    text: String,
    kind: &'static str,
    entity: Option<String>,
    confidence: f32,
    title: Option<String>,
}

/// Reads `{"id", "text"}` a line; writes `{"id", "entities"}` a line, offsets in code points. Every line of a text is
/// a passage.
pub fn tag_file(models: &Path, input: &Path, output: &Path) -> Result<(), Box<dyn Error>> {
    let read = |name: &str| std::fs::read(models.join(name));
    let (gazetteer, clusters, weights) =
        (read("en.gazetteer.bin")?, read("en.clusters.bin")?, read("en.weights.bin")?);
    let weights = Weights::new(&weights);
    let mut tagger = Tagger::new(Lexicon::new(&gazetteer, &clusters), &weights);
    let threshold: f32 = std::env::var("THRESHOLD").ok().and_then(|value| value.parse().ok()).unwrap_or(0.0);
    let inputs: Vec<Input> =
        std::fs::read_to_string(input)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let started = Instant::now();
    let mut words = 0;
    let mut lines = String::new();
    let mut spent = 0.0;
    for document in &inputs {
        words += document.text.split_whitespace().count();
        let ranges = line_ranges(&document.text);
        let before = Instant::now();
        let found = candidates(&mut tagger, &document.text, &ranges);
        spent += before.elapsed().as_secs_f64();
        let (mut counted, mut points) = (0, 0);
        let entities = found
            .iter()
            .map(|one| {
                let kind = (0..3)
                    .fold(0, |best, kind| if one.scores[kind] > one.scores[best] { kind } else { best });
                points += document.text[counted..one.range.start as usize].chars().count();
                counted = one.range.start as usize;
                let start = points;
                Mention {
                    start,
                    end: start + one.range.of(&document.text).chars().count(),
                    text: one.surface.clone(),
                    kind: ["person", "organization", "place"][kind],
                    entity: None,
                    confidence: one.scores[kind],
                    title: one.title.clone(),
                }
            })
            .filter(|mention| mention.confidence >= threshold)
            .collect();
        lines += &serde_json::to_string(&Output { id: document.id.clone(), entities })?;
        lines.push('\n');
    }
    std::fs::write(output, lines)?;
    eprintln!(
        "{words} words, {:.0} words per second ({:.2} s in all)",
        words as f64 / spent,
        started.elapsed().as_secs_f64()
    );
    Ok(())
}

fn line_ranges(text: &str) -> Vec<TextRange> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let range = TextRange::new(start, start + line.len() as u32);
            start = range.end;
            range
        })
        .collect()
}
