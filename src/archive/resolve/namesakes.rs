//! Namesakes: people of one name whom the archive itself shows to be two, and names that fit several people.
//!
//! A name alone is taken for one person's. It is two people's where someone of that name is dead, or of another age, and
//! yet goes about some other business years later. A name that fits several people ("William Oake" beside a "Jr." and a
//! "Sr.", "J. Pike" beside a James and a John) is decided article by article. What decides is what newspapers tell people
//! apart by: what they do, when they lived, and who is named beside them. What stays even is left as it was.

use super::across::{Identities, Node};
use super::company::{MOST_FOR_COMPANION, worth};
use super::forms::{FormId, Forms};
use super::one_by_one::{CERTAINTY, both_in_one, part_by_words, part_child};
use super::sightings::{Generation, Known, LOOKED_AT, Sighting, sightings};
use crate::analysis::life::Said;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Most people that a doubtful name is decided between.
const MOST_BEARERS: usize = 6;
/// Years after a death in which the dead are still news.
const REMEMBERED: i32 = 1;
/// Years by which two ages must differ to be two people's.
const AGES_APART: i32 = 10;
/// Points for an occupation in common, and against two that differ.
const SAME_OCCUPATION: i32 = 6;
const OTHER_OCCUPATION: i32 = -3;
/// Points against someone who was dead by then, and for the year of another birth.
const DEAD_BY_THEN: i32 = -3;
const BORN_ELSEWHEN: i32 = -8;
/// Points for the generation that is told, and against the other.
const SAME_GENERATION: i32 = 8;
const OTHER_GENERATION: i32 = -12;
/// Points against someone who was dead by most of the years in which a name is used.
const NAME_OF_LATER_YEARS: i32 = -8;
/// Least points, and least lead over the next, for a doubtful name to be somebody's.
const LEAST_POINTS: i32 = 4;
const LEAST_LEAD: i32 = 3;
/// Lead at which somebody is meant whom little speaks for: so much speaks against the other.
const CLEAR_LEAD: i32 = 6;
/// How often doubtful names are gone through.
const ROUNDS: usize = 2;

/// Tells namesakes apart and decides whom doubtful names mean.
pub(super) fn tell_apart(known: &Known<'_>, identities: &mut Identities) {
    let suspects = suspects(known, identities);
    if suspects.is_empty() {
        return;
    }
    let mut sightings = sightings(known, identities, &suspects);
    let spread = spread(identities, &sightings);
    let scale = Scale { articles: known.facts.len(), spread: &spread };
    let mut moved: HashMap<(usize, FormId), Node> = HashMap::new();
    let mut split: BTreeMap<FormId, [BTreeSet<String>; 2]> = BTreeMap::new();
    for (&form, seen) in sightings.iter().filter(|(form, _)| !known.settled.contains(form)) {
        if known.doubtful.contains_key(&form) {
            continue;
        }
        if let Some((first, second)) = two_of_one_name(seen) {
            for sighting in seen {
                let [own, other] = [&first, &second].map(|one| scale.points(sighting, one));
                if other > own {
                    moved.insert((sighting.article, form), Node::Namesake { form });
                }
            }
            split.insert(form, [business_of(&first), business_of(&second)]);
        }
    }
    // Whom one article means tells more of that person, and so whom others mean.
    for _ in 0..ROUNDS {
        let decided = decide_doubtful(known, &scale, &sightings, &moved);
        for (article, form, bearer) in decided {
            moved.insert((article, form), Node::Known(bearer));
            let sighting =
                sightings.get(&form).and_then(|seen| seen.iter().find(|one| one.article == article)).cloned();
            if let Some(sighting) = sighting {
                sightings.entry(bearer).or_default().push(sighting);
            }
        }
    }
    for (at, here) in identities.iter_mut().enumerate() {
        let mentions = both_in_one(known, at, here, &split, &moved);
        for (place, identity) in here.iter_mut().enumerate() {
            let Some((node, certainty)) = identity else { continue };
            if let Node::Known(form) = *node
                && let Some(other) = mentions.get(&place).or_else(|| moved.get(&(at, form)))
                && other != node
            {
                (*node, *certainty) = (*other, (*certainty).min(CERTAINTY));
            }
        }
        part_child(known, at, here);
        part_by_words(known, at, here);
    }
}

