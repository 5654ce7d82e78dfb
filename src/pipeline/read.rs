//! Every file read, understood, and kept in the cache; or found there.

use super::understand::{Understood, understand_each};
use super::{Inputs, Observer, divide, record};
use crate::archive::facts::ArticleFacts;
use crate::cache::{Cache, CacheError, Entry, Key};
use crate::config::{self, Config, TextConfig};
use crate::diagnostic::Diagnostic;
use crate::page::NoText;
use crate::page::divided::Dictionary;
use crate::source::{self, LargeText, Source, SourceFile, Spool};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that was read.
pub(super) struct Read {
    /// Facts of every article.
    pub(super) facts: Vec<ArticleFacts>,
    /// Where the bodies are, by [`ArticleFacts::stored`].
    pub(super) entries: Vec<Entry>,
    /// The store of bodies.
    pub(super) cache: Cache,
    /// Files that the cache knew.
    pub(super) cached: usize,
    /// Files that could not be read, and trouble with the cache.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Files that turned out to hold no articles: extension → how many.
    pub(super) unread: BTreeMap<String, u32>,
}

/// What one file gave.
#[derive(Default)]
struct FileRead {
    facts: Vec<ArticleFacts>,
    /// Where the record of each is.
    stored: Vec<(Entry, Key)>,
    from_cache: bool,
    diagnostics: Vec<Diagnostic>,
    /// Its extension, when it holds no articles.
    unread: Option<String>,
}

impl FileRead {
    /// Without room for articles that do not come: most files hold one, and lists begin with room for four.
    fn settled(mut self) -> Self {
        self.facts.shrink_to_fit();
        self.stored.shrink_to_fit();
        self
    }
}

/// Reads all files, in parallel.
///
/// # Errors
/// When not even a temporary store for the bodies can be had.
pub(super) fn read_all(
    files: &[SourceFile],
    inputs: &Inputs,
    observer: &dyn Observer,
) -> Result<Read, CacheError> {
    let (mut cache, mut diagnostics) = Cache::open(inputs.cache.as_deref())?;
    let settings = settings_hash(inputs);
    let reads: Vec<FileRead> = files
        .par_iter()
        .map(|file| {
            let read = read_file(file, inputs, &settings, &cache, &Dictionary::default());
            observer.tick();
            read
        })
        .collect();
    let mut live = BTreeSet::new();
    let reads = settle_divided(files, reads, inputs, &settings, &cache, &mut live);

    let mut facts: Vec<ArticleFacts> = Vec::new();
    let mut entries = Vec::new();
    let mut cached = 0;
    let mut unread = BTreeMap::new();
    for mut read in reads {
        if let Some(extension) = read.unread {
            *unread.entry(extension).or_default() += 1;
        }
        cached += usize::from(read.from_cache);
        diagnostics.extend(read.diagnostics);
        let before = entries.len() as u32;
        read.facts.iter_mut().for_each(|facts| facts.stored += before);
        // The facts of a dump stay where they are, if it is the first file.
        if facts.is_empty() {
            facts = read.facts;
        } else {
            facts.append(&mut read.facts);
        }
        if inputs.cache.is_some() {
            live.extend(read.stored.iter().map(|(_, key)| *key));
        }
        entries.extend(read.stored.iter().map(|(entry, _)| *entry));
    }
    if let Err(error) = cache.finish(&live) {
        diagnostics.push(error.diagnostic());
    }
    cache.forget_keys();
    Ok(Read { facts, entries, cache, cached, diagnostics, unread })
}

/// Reads the files again whose divided words the archive settles otherwise than they did by themselves.
fn settle_divided(
    files: &[SourceFile],
    reads: Vec<FileRead>,
    inputs: &Inputs,
    settings: &blake3::Hasher,
    cache: &Cache,
    live: &mut BTreeSet<Key>,
) -> Vec<FileRead> {
    let facts = || reads.iter().flat_map(|read| &read.facts);
    let stored = || reads.iter().flat_map(|read| &read.stored);
    let dictionary = divide::ask(facts().zip(stored().map(|(entry, _)| *entry)), cache, live);
    if dictionary.is_empty() {
        return reads;
    }
    live.extend(stored().map(|(_, key)| *key));
    let settled = files.par_iter().zip(reads).map(|(file, read)| {
        let differs =
            |facts: &ArticleFacts| dictionary.answers(&facts.divided).any(|(word, keeps)| word.kept != keeps);
        if !read.facts.iter().any(differs) {
            return read;
        }
        let words = read.facts.iter().flat_map(|facts| dictionary.answers(&facts.divided));
        let mut own = Dictionary::default();
        for (word, keeps) in words {
            own.insert(&word.left, &word.right, keeps);
        }
        let again = read_file(file, inputs, settings, cache, &own);
        FileRead { from_cache: read.from_cache && again.from_cache, ..again }
    });
    settled.collect()
}

/// How the text of a file is read: the settings that apply to it, and the language that a correction states.
fn text_settings(inputs: &Inputs, path: &str) -> TextConfig {
    let mut text = inputs.config.text_of(path);
    text.language = inputs.overlay.of_path(path).and_then(|row| row.language.clone()).or(text.language);
    text
}

/// Everything but the file itself that the understanding of a file depends on.
fn settings_hash(inputs: &Inputs) -> blake3::Hasher {
    let mut hasher = blake3::Hasher::new();
    hasher.update(b"understand 2");
    hasher.update(&inputs.build_id);
    hasher.update(&[u8::from(inputs.analysis.entities), u8::from(inputs.analysis.dates)]);
    hasher
}

