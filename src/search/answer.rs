//! From a query to hits: which articles, with which scores, in which order.

use super::document::TITLE_ROOM;
use super::postings::List;
use super::query::{Clause, Query, Unit};
use super::rank::weight;
use super::read::{Broken, Index, Word};
use std::collections::{BTreeMap, BTreeSet};

/// An article that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its number.
    pub id: u32,
    /// Its score.
    pub score: u32,
}

/// In which order hits come. Those of one rank come by their numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The highest score first.
    #[default]
    Relevance,
    /// The newest first, undated last.
    Newest,
    /// The oldest first, undated last.
    Oldest,
}

/// The impact of a word that is asked for in the title.
const TITLE_IMPACT: u8 = 15;

/// What another form of a word than the one that is asked for counts: half, and never nothing.
pub(super) const fn of_other_form(impact: u8) -> u8 {
    impact.div_ceil(2)
}

/// All articles that fit a query, and have every one of the keys `with` and none of `without`.
///
/// # Errors
/// When a file of the index is missing or broken.
pub fn answer(
    index: &Index,
    query: &Query,
    with: &[String],
    without: &[String],
    order: Order,
) -> Result<Vec<Hit>, Broken> {
    let clauses = with_names(index, &query.clauses)?;
    let mut found: Option<Vec<Hit>> = None;
    for clause in clauses.iter().filter(|clause| !clause.exclude) {
        let hits = any_of(index, clause)?;
        found = Some(found.map_or_else(|| hits.clone(), |found| both(&found, &hits)));
    }
    let mut hits = match found {
        Some(hits) => hits,
        None => plain(&index.all()?),
    };
    for key in with {
        hits = both(&hits, &plain(&index.key(key)?));
    }
    for clause in clauses.iter().filter(|clause| clause.exclude) {
        hits = less(&hits, &any_of(index, clause)?);
    }
    for key in without {
        hits = less(&hits, &plain(&index.key(key)?));
    }
    if query.from.is_some() || query.to.is_some() {
        hits = within(index, hits, query)?;
    }
    sort(index, &mut hits, order)?;
    Ok(hits)
}

/// Puts other forms of names beside the words of the query that are a name.
fn with_names(index: &Index, clauses: &[Clause]) -> Result<Vec<Clause>, Broken> {
    let mut result = Vec::new();
    let mut at = 0;
    while let Some(clause) = clauses.get(at) {
        let mut taken = 1;
        let mut clause = clause.clone();
        if let Some(first) = lone_word(&clause) {
            let following: Vec<&str> = clauses[at + 1..].iter().map_while(lone_word).collect();
            let names = index.word(first)?.names;
            let fits = |rest: &str| {
                let rest: Vec<&str> = rest.split(' ').filter(|word| !word.is_empty()).collect();
                following.starts_with(&rest).then_some(rest.len())
            };
            let longest =
                names.iter().filter_map(|(rest, keys)| Some((fits(rest)?, keys))).max_by_key(|(n, _)| *n);
            if let Some((more, keys)) = longest {
                let mut words = vec![first.to_owned()];
                words.extend(following[..more].iter().map(|word| (*word).to_owned()));
                taken += more;
                clause.any = vec![Unit::All(words)];
                clause.any.extend(keys.iter().cloned().map(Unit::Key));
            }
        }
        result.push(clause);
        at += taken;
    }
    Ok(result)
}

/// The word of a clause that is one plain word.
pub(super) fn lone_word(clause: &Clause) -> Option<&str> {
    match clause.any.as_slice() {
        [Unit::Words { words, quoted: false }] if !clause.exclude && words.len() == 1 => {
            words.first().map(String::as_str)
        }
        _ => None,
    }
}