/// Whom doubtful names mean in the articles that are not decided yet: article, name, bearer.
fn decide_doubtful(
    known: &Known<'_>,
    scale: &Scale<'_>,
    sightings: &BTreeMap<FormId, Vec<Sighting>>,
    moved: &HashMap<(usize, FormId), Node>,
) -> Vec<(usize, FormId, FormId)> {
    let mut decided = Vec::new();
    for (&form, bearers) in known.doubtful.iter().filter(|(form, _)| !known.settled.contains(form)) {
        let bearers: Vec<(FormId, &[Sighting])> =
            bearers.iter().filter_map(|bearer| Some((*bearer, sightings.get(bearer)?.as_slice()))).collect();
        let dead_by_then: BTreeSet<FormId> = bearers
            .iter()
            .filter(|(_, seen)| is_name_of_later_years(sightings.get(&form).map_or(&[], Vec::as_slice), seen))
            .map(|(bearer, _)| *bearer)
            .collect();
        for sighting in sightings.get(&form).into_iter().flatten() {
            if !moved.contains_key(&(sighting.article, form))
                && let Some(bearer) = scale.choose(known.forms, sighting, &bearers, &dead_by_then)
            {
                decided.push((sighting.article, form, bearer));
            }
        }
    }
    decided
}

/// The people whose sightings are looked at: those who are said to be dead or of an age, doubtful names and whom they
/// may mean.
fn suspects(known: &Known<'_>, identities: &Identities) -> BTreeSet<FormId> {
    let mut suspects = BTreeSet::new();
    for (at, fact) in known.facts.iter().enumerate().filter(|(_, fact)| !fact.lives.is_empty()) {
        let told: BTreeSet<u32> = fact
            .lives
            .iter()
            .filter(|life| !matches!(life.said, Said::Occupation(_)))
            .map(|life| life.candidate)
            .collect();
        for (found, identity) in known.found[at].iter().zip(&identities[at]) {
            if let (Some(candidate), Some((Node::Known(form), _))) = (found.candidate, identity)
                && told.contains(&candidate)
                && known.forms.get(*form).person.is_full()
            {
                suspects.insert(*form);
            }
        }
    }
    for (form, bearers) in known.doubtful {
        suspects.insert(*form);
        suspects.extend(bearers);
    }
    suspects
}

/// In how many articles each companion is named.
fn spread(identities: &Identities, sightings: &BTreeMap<FormId, Vec<Sighting>>) -> BTreeMap<Node, usize> {
    let wanted: BTreeSet<Node> =
        sightings.values().flatten().flat_map(|sighting| sighting.companions.iter().copied()).collect();
    let mut spread = BTreeMap::new();
    for here in identities {
        let named: BTreeSet<Node> = here.iter().flatten().map(|(node, _)| *node).collect();
        for node in named.intersection(&wanted) {
            *spread.entry(*node).or_default() += 1;
        }
    }
    spread
}

/// The sightings that can be only the one's and only the other's of two people of one name, if there are two.
fn two_of_one_name(seen: &[Sighting]) -> Option<(Vec<Sighting>, Vec<Sighting>)> {
    by_death(seen).or_else(|| by_birth(seen))
}

