//! Several names or keywords in one string, as metadata and spreadsheets have them.

/// A text on one line, with single spaces.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether this is an address on the web.
pub(super) fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// The names in a byline: "By Jane Doe and John Roe". An address is none.
pub(super) fn people(byline: &str) -> Vec<String> {
    let bare = folded(byline);
    let bare = ["By ", "by ", "BY "].iter().find_map(|by| bare.strip_prefix(by)).unwrap_or(&bare);
    if is_web(bare) || bare.contains("://") {
        return Vec::new();
    }
    let names = bare.split([',', ';', '|', '&']).flat_map(|part| part.split(" and "));
    let names: Vec<String> =
        names.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    // "Doe, Jane" is one name.
    if let [last, first] = names.as_slice()
        && !last.contains(' ')
        && !first.contains(' ')
        && bare.contains(',')
    {
        return vec![format!("{first} {last}")];
    }
    names
}

/// Keywords in one string.
pub(super) fn words(list: &str) -> Vec<String> {
    let separator = if list.contains(';') { ';' } else { ',' };
    list.split(separator).map(folded).filter(|word| !word.is_empty() && word.chars().count() <= 60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_are_taken_apart() {
        assert_eq!(people("By Jane Doe, John Roe and Ann Poe"), ["Jane Doe", "John Roe", "Ann Poe"]);
        assert_eq!(people("Doe, Jane"), ["Jane Doe"]);
        assert_eq!(people("https://example.org/jane"), Vec::<String>::new());
    }
}