/// The articles that one of the units fits, with the sum of their scores.
fn any_of(index: &Index, clause: &Clause) -> Result<Vec<Hit>, Broken> {
    let mut scores: BTreeMap<u32, u32> = BTreeMap::new();
    for unit in &clause.any {
        for hit in unit_hits(index, unit)? {
            let score = scores.entry(hit.id).or_default();
            *score = score.saturating_add(hit.score);
        }
    }
    Ok(scores.into_iter().map(|(id, score)| Hit { id, score }).collect())
}

fn unit_hits(index: &Index, unit: &Unit) -> Result<Vec<Hit>, Broken> {
    let weighed = |list: &List| {
        let weight = weight(index.articles, list.ids.len() as u32);
        let hit = |(id, impact): (&u32, &u8)| Hit { id: *id, score: weight * u32::from(*impact) };
        list.ids.iter().zip(&list.impacts).map(hit).collect::<Vec<Hit>>()
    };
    Ok(match unit {
        Unit::Words { words, quoted } => match words.as_slice() {
            [word] if *quoted => weighed(&index.word(word)?.list),
            [word] => weighed(&forms(index, word, |form| Ok(index.word(form)?.list))?),
            words => phrase(index, words, u32::MAX)?,
        },
        Unit::Title { words, quoted } => match words.as_slice() {
            [word] if *quoted => weighed(&in_title(index, word)?),
            [word] => weighed(&forms(index, word, |form| in_title(index, form))?),
            words => phrase(index, words, TITLE_ROOM)?,
        },
        Unit::Prefix(prefix) => weighed(&best_of(index.prefix(prefix)?)),
        Unit::All(words) => {
            let mut found: Option<Vec<Hit>> = None;
            for word in words {
                let hits = weighed(&forms(index, word, |form| Ok(index.word(form)?.list))?);
                found = Some(found.map_or_else(|| hits.clone(), |found| both(&found, &hits)));
            }
            found.unwrap_or_default()
        }
        Unit::Key(key) => weighed(&index.key(key)?),
        Unit::Named(kind, words) => {
            let mut keys: Option<BTreeSet<String>> = None;
            for word in words {
                let more = index.keys(*kind, word)?;
                keys = Some(keys.map_or_else(|| more.clone(), |keys| &keys & &more));
            }
            let mut ids: BTreeSet<u32> = BTreeSet::new();
            for key in keys.unwrap_or_default() {
                ids.extend(index.key(&key)?.ids);
            }
            ids.into_iter().map(|id| Hit { id, score: 0 }).collect()
        }
    })
}

/// The articles with any form of a word: one that is not as it is asked for counts half.
fn forms(index: &Index, word: &str, list_of: impl Fn(&str) -> Result<List, Broken>) -> Result<List, Broken> {
    let mut lists = Vec::new();
    for form in index.forms_of(word)? {
        let mut list = list_of(&form)?;
        if form != word {
            list.impacts.iter_mut().for_each(|impact| *impact = of_other_form(*impact));
        }
        lists.push(list);
    }
    Ok(if lists.len() == 1 { lists.remove(0) } else { best_of(lists) })
}

fn in_title(index: &Index, word: &str) -> Result<List, Broken> {
    let mut list = index.title(word)?;
    list.impacts.fill(TITLE_IMPACT);
    Ok(list)
}

/// Every article with the highest impact that one of the lists gives it.
fn best_of(lists: Vec<List>) -> List {
    let mut best: BTreeMap<u32, u8> = BTreeMap::new();
    for list in lists {
        for (id, impact) in list.ids.into_iter().zip(list.impacts) {
            let known = best.entry(id).or_default();
            *known = impact.max(*known);
        }
    }
    let (ids, impacts) = best.into_iter().unzip();
    List { ids, impacts }
}