/// Someone of that name died, and years later someone of that name goes about a business that the dead had not.
fn by_death(seen: &[Sighting]) -> Option<(Vec<Sighting>, Vec<Sighting>)> {
    let death = seen.iter().filter(|sighting| sighting.dead).filter_map(|sighting| sighting.year).min()?;
    let is_later = |sighting: &Sighting| sighting.year.is_some_and(|year| year > death + REMEMBERED);
    // An article of later years that speaks of the dead may speak of the other too.
    let is_first = |sighting: &&Sighting| {
        sighting.year.is_some() && !is_later(sighting) || sighting.dead && sighting.occupations.is_empty()
    };
    let first: Vec<Sighting> = seen.iter().filter(is_first).cloned().collect();
    let business = business_of(&first);
    let is_other = |sighting: &&Sighting| {
        is_later(sighting)
            && !sighting.dead
            && !sighting.occupations.is_empty()
            && !sighting.occupations.iter().any(|occupation| business.contains(occupation))
    };
    let second: Vec<Sighting> = seen.iter().filter(is_other).cloned().collect();
    // Who goes on with the old business more often than not never died.
    let goes_on = seen.iter().filter(|sighting| {
        let same = sighting.occupations.iter().any(|occupation| business.contains(occupation));
        is_later(sighting) && !sighting.dead && same
    });
    (!business.is_empty() && second.len() > goes_on.count()).then_some((first, second))
}

/// Two ages that one person cannot have.
fn by_birth(seen: &[Sighting]) -> Option<(Vec<Sighting>, Vec<Sighting>)> {
    let births = || seen.iter().filter_map(|sighting| sighting.birth);
    let (first, last) = (births().min()?, births().max()?);
    if last - first < AGES_APART {
        return None;
    }
    let born = |near: i32| {
        let is_near = |sighting: &&Sighting| {
            sighting.birth.is_some_and(|birth| (birth - near).abs() * 2 < last - first)
        };
        seen.iter().filter(is_near).cloned().collect::<Vec<Sighting>>()
    };
    let (elder, younger) = (born(first), born(last));
    // An age that was misread is more likely than two people of one name and business.
    business_of(&elder).is_disjoint(&business_of(&younger)).then_some((elder, younger))
}

/// What they do.
fn business_of(sightings: &[Sighting]) -> BTreeSet<String> {
    sightings.iter().flat_map(|sighting| sighting.occupations.iter().cloned()).collect()
}

/// What a companion is worth.
struct Scale<'a> {
    articles: usize,
    spread: &'a BTreeMap<Node, usize>,
}

impl Scale<'_> {
    /// The one of several whom a sighting fits best, if it does and by enough.
    fn choose(
        &self,
        forms: &Forms,
        sighting: &Sighting,
        bearers: &[(FormId, &[Sighting])],
        dead_by_then: &BTreeSet<FormId>,
    ) -> Option<FormId> {
        if !(2..=MOST_BEARERS).contains(&bearers.len()) {
            return None;
        }
        let mut points: Vec<(i32, FormId)> = bearers
            .iter()
            .map(|(form, seen)| {
                let years = if dead_by_then.contains(form) { NAME_OF_LATER_YEARS } else { 0 };
                let suffix = forms.get(*form).person.suffix.as_deref();
                (self.points(sighting, seen) + generation_points(sighting, seen, suffix) + years, *form)
            })
            .collect();
        points.sort_by_key(|(points, form)| (std::cmp::Reverse(*points), *form));
        let [(best, form), (next, _), ..] = points.as_slice() else { return None };
        let fits = *best >= LEAST_POINTS && best - next >= LEAST_LEAD;
        // Who is spoken against by so much is not meant.
        (fits || *best > 0 && best - next >= CLEAR_LEAD).then_some(*form)
    }

    /// How well a sighting fits a person.
    fn points(&self, sighting: &Sighting, person: &[Sighting]) -> i32 {
        let near =
            person.iter().take(LOOKED_AT * 2).map(|other| self.nearness(sighting, other)).max().unwrap_or(0);
        near + life_points(sighting, person)
    }

    fn nearness(&self, one: &Sighting, other: &Sighting) -> i32 {
        if one.article == other.article {
            return 2 * SAME_OCCUPATION + 2;
        }
        let shared: i32 = one.companions.intersection(&other.companions).map(|node| self.worth(*node)).sum();
        let occupations = match (one.occupations.is_empty(), other.occupations.is_empty()) {
            (false, false) if one.occupations.is_disjoint(&other.occupations) => OTHER_OCCUPATION,
            (false, false) => SAME_OCCUPATION,
            _ => 0,
        };
        let years = match one.year.zip(other.year).map(|(one, other)| (one - other).abs()) {
            Some(0..=1) => 2,
            Some(2..=5) => 1,
            _ => 0,
        };
        shared.min(2 * MOST_FOR_COMPANION) + occupations + years
    }

    fn worth(&self, node: Node) -> i32 {
        worth(self.articles, self.spread.get(&node).copied().unwrap_or(1))
    }
}

