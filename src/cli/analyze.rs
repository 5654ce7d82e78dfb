//! `backfile analyze`: articles as JSON lines in, what was found in them as JSON lines out, in the same order.
//!
//! By default each line stands alone and streams. With `--archive` all lines are read first and decided as one
//! archive, in the order of the lines. Offsets count Unicode code points of the text as given.

use super::arguments::{AnalyzeOptions, Part};
use super::{CliError, Outcome, clock};
use crate::pipeline::records::{self, DateFound, EntityFound, Given, Line, PublishedFound, Wanted};
use chrono::NaiveDate;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, BufWriter, Write};

/// Lines are worked on in batches of at most this many…
const BATCH_LINES: usize = 512;
/// …or this many bytes, whichever comes first, so that memory is bounded by the longest line.
const BATCH_BYTES: usize = 8 << 20;

/// Runs the verb.
pub(crate) fn run(options: &AnalyzeOptions) -> Result<Outcome, CliError> {
    let now = clock::today(options.now)?;
    let wanted = wanted(options.only);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.threads.unwrap_or(0)).build()?;
    pool.install(|| {
        let mut input = BufReader::with_capacity(1 << 20, std::io::stdin());
        let mut output = BufWriter::with_capacity(1 << 20, std::io::stdout());
        let clean = if options.archive {
            analyze_archive(&mut input, &mut output, wanted, now)?
        } else {
            analyze_stream(&mut input, &mut output, wanted, now)?
        };
        output.flush()?;
        Ok(if clean { Outcome::Fine } else { Outcome::MaterialErrors })
    })
}

fn wanted(only: Option<Part>) -> Wanted {
    let wants = |part| only.is_none_or(|only| only == part);
    Wanted { entities: wants(Part::Entities), dates: wants(Part::Dates), published: wants(Part::Published) }
}

#[derive(Deserialize)]
struct Input {
    #[serde(default)]
    id: Value,
    text: String,
    /// A day, or a moment of which the day counts.
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    title: Option<String>,
}

/// A line of input with its number from 1, parsed or refused.
struct Parsed {
    id: Value,
    content: Result<Given, String>,
}

fn parse(number: u64, line: &[u8]) -> Parsed {
    match serde_json::from_slice::<Input>(line) {
        Ok(Input { id, text, date, title }) => match date.as_deref().map(day_of).transpose() {
            Ok(date) => Parsed { id, content: Ok(Given { text, date, title }) },
            Err(message) => Parsed { id, content: Err(format!("line {number}: {message}")) },
        },
        Err(error) => Parsed {
            id: Value::Null,
            content: Err(format!("line {number} is not an object with a \"text\": {error}")),
        },
    }
}

fn day_of(date: &str) -> Result<NaiveDate, String> {
    let day = date.get(..10).unwrap_or(date);
    day.parse().map_err(|_| format!("\"date\" is {date:?}, not YYYY-MM-DD"))
}

fn refusal(number: u64, id: &Value, message: &str) -> String {
    json!({ "error": message, "id": id, "line": number }).to_string()
}

fn analyze_stream(
    input: &mut impl BufRead,
    output: &mut impl Write,
    wanted: Wanted,
    now: NaiveDate,
) -> Result<bool, CliError> {
    let mut clean = true;
    let mut number = 0;
    loop {
        let batch = read_batch(input, &mut number)?;
        if batch.is_empty() {
            return Ok(clean);
        }
        let answers: Vec<(String, bool)> = batch
            .par_iter()
            .map(|(number, line)| {
                let parsed = parse(*number, line);
                match parsed.content {
                    Ok(given) => {
                        let answer = records::alone(&given, wanted, now);
                        (answer_line(&parsed.id, &answer, wanted), true)
                    }
                    Err(message) => (refusal(*number, &parsed.id, &message), false),
                }
            })
            .collect();
        for (line, fine) in answers {
            clean &= fine;
            writeln!(output, "{line}")?;
        }
        output.flush()?;
    }
}

/// Reads whole lines up to the bounds of a batch; blank lines are passed over but counted.
fn read_batch(input: &mut impl BufRead, number: &mut u64) -> std::io::Result<Vec<(u64, Vec<u8>)>> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while batch.len() < BATCH_LINES && bytes < BATCH_BYTES {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        *number += 1;
        bytes += line.len();
        if !line.iter().all(u8::is_ascii_whitespace) {
            batch.push((*number, line));
        }
    }
    Ok(batch)
}

fn analyze_archive(
    input: &mut impl BufRead,
    output: &mut impl Write,
    wanted: Wanted,
    now: NaiveDate,
) -> Result<bool, CliError> {
    let mut number = 0;
    let mut lines: Vec<(u64, Parsed)> = Vec::new();
    loop {
        let batch = read_batch(input, &mut number)?;
        if batch.is_empty() {
            break;
        }
        lines.par_extend(batch.par_iter().map(|(number, line)| (*number, parse(*number, line))));
    }
    let given: Vec<&Given> = lines.iter().filter_map(|(_, parsed)| parsed.content.as_ref().ok()).collect();
    let mut answers = records::together(&given, wanted, now).into_iter();
    let mut clean = true;
    for (number, parsed) in &lines {
        let line = match &parsed.content {
            Ok(_) => answers.next().map(|answer| answer_line(&parsed.id, &answer, wanted)),
            Err(message) => {
                clean = false;
                Some(refusal(*number, &parsed.id, message))
            }
        };
        writeln!(output, "{}", line.unwrap_or_default())?;
    }
    Ok(clean)
}

/// An answer as it is written: what is not wanted is left out.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    entities: Option<&'a [EntityFound]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dates: Option<&'a [DateFound]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a PublishedFound>,
}

fn answer_line(id: &Value, answer: &Line, wanted: Wanted) -> String {
    let answer = Answer {
        id,
        entities: wanted.entities.then_some(&answer.entities),
        dates: wanted.dates.then_some(&answer.dates),
        published: wanted.published.then_some(&answer.published),
    };
    serde_json::to_string(&answer).unwrap_or_default()
}
