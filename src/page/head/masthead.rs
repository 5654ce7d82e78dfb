//! The name of a newspaper or magazine as it stands over an article.

/// Words that names of newspapers end in.
const PAPERS: &[&str] = &[
    "advertiser",
    "advocate",
    "argus",
    "banner",
    "beacon",
    "bee",
    "bugle",
    "bulletin",
    "call",
    "chronicle",
    "citizen",
    "clarion",
    "courier",
    "courant",
    "democrat",
    "dispatch",
    "eagle",
    "echo",
    "enquirer",
    "enterprise",
    "examiner",
    "express",
    "gazette",
    "gleaner",
    "globe",
    "guardian",
    "herald",
    "independent",
    "inquirer",
    "intelligencer",
    "item",
    "journal",
    "leader",
    "ledger",
    "mail",
    "mercury",
    "messenger",
    "mirror",
    "monitor",
    "news",
    "nugget",
    "observer",
    "packet",
    "patriot",
    "pioneer",
    "post",
    "press",
    "recorder",
    "register",
    "reporter",
    "republican",
    "reveille",
    "review",
    "sentinel",
    "spectator",
    "standard",
    "star",
    "statesman",
    "sun",
    "telegram",
    "telegraph",
    "times",
    "transcript",
    "tribune",
    "union",
    "visitor",
    "watchman",
    "weekly",
    "whig",
];

/// Whether a line may be the name of a newspaper: "THE HARBOUR GAZETTE", "The Tidewick Beacon", "Harbour Daily News".
pub(super) fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase) || matches!(*word, "and" | "of" | "&");
    let bare = text.trim_end_matches('.');
    let last = bare.split([' ', '-']).next_back().unwrap_or("").to_lowercase();
    (2..=6).contains(&words.len())
        && words.iter().all(capital)
        && !bare.contains(['.', ',', ':', ';', '?', '!', '"', '“'])
        && PAPERS.contains(&last.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_papers() {
        for (text, expected) in [
            ("THE HARBOUR GAZETTE", true),
            ("The Tidewick Beacon", true),
            ("Harbour Post-Dispatch", true),
            ("Gazette", false),
            ("FERRY RUNS AGROUND", false),
            ("Town mourns the last star", false),
            ("GOOD NEWS, BAD NEWS", false),
        ] {
            assert_eq!(is_name(text), expected, "{text}");
        }
    }
}
