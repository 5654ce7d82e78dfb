//! `backfile review`: what only a person can decide, with passages from the articles to decide it by.

use super::arguments::ReviewOptions;
use super::permalinks::replace_file;
use super::report::{self, counted};
use super::site_folder::{SiteFolder, read_if_there};
use super::{CliError, Outcome, build};
use crate::archive::authority::{self, Authority, Decision};
use crate::archive::model::{Archive, EntityId};
use crate::archive::resolve::{Question, questions};
use crate::page::tree::TextRange;
use crate::pipeline::{self, Loaded};
use crate::site::bodies::{Bodies, BodyError};
use serde::Serialize;
use std::fmt::Write as _;
use std::path::Path;

/// Passages shown for each of two names.
const PASSAGES: usize = 5;
/// Bytes of text to each side of a name.
const CONTEXT: u32 = 110;
/// Articles that are looked through for a name.
const LOOKED_THROUGH: usize = 60;

/// A question with what is needed to answer it.
#[derive(Debug, Serialize)]
pub(crate) struct Asked {
    kind: &'static str,
    names: [String; 2],
    why: &'static str,
    /// Whether the archive took them for one.
    merged: bool,
    articles: usize,
    passages: [Vec<Passage>; 2],
}

/// A name where it stands in a text.
#[derive(Debug, Serialize)]
pub(crate) struct Passage {
    title: String,
    date: String,
    url: String,
    before: String,
    hit: String,
    after: String,
}

/// Runs the verb.
pub(crate) fn run(options: &ReviewOptions) -> Result<Outcome, CliError> {
    build::use_threads(&options.site)?;
    let site = SiteFolder::find(&options.site.dir)?;
    let inputs = site.inputs(&options.site, &site.output)?;
    let loaded = pipeline::load(&inputs, &())?;
    let all = questions(&loaded.archive.entities, &inputs.authority);
    let most = if options.all { all.len() } else { options.limit.min(all.len()) };
    let asked = asked(&loaded, all.iter().take(most))?;
    if options.json {
        println!("{}", serde_json::to_string_pretty(&asked)?);
        return Ok(Outcome::Fine);
    }
    for (number, asked) in (1..).zip(&asked) {
        print!("{}", report::printable_lines(&in_words(number, asked)));
    }
    let more =
        if most < all.len() { format!(" ({most} shown; --all shows the rest)") } else { String::new() };
    println!("{} left open{more}", counted(all.len(), "question", "questions"));
    if !all.is_empty() {
        let file = site.name_of(&site.authority);
        println!("Answer them in {file}, or by keyboard in `backfile serve` at /__backfile/review");
    }
    Ok(Outcome::Fine)
}

/// Questions with their passages.
pub(crate) fn asked<'q>(
    loaded: &Loaded,
    questions: impl Iterator<Item = &'q Question>,
) -> Result<Vec<Asked>, BodyError> {
    let ask = |question: &Question| {
        let passages_of = |place: usize| {
            let name = question.is_merged().then_some(question.names[place].as_str());
            passages(loaded, question.entities[place], name, &question.names)
        };
        Ok(Asked {
            kind: authority::kind_word(question.kind),
            names: question.names.clone(),
            why: question.doubt.words(),
            merged: question.is_merged(),
            articles: question.articles,
            passages: [passages_of(0)?, passages_of(1)?],
        })
    };
    questions.map(ask).collect()
}

