//! What the archive's own dates show of its customs: the order of numbers, the days of issue.

use super::super::facts::ArticleFacts;
use crate::analysis::date::{Expression, NumericOrder, PublicationClaim, weekday_name};
use crate::config::{DatesConfig, FileRules, NumericDates};
use chrono::Datelike;
use std::collections::BTreeMap;

/// What the archive's own dates show of its customs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DateHabits {
    /// How it writes dates in numbers.
    pub order: NumericOrder,
    /// The usual number of days from dateline to publication, where enough articles have both.
    pub dateline_offset: Option<i64>,
    /// The day of the week on which nearly all its dated articles appeared, 1 (Monday) to 7.
    pub issue_weekday: Option<u8>,
    /// Sentences for the build report.
    pub sentences: Vec<String>,
    /// Folders whose own dates are unmistakably written in the other order.
    folders: BTreeMap<String, NumericOrder>,
    /// Files for which the configuration states the order.
    stated: BTreeMap<String, NumericOrder>,
}

impl DateHabits {
    /// How a file writes dates in numbers.
    pub fn order_of(&self, path: &str) -> NumericOrder {
        if let Some(order) = self.stated.get(path) {
            return *order;
        }
        let folder = || path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if self.folders.is_empty() { self.order } else { *self.folders.get(folder()).unwrap_or(&self.order) }
    }

    /// Notes what the rules of the configuration say.
    pub fn state_orders(&mut self, facts: &[ArticleFacts], rules_of: impl Fn(&ArticleFacts) -> FileRules) {
        for facts in facts {
            let order = match rules_of(facts).numeric {
                Some(NumericDates::DayFirst) => NumericOrder::DayFirst,
                Some(NumericDates::MonthFirst) => NumericOrder::MonthFirst,
                Some(NumericDates::Auto) => self.order,
                None => continue,
            };
            self.stated.insert(facts.key.path.to_string(), order);
        }
    }
}

/// Counts the customs of the archive's dates.
pub fn count_habits(facts: &[ArticleFacts], config: &DatesConfig) -> DateHabits {
    let mut habits = DateHabits::default();
    count_order(facts, config, &mut habits);
    if config.numeric == NumericDates::Auto {
        count_folder_orders(facts, &mut habits);
    }
    count_offset(facts, &mut habits);
    count_weekday(facts, &mut habits);
    habits
}

fn count_order(facts: &[ArticleFacts], config: &DatesConfig, habits: &mut DateHabits) {
    let (mut day_first, mut month_first, mut open) = (0_usize, 0_usize, 0_usize);
    for (first, second) in facts.iter().flat_map(numbers) {
        match (first > 12, second > 12) {
            (true, false) => day_first += 1,
            (false, true) => month_first += 1,
            _ if first != second => open += 1,
            _ => {}
        }
    }
    habits.order = match config.numeric {
        NumericDates::DayFirst => NumericOrder::DayFirst,
        NumericDates::MonthFirst => NumericOrder::MonthFirst,
        NumericDates::Auto if month_first > day_first => NumericOrder::MonthFirst,
        NumericDates::Auto => NumericOrder::DayFirst,
    };
    if day_first + month_first + open == 0 {
        return;
    }
    let order = match habits.order {
        NumericOrder::DayFirst => "day first",
        NumericOrder::MonthFirst => "month first",
    };
    habits.sentences.push(format!(
        "dates in numbers are read {order}: {day_first} can only be day first, {month_first} only month first, {open} could be either"
    ));
}

/// A folder goes its own way where three of its dates and nine in ten can only be read in the other order.
fn count_folder_orders(facts: &[ArticleFacts], habits: &mut DateHabits) {
    let mut folders: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for fact in facts {
        let folder = fact.key.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (first, second) in numbers(fact) {
            let counts = folders.entry(folder).or_default();
            counts.0 += usize::from(first > 12 && second <= 12);
            counts.1 += usize::from(second > 12 && first <= 12);
        }
    }
    for (folder, (day_first, month_first)) in folders {
        let (order, most) = if day_first > month_first {
            (NumericOrder::DayFirst, day_first)
        } else {
            (NumericOrder::MonthFirst, month_first)
        };
        if order != habits.order && most >= 3 && most * 10 >= (day_first + month_first) * 9 {
            habits.folders.insert(folder.to_owned(), order);
            let order = if order == NumericOrder::DayFirst { "day first" } else { "month first" };
            habits.sentences.push(format!("in {folder}/ dates in numbers are read {order}"));
        }
    }
}

fn numbers(facts: &ArticleFacts) -> impl Iterator<Item = (u8, u8)> {
    let mentioned = facts.dates.iter().filter_map(|date| match date.expression {
        Expression::Numeric { first, second, .. } => Some((first, second)),
        _ => None,
    });
    let stated = facts.evidence.iter().filter_map(|evidence| match evidence.claim {
        PublicationClaim::Numeric { first, second, .. } => Some((first, second)),
        _ => None,
    });
    mentioned.chain(stated)
}

fn stated_day(facts: &ArticleFacts, kinds: &[&str]) -> Option<chrono::NaiveDate> {
    facts.evidence.iter().find_map(|evidence| match evidence.claim {
        PublicationClaim::Within { earliest, latest }
            if earliest == latest && kinds.contains(&&*evidence.kind) =>
        {
            Some(earliest)
        }
        _ => None,
    })
}

const FIRM: [&str; 5] = ["front-matter", "record", "page-metadata", "published-line", "file-name"];

fn count_offset(facts: &[ArticleFacts], habits: &mut DateHabits) {
    let mut offsets: Vec<i64> = facts
        .iter()
        .filter_map(|facts| Some((stated_day(facts, &FIRM)? - stated_day(facts, &["dateline"])?).num_days()))
        .filter(|days| (-2..=60).contains(days))
        .collect();
    if offsets.len() < 5 {
        return;
    }
    offsets.sort_unstable();
    let middle = offsets[offsets.len() / 2];
    let agreeing = offsets.iter().filter(|days| **days == middle).count();
    habits.dateline_offset = Some(middle);
    habits.sentences.push(format!(
        "published {middle} days after the dateline in {agreeing} of {} articles that have both",
        offsets.len()
    ));
}

fn count_weekday(facts: &[ArticleFacts], habits: &mut DateHabits) {
    let days: Vec<_> = facts.iter().filter_map(|facts| stated_day(facts, &FIRM)).collect();
    if days.len() < 20 {
        return;
    }
    let count =
        |weekday: u8| days.iter().filter(|d| d.weekday().number_from_monday() == u32::from(weekday)).count();
    let Some(most) = (1..=7_u8).max_by_key(|weekday| count(*weekday)) else { return };
    if count(most) * 10 >= days.len() * 9 {
        habits.issue_weekday = Some(most);
        let name = weekday_name(most);
        habits.sentences.push(format!(
            "appeared on a {name} in {} of {} dated articles",
            count(most),
            days.len()
        ));
    }
}
