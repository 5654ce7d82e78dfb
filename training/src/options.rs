//! What may be tried out; the defaults make the files in `models/`.

use std::error::Error;
use std::path::PathBuf;
use std::str::FromStr;

/// The settings of a training run.
pub struct Options {
    /// Where the tables go instead of `models/`.
    pub out: Option<PathBuf>,
    /// Weight of the vote-labelled news.
    pub news: f32,
    /// Weight of the two sets of tweets.
    pub tweets: f32,
    /// Weight of copies in capitals and in title case.
    pub recased: f32,
    /// Articles made of each pattern, and their weight.
    pub copies: usize,
    /// Weight of those articles.
    pub patterns: f32,
    /// Changes the order in which the examples are seen.
    pub seed: u64,
    /// Weight of copies with letters changed as in a bad scan.
    pub noise: f32,
    /// Use one in this many documents, for quick looks.
    pub sample: usize,
    /// Passes over the data.
    pub epochs: usize,
    /// Passes at the end whose weights are averaged.
    pub averaged: usize,
    /// Learning rate.
    pub rate: f32,
    /// Pull of the weights towards 0.
    pub decay: f32,
    /// Share of words that are treated as unknown: neither their identity nor their clusters are used.
    pub unknown: f32,
    /// Leave out a group of features, by its number in `features::Group`, to see what it gives.
    pub without: Option<u32>,
    /// Fewest occurrences of a feature.
    pub least: u32,
    /// Power of a feature's frequency by which its weights count when the rows to keep are chosen.
    pub frequent: f32,
    /// Most rows of weights.
    pub rows: usize,
    /// Largest weight that the small integers can hold.
    pub largest: f32,
    /// Leave out one in five documents of the training sets (held-out folds): which fifth.
    pub fold: Option<usize>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            out: None,
            news: 0.4,
            tweets: 0.3,
            recased: 0.2,
            copies: 24,
            patterns: 0.1,
            seed: 0,
            noise: 0.3,
            sample: 1,
            epochs: 8,
            averaged: 3,
            rate: 0.015,
            decay: 0.0,
            unknown: 0.0,
            without: None,
            least: 2,
            frequent: 0.2,
            rows: 200_000,
            largest: 4.0,
            fold: None,
        }
    }
}

impl Options {
    /// Reads `--name value` pairs.
    pub fn parse(arguments: &[String]) -> Result<Self, Box<dyn Error>> {
        let mut options = Self::default();
        for pair in arguments.chunks(2) {
            let [name, value] = pair else { return Err("a value is missing".into()) };
            match name.as_str() {
                "--out" => options.out = Some(PathBuf::from(value)),
                "--news" => set(&mut options.news, value)?,
                "--tweets" => set(&mut options.tweets, value)?,
                "--recased" => set(&mut options.recased, value)?,
                "--copies" => set(&mut options.copies, value)?,
                "--patterns" => set(&mut options.patterns, value)?,
                "--seed" => set(&mut options.seed, value)?,
                "--frequent" => set(&mut options.frequent, value)?,
                "--noise" => set(&mut options.noise, value)?,
                "--sample" => set(&mut options.sample, value)?,
                "--epochs" => set(&mut options.epochs, value)?,
                "--averaged" => set(&mut options.averaged, value)?,
                "--rate" => set(&mut options.rate, value)?,
                "--decay" => set(&mut options.decay, value)?,
                "--unknown" => set(&mut options.unknown, value)?,
                "--without" => options.without = Some(value.parse()?),
                "--least" => set(&mut options.least, value)?,
                "--rows" => set(&mut options.rows, value)?,
                "--largest" => set(&mut options.largest, value)?,
                "--fold" => options.fold = Some(value.parse()?),
                _ => return Err(format!("unknown option {name}").into()),
            }
        }
        Ok(options)
    }
}

fn set<T: FromStr>(field: &mut T, value: &str) -> Result<(), T::Err> {
    *field = value.parse()?;
    Ok(())
}
