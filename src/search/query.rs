//! What a reader asks for. The grammar, which `static/assets/search.js` repeats:
//!
//! ```text
//! query  = unit { ["OR"] unit }            all units must fit, or one of those that OR joins
//! unit   = ["-"] [field ":"] (word ["*"] | quoted)
//! field  = title | author | person | place | org | topic | from | to
//! ```
//!
//! A written word that holds several (`co-op`) is a phrase. A prefix has three letters or more; the star after fewer
//! is left out. What fits no rule is read as words: there is no query that is an error.

use super::words::words;

/// A query, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// All of them must fit.
    pub clauses: Vec<Clause>,
    /// First day, as the number [`day_number`].
    pub from: Option<i32>,
    /// Last day.
    pub to: Option<i32>,
}

/// What must, or must not, fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Articles that it fits are left out.
    pub exclude: bool,
    /// One of them must fit.
    pub any: Vec<Unit>,
}

/// One thing that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A word, or words that stand beside each other.
    Words {
        /// In this order.
        words: Vec<String>,
        /// Whether they stood in quotation marks: then no other form of a name or a word will do.
        quoted: bool,
    },
    /// Words that begin so.
    Prefix(String),
    /// A word of the title, or words that stand beside each other in it.
    Title {
        /// In this order.
        words: Vec<String>,
        /// Whether they stood in quotation marks.
        quoted: bool,
    },
    /// An entity, author or topic of this kind with all these words in its names.
    Named(Kind, Vec<String>),
    /// All of these words, anywhere: made from a name.
    All(Vec<String>),
    /// The entity, author or topic of this key: made from a name, or from a facet.
    Key(String),
}

/// What articles can be narrowed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// People in the news.
    Person,
    /// Organisations.
    Organization,
    /// Places.
    Place,
    /// Who signs.
    Author,
    /// Topics.
    Topic,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Person, Self::Organization, Self::Place, Self::Author, Self::Topic];

    /// Its letter in terms of the index.
    pub const fn letter(self) -> char {
        match self {
            Self::Person => 'p',
            Self::Organization => 'o',
            Self::Place => 'l',
            Self::Author => 'a',
            Self::Topic => 't',
        }
    }

    /// Its folder on the site, and the name of its file of facets.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Person => "people",
            Self::Organization => "organizations",
            Self::Place => "places",
            Self::Author => "authors",
            Self::Topic => "topics",
        }
    }
}

/// Characters of a query that are read, and clauses that are made of it.
const LONGEST: usize = 1000;
const MOST_CLAUSES: usize = 40;
/// Letters of a prefix at least.
const SHORTEST_PREFIX: usize = 3;

/// Reads a query.
pub fn parse(text: &str) -> Query {
    let letters: Vec<char> = text.chars().take(LONGEST).collect();
    let mut reader = Reader { letters: &letters, at: 0 };
    let mut query = Query::default();
    let mut joined = false;
    while let Some(written) = reader.unit() {
        if written.is_or() {
            joined = true;
            continue;
        }
        let join = std::mem::take(&mut joined);
        let last = written.field == "to";
        if (last || written.field == "from")
            && let Some(day) = day_number(&written.value, last)
        {
            *(if last { &mut query.to } else { &mut query.from }) = Some(day);
            continue;
        }
        let Some(unit) = written.unit() else { continue };
        let room = query.clauses.len() < MOST_CLAUSES;
        match query.clauses.last_mut() {
            Some(clause) if join && !written.exclude => clause.any.push(unit),
            _ if room => query.clauses.push(Clause { exclude: written.exclude, any: vec![unit] }),
            _ => {}
        }
    }
    query
}

/// YYYY, YYYY-MM or YYYY-MM-DD as year × 10,000 + month × 100 + day. What is not said is 0, or 99 for the `last` day.
pub fn day_number(text: &str, last: bool) -> Option<i32> {
    let mut parts = text.split('-');
    let mut part = |digits: usize| -> Option<Option<i32>> {
        let Some(part) = parts.next() else { return Some(None) };
        let fits = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        if fits { Some(part.parse().ok()) } else { None }
    };
    let (year, month, day) = (part(4)??, part(2)?, part(2)?);
    if parts.next().is_some() {
        return None;
    }
    let open = if last { 99 } else { 0 };
    Some(year * 10_000 + month.unwrap_or(open) * 100 + day.unwrap_or(open))
}

/// A unit as it is written.
struct Written {
    exclude: bool,
    field: String,
    value: String,
    quoted: bool,
    star: bool,
}

impl Written {
    fn is_or(&self) -> bool {
        self.value == "OR" && self.field.is_empty() && !self.exclude && !self.quoted && !self.star
    }

