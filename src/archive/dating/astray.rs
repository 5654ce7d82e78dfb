//! Rows of articles in which not all stand in order of time: which of the dated ones have gone astray, and how likely it
//! is that an undated one has.

use super::span::Span;
use chrono::NaiveDate;

/// The most of the dated articles that stand in order of time (a longest subsequence); the others have gone astray.
pub(super) fn in_order(dated: &[(usize, Span)]) -> Vec<(usize, Span)> {
    // For each length the last member of the subsequence that ends earliest, and for each article the one before it.
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(dated.len());
    for (at, (_, span)) in dated.iter().enumerate() {
        let ends = |tail: &usize| dated.get(*tail).is_some_and(|(_, last)| last.earliest <= span.latest);
        let length = tails.partition_point(ends);
        before.push(length.checked_sub(1).and_then(|shorter| tails.get(shorter).copied()));
        match tails.get_mut(length) {
            Some(tail) => *tail = at,
            None => tails.push(at),
        }
    }
    let last = tails.last().copied();
    let chain = std::iter::successors(last, |at| before.get(*at).copied().flatten());
    let mut kept: Vec<(usize, Span)> = chain.filter_map(|at| dated.get(at).copied()).collect();
    kept.reverse();
    kept
}

/// How often articles of a row stand where they do not belong, and between which days they may belong instead.
pub(super) struct Astray {
    /// The share of the articles that have gone astray.
    pub(super) share: f64,
    days: Span,
}

impl Astray {
    /// What the articles that were kept, of so many, tell.
    pub(super) fn of(all: usize, kept: &[(usize, Span)]) -> Self {
        let dropped = all - kept.len();
        let share = if dropped == 0 { 0.0 } else { (dropped as f64 + 0.5) / (all as f64 + 1.0) };
        let first = kept.first().map_or(NaiveDate::MIN, |(_, span)| span.earliest);
        let latest = kept.last().map_or(first, |(_, span)| span.latest);
        Self { share, days: Span { earliest: first, latest: latest.max(first) } }
    }

    /// The probability that an article stands where it belongs, given how well the days that its text names go with
    /// the days of its place (the mean of their likelihood), and with all others.
    pub(super) fn belongs(&self, at_place: f64, fits: impl Fn(NaiveDate) -> f64) -> f64 {
        if self.share == 0.0 {
            return 1.0;
        }
        let step = (self.days.days() / ELSEWHERE).max(1) as usize;
        let others = self.days.earliest.iter_days().take_while(|day| *day <= self.days.latest).step_by(step);
        let (sum, count) = others.fold((0.0, 0_u32), |(sum, count), day| (sum + fits(day), count + 1));
        let elsewhere = self.share * sum / f64::from(count.max(1));
        let here = (1.0 - self.share) * at_place;
        here / (here + elsewhere).max(f64::MIN_POSITIVE)
    }
}

/// So many days of the row stand for all of them.
const ELSEWHERE: i64 = 400;

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(days: &[u32]) -> Vec<usize> {
        let day = |number: &u32| NaiveDate::from_ymd_opt(1952, 1, *number).expect("a day");
        let row: Vec<(usize, Span)> = days.iter().map(day).map(Span::day).enumerate().collect();
        in_order(&row).into_iter().map(|(at, _)| at).collect()
    }

    #[test]
    fn the_most_articles_that_stand_in_order_are_kept() {
        assert_eq!(kept(&[1, 3, 3, 9]), [0, 1, 2, 3]);
        assert_eq!(kept(&[1, 30, 3, 4, 2, 9]), [0, 2, 3, 5]);
        assert_eq!(kept(&[]), [] as [usize; 0]);
    }

    #[test]
    fn an_article_whose_text_goes_with_its_place_is_likelier_to_belong_there() {
        let row: Vec<(usize, Span)> = (1..=8)
            .filter_map(|day| NaiveDate::from_ymd_opt(1952, 1, day))
            .map(Span::day)
            .enumerate()
            .collect();
        let astray = Astray::of(10, &row);
        let (well, badly) = (astray.belongs(1.0, |_| 0.2), astray.belongs(0.05, |_| 0.2));
        assert!(0.9 < well && well < 1.0 && badly < 0.6, "{well} {badly}");
        assert_eq!(Astray::of(8, &row).belongs(0.05, |_| 0.2), 1.0);
    }
}
