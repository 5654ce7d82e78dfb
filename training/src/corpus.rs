//! Reads the training sets and puts their tokens back together into text, so that the model is trained on what the
//! product's own tokeniser makes of it.

use crate::options::Options;
use crate::page::tree::TextRange;
use crate::random::Random;
use flate2::read::GzDecoder;
use serde::Deserialize;
use std::error::Error;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// A document as text.
pub struct Document {
    /// The text.
    pub text: String,
    /// Stretches that no name crosses the ends of.
    pub ranges: Vec<TextRange>,
    /// Names, with the number of their kind.
    pub names: Vec<(TextRange, usize)>,
    /// Weight in training.
    pub weight: f32,
}

#[derive(Deserialize)]
struct Record {
    sents: Vec<Vec<String>>,
    tags: Vec<Vec<String>>,
}

/// Share of the letters that a bad scan changes.
const SCANNED_BADLY: f32 = 0.03;

const KINDS: [&str; 4] = ["PER", "ORG", "LOC", "MISC"];

/// Reads a compressed text file.
pub fn read_gz(path: &Path) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    GzDecoder::new(File::open(path)?).read_to_string(&mut text)?;
    Ok(text)
}

/// Reads all training sets.
pub fn load_all(data: &Path, options: &Options) -> Result<Vec<Document>, Box<dyn Error>> {
    let sets =
        [("gum_ccby", 1.0), ("btc", options.tweets), ("wnut17", options.tweets), ("gmb_voted", options.news)];
    let mut documents = Vec::new();
    let mut random = Random::new(7);
    for (name, weight) in sets {
        let text = read_gz(&data.join(name).with_extension("jsonl.gz"))?;
        for (number, line) in text.lines().enumerate() {
            if number % options.sample != 0 || options.fold.is_some_and(|fold| number % 5 == fold) {
                continue;
            }
            let record: Record = serde_json::from_str(line)?;
            documents.push(document(&record, weight, str::to_owned));
            let recased = name == "gum_ccby" || number % 8 == 3;
            if recased && options.recased > 0.0 {
                documents.push(document(&record, weight * options.recased, |word| word.to_uppercase()));
            }
            if (name == "gum_ccby" || number % 8 == 5) && options.recased > 0.0 {
                documents.push(document(&record, weight * options.recased, title_case));
            }
            if (name == "gum_ccby" || number % 4 == 3) && options.noise > 0.0 {
                let mut copy = document(&record, weight * options.noise, str::to_owned);
                scan_badly(&mut copy.text, &mut random);
                documents.push(copy);
            }
        }
    }
    Ok(documents)
}

/// The word as in a headline: small words stay small.
fn title_case(word: &str) -> String {
    let mut characters = word.chars();
    match characters.next() {
        Some(first) if word.len() > 3 => first.to_uppercase().chain(characters).collect(),
        _ => word.to_owned(),
    }
}

/// Changes letters as a bad scan does, three in a hundred; every byte stays where it is.
pub fn scan_badly(text: &mut String, random: &mut Random) {
    const ALIKE: [(char, char); 14] = [
        ('e', 'c'),
        ('c', 'e'),
        ('h', 'b'),
        ('b', 'h'),
        ('l', 'i'),
        ('i', 'l'),
        ('n', 'u'),
        ('u', 'n'),
        ('o', '0'),
        ('s', 'g'),
        ('f', 't'),
        ('a', 'o'),
        ('t', 'f'),
        ('r', 'v'),
    ];
    let scanned = text.chars().map(|letter| {
        if !random.chance(SCANNED_BADLY) {
            return letter;
        }
        ALIKE.iter().find(|(from, _)| *from == letter).map_or(letter, |(_, to)| *to)
    });
    *text = scanned.collect();
}

fn document(record: &Record, weight: f32, recase: impl Fn(&str) -> String) -> Document {
    let mut made = Document { text: String::new(), ranges: Vec::new(), names: Vec::new(), weight };
    let mut range_start = 0;
    for (words, tags) in record.sents.iter().zip(&record.tags) {
        let mut writer = SentenceWriter::default();
        let mut open: Option<(u32, usize)> = None;
        for (word, tag) in words.iter().zip(tags) {
            let (start, end) = writer.push(&mut made.text, &recase(word));
            let kind = KINDS.iter().position(|kind| tag.get(2..) == Some(kind));
            let goes_on = tag.starts_with('I') && open.is_some_and(|(_, kind_open)| Some(kind_open) == kind);
            match (goes_on, kind) {
                (true, _) => {
                    if let Some((range, _)) = made.names.last_mut() {
                        range.end = end;
                    }
                }
                (false, Some(kind)) => {
                    made.names.push((TextRange::new(start, end), kind));
                    open = Some((start, kind));
                }
                (false, None) => open = None,
            }
        }
        let closed = words.iter().rev().take(2).any(|word| [".", "!", "?"].contains(&word.as_str()));
        if !closed {
            made.ranges.push(TextRange::new(range_start, made.text.len() as u32));
            made.text.push('\n');
            range_start = made.text.len() as u32;
        } else {
            made.text.push(' ');
        }
    }
    made.ranges.push(TextRange::new(range_start, made.text.len() as u32));
    made
}

/// Decides where the spaces go.
#[derive(Default)]
struct SentenceWriter {
    started: bool,
    glue_next: bool,
    in_quotes: bool,
}

impl SentenceWriter {
    /// Appends a word and returns where it stands.
    fn push(&mut self, text: &mut String, word: &str) -> (u32, u32) {
        let closes_quote = word == "\"" && self.in_quotes;
        if word == "\"" {
            self.in_quotes = !self.in_quotes;
        }
        let sticks = closes_quote
            || matches!(word, "-" | "/" | "n't" | "N'T" | "%" | "'" | "’" | "”" | "]" | ")")
            || word.starts_with([',', '.', ';', ':', '!', '?', ')'])
            || (word.starts_with(['\'', '’']) && word.chars().count() > 1);
        if self.started && !sticks && !self.glue_next {
            text.push(' ');
        }
        self.glue_next = matches!(word, "-" | "/" | "(" | "[" | "$" | "£" | "€" | "#" | "@" | "“" | "‘")
            || (word == "\"" && !closes_quote);
        self.started = true;
        let start = text.len() as u32;
        text.push_str(word);
        (start, text.len() as u32)
    }
}
