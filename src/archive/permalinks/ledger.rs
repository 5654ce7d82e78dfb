//! `permalinks.tsv`: one published address a line, only ever appended to.

use super::super::model::{Archive, Entity};
use super::slug::is_safe;
use crate::analysis::entity::EntityKind;
use crate::diagnostic::Diagnostic;
use std::collections::{BTreeMap, BTreeSet};

const HEADER: &str = "kind\turl\tname\taliases";

/// The kinds of row, in the words of the file.
const KINDS: [&str; 6] = ["article", "person", "organization", "place", "author", "topic"];

/// The ledger, as read from `permalinks.tsv`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Rows in the order of the file.
    pub rows: Vec<LedgerRow>,
}

/// One recorded address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LedgerRow {
    /// `article`, `person`, `organization`, `place`, `author` or `topic`.
    pub kind: String,
    /// Output path, for example `people/eleanor-vance.html`.
    pub url: String,
    /// What stood there: for an article its key, else the preferred name.
    pub name: String,
    /// Other names that led there, so that a renamed entity is found again.
    pub aliases: Vec<String>,
}

impl Ledger {
    /// Reads the file: tab-separated, a header, then kind, address, name and any number of aliases. A row that
    /// cannot be used becomes a diagnostic and is left out. `path` is the file's name for them.
    pub fn parse(text: &str, path: &str) -> (Self, Vec<Diagnostic>) {
        let mut ledger = Self::default();
        let mut diagnostics = Vec::new();
        for (number, line) in (1u32..).zip(text.strip_prefix('\u{feff}').unwrap_or(text).lines()) {
            if line.trim().is_empty() || line.starts_with('#') || (number == 1 && line.starts_with("kind\t"))
            {
                continue;
            }
            match parse_row(line) {
                Ok(row) => ledger.rows.push(row),
                Err(message) => diagnostics.push(
                    Diagnostic::warning("permalinks-row", message)
                        .at(path, Some(number))
                        .hint("a row is kind, address, name and aliases, separated by tabs"),
                ),
            }
        }
        (ledger, diagnostics)
    }

    /// The text of the file. Reading it gives the same ledger.
    pub fn write(&self) -> String {
        let mut out = format!("{HEADER}\n");
        for row in &self.rows {
            let fields = [&row.kind, &row.url, &row.name].into_iter().chain(&row.aliases);
            out.push_str(&fields.map(|field| escaped(field)).collect::<Vec<_>>().join("\t"));
            out.push('\n');
        }
        out
    }
}

/// The ledger with everything that has a page now: rows are appended, none is changed. A page that is known already
/// gets a further row only when names lead to it that are not recorded yet.
pub fn record(archive: &Archive, ledger: &Ledger) -> Ledger {
    let mut known: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for row in &ledger.rows {
        let names = known.entry((&row.kind, &row.url)).or_default();
        names.insert(&row.name);
        names.extend(row.aliases.iter().map(String::as_str));
    }
    let mut rows = ledger.rows.clone();
    for row in standing_rows(archive) {
        match known.get(&(row.kind.as_str(), row.url.as_str())) {
            None => rows.push(row),
            Some(names) => {
                let aliases: Vec<String> =
                    row.aliases.iter().filter(|alias| !names.contains(alias.as_str())).cloned().collect();
                if !names.contains(row.name.as_str()) || !aliases.is_empty() {
                    rows.push(LedgerRow { aliases, ..row });
                }
            }
        }
    }
    Ledger { rows }
}

/// The word for a kind of entity in the file.
pub(super) const fn kind_word(kind: EntityKind) -> &'static str {
    KINDS[kind.index() + 1]
}

fn standing_rows(archive: &Archive) -> Vec<LedgerRow> {
    let row = |kind: &str, url: &str, name: String| LedgerRow {
        kind: kind.into(),
        url: url.into(),
        name,
        aliases: Vec::new(),
    };
    let mut rows: Vec<LedgerRow> = archive
        .articles
        .iter()
        .map(|article| row("article", &article.url, article.key.to_string()))
        .collect();
    for entity in &archive.entities {
        if let Some(url) = &entity.url {
            let aliases = telling_variants(entity);
            rows.push(LedgerRow { aliases, ..row(kind_word(entity.kind), url, entity.name.clone()) });
        }
    }
    rows.extend(archive.authors.iter().map(|author| row("author", &author.url, author.name.clone())));
    rows.extend(archive.topics.iter().map(|topic| row("topic", &topic.url, topic.name.clone())));
    rows.sort();
    rows
}

