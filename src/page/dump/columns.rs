//! Which column or field is what: as configured, or by the names that dumps usually have.

use crate::config::DumpConfig;

/// The usual names of each field, the most exact first: letters and digits in lower case.
const USUAL: [(&str, &[&str]); 14] = [
    (
        "text",
        &[
            "text",
            "body",
            "content",
            "articletext",
            "articlebody",
            "fulltext",
            "bodytext",
            "textbody",
            "bodyhtml",
            "bodymarkdown",
            "contenthtml",
            "contentmarkdown",
            "contenttext",
            "contentencoded",
            "maintext",
            "plaintext",
            "rawtext",
            "ocrtext",
            "ocr",
            "html",
            "markdown",
            "story",
            "article",
            "transcript",
            "transcription",
            "message",
        ],
    ),
    (
        "id",
        &[
            "id",
            "articleid",
            "docid",
            "documentid",
            "recordid",
            "postid",
            "storyid",
            "nodeid",
            "nid",
            "guid",
            "uuid",
            "uid",
            "identifier",
            "key",
            "slug",
        ],
    ),
    (
        "title",
        &["title", "headline", "articletitle", "hed", "head", "heading", "posttitle", "name", "subject"],
    ),
    (
        "deck",
        &[
            "deck",
            "dek",
            "subtitle",
            "subheadline",
            "subheading",
            "subhead",
            "standfirst",
            "alternativeheadline",
        ],
    ),
    (
        "date",
        &[
            "date",
            "published",
            "publicationdate",
            "pubdate",
            "publishdate",
            "publisheddate",
            "datepublished",
            "publishedat",
            "publishedon",
            "publishedtime",
            "postdate",
            "issuedate",
            "articledate",
            "datetime",
            "day",
            "timestamp",
            "createdat",
            "created",
            "datecreated",
            "year",
        ],
    ),
    (
        "lastmod",
        &["lastmod", "updated", "modified", "datemodified", "updatedat", "lastmodified", "modifiedat"],
    ),
    ("byline", &["byline", "author", "authors", "authorname", "creator", "writer", "reporter", "by"]),
    ("section", &["section", "sectionname", "articlesection", "desk", "rubric"]),
    ("page", &["page", "pagenumber", "pageno", "printpage", "startpage", "firstpage"]),
    (
        "topics",
        &["topics", "topic", "tags", "tag", "keywords", "categories", "category", "subjects", "labels"],
    ),
    ("source", &["url", "sourceurl", "link", "permalink", "weburl", "href", "source", "uri"]),
    ("description", &["description", "summary", "abstract", "excerpt", "snippet", "teaser"]),
    ("language", &["language", "lang", "locale"]),
    ("rights", &["rights", "license", "licence", "copyright"]),
];

/// For each field of an article, the index of its column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    places: Vec<(&'static str, usize)>,
    /// Configured columns that are not there.
    pub(super) missing: Vec<(&'static str, String)>,
}

impl Columns {
    /// Reads the names of the columns.
    pub(super) fn of<'n>(names: impl Iterator<Item = &'n str>, config: &DumpConfig) -> Self {
        let names: Vec<&str> = names.map(str::trim).collect();
        let bare: Vec<String> = names.iter().map(|name| letters(name)).collect();
        let mut columns = Self::default();
        for (field, column) in config.columns() {
            let Some(column) = column else { continue };
            let exact = names.iter().position(|name| *name == column);
            match exact.or_else(|| names.iter().position(|name| name.eq_ignore_ascii_case(column))) {
                Some(at) => columns.places.push((field, at)),
                None => columns.missing.push((field, column.to_owned())),
            }
        }
        for (field, usual) in USUAL {
            let configured =
                config.columns().iter().any(|(known, column)| *known == field && column.is_some());
            let found = usual.iter().find_map(|name| {
                bare.iter().enumerate().position(|(at, bare)| bare == name && !columns.holds(at))
            });
            if let Some(at) = found.filter(|_| !configured) {
                columns.places.push((field, at));
            }
        }
        columns
    }

    fn holds(&self, at: usize) -> bool {
        self.places.iter().any(|(_, place)| *place == at)
    }

    /// What a column is.
    pub(super) fn field(&self, at: usize) -> Option<&'static str> {
        self.places.iter().find(|(_, place)| *place == at).map(|(field, _)| *field)
    }

    /// Whether one of the columns is the text.
    pub(super) fn have_text(&self) -> bool {
        self.places.iter().any(|(field, _)| *field == "text")
    }
}

fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[&str], config: &DumpConfig, expected: &[Option<&str>]) {
        let columns = Columns::of(names.iter().copied(), config);
        let got: Vec<Option<&str>> = (0..names.len()).map(|at| columns.field(at)).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn usual_names_are_known_and_configured_ones_win() {
        let usual = DumpConfig::default();
        check(
            &["Article ID", "Head_line", "BODY", "pub_date", "Author", "web-url", "weather"],
            &usual,
            &[Some("id"), Some("title"), Some("text"), Some("date"), Some("byline"), Some("source"), None],
        );
        check(&["content", "text"], &usual, &[None, Some("text")]);
        let config = DumpConfig { text: Some("story2".into()), title: Some("gone".into()), ..usual };
        check(&["text", "Story2", "title"], &config, &[None, Some("text"), None]);
        assert_eq!(Columns::of(["text"].into_iter(), &config).missing.len(), 2);
        assert!(!Columns::of(["a", "b"].into_iter(), &DumpConfig::default()).have_text());
    }
}