/// Whether a name is used mostly in years after somebody's death.
fn is_name_of_later_years(name: &[Sighting], person: &[Sighting]) -> bool {
    let death = person.iter().filter(|sighting| sighting.dead).filter_map(|sighting| sighting.year).min();
    let Some(death) = death else { return false };
    let years = || name.iter().filter(|sighting| !sighting.dead).filter_map(|sighting| sighting.year);
    let (all, later) = (years().count(), years().filter(|year| *year > death + REMEMBERED).count());
    later >= 2 && later * 2 > all
}

/// What the generation that an article tells speaks for; "Jr." and "Sr." tell that of a bearer.
fn generation_points(sighting: &Sighting, person: &[Sighting], suffix: Option<&str>) -> i32 {
    let Some(told) = sighting.generation else { return 0 };
    let of_suffix = match suffix {
        Some("jr") => Some(Generation::Younger),
        Some("sr") => Some(Generation::Elder),
        _ => None,
    };
    match of_suffix.or_else(|| person.iter().find_map(|sighting| sighting.generation)) {
        Some(known) if known == told => SAME_GENERATION,
        Some(_) => OTHER_GENERATION,
        None => 0,
    }
}

/// What years of birth and death speak against.
fn life_points(sighting: &Sighting, person: &[Sighting]) -> i32 {
    let mut points = 0;
    let death = person.iter().filter(|other| other.dead).filter_map(|other| other.year).min();
    if let (Some(death), Some(year)) = (death, sighting.year)
        && year > death + REMEMBERED
        && !sighting.dead
    {
        points += DEAD_BY_THEN;
    }
    let births = person.iter().filter_map(|other| other.birth);
    if sighting.birth.is_some_and(|birth| births.clone().any(|other| (other - birth).abs() >= AGES_APART)) {
        points += BORN_ELSEWHEN;
    }
    points
}

#[cfg(test)]
mod tests {
    use super::super::super::test_facts::{article, naming};
    use super::super::{Curation, resolve};
    use crate::analysis::life::{Life, Said};
    use crate::archive::authority::Authority;
    use crate::archive::facts::ArticleFacts;
    use crate::config::EntitiesConfig;

    /// An article of a year that names people and says of its first something.
    fn told(year: i32, names: &[&str], said: &[Said]) -> ArticleFacts {
        let mut facts = naming(&format!("{year}"), names);
        facts.lives = said.iter().map(|said| Life { candidate: 0, said: said.clone() }).collect();
        facts
    }

    /// So many articles about other things that a name in two of all tells something.
    fn others() -> impl Iterator<Item = ArticleFacts> {
        (0..64).map(|at| article(&format!("other {at}")))
    }

    /// The years in which each bearer of a name is named.
    fn check(facts: &[ArticleFacts], expected: &[(&str, &[&str])]) {
        let facts: Vec<ArticleFacts> = facts.iter().cloned().chain(others()).collect();
        let years: Vec<Option<i32>> = facts.iter().map(|fact| fact.key.path.parse().ok()).collect();
        let authority = Authority::default();
        let curation = Curation { authority: &authority, years: &years };
        let resolution = resolve(&facts, &EntitiesConfig::default(), curation);
        let found: Vec<(String, Vec<&str>)> = resolution
            .entities
            .iter()
            .filter(|entity| entity.name.contains("Pike"))
            .map(|entity| {
                let paths = entity.articles.iter().map(|(id, _)| facts[id.0 as usize].key.path.as_str());
                (entity.name.clone(), paths.collect())
            })
            .collect();
        let found: Vec<(&str, &[&str])> =
            found.iter().map(|(name, paths)| (name.as_str(), paths.as_slice())).collect();
        assert_eq!(found, expected);
    }