/// Variants worth recording: not the preferred name, and not a bare surname, which many may share.
fn telling_variants(entity: &Entity) -> Vec<String> {
    let mut names: Vec<String> = entity
        .variants
        .iter()
        .map(|(name, _)| name)
        .filter(|name| **name != entity.name && (entity.kind != EntityKind::Person || name.contains(' ')))
        .cloned()
        .collect();
    names.sort();
    names
}

fn parse_row(line: &str) -> Result<LedgerRow, String> {
    let mut fields = line.split('\t').map(unescaped);
    let (Some(kind), Some(url), Some(name)) = (fields.next(), fields.next(), fields.next()) else {
        return Err("a row of the ledger has fewer than three columns".into());
    };
    if !KINDS.contains(&kind.as_str()) {
        return Err(format!("\"{kind}\" is no kind of page"));
    }
    if !is_safe(&url) {
        return Err(format!("\"{url}\" is no safe relative address ending in .html"));
    }
    Ok(LedgerRow { kind, url, name, aliases: fields.collect() })
}

fn escaped(field: &str) -> String {
    field.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
}

fn unescaped(field: &str) -> String {
    let mut out = String::with_capacity(field.len());
    let mut letters = field.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('t') => out.push('\t'),
                Some('n') => out.push('\n'),
                Some('r') => out.push('\r'),
                Some(other) => out.push(other),
                None => out.push('\\'),
            },
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::super::test_facts::entity;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bad_rows_are_told_and_left_out() {
        let text = "kind\turl\tname\taliases\nperson\tpeople/a.html\tA\tB\tC\nplanet\tx.html\tX\nplace\t../x.html\tX\nx\n";
        let (ledger, diagnostics) = Ledger::parse(text, "permalinks.tsv");
        assert_eq!(ledger.rows.len(), 1);
        assert_eq!(ledger.rows[0].aliases, ["B", "C"]);
        assert_eq!(
            diagnostics.iter().map(|d| d.location.as_ref().unwrap().line).collect::<Vec<_>>(),
            [Some(3), Some(4), Some(5)]
        );
    }

    #[test]
    fn recording_appends_what_is_new_and_nothing_else() {
        let mut vance = entity(EntityKind::Person, "Eleanor Vance");
        vance.url = Some("people/e-vance.html".into());
        vance.variants = vec![("Vance".into(), 9), ("E. M. Vance".into(), 2), ("Eleanor Vance".into(), 1)];
        let archive =
            Archive { entities: vec![vance, entity(EntityKind::Place, "Halifax")], ..Archive::default() };
        let (ledger, _) = Ledger::parse("person\tpeople/e-vance.html\tE. Vance\n", "p");
        let recorded = record(&archive, &ledger);
        assert!(recorded.rows.starts_with(&ledger.rows));
        let added = &recorded.rows[1..];
        assert_eq!(added.len(), 1);
        assert_eq!(
            (added[0].name.as_str(), added[0].aliases.as_slice()),
            ("Eleanor Vance", ["E. M. Vance".to_owned()].as_slice())
        );
        assert_eq!(record(&archive, &recorded), recorded);
    }

    proptest! {
        #[test]
        fn written_and_read_is_the_same(
            rows in prop::collection::vec((0usize..6, "[a-z]{1,5}", ".{0,12}", prop::collection::vec(".{1,8}", 0..3)), 0..5)
        ) {
            let rows = rows.into_iter().map(|(kind, stem, name, aliases)| LedgerRow {
                // The stem of a device of Windows (`con`) would be refused.
                kind: KINDS[kind].into(), url: format!("x/a-{stem}.html"), name, aliases,
            }).collect();
            let ledger = Ledger { rows };
            let (read, diagnostics) = Ledger::parse(&ledger.write(), "p");
            prop_assert!(diagnostics.is_empty());
            prop_assert_eq!(&read, &ledger);
        }

        #[test]
        fn any_text_can_be_read(text in "[\\PC\t\n]{0,80}") {
            let (ledger, _) = Ledger::parse(&text, "p");
            prop_assert_eq!(Ledger::parse(&ledger.write(), "p").0, ledger);
        }
    }
}
