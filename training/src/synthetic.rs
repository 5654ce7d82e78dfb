//! Articles from patterns with gaps: what reference works and local papers look like, which the annotated sets hardly
//! show. The names are drawn from the lists or made up, so that their surroundings have to speak for their kind.

use crate::corpus::{Document, scan_badly};
use crate::names::{Name, Pools, make};
use crate::page::tree::TextRange;
use crate::random::Random;
use std::collections::HashMap;
use std::error::Error;
use std::path::Path;

/// The file of the patterns among the training data.
pub const PATTERNS: &str = "patterns.txt";

const KINDS: [&str; 4] = ["PER", "ORG", "LOC", "MISC"];

/// Makes `copies` articles of each pattern, some of them in capitals or as a bad scan.
pub fn documents(data: &Path, copies: usize, weight: f32) -> Result<Vec<Document>, Box<dyn Error>> {
    let text = std::fs::read_to_string(data.join(PATTERNS))?;
    let pools = Pools::read(data)?;
    let mut random = Random::new(0x9e37_79b9_7f4a_7c15);
    let patterns: Vec<&str> =
        text.lines().filter(|line| !line.is_empty() && !line.starts_with(['#', '@'])).collect();
    let mut documents = Vec::new();
    for copy in 0..copies {
        for pattern in &patterns {
            let mut document = fill(pattern, &pools, &mut random, weight)?;
            match copy % 8 {
                3 => document.text.make_ascii_uppercase(),
                5 | 7 => scan_badly(&mut document.text, &mut random),
                _ => {}
            }
            documents.push(document);
        }
    }
    Ok(documents)
}

fn fill(pattern: &str, pools: &Pools, random: &mut Random, weight: f32) -> Result<Document, Box<dyn Error>> {
    let mut made = Document { text: String::new(), ranges: Vec::new(), names: Vec::new(), weight };
    let mut drawn: HashMap<String, Name> = HashMap::new();
    let mut rest = pattern;
    while let Some(open) = rest.find(['{', '[']) {
        made.text.push_str(&rest[..open]);
        let close = rest.find(['}', ']']).ok_or("a gap is not closed")?;
        let gap = &rest[open + 1..close];
        let as_it_stands = rest[close..].starts_with(']');
        rest = &rest[close + 1..];
        let (kind, name) = if as_it_stands {
            let (kind, name) = gap.split_once(' ').ok_or("a name without a kind")?;
            (KINDS.iter().position(|known| *known == kind), name.to_owned())
        } else {
            let mut parts = gap.split(' ');
            let (what, number, form) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next());
            let has_mascot = pattern.contains(&format!("{{{what} {number} mascot}}"));
            let name = drawn
                .entry(format!("{what} {number}"))
                .or_insert_with(|| make(what, has_mascot, pools, random));
            (kind_of(what), name.get(form.unwrap_or("")).or(name.get("")).cloned().unwrap_or_default())
        };
        let start = made.text.len() as u32;
        made.text.push_str(&name);
        made.names.extend(kind.map(|kind| (TextRange::new(start, made.text.len() as u32), kind)));
    }
    made.text.push_str(rest);
    made.ranges.push(TextRange::new(0, made.text.len() as u32));
    Ok(made)
}

/// The number of the kind that a sort of names is of.
fn kind_of(what: &str) -> Option<usize> {
    let kind = match what {
        "person" => "PER",
        "band" | "label" | "club" | "league" | "paper" | "company" | "univ" | "school" | "station"
        | "org" | "party" | "unit" | "hospital" | "church" | "airline" | "railway" | "restaurant" => "ORG",
        "demonym" | "title" | "event" | "language" | "ship" => "MISC",
        "year" => return None,
        _ => "LOC",
    };
    KINDS.iter().position(|known| *known == kind)
}
