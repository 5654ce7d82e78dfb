//! The trainer: a linear-chain conditional random field, by AdaGrad on one segment at a time. Deterministic.

use crate::analysis::entity::decode::{KINDS, LABELS, OUTSIDE, Place, label, may_end, may_follow, may_start};
use crate::analysis::entity::features::Group;
use crate::analysis::entity::model::{WEIGHTS, write_weights};
use crate::analysis::entity::table;
use crate::examples::{Examples, INDEX};
use crate::options::Options;
use crate::random::Random;

/// A trained model in floating point.
pub struct Trained {
    rows: Vec<[f32; WEIGHTS]>,
    transitions: [[f32; LABELS]; LABELS],
}

struct State {
    model: Trained,
    row_squares: Vec<[f32; WEIGHTS]>,
    transition_squares: [[f32; LABELS]; LABELS],
}

/// Trains on all examples.
pub fn train(examples: &Examples, options: &Options) -> Trained {
    let mut order: Vec<usize> = (0..examples.segments.len()).collect();
    let count = examples.hashes.len();
    let mut state = State {
        model: Trained { rows: vec![[0.0; WEIGHTS]; count], transitions: [[0.0; LABELS]; LABELS] },
        row_squares: vec![[1e-3; WEIGHTS]; count],
        transition_squares: [[1e-3; LABELS]; LABELS],
    };
    let mut sum = Trained { rows: vec![[0.0; WEIGHTS]; count], transitions: [[0.0; LABELS]; LABELS] };
    let mut random = Random::new(0x2545_f491_4f6c_dd1d ^ options.seed);
    let mut chain = Chain::default();
    for epoch in 0..options.epochs {
        for index in (1..order.len()).rev() {
            order.swap(index, random.below(index + 1));
        }
        let mut likelihood = 0.0;
        for segment in &order {
            likelihood += chain.step(examples, *segment, &mut state, &mut random, options);
        }
        if epoch + options.averaged >= options.epochs {
            add(&mut sum, &state.model);
        }
        eprintln!("epoch {epoch} log likelihood {likelihood:.0}");
    }
    scale(&mut sum, 1.0 / options.averaged.min(options.epochs) as f32);
    sum
}

fn add(sum: &mut Trained, model: &Trained) {
    let ours = sum.rows.iter_mut().flatten().chain(sum.transitions.iter_mut().flatten());
    let theirs = model.rows.iter().flatten().chain(model.transitions.iter().flatten());
    ours.zip(theirs).for_each(|(sum, weight)| *sum += weight);
}

fn scale(model: &mut Trained, factor: f32) {
    let weights = model.rows.iter_mut().flatten().chain(model.transitions.iter_mut().flatten());
    weights.for_each(|weight| *weight *= factor);
}

fn factors(model: &Trained) -> [[f32; LABELS]; LABELS] {
    std::array::from_fn(|label| {
        std::array::from_fn(
            |next| {
                if may_follow(label, next) { model.transitions[label][next].exp() } else { 0.0 }
            },
        )
    })
}

/// Vectors that are used again for every segment.
#[derive(Default)]
struct Chain {
    active: Vec<u32>,
    starts: Vec<usize>,
    potentials: Vec<[f32; LABELS]>,
    forward: Vec<[f32; LABELS]>,
    backward: Vec<[f32; LABELS]>,
    scales: Vec<f32>,
}

impl Chain {
    /// One step of descent; returns the log likelihood of the segment before it.
    fn step(
        &mut self,
        examples: &Examples,
        segment: usize,
        state: &mut State,
        random: &mut Random,
        options: &Options,
    ) -> f64 {
        let (words, weight) = examples.segments[segment].clone();
        self.activate(examples, words.clone(), random, options);
        let gold: Vec<usize> = words.clone().map(|word| usize::from(examples.labels[word])).collect();
        let bounds = &examples.bounds[words];
        let mut likelihood = self.potentials(&state.model, bounds, &gold);
        let factors = factors(&state.model);
        likelihood -= self.sums(&factors);
        for pair in gold.windows(2) {
            likelihood += f64::from(state.model.transitions[pair[0]][pair[1]]);
        }
        self.update_rows(state, &gold, weight, options);
        self.update_transitions(state, &factors, &gold, weight, options);
        likelihood * f64::from(weight)
    }

    fn activate(
        &mut self,
        examples: &Examples,
        words: std::ops::Range<usize>,
        random: &mut Random,
        options: &Options,
    ) {
        self.active.clear();
        self.starts.clear();
        for word in words {
            self.starts.push(self.active.len());
            let unknown = options.unknown > 0.0 && random.chance(options.unknown);
            let kept = examples.features_of(word).iter().filter(|feature| {
                let group = *feature >> 29;
                options.without != Some(group)
                    && !(unknown && (group == Group::Identity as u32 || group == Group::Clusters as u32))
            });
            self.active.extend(kept.map(|feature| feature & INDEX));
        }
        self.starts.push(self.active.len());
    }

