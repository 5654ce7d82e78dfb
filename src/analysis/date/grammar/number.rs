//! Numbers, in figures and in words.

use super::super::expression::{Amount, Unit};
use super::super::meaning::Role;
use super::super::scan::Kind;
use super::cursor::Cursor;

/// So many groups of digits, or scales in words, are read as one number: no longer number counts time.
const LONGEST_NUMBER: usize = 4;

impl Cursor<'_> {
    /// The ordinal number at `i`: "third", "twenty-first", "24th".
    pub(in super::super) fn ordinal(&self, i: usize) -> Option<(u32, usize)> {
        if let Some(number) = self.digits(i) {
            let syntax = self.syntax();
            let period = syntax.ordinal_period
                && self.mark(i + 1, b'.')
                && self.token(i).is_some_and(|token| token.len() <= 2);
            let suffixed = period || syntax.ordinal_endings.iter().any(|suffix| self.word(i + 1, suffix));
            return (suffixed && self.glued(i + 1)).then_some((number, i + 2));
        }
        let entry = self.entry(i)?;
        if let Some(ordinal) = entry.ordinal {
            return Some((ordinal.into(), i + 1));
        }
        let tens = entry.number.filter(|n| (20..=90).contains(n))?;
        let next = self.skip_hyphen(i + 1);
        let units = self.entry(next)?.ordinal.filter(|n| *n < 10)?;
        Some((tens + u32::from(units), next + 1))
    }

    /// The number at `i`: "12", "1,900", "2.5", "twenty-four", "a hundred", "two and a half".
    pub(in super::super) fn amount(&self, i: usize) -> Option<(Amount, usize)> {
        if self.digits(i).is_some() {
            return Some(self.amount_in_digits(i));
        }
        let (number, next) = self.cardinal(i)?;
        if self.is(next, Role::And)
            && self.is(next + 1, Role::A)
            && (self.is(next + 2, Role::Half) || self.is_one(next + 2, Unit::Quarter))
        {
            let fraction = if self.is(next + 2, Role::Half) { "5" } else { "25" };
            return Some((Amount::Decimal(format!("{number}.{fraction}")), next + 3));
        }
        Some((Amount::Whole(number), next))
    }

    fn amount_in_digits(&self, i: usize) -> (Amount, usize) {
        let (thousands, fraction) = self.syntax().number_marks;
        let mut number = self.digits(i).unwrap_or(0);
        let mut next = i + 1;
        for _ in 0..LONGEST_NUMBER {
            let grouped = self.mark(next, thousands)
                && self.glued(next)
                && self.glued(next + 1)
                && self.token(next + 1).is_some_and(|t| t.kind == Kind::Number && t.len() == 3);
            if !grouped {
                break;
            }
            number = number.saturating_mul(1000).saturating_add(self.digits(next + 1).unwrap_or(0));
            next += 2;
        }
        if self.mark(next, fraction)
            && self.glued(next)
            && self.glued(next + 1)
            && self.digits(next + 1).is_some()
        {
            return (Amount::Decimal(format!("{number}.{}", self.text(next + 1))), next + 2);
        }
        if self.digits(next) == Some(1) && self.mark(next + 1, b'/') && self.digits(next + 2) == Some(2) {
            return (Amount::Decimal(format!("{number}.5")), next + 3);
        }
        (Amount::Whole(number), next)
    }

    /// A cardinal number in words.
    fn cardinal(&self, i: usize) -> Option<(u32, usize)> {
        let mut total = 0_u32;
        let mut next = i;
        if self.is(i, Role::A) && matches!(self.role(i + 1), Some(Role::Scale(_))) {
            total = 1;
            next = i + 1;
        } else {
            let first = self.entry(i)?.number?;
            total += first;
            next += 1;
            let unit_at = self.skip_hyphen(next);
            if (20..=90).contains(&first)
                && let Some(units) =
                    self.entry(unit_at).and_then(|e| e.number).filter(|n| (1..10).contains(n))
                && !matches!(self.role(unit_at), Some(Role::Few | Role::Many))
            {
                total += units;
                next = unit_at + 1;
            }
        }
        for _ in 0..LONGEST_NUMBER {
            let Some(Role::Scale(scale)) = self.role(next) else { break };
            total = total.saturating_mul(scale);
            next += 1;
            let after = self.skip(next, Role::And);
            if let Some(more) = self.entry(after).and_then(|e| e.number).filter(|n| *n < 100) {
                total = total.saturating_add(more);
                next = after + 1;
            }
        }
        Some((total, next))
    }
}
