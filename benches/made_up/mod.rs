//! Made-up archives from a seed: invented names that recur, dates told in several manners, conventions that vary.

mod dice;

use dice::Dice;
use std::fs;
use std::path::Path;

impl Dice {
    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }

    /// Small numbers often, large ones seldom, as names recur in the news.
    fn skewed(&mut self, below: usize) -> usize {
        let first = self.roll(below) + 1;
        self.roll(first)
    }
}

const GIVEN: [&str; 24] = [
    "Alma", "Barnaby", "Cora", "Dorian", "Edith", "Fergus", "Greta", "Horace", "Ida", "Jasper", "Kezia",
    "Lionel", "Mabel", "Nathan", "Olive", "Percy", "Quentin", "Rosa", "Silas", "Thea", "Ulric", "Vera",
    "Wilfred", "Yvonne",
];
const FIRST_PARTS: [&str; 20] = [
    "Ash", "Bell", "Crow", "Dun", "Elder", "Fair", "Gale", "Hart", "Iron", "Kettle", "Lark", "Marsh",
    "Nettle", "Oaken", "Pender", "Quill", "Rook", "Salt", "Thorn", "Winter",
];
const LAST_PARTS: [&str; 12] =
    ["by", "combe", "croft", "dale", "field", "gate", "ham", "ley", "more", "stead", "wick", "worth"];
