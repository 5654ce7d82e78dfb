//! From scores of labels to spans with probabilities: a chain over one segment.
//!
//! Labels are BILOU over four kinds (people, organisations, places and the rest). The best sequence gives the spans;
//! forward and backward sums over all sequences give the probability of each span for every kind.

/// Outside, and begin, inside, last and unit of each kind.
pub(crate) const LABELS: usize = 17;
/// Kinds that are told apart: the kinds of entity, and the rest of the names.
pub(crate) const KINDS: usize = 4;
/// The label of a word outside all names.
pub(crate) const OUTSIDE: usize = 0;

/// A value for every label.
pub(crate) type Scores = [f32; LABELS];

/// The place of a word in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Begin,
    Inside,
    Last,
    Unit,
}

/// The label of a place in a name of a kind.
pub(crate) const fn label(kind: usize, place: Place) -> usize {
    1 + kind * 4 + place as usize
}

/// Whether `next` may follow `label`.
pub(crate) const fn may_follow(label: usize, next: usize) -> bool {
    if is_open(label) {
        next != OUTSIDE && continues(next) && kind_of(label) == kind_of(next)
    } else {
        may_start(next)
    }
}

/// Whether a sequence may start with the label.
pub(crate) const fn may_start(label: usize) -> bool {
    label == OUTSIDE || !continues(label)
}

/// Whether a sequence may end with the label.
pub(crate) const fn may_end(label: usize) -> bool {
    !is_open(label)
}

const fn kind_of(label: usize) -> usize {
    (label - 1) / 4
}

const fn place_of(label: usize) -> usize {
    (label - 1) % 4
}

const fn is_open(label: usize) -> bool {
    label != OUTSIDE && place_of(label) <= Place::Inside as usize
}

const fn continues(label: usize) -> bool {
    label != OUTSIDE && (place_of(label) == Place::Inside as usize || place_of(label) == Place::Last as usize)
}

/// A span of a segment, with the probability of each kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Span {
    /// First word.
    pub(crate) start: usize,
    /// One past the last word.
    pub(crate) end: usize,
    /// Probability that exactly this span is a name of the kind.
    pub(crate) scores: [f32; KINDS],
}

/// Vectors that are used again for every segment.
#[derive(Default)]
pub(crate) struct Chain {
    forward: Vec<Scores>,
    backward: Vec<Scores>,
    best: Vec<Scores>,
    came_from: Vec<[u8; LABELS]>,
    scale: Vec<f32>,
    path: Vec<usize>,
}

impl Chain {
    /// Appends the spans of a segment. `potentials` are factors above 0 for each word and label, `transitions` for
    /// each pair of labels, 0 where one may not follow the other.
    pub(crate) fn decode(
        &mut self,
        potentials: &[Scores],
        transitions: &[Scores; LABELS],
        found: &mut Vec<Span>,
    ) {
        if potentials.is_empty() {
            return;
        }
        self.run_forward(potentials, transitions);
        self.run_backward(potentials, transitions);
        self.trace_best();
        let mut start = 0;
        for end in 1..=potentials.len() {
            let label = self.path[end - 1];
            if !is_open(label) {
                if label != OUTSIDE {
                    found.push(Span {
                        start,
                        end,
                        scores: self.span_scores(start, end, potentials, transitions),
                    });
                }
                start = end;
            }
        }
    }

    fn run_forward(&mut self, potentials: &[Scores], transitions: &[Scores; LABELS]) {
        self.forward.clear();
        self.best.clear();
        self.came_from.clear();
        self.scale.clear();
        for (at, potential) in potentials.iter().enumerate() {
            let (mut sum, mut best, mut from) = ([0.0; LABELS], [0.0; LABELS], [0; LABELS]);
            if let (Some(last), Some(last_best)) = (self.forward.last(), self.best.last()) {
                for label in 0..LABELS {
                    add_step(&mut sum, last[label], &transitions[label]);
                    keep_best(&mut best, &mut from, label, last_best[label], &transitions[label]);
                }
            } else {
                sum = std::array::from_fn(|label| f32::from(u8::from(may_start(label))));
                best = sum;
            }
            let scale = multiply(&mut sum, potential);
            multiply(&mut best, potential);
            debug_assert_eq!(at, self.scale.len());
            self.forward.push(sum);
            self.best.push(best);
            self.came_from.push(from);
            self.scale.push(scale);
        }
    }