    /// Fills the potentials; returns the score of the gold labels by the words, less what was taken off.
    fn potentials(&mut self, model: &Trained, bounds: &[bool], gold: &[usize]) -> f64 {
        self.potentials.clear();
        let mut score = 0.0;
        for (word, gold) in gold.iter().enumerate() {
            let mut scores = [0.0_f32; LABELS];
            for feature in &self.active[self.starts[word]..self.starts[word + 1]] {
                let row = &model.rows[*feature as usize];
                for (score, weight) in scores[1..].iter_mut().zip(row) {
                    *score += weight;
                }
            }
            let most = scores.iter().fold(0.0_f32, |most, score| most.max(*score));
            score += f64::from(scores[*gold] - most);
            let mut potential = scores.map(|score| (score - most).max(-60.0).exp());
            if !bounds[word] {
                for kind in 0..KINDS {
                    for place in [Place::Begin, Place::Last, Place::Unit] {
                        potential[label(kind, place)] = 0.0;
                    }
                }
            }
            self.potentials.push(potential);
        }
        score
    }

    /// Forward and backward sums; returns the logarithm of the sum over all sequences.
    fn sums(&mut self, factors: &[[f32; LABELS]; LABELS]) -> f64 {
        let count = self.potentials.len();
        self.forward.clear();
        self.scales.clear();
        let mut total = 0.0;
        for word in 0..count {
            let mut sum = [0.0_f32; LABELS];
            if let Some(last) = self.forward.last() {
                for label in 0..LABELS {
                    for next in 0..LABELS {
                        sum[next] += last[label] * factors[label][next];
                    }
                }
            } else {
                sum = std::array::from_fn(|label| f32::from(u8::from(may_start(label))));
            }
            for (sum, potential) in sum.iter_mut().zip(&self.potentials[word]) {
                *sum *= potential;
            }
            let scale = sum.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            self.forward.push(sum.map(|sum| sum / scale));
            self.scales.push(scale);
            total += f64::from(scale).ln();
        }
        let end: f32 =
            (0..LABELS).filter(|label| may_end(*label)).map(|label| self.forward[count - 1][label]).sum();
        let end = end.max(f32::MIN_POSITIVE);
        self.backward.clear();
        self.backward.resize(count, [0.0; LABELS]);
        self.backward[count - 1] = std::array::from_fn(|label| if may_end(label) { 1.0 / end } else { 0.0 });
        for word in (0..count - 1).rev() {
            let ahead: [f32; LABELS] = std::array::from_fn(|label| {
                self.backward[word + 1][label] * self.potentials[word + 1][label] / self.scales[word + 1]
            });
            self.backward[word] =
                std::array::from_fn(|label| (0..LABELS).map(|next| factors[label][next] * ahead[next]).sum());
        }
        total + f64::from(end).ln()
    }

    fn update_rows(&self, state: &mut State, gold: &[usize], weight: f32, options: &Options) {
        for (word, gold) in gold.iter().enumerate() {
            let mut gradient = [0.0_f32; WEIGHTS];
            let mut most = 0.0_f32;
            for label in 0..LABELS {
                if label == OUTSIDE {
                    continue;
                }
                let probability = self.forward[word][label] * self.backward[word][label];
                let value = (f32::from(u8::from(label == *gold)) - probability) * weight;
                gradient[label - 1] = value;
                most = most.max(value.abs());
            }
            if most < 1e-4 {
                continue;
            }
            for feature in &self.active[self.starts[word]..self.starts[word + 1]] {
                let row = &mut state.model.rows[*feature as usize];
                let squares = &mut state.row_squares[*feature as usize];
                for index in 0..WEIGHTS {
                    let step = gradient[index] - options.decay * row[index];
                    squares[index] += step * step;
                    row[index] += options.rate * step / squares[index].sqrt();
                }
            }
        }
    }

    fn update_transitions(
        &self,
        state: &mut State,
        factors: &[[f32; LABELS]; LABELS],
        gold: &[usize],
        weight: f32,
        options: &Options,
    ) {
        for word in 1..gold.len() {
            for label in 0..LABELS {
                for next in 0..LABELS {
                    let probability = self.forward[word - 1][label]
                        * factors[label][next]
                        * self.potentials[word][next]
                        * self.backward[word][next]
                        / self.scales[word];
                    let right = gold[word - 1] == label && gold[word] == next;
                    let step = (f32::from(u8::from(right)) - probability) * weight;
                    if step.abs() > 1e-4 {
                        let squares = &mut state.transition_squares[label][next];
                        *squares += step * step;
                        state.model.transitions[label][next] += options.rate * step / squares.sqrt();
                    }
                }
            }
        }
    }
}

/// The bytes of the weights file: the rows with the largest weights, as small integers.
pub fn quantise(examples: &Examples, trained: &Trained, options: &Options) -> Vec<u8> {
    let size = |row: &[f32; WEIGHTS]| row.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
    let mut counts = vec![0_u32; trained.rows.len()];
    examples.features.iter().for_each(|feature| counts[(feature & INDEX) as usize] += 1);
    let worth = |index: usize, row| size(row) * (counts[index] as f32).powf(options.frequent);
    let mut order: Vec<(f32, usize)> =
        trained.rows.iter().enumerate().map(|(index, row)| (worth(index, row), index)).collect();
    order.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    order.truncate(options.rows);
    eprintln!(
        "largest weight {}, smallest kept {}",
        order.first().map_or(0.0, |row| row.0),
        order.last().map_or(0.0, |row| row.0)
    );
    let scale = options.largest / 127.0;
    let entries: Vec<(u64, [u8; WEIGHTS])> = order
        .iter()
        .map(|(_, index)| {
            let row =
                trained.rows[*index].map(|weight| (weight / scale).round().clamp(-127.0, 127.0) as i8 as u8);
            (examples.hashes[*index], row)
        })
        .collect();
    write_weights(scale, &trained.transitions, &table::build(&entries))
}
