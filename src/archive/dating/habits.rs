//! What the archive's own dates show of its customs: the order of numbers, the days of issue.

use super::super::facts::ArticleFacts;
use crate::analysis::date::{Expression, NumericOrder, PublicationClaim, weekday_name};
use crate::config::{DatesConfig, NumericDates};
use chrono::Datelike;

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
}

/// Counts the customs of the archive's dates.
pub fn count_habits(facts: &[ArticleFacts], config: &DatesConfig) -> DateHabits {
    let mut habits = DateHabits::default();
    count_order(facts, config, &mut habits);
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