    fn unit(&self) -> Option<Unit> {
        let known = !matches!(self.field.as_str(), "" | "from" | "to");
        let text = if known || self.field.is_empty() {
            self.value.clone()
        } else {
            format!("{} {}", self.field, self.value)
        };
        let words = words(&text);
        let first = words.first()?;
        Some(match self.field.as_str() {
            "title" => Unit::Title { words, quoted: self.quoted },
            "person" => Unit::Named(Kind::Person, words),
            "org" => Unit::Named(Kind::Organization, words),
            "place" => Unit::Named(Kind::Place, words),
            "author" => Unit::Named(Kind::Author, words),
            "topic" => Unit::Named(Kind::Topic, words),
            _ if self.star && words.len() == 1 && first.chars().count() >= SHORTEST_PREFIX => {
                Unit::Prefix(first.clone())
            }
            _ => Unit::Words { words, quoted: self.quoted },
        })
    }
}

struct Reader<'a> {
    letters: &'a [char],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.letters.get(self.at + ahead).copied()
    }

    /// The next unit as it is written; `None` at the end.
    fn unit(&mut self) -> Option<Written> {
        while self.peek(0)?.is_whitespace() {
            self.at += 1;
        }
        let exclude = self.peek(0) == Some('-') && self.peek(1).is_some_and(|next| !next.is_whitespace());
        self.at += usize::from(exclude);
        let field = self.field();
        let quoted = self.peek(0).is_some_and(is_quote);
        self.at += usize::from(quoted);
        let ends = |letter: char| is_quote(letter) || (!quoted && letter.is_whitespace());
        let mut value: String = self.letters[self.at..].iter().take_while(|letter| !ends(**letter)).collect();
        self.at += value.chars().count();
        self.at += usize::from(quoted && self.peek(0).is_some());
        let star = !quoted && value.ends_with('*');
        if star {
            value.pop();
        }
        Some(Written { exclude, field, value, quoted, star })
    }

    /// A known field and its colon, where a value follows.
    fn field(&mut self) -> String {
        let name: String =
            self.letters[self.at..].iter().take_while(|letter| letter.is_ascii_lowercase()).collect();
        let known = matches!(
            name.as_str(),
            "title" | "author" | "person" | "place" | "org" | "topic" | "from" | "to"
        );
        let colon = self.peek(name.len()) == Some(':');
        let value = self.peek(name.len() + 1).is_some_and(|next| !next.is_whitespace());
        if !(known && colon && value) {
            return String::new();
        }
        self.at += name.len() + 1;
        name
    }
}

const fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(unit: &Unit) -> String {
        match unit {
            Unit::Words { words, quoted: true } => format!("\"{}\"", words.join(" ")),
            Unit::Words { words, .. } => words.join("_"),
            Unit::Prefix(word) => format!("{word}*"),
            Unit::Title { words, quoted } => {
                format!("title:{}{}", words.join("_"), if *quoted { "!" } else { "" })
            }
            Unit::Named(kind, words) => format!("{}:{}", kind.folder(), words.join("_")),
            Unit::All(_) | Unit::Key(_) => "?".to_owned(),
        }
    }

    fn check(text: &str, expected: &str) {
        let query = parse(text);
        let clauses = query.clauses.iter().map(|clause| {
            let any: Vec<String> = clause.any.iter().map(written).collect();
            format!("{}{}", if clause.exclude { "-" } else { "" }, any.join("|"))
        });
        let mut parts: Vec<String> = clauses.collect();
        parts.extend(query.from.map(|day| format!(">={day}")));
        parts.extend(query.to.map(|day| format!("<={day}")));
        assert_eq!(parts.join(" "), expected, "{text}");
    }

    #[test]
    fn queries_are_read() {
        check("Harbour Board", "harbour board");
        check("\"harbour board\" -mayor*", "\"harbour board\" -mayor*");
        check("co-op ma* mayo*", "co_op ma mayo*");
        check("flood OR storm OR -gale", "flood|storm -gale");
        check("OR flood OR", "flood");
        check("title:“The Wend” person:\"Eleanor Vance\"", "title:the_wend! people:eleanor_vance");
        check("org:board -topic:floods", "organizations:board -topics:floods");
        check("from:1931 to:1934-05 from:x", "from_x >=19310000 <=19340599");
        check("title:wend", "title:wend");
        check("title: nothing - \"open end", "title nothing \"open end\"");
        check("-- \"\" *  'tis", "tis");
        check("a\"b c\"d or", "a \"b c\" d or");
    }

    #[test]
    fn days_are_numbers() {
        for (text, last, expected) in [
            ("1931", false, Some(19_310_000)),
            ("1931", true, Some(19_319_999)),
            ("1934-05-07", true, Some(19_340_507)),
            ("1934-5", false, None),
            ("1934-05-07-01", false, None),
            ("", false, None),
        ] {
            assert_eq!(day_number(text, last), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_query(text in "(title:|person:|from:|OR |-|\\*|\"|“| |1931|a-b|\\PC){0,30}") {
            for clause in parse(&text).clauses {
                prop_assert!(!clause.any.is_empty());
            }
        }
    }
}
