//! The views of the about page, 404 and redirects.

use super::article::kind_heading;
use super::home::{data_links, extent};
use super::list::{CountRow, DateView, Link};
use super::shell::{Scope, Shell};
use crate::analysis::entity::EntityKind;
use crate::archive::model::{Published, Redirect};
use crate::site::link;
use crate::site::moment::Moment;
use crate::site::route::kind_folder;
use serde::Serialize;

/// `about.html`
#[derive(Debug, Serialize)]
pub struct AboutView {
    /// What every page has.
    pub shell: Shell,
    /// "12,431 articles, 1931–1974".
    pub scope: String,
    /// Counts: articles, people, organisations, places, dates spoken of.
    pub counts: Vec<CountRow>,
    /// What the archive's habits are.
    pub habits: Vec<String>,
    /// How many articles have a stated date, an inferred date, and none that is shown.
    pub dated: Vec<CountRow>,
    /// How often the program was right where that was measured.
    pub sure: Vec<Measured>,
    /// Least confidence of a name that is linked, in percent.
    pub min_confidence: u32,
    /// Least confidence of an inferred date that is filed, in percent.
    pub min_date_confidence: u32,
    /// Articles that a name must stand in to have a page.
    pub min_mentions: usize,
    /// Version of Backfile.
    pub version: String,
    /// Day of the build.
    pub built: DateView,
    /// Address for reports of problems.
    pub contact_email: Option<String>,
    /// Links to the data files.
    pub data: Vec<Link>,
}

/// What was measured, and with what outcome.
#[derive(Debug, Serialize)]
pub struct Measured {
    /// What, and on which texts.
    pub text: String,
    /// How many of a hundred were right; several figures for several sets of texts.
    pub figure: String,
}

/// The figures of README.md and models/README.md, which say how they were measured: key of the words, figure.
const NAMES: [(&str, &str); 3] = [
    ("about.sure_names", "72 / 74 / 79"),
    ("about.sure_scans", "67 / 68 / 71"),
    ("about.sure_confidence", "± 3"),
];
const DATES: [(&str, &str); 2] = [("about.sure_dates", "88"), ("about.sure_values", "80")];
const INFERRED: [(&str, &str); 1] = [("about.sure_years", "98")];

/// What is known of how sure the archive is: only of what it has.
fn sure(scope: &Scope, inferred: usize) -> Vec<Measured> {
    let mut figures: Vec<(&str, &str)> = Vec::new();
    if !scope.archive.entities.is_empty() {
        figures.extend(NAMES);
    }
    if !scope.tables.mentioned.is_empty() {
        figures.extend(DATES);
    }
    if inferred > 0 {
        figures.extend(INFERRED);
    }
    figures
        .into_iter()
        .map(|(key, figure)| Measured { text: scope.say(key), figure: figure.to_owned() })
        .collect()
}

/// `not-found.html`
#[derive(Debug, Serialize)]
pub struct NotFoundView {
    /// What every page has. Its links begin with the base path of the site.
    pub shell: Shell,
}

/// `redirect.html`
#[derive(Debug, Serialize)]
pub struct RedirectView {
    /// What every page has.
    pub shell: Shell,
    /// Where to; null when the page is gone.
    pub target: Option<String>,
    /// What stood here, when it is gone.
    pub gone: Option<String>,
}

/// Builds the about page.
pub(crate) fn about(scope: &Scope) -> AboutView {
    let archive = scope.archive;
    let site = &archive.site;
    let kind_count = |kind: EntityKind| CountRow {
        text: kind_heading(scope, kind),
        href: Some(scope.href(&format!("{}/index.html", kind_folder(kind)))),
        count: scope.tables.letters[kind.index()].iter().map(|letter| letter.entities.len()).sum(),
    };
    let mut counts =
        vec![CountRow { text: scope.say("about.articles"), href: None, count: archive.articles.len() }];
    counts.extend(EntityKind::ALL.into_iter().map(kind_count).filter(|row| row.count > 0));
    let spoken = scope.tables.mentioned.values().map(Vec::len).sum();
    counts.push(CountRow { text: scope.say("about.dates"), href: None, count: spoken });
    let published = |shown: bool, stated: bool| {
        let is = |p: &Published| p.shown == shown && (!shown || p.stated == stated);
        archive.articles.iter().filter(|article| article.published.as_ref().is_some_and(is)).count()
    };
    let row = |key: &str, count: usize| CountRow { text: scope.say(key), href: None, count };
    let (stated, inferred) = (published(true, true), published(true, false));
    AboutView {
        shell: scope.shell(scope.strings().text("about.title"), "about"),
        scope: extent(scope),
        counts,
        habits: archive.habits.clone(),
        dated: vec![
            row("about.stated", stated),
            row("about.inferred", inferred),
            row("about.undated", archive.articles.len() - stated - inferred),
        ],
        sure: sure(scope, inferred),
        min_confidence: (site.min_confidence * 100.0).round() as u32,
        min_date_confidence: (site.min_date_confidence * 100.0).round() as u32,
        min_mentions: site.min_mentions,
        version: site.version.clone(),
        built: DateView {
            text: Moment::Day(site.now).text(scope.strings()),
            iso: Moment::Day(site.now).iso(),
            href: None,
            inferred: false,
        },
        contact_email: site.contact_email.clone(),
        data: data_links(scope),
    }
}

/// Builds the page for addresses that do not exist.
pub(crate) fn not_found(scope: &Scope) -> NotFoundView {
    let mut shell = scope.shell(scope.strings().text("missing.title"), "");
    shell.canonical = None;
    shell.noindex = true;
    NotFoundView { shell }
}

/// Builds the page at an old address.
pub(crate) fn redirect(scope: &Scope, redirect: Option<&Redirect>) -> RedirectView {
    let mut shell = scope.shell(scope.strings().text("moved.moved"), "");
    shell.noindex = true;
    let base = scope.archive.site.base_url.as_ref();
    match redirect {
        Some(Redirect::To(path)) => {
            shell.canonical = base.map(|base| link::absolute(base, path));
            RedirectView { shell, target: Some(scope.href(path)), gone: None }
        }
        Some(Redirect::Gone(what)) => {
            shell.title = scope.say("moved.gone");
            RedirectView { shell, target: None, gone: Some(what.clone()) }
        }
        None => RedirectView { shell, target: None, gone: Some(String::new()) },
    }
}

#[cfg(test)]
mod tests {
    use super::{DATES, INFERRED, NAMES};

    #[test]
    fn the_figures_are_those_that_were_measured() {
        let readme = include_str!("../../../README.md");
        let models = include_str!("../../../models/README.md");
        let check = |text: &str, row: &str, figure: &str| {
            let line = text.lines().find(|line| line.contains(row)).unwrap_or_else(|| panic!("no row {row}"));
            assert!(line.contains(figure), "{figure} is not in {line}");
        };
        check(readme, "names, F1 on wikigold", NAMES[0].1);
        check(readme, "dates, strict / relaxed / value F1", &format!("| {} /", DATES[0].1));
        check(readme, "dates, strict / relaxed / value F1", &format!("/ {} |", DATES[1].1));
        check(readme, "year of the others right", &format!("| {}%", INFERRED[0].1));
        for figure in NAMES[1].1.split(" / ") {
            check(models, "letters changed as in a bad scan", &format!("| {figure}."));
        }
        assert!(models.contains("gap 3.1 points"), "the gap is rounded to {}", NAMES[2].1);
    }
}