/// The articles in which words stand beside each other, beginning below a place. In a very large archive any word may
/// stand in the place of the commonest: their places are long.
fn phrase(index: &Index, words: &[String], below: u32) -> Result<Vec<Hit>, Broken> {
    let known: Vec<Word> = words.iter().map(|word| index.word(word)).collect::<Result<_, _>>()?;
    if known.iter().any(|word| word.list.ids.is_empty()) {
        return Ok(Vec::new());
    }
    let rare = |word: &Word| word.list.ids.len() <= index.common as usize;
    let all = !known.iter().any(rare);
    let mut looked_up: Vec<(u32, Vec<Vec<u32>>)> = Vec::new();
    for (nth, (word, known)) in words.iter().zip(&known).enumerate() {
        if all || rare(known) {
            looked_up.push((nth as u32, index.places(word, known.list.ids.len())?));
        }
    }
    let Some(first) = known.first() else { return Ok(Vec::new()) };
    let mut hits = Vec::new();
    for id in &first.list.ids {
        let at: Option<Vec<usize>> = known.iter().map(|word| word.list.ids.binary_search(id).ok()).collect();
        let Some(at) = at else { continue };
        let row =
            |(nth, places): &'_ (u32, Vec<Vec<u32>>)| Some((*nth, places.get(at[*nth as usize])?.clone()));
        let rows: Vec<(u32, Vec<u32>)> = looked_up.iter().filter_map(row).collect();
        let stands = |start: u32| {
            let at = |nth: &u32| start.checked_add(*nth);
            rows.iter().all(|(nth, row)| at(nth).is_some_and(|place| row.binary_search(&place).is_ok()))
        };
        let mut starts =
            rows.iter().take(1).flat_map(|(nth, row)| row.iter().filter_map(|at| at.checked_sub(*nth)));
        if starts.any(|start| start < below && stands(start)) {
            let part = |(word, at): (&Word, &usize)| {
                weight(index.articles, word.list.ids.len() as u32) * u32::from(word.list.impacts[*at])
            };
            hits.push(Hit { id: *id, score: known.iter().zip(&at).map(part).sum() });
        }
    }
    Ok(hits)
}

fn plain(list: &List) -> Vec<Hit> {
    list.ids.iter().map(|id| Hit { id: *id, score: 0 }).collect()
}

fn both(one: &[Hit], other: &[Hit]) -> Vec<Hit> {
    let with = |hit: &Hit| {
        let at = other.binary_search_by_key(&hit.id, |hit| hit.id).ok()?;
        Some(Hit { id: hit.id, score: hit.score.saturating_add(other[at].score) })
    };
    one.iter().filter_map(with).collect()
}

fn less(one: &[Hit], other: &[Hit]) -> Vec<Hit> {
    let kept = |hit: &&Hit| other.binary_search_by_key(&hit.id, |hit| hit.id).is_err();
    one.iter().filter(kept).copied().collect()
}

fn within(index: &Index, hits: Vec<Hit>, query: &Query) -> Result<Vec<Hit>, Broken> {
    let ids: Vec<u32> = hits.iter().map(|hit| hit.id).collect();
    let days = index.days(&ids)?;
    let fits = |days: Option<(i32, i32)>| {
        days.is_some_and(|(first, last)| {
            query.from.is_none_or(|from| last >= from) && query.to.is_none_or(|to| first <= to)
        })
    };
    Ok(hits.into_iter().zip(days).filter(|(_, days)| fits(*days)).map(|(hit, _)| hit).collect())
}

fn sort(index: &Index, hits: &mut Vec<Hit>, order: Order) -> Result<(), Broken> {
    if order == Order::Relevance {
        hits.sort_by_key(|hit| (std::cmp::Reverse(hit.score), hit.id));
        return Ok(());
    }
    let ids: Vec<u32> = hits.iter().map(|hit| hit.id).collect();
    let mut dated: Vec<(Option<i32>, Hit)> =
        index.days(&ids)?.into_iter().map(|days| days.map(|(first, _)| first)).zip(hits.drain(..)).collect();
    dated.sort_by_key(|(day, hit)| {
        let day = day.map(|day| if order == Order::Newest { -day } else { day });
        (day.is_none(), day, hit.id)
    });
    hits.extend(dated.into_iter().map(|(_, hit)| hit));
    Ok(())
}