    fn run_backward(&mut self, potentials: &[Scores], transitions: &[Scores; LABELS]) {
        let count = potentials.len();
        self.backward.clear();
        self.backward.resize(count, [0.0; LABELS]);
        let last = &self.forward[count - 1];
        let total: f32 = (0..LABELS).filter(|label| may_end(*label)).map(|label| last[label]).sum();
        self.backward[count - 1] =
            std::array::from_fn(
                |label| if may_end(label) { 1.0 / total.max(f32::MIN_POSITIVE) } else { 0.0 },
            );
        for at in (0..count - 1).rev() {
            let next = &self.backward[at + 1];
            let scale = self.scale[at + 1];
            let ahead: Scores = std::array::from_fn(|label| next[label] * potentials[at + 1][label] / scale);
            self.backward[at] = std::array::from_fn(|label| dot(&transitions[label], &ahead));
        }
    }

    fn trace_best(&mut self) {
        let count = self.best.len();
        self.path.clear();
        self.path.resize(count, OUTSIDE);
        let last = &self.best[count - 1];
        let mut label = (0..LABELS)
            .filter(|label| may_end(*label))
            .fold(OUTSIDE, |best, label| if last[label] > last[best] { label } else { best });
        for at in (0..count).rev() {
            self.path[at] = label;
            label = usize::from(self.came_from[at][label]);
        }
    }

    fn span_scores(
        &self,
        start: usize,
        end: usize,
        potentials: &[Scores],
        transitions: &[Scores; LABELS],
    ) -> [f32; KINDS] {
        std::array::from_fn(|kind| {
            let at = |index: usize| label(kind, place_in(index - start, end - start));
            let mut product = self.forward[start][at(start)];
            for index in start + 1..end {
                product *=
                    transitions[at(index - 1)][at(index)] * potentials[index][at(index)] / self.scale[index];
            }
            (product * self.backward[end - 1][at(end - 1)]).clamp(0.0, 1.0)
        })
    }
}

/// The place of the word at `index` in a name of `len` words.
pub(crate) const fn place_in(index: usize, len: usize) -> Place {
    match index {
        _ if len == 1 => Place::Unit,
        0 => Place::Begin,
        _ if index + 1 == len => Place::Last,
        _ => Place::Inside,
    }
}

#[inline]
fn add_step(sum: &mut Scores, weight: f32, transitions: &Scores) {
    for (sum, transition) in sum.iter_mut().zip(transitions) {
        *sum += weight * transition;
    }
}

#[inline]
fn keep_best(best: &mut Scores, from: &mut [u8; LABELS], label: usize, weight: f32, transitions: &Scores) {
    for next in 0..LABELS {
        let reached = weight * transitions[next];
        if reached > best[next] {
            best[next] = reached;
            from[next] = label as u8;
        }
    }
}

#[inline]
fn dot(one: &Scores, other: &Scores) -> f32 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

/// Multiplies label by label, then divides all by their sum, which is returned.
#[inline]
fn multiply(scores: &mut Scores, potential: &Scores) -> f32 {
    for (score, potential) in scores.iter_mut().zip(potential) {
        *score *= potential;
    }
    let sum = scores.iter().sum::<f32>().max(f32::MIN_POSITIVE);
    for score in scores {
        *score /= sum;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn transitions() -> [Scores; LABELS] {
        std::array::from_fn(|label| std::array::from_fn(|next| f32::from(u8::from(may_follow(label, next)))))
    }

    fn favour(labels: &[usize]) -> Vec<Scores> {
        labels
            .iter()
            .map(|wanted| std::array::from_fn(|label| if label == *wanted { 50.0 } else { 1.0 }))
            .collect()
    }

    #[test]
    fn favoured_labels_become_spans() {
        let labels = [
            label(0, Place::Begin),
            label(0, Place::Last),
            OUTSIDE,
            label(2, Place::Unit),
            label(1, Place::Unit),
        ];
        let mut found = Vec::new();
        Chain::default().decode(&favour(&labels), &transitions(), &mut found);
        let spans: Vec<(usize, usize)> = found.iter().map(|span| (span.start, span.end)).collect();
        assert_eq!(spans, [(0, 2), (3, 4), (4, 5)]);
        assert!(
            found[0].scores[0] > 0.8 && found[1].scores[2] > 0.6 && found[2].scores[1] > 0.6,
            "{found:?}"
        );
        assert!(found.iter().all(|span| span.scores.iter().sum::<f32>() <= 1.001));
    }

    #[test]
    fn no_label_may_follow_one_that_it_does_not_fit() {
        assert!(may_follow(OUTSIDE, label(1, Place::Begin)) && !may_follow(OUTSIDE, label(1, Place::Last)));
        assert!(may_follow(label(1, Place::Begin), label(1, Place::Last)));
        assert!(!may_follow(label(1, Place::Begin), label(2, Place::Last)));
        assert!(!may_follow(label(1, Place::Begin), OUTSIDE));
    }
}