    fn occupation(word: &str) -> Said {
        Said::Occupation(word.into())
    }

    #[test]
    fn the_dead_take_up_no_other_business() {
        check(
            &[
                told(1938, &["p:James Pike", "l:Gannet Head"], &[occupation("keeper")]),
                told(1944, &["p:James Pike", "l:Gannet Head"], &[Said::Dead]),
                told(1956, &["p:James Pike", "o:Terns Hockey Club"], &[occupation("goaltender")]),
                told(1962, &["p:James Pike", "l:Gannet Head"], &[]),
                told(1970, &["p:James Pike", "o:Terns Hockey Club"], &[]),
            ],
            &[("James Pike", &["1938", "1944", "1962"]), ("James Pike", &["1956", "1970"])],
        );
    }

    #[test]
    fn the_dead_are_remembered() {
        check(
            &[
                told(1938, &["p:James Pike"], &[occupation("keeper")]),
                told(1944, &["p:James Pike"], &[Said::Dead]),
                told(1956, &["p:James Pike"], &[]),
                told(1962, &["p:James Pike"], &[occupation("keeper")]),
            ],
            &[("James Pike", &["1938", "1944", "1956", "1962"])],
        );
    }

    #[test]
    fn ages_tell_apart() {
        check(
            &[
                told(1938, &["p:James Pike", "l:Gannet Head"], &[Said::Aged(70)]),
                told(1939, &["p:James Pike", "l:Upper Ansel"], &[Said::Aged(20)]),
            ],
            &[("James Pike", &["1938"]), ("James Pike", &["1939"])],
        );
    }

    #[test]
    fn a_name_of_father_and_son_is_decided_by_what_is_told() {
        check(
            &[
                told(1938, &["p:James Pike Sr.", "l:Gannet Head"], &[occupation("keeper")]),
                told(1939, &["p:James Pike", "l:Lisbon"], &[occupation("keeper")]),
                told(1940, &["p:James Pike Jr.", "o:Silver Band"], &[occupation("pilot")]),
                told(1941, &["p:James Pike", "l:London"], &[occupation("pilot")]),
                told(1942, &["p:James Pike", "l:Oslo"], &[]),
            ],
            &[
                ("James Pike", &["1942"]),
                ("James Pike Jr.", &["1940", "1941"]),
                ("James Pike Sr.", &["1938", "1939"]),
            ],
        );
    }

    #[test]
    fn a_short_form_of_later_years_is_the_sons() {
        check(
            &[
                told(1938, &["p:James Pike Sr.", "l:Gannet Head"], &[occupation("keeper")]),
                told(1940, &["p:James Pike Sr.", "l:Gannet Head"], &[Said::Dead]),
                told(1941, &["p:James Pike Jr.", "l:Gannet Head"], &[occupation("keeper")]),
                told(1950, &["p:Jim Pike", "l:Gannet Head"], &[]),
                told(1951, &["p:Jim Pike", "l:Gannet Head"], &[occupation("keeper")]),
            ],
            &[("James Pike Sr.", &["1938", "1940"]), ("Jim Pike", &["1941", "1950", "1951"])],
        );
    }

    #[test]
    fn an_heir_is_the_son() {
        check(
            &[
                told(1938, &["p:James Pike Sr.", "l:Gannet Head"], &[occupation("keeper")]),
                told(1939, &["p:James Pike", "l:Gannet Head"], &[occupation("keeper"), Said::Heir]),
                told(1940, &["p:James Pike Jr.", "l:Gannet Head"], &[occupation("keeper")]),
            ],
            &[("James Pike Jr.", &["1939", "1940"]), ("James Pike Sr.", &["1938"])],
        );
    }

    #[test]
    fn nobody_is_told_apart_without_a_reason() {
        let facts = [told(1932, &["p:James Pike"], &[]), told(1990, &["p:James Pike"], &[])];
        check(&facts, &[("James Pike", &["1932", "1990"])]);
    }
}