fn read_file(
    file: &SourceFile,
    inputs: &Inputs,
    settings: &blake3::Hasher,
    cache: &Cache,
    dictionary: &Dictionary,
) -> FileRead {
    let mut read = FileRead::default();
    let text = text_settings(inputs, &file.path);
    let opened = match LargeText::of(file) {
        Some((source, large)) => Ok((source, Some(large))),
        None => source::read(file, text.encoding.as_deref()).map(|source| (source, None)),
    };
    let (mut source, large) = match opened {
        Ok(opened) => opened,
        Err(diagnostic) => {
            read.diagnostics.push(diagnostic);
            return read;
        }
    };
    let file_key = file_key(&source, settings, &text, dictionary);
    if let Some(known) = from_cache(&file_key, cache) {
        return known;
    }
    let spool = match large.map(LargeText::spool).transpose() {
        Ok(spool) => spool.or_else(|| Spool::of(&mut source)),
        Err(error) => {
            let error = Diagnostic::warning("unreadable", format!("cannot be read again: {error}"));
            let hint = "make room on the disk, or name another folder for temporary files with TMPDIR";
            read.diagnostics.push(error.at(&file.path, None).hint(hint));
            return read;
        }
    };
    let mut store = |article, is_last| match into_cache(&file_key, read.facts.len(), is_last, article, cache)
    {
        Ok((facts, stored)) => {
            read.facts.push(facts);
            read.stored.push(stored);
        }
        Err(diagnostic) => read.diagnostics.push(diagnostic.at(&file.path, None)),
    };
    // One article is held back: the last one says that it is the last.
    let mut held: Option<Understood> = None;
    let end =
        understand_each((&source, spool.as_ref()), &text, inputs.analysis, dictionary, &mut |article| {
            if let Some(before) = held.replace(article) {
                store(before, false);
            }
        });
    if spool.as_ref().is_some_and(Spool::is_changed) {
        let error =
            Diagnostic::warning("changed-while-read", "was changed while it was read, and is left out");
        read = FileRead::default();
        read.diagnostics
            .push(error.at(&file.path, None).hint("build again when nothing writes to it any more"));
        return read;
    }
    match (end, held) {
        (Ok(told), Some(mut last)) => {
            last.facts.diagnostics.extend(told);
            store(last, true);
        }
        (Ok(told), None) => read.diagnostics.extend(told),
        (Err(NoText(note)), _) => {
            read.diagnostics.push(note);
            read.unread = Some(file.path.rsplit('.').next().unwrap_or_default().to_lowercase());
        }
    }
    read.settled()
}

/// Reads and decodes a file as the configuration says.
///
/// # Errors
/// When the file cannot be read, or is no text.
pub fn read_source(file: &SourceFile, config: &Config) -> Result<Source, Diagnostic> {
    source::read(file, config.text_of(&file.path).encoding.as_deref())
}

fn file_key(
    source: &Source,
    settings: &blake3::Hasher,
    text: &TextConfig,
    dictionary: &Dictionary,
) -> blake3::Hasher {
    let mut hasher = settings.clone();
    hasher.update(&config::hash_of_text_settings(text));
    hasher.update(&dictionary.hash());
    hasher.update(&(source.path.len() as u64).to_le_bytes());
    hasher.update(source.path.as_bytes());
    hasher.update(&source.hash);
    hasher
}

/// The key of the nth article of a file.
fn article_key(file_key: &blake3::Hasher, index: usize) -> Key {
    let mut hasher = file_key.clone();
    hasher.update(&(index as u64).to_le_bytes());
    *hasher.finalize().as_bytes()
}

/// All articles of a file, or `None` if any is missing or cannot be read.
fn from_cache(file_key: &blake3::Hasher, cache: &Cache) -> Option<FileRead> {
    let (mut facts, mut stored) = (Vec::new(), Vec::new());
    loop {
        let key = article_key(file_key, facts.len());
        let entry = cache.get(&key)?;
        let (mut article, is_last) = record::read(entry, cache)?;
        article.stored = facts.len() as u32;
        facts.push(article);
        stored.push((entry, key));
        if is_last {
            return Some(FileRead { facts, stored, from_cache: true, ..FileRead::default() }.settled());
        }
    }
}

fn into_cache(
    file_key: &blake3::Hasher,
    index: usize,
    is_last: bool,
    article: Understood,
    cache: &Cache,
) -> Result<(ArticleFacts, (Entry, Key)), Diagnostic> {
    let Understood { mut facts, mut page } = article;
    let text = std::mem::take(&mut page.text);
    let stored = |error: &dyn std::fmt::Display| {
        Diagnostic::error("not-stored", format!("the article could not be kept for rendering: {error}"))
            .hint("make room on the disk, or name another folder for temporary files with TMPDIR")
    };
    let facts_bytes = record::written(is_last, &mut facts).map_err(|error| stored(&error))?;
    let page_bytes = postcard::to_allocvec(&page).map_err(|error| stored(&error))?;
    let key = article_key(file_key, index);
    let entry = cache.put(&key, &facts_bytes, &page_bytes, &text).map_err(|error| stored(&error))?;
    facts.stored = index as u32;
    Ok((facts, (entry, key)))
}