/// Where an entity stands in articles; of one that bears both names, where it is called by this one.
fn passages(
    loaded: &Loaded,
    id: EntityId,
    called: Option<&str>,
    both: &[String; 2],
) -> Result<Vec<Passage>, BodyError> {
    let mut found = Vec::new();
    let entity = loaded.archive.entity(id);
    for (article_id, _) in entity.articles.iter().take(LOOKED_THROUGH) {
        let article = loaded.archive.article(*article_id);
        for mention in article.mentions.iter().filter(|mention| mention.entity == id) {
            let hit = loaded.bodies.excerpt(*article_id, mention.range)?;
            let hit = hit.split_whitespace().collect::<Vec<_>>().join(" ");
            // The preferred name stands for every form that is not the other one.
            let fits = called
                .is_none_or(|name| hit == name || (name == both[0] && hit != both[1] && hit.contains(' ')));
            if !fits {
                continue;
            }
            let (start, end) = (mention.range.start, mention.range.end);
            let before = TextRange::new(start.saturating_sub(CONTEXT), start);
            let after = TextRange::new(end, end.saturating_add(CONTEXT));
            found.push(Passage {
                title: article.title.text.clone(),
                date: date_of(&loaded.archive, *article_id),
                url: article.url.clone(),
                before: loaded.bodies.excerpt(*article_id, before)?,
                hit,
                after: loaded.bodies.excerpt(*article_id, after)?,
            });
            break;
        }
        if found.len() == PASSAGES {
            break;
        }
    }
    Ok(found)
}

fn date_of(archive: &Archive, id: crate::archive::model::ArticleId) -> String {
    let published = archive.article(id).published.as_ref();
    published
        .filter(|published| published.shown)
        .map(|published| published.value.to_string())
        .unwrap_or_default()
}

fn in_words(number: usize, asked: &Asked) -> String {
    let [one, other] = &asked.names;
    let now = if asked.merged { "one now" } else { "two now" };
    let articles = counted(asked.articles, "article", "articles");
    let mut text = format!("{number}. {one} / {other} ({}): {}; {articles}, {now}\n", asked.kind, asked.why);
    for (name, passages) in asked.names.iter().zip(&asked.passages) {
        let _ = writeln!(text, "   {name}");
        for Passage { date, before, hit, after, url, .. } in passages {
            let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let date = if date.is_empty() { "undated" } else { date };
            let _ = writeln!(text, "     {date}  …{} [{hit}] {}…  {url}", line(before), line(after));
        }
    }
    text.push('\n');
    text
}

/// Writes a decision into the authority file, which appears whole or not at all; comments and order stay.
///
/// # Errors
/// When the file cannot be read or written, or is no TOML.
pub(crate) fn decide(path: &Path, decision: &Decision) -> Result<(), CliError> {
    let text = read_if_there(path)?.unwrap_or_default();
    let text =
        authority::with_decision(&text, decision).map_err(|error| format!("{}: {error}", path.display()))?;
    replace_file(path, text.as_bytes())
}

/// Reads a decision as the review page sends it.
pub(crate) fn decision_of(body: &[u8]) -> Option<Decision> {
    let value: serde_json::Value = serde_json::from_slice(body).ok()?;
    let name = |place: usize| Some(value.get("names")?.get(place)?.as_str()?.to_owned());
    let usual =
        |name: &String| !name.trim().is_empty() && name.len() <= 400 && !name.contains(char::is_control);
    let names = [name(0).filter(usual)?, name(1).filter(usual)?];
    let same = match value.get("answer")?.as_str()? {
        "same" => true,
        "different" => false,
        _ => return None,
    };
    let word = value.get("kind")?.as_str()?;
    let kind = crate::analysis::entity::EntityKind::ALL
        .into_iter()
        .find(|kind| authority::kind_word(*kind) == word)?;
    Some(Decision { same, kind, names })
}

/// The questions that an archive leaves open, as the review page reads them: the first `most`, and how many there are.
pub(crate) fn as_json(loaded: &Loaded, authority: &Authority, most: usize) -> Result<Vec<u8>, String> {
    let all = questions(&loaded.archive.entities, authority);
    let asked = asked(loaded, all.iter().take(most)).map_err(|error| error.to_string())?;
    let value = serde_json::json!({ "questions": asked, "total": all.len() });
    serde_json::to_vec(&value).map_err(|error| error.to_string())
}