const BODIES: [&str; 10] = [
    "Harbour Commission",
    "Town Council",
    "Choral Society",
    "Steam Packet Company",
    "Cricket Club",
    "Board of Trade",
    "Savings Bank",
    "Cannery Union",
    "Railway Company",
    "Grammar School",
];
const PLACES: [&str; 10] =
    ["Street", "Bridge", "Bay", "Island", "Hill", "Wharf", "Square", "Creek", "Park", "Falls"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const VERBS: [&str; 12] = [
    "opened", "refused", "praised", "repaired", "bought", "closed", "visited", "measured", "painted",
    "flooded", "rebuilt", "sold",
];
const THINGS: [&str; 16] = [
    "the old lamp",
    "a second ferry",
    "the market hall",
    "three carts of coal",
    "the winter timetable",
    "a new organ",
    "the north pier",
    "the school roof",
    "a prize heifer",
    "the fire engine",
    "the reading room",
    "a stone wall",
    "the weighing house",
    "the band's instruments",
    "a telephone line",
    "the town clock",
];
const TAILS: [&str; 10] = [
    "and nobody objected",
    "after a debate of two hours",
    "at a cost that was not stated",
    "to the surprise of all present",
    "though it rained",
    "as had been expected",
    "before a large crowd",
    "with the help of neighbours",
    "which had stood empty for years",
    "for the second time in a year",
];

/// An invented surname or town: "Thornwick".
fn coined(number: usize) -> String {
    let first = FIRST_PARTS[number % FIRST_PARTS.len()];
    let last = LAST_PARTS[number / FIRST_PARTS.len() % LAST_PARTS.len()];
    format!("{first}{last}")
}

fn person(number: usize) -> (String, String) {
    let given = GIVEN[number * 7 % GIVEN.len()];
    (given.into(), coined(number * 11 + number / 240))
}

fn place(number: usize) -> String {
    format!("{} {}", coined(number * 13 + 5), PLACES[number % PLACES.len()])
}

fn organization(number: usize) -> String {
    format!("{} {}", coined(number * 17 + 3), BODIES[number % BODIES.len()])
}

/// Year, month and day of an article.
fn day_of(number: usize) -> (usize, usize, usize) {
    let mut dice = Dice(number as u64 ^ 0xda7e);
    (1931 + dice.roll(44), 1 + dice.roll(12), 1 + dice.roll(28))
}

/// Path of an article below the content folder.
pub(crate) fn path_of(number: usize) -> String {
    let (year, month, day) = day_of(number);
    let ending = if number % 10 == 9 { "md" } else { "txt" };
    format!("{year}/{year}-{month:02}-{day:02}_{number:05}.{ending}")
}

/// The whole source of an article.
pub(crate) fn article(number: usize) -> String {
    let mut dice = Dice(number as u64);
    let people: Vec<(String, String)> = (0..3).map(|_| person(dice.skewed(600))).collect();
    let title = format!("{} {} {}", people[0].1, dice.pick(&VERBS), dice.pick(&THINGS));
    let (year, month, day) = day_of(number);
    let author = person(dice.roll(12));
    let mut text = if number % 10 == 9 {
        format!(
            "---\ntitle: \"{title}\"\ndate: {year}-{month:02}-{day:02}\nauthor: {} {}\ntags: [harbour]\n---\n\n",
            author.0, author.1
        )
    } else {
        let title = if number.is_multiple_of(3) { title.to_uppercase() } else { title };
        format!("{title}\nBy {} {}\n\n{} {day}, {year}\n\n", author.0, author.1, MONTHS[month - 1])
    };
    for paragraph in 0..4 + dice.roll(5) {
        if paragraph == 3 {
            text.push_str("What was said\n\n");
        }
        push_paragraph(&mut text, &mut dice, &people, year);
    }
    text
}

fn push_paragraph(text: &mut String, dice: &mut Dice, people: &[(String, String)], year: usize) {
    let mut words = String::new();
    for _ in 0..2 + dice.roll(4) {
        let (given, surname) = &people[dice.roll(people.len())];
        let who = match dice.roll(3) {
            0 => format!("{given} {surname}"),
            1 => format!("Mr. {surname}"),
            _ => format!("The {}", organization(dice.skewed(200))),
        };
        let when = match dice.roll(6) {
            0 => format!(" on {}", dice.pick(&DAYS)),
            1 => format!(" on {} {}", 1 + dice.roll(28), dice.pick(&MONTHS)),
            2 => format!(" in {}", year - dice.roll(30)),
            3 => " last week".into(),
            _ => String::new(),
        };
        let (verb, thing, tail) = (dice.pick(&VERBS), dice.pick(&THINGS), dice.pick(&TAILS));
        let sentence = format!("{who} {verb} {thing} in {}{when}, {tail}. ", place(dice.skewed(300)));
        words.push_str(&sentence);
    }
    push_wrapped(text, &words);
}

/// Adds a paragraph, hard-wrapped as typed texts are.
fn push_wrapped(text: &mut String, words: &str) {
    let mut width = 0;
    for word in words.split_whitespace() {
        if width > 0 {
            let wrap = width + word.len() > 74;
            text.push(if wrap { '\n' } else { ' ' });
            width = if wrap { 0 } else { width + 1 };
        }
        text.push_str(word);
        width += word.len();
    }
    text.push_str("\n\n");
}

/// The layouts that texts come in.
#[derive(Clone, Copy, Debug)]
#[allow(dead_code, reason = "each bench uses its own part")]
pub(crate) enum Shape {
    /// Hard-wrapped paragraphs with blank lines between.
    Wrapped,
    /// One paragraph a line.
    ParagraphALine,
    /// The whole text on one line.
    SingleLine,
    /// Wrapped, with form feeds, running heads and page numbers.
    Furniture,
    /// Markdown with headings, emphasis, links, quotes and lists.
    Markdown,
}

/// A text of at least `bytes` bytes.
#[allow(dead_code, reason = "each bench uses its own part")]
pub(crate) fn text_of(shape: Shape, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 4096);
    let mut number = 0;
    while text.len() < bytes {
        let article = article(number * 10);
        let body = article.split_once("\n\n").map_or(article.as_str(), |(_, body)| body);
        let unwrapped: Vec<String> =
            body.split("\n\n").map(|paragraph| paragraph.replace('\n', " ")).collect();
        match shape {
            Shape::Wrapped => text.push_str(body),
            Shape::ParagraphALine => text.push_str(&unwrapped.join("\n")),
            Shape::SingleLine => text.push_str(&unwrapped.join(" ")),
            Shape::Furniture => {
                text.push_str(&format!("The Evening Lamp\n\n{body}- {} -\n\n\u{c}", number + 1));
            }
            Shape::Markdown => {
                for (at, paragraph) in unwrapped.iter().enumerate() {
                    let mark = ["", "## ", "> ", "- ", "*Note* [link](a.md) ", ""][at % 6];
                    text.push_str(&format!("{mark}{paragraph}\n\n"));
                }
            }
        }
        number += 1;
    }
    text
}

/// Writes an archive of that many articles.
#[allow(dead_code, reason = "each bench uses its own part")]
pub(crate) fn write_archive(folder: &Path, articles: usize) {
    for number in 0..articles {
        let path = folder.join(path_of(number));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, article(number)).unwrap();
    }
}
