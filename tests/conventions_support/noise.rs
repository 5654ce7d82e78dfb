//! Damages texts as scanners do, and compares the order of the damage with that of the estimate.

use super::outline::understood;

/// Shares of words that are damaged.
const LEVELS: [f64; 8] = [0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3];

/// Numbers that only look like chance: the same in every run (a multiplicative congruential generator).
struct Sequence(u64);

impl Sequence {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % bound as u64) as usize
    }
}

/// Spearman's rank correlation between the share of damaged words and the estimate, over all texts and levels.
pub(crate) fn correlation(texts: &[String]) -> f64 {
    let mut sequence = Sequence(20_261_127);
    let (mut levels, mut estimates) = (Vec::new(), Vec::new());
    for text in texts {
        for level in LEVELS {
            let damaged = damage(text, level, &mut sequence);
            levels.push(level);
            estimates.push(f64::from(understood(&damaged).facts.noise));
        }
    }
    pearson(&ranks(&levels), &ranks(&estimates))
}

/// The text with a share of its words misread; its line ends stay.
fn damage(text: &str, level: f64, sequence: &mut Sequence) -> String {
    let misread = |word: &str, sequence: &mut Sequence| {
        let hit = (sequence.below(10_000) as f64) < level * 10_000.0;
        if hit { misread(word, sequence) } else { word.to_owned() }
    };
    let lines = text.split('\n').map(|line| {
        let words: Vec<String> = line.split(' ').map(|word| misread(word, sequence)).collect();
        words.join(" ")
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn misread(word: &str, sequence: &mut Sequence) -> String {
    let places: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    let Some(&place) = places.get(sequence.below(places.len().max(1))) else { return word.to_owned() };
    let kind = sequence.below(6);
    let swaps = [("rn", "m"), ("m", "rn"), ("l", "1"), ("e", "c"), ("h", "b"), ("i", "l")];
    match kind {
        0..=3 => {
            let from = sequence.below(swaps.len());
            let found = swaps.iter().cycle().skip(from).take(swaps.len()).find(|(a, _)| word.contains(a));
            found.map_or_else(|| word.to_owned(), |(a, b)| word.replacen(a, b, 1))
        }
        4 => format!("{} {}", &word[..place], &word[place..]),
        _ => {
            let mark = [".", ",", "'", "~", "^", ";", "|"][sequence.below(7)];
            format!("{}{mark}{}", &word[..place], &word[place..])
        }
    }
}

/// The rank of each value; equal ones share theirs.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    for group in order.chunk_by(|a, b| values[*a] == values[*b]) {
        let first = order.partition_point(|at| values[*at] < values[group[0]]);
        let rank = first as f64 + (group.len() as f64 - 1.0) / 2.0;
        group.iter().for_each(|at| ranks[*at] = rank);
    }
    ranks
}

fn pearson(a: &[f64], b: &[f64]) -> f64 {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (mean_a, mean_b) = (mean(a), mean(b));
    let sum = |f: &dyn Fn(f64, f64) -> f64| -> f64 {
        a.iter().zip(b).map(|(x, y)| f(x - mean_a, y - mean_b)).sum()
    };
    sum(&|x, y| x * y) / (sum(&|x, _| x * x) * sum(&|_, y| y * y)).sqrt()
}
