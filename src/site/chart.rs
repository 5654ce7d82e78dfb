//! Charts as SVG, made at build time: presentation attributes and classes only, each with its data as text.

use super::inline::escape;
use super::moment::{year_text, years_text};
use super::views::list::{Chart, CountRow};
use crate::analysis::entity::EntityKind;
use crate::strings::Strings;
use std::fmt::Write;

/// A year with its number.
pub(crate) struct Bar {
    pub(crate) year: i32,
    pub(crate) count: usize,
    pub(crate) href: Option<String>,
}

/// A neighbour in a graph.
pub(crate) struct Node {
    pub(crate) text: String,
    pub(crate) href: Option<String>,
    pub(crate) kind: EntityKind,
    pub(crate) weight: usize,
}

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 96.0;
/// Years above which decades are drawn.
const MAX_YEARS: i64 = 130;

/// Bars by year, or by decade over long spans; `None` when there are fewer than two years. `bars` ascend;
/// `unit` is the key of what they count.
pub(crate) fn years(strings: &Strings, bars: &[Bar], unit: &str) -> Option<Chart> {
    let what = strings.text(unit);
    let (first, last) = (bars.first()?, bars.last()?);
    if bars.len() < 2 {
        return None;
    }
    let span = i64::from(last.year) - i64::from(first.year) + 1;
    let step =
        if span <= MAX_YEARS { 1 } else { 10_i64.pow(((span as f64 / 100.0).log10().ceil() as u32).max(1)) };
    let most = bars.iter().max_by_key(|bar| (bar.count, std::cmp::Reverse(bar.year)))?;
    let total = bars.iter().map(|bar| bar.count).sum::<usize>();
    let year = |year: i32| year_text(strings, year);
    let summary = strings.fill(
        "chart.summary",
        &[
            ("total", &strings.number(total)),
            ("what", what),
            ("from", &year(first.year)),
            ("to", &year(last.year)),
            ("most", &strings.number(most.count)),
            ("peak", &year(most.year)),
        ],
    );
    let row = |bar: &Bar| CountRow { text: year(bar.year), href: bar.href.clone(), count: bar.count };
    let rows = bars.iter().map(row).collect();
    Some(Chart { svg: draw(strings, &columns(bars, step), step, &summary, what), summary, rows })
}

struct Column {
    start: i64,
    count: usize,
    href: Option<String>,
}

/// Gathers years into columns of `step` years, including empty ones.
fn columns(bars: &[Bar], step: i64) -> Vec<Column> {
    let start_of = |year: i32| i64::from(year).div_euclid(step) * step;
    let (Some(first), Some(last)) = (bars.first(), bars.last()) else { return Vec::new() };
    let mut columns: Vec<Column> = (0..=(start_of(last.year) - start_of(first.year)) / step)
        .map(|at| Column { start: start_of(first.year) + at * step, count: 0, href: None })
        .collect();
    for bar in bars {
        let at = ((start_of(bar.year) - start_of(first.year)) / step) as usize;
        if let Some(column) = columns.get_mut(at) {
            column.count += bar.count;
            if column.href.is_none() {
                column.href.clone_from(&bar.href);
            }
        }
    }
    columns
}

fn draw(strings: &Strings, columns: &[Column], step: i64, summary: &str, what: &str) -> String {
    let highest = columns.iter().map(|column| column.count).max().unwrap_or(1).max(1) as f64;
    let slot = (WIDTH / columns.len().max(1) as f64).min(48.0);
    let mut svg = format!(
        "<svg class=\"bars\" viewBox=\"0 0 {WIDTH:.0} {:.0}\" role=\"group\" aria-label=\"",
        HEIGHT + 22.0
    );
    escape(summary, &mut svg);
    svg.push_str("\">");
    let room = (columns.len() as f64 * 44.0 / WIDTH).ceil().max(1.0) as i64;
    let label_every = [1, 2, 5, 10, 20, 50].into_iter().find(|every| *every >= room).unwrap_or(100) * step;
    for (at, column) in columns.iter().enumerate() {
        let x = at as f64 * slot;
        let name = if step == 1 {
            year_text(strings, column.start as i32)
        } else {
            years_text(strings, column.start as i32, (column.start + step - 1) as i32)
        };
        if column.count > 0 {
            let height = (column.count as f64 / highest * (HEIGHT - 4.0)).max(2.0);
            let count = strings.number(column.count);
            let label = strings.fill("chart.bar", &[("name", &name), ("n", &count), ("what", what)]);
            open_link(column.href.as_deref(), &label, &mut svg);
            let _ = write!(
                svg,
                "<rect class=\"ground\" x=\"{x:.1}\" y=\"0\" width=\"{slot:.1}\" height=\"{HEIGHT:.0}\"/>\
                 <rect class=\"bar\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{height:.1}\">\
                 <title>",
                x + slot * 0.1,
                HEIGHT - height,
                slot * 0.8,
            );
            escape(&label, &mut svg);
            svg.push_str("</title></rect>");
            svg.push_str(if column.href.is_some() { "</a>" } else { "" });
        }
        if column.start % label_every == 0 && x + 30.0 <= WIDTH {
            // Every other label gives way on narrow screens, where the rest are drawn larger.
            let minor = if column.start / label_every % 2 == 0 { "" } else { " minor" };
            let _ = write!(
                svg,
                "<text class=\"tick{minor}\" x=\"{x:.1}\" y=\"{:.0}\">{}</text>",
                HEIGHT + 16.0,
                year_text(strings, column.start as i32)
            );
        }
    }
    let _ = write!(
        svg,
        "<line class=\"axis\" x1=\"0\" x2=\"{:.0}\" y1=\"{HEIGHT:.0}\" y2=\"{HEIGHT:.0}\"/></svg>",
        slot * columns.len() as f64
    );
    svg
}

/// A link for the pointer. The keyboard finds the same links in the table or list beside each drawing, so that dozens
/// of bars are not as many stops on the way to the text.
fn open_link(href: Option<&str>, label: &str, svg: &mut String) {
    if let Some(href) = href {
        svg.push_str("<a tabindex=\"-1\" href=\"");
        escape(href, svg);
        svg.push_str("\" aria-label=\"");
        escape(label, svg);
        svg.push_str("\">");
    }
}

/// A centre with its neighbours around it; lines are as thick as names are often together.
pub(crate) fn graph(strings: &Strings, centre: &str, nodes: &[Node]) -> String {
    // Names of 24 letters fit on either side.
    let (middle_x, middle_y) = (360.0, 190.0);
    let most = nodes.iter().map(|node| node.weight).max().unwrap_or(1).max(1) as f64;
    let mut lines = String::new();
    let mut points = String::new();
    for (at, node) in nodes.iter().enumerate() {
        let angle =
            (at as f64 + 0.5) / nodes.len() as f64 * std::f64::consts::TAU - std::f64::consts::FRAC_PI_2;
        let x = middle_x + angle.cos() * 150.0;
        let y = middle_y + angle.sin() * 155.0;
        let thickness = 1.0 + 5.0 * node.weight as f64 / most;
        let _ = write!(
            lines,
            "<line class=\"edge\" x1=\"{middle_x}\" y1=\"{middle_y}\" x2=\"{x:.1}\" y2=\"{y:.1}\" \
             stroke-width=\"{thickness:.1}\"/>"
        );
        let (anchor, shift) = match angle.cos() {
            right if right > 0.15 => ("start", 12.0),
            left if left < -0.15 => ("end", -12.0),
            _ => ("middle", 0.0),
        };
        let lift = match shift == 0.0 {
            true if angle.sin() > 0.0 => 24.0,
            true => -12.0,
            false => 5.0,
        };
        let together = strings.count("count.together", node.weight);
        let label = strings.fill("chart.graph_node", &[("name", &node.text), ("count", &together)]);
        open_link(node.href.as_deref(), &label, &mut points);
        let class = match node.kind {
            EntityKind::Person => "person",
            EntityKind::Organization => "organization",
            EntityKind::Place => "place",
        };
        let _ = write!(
            points,
            "<circle class=\"node {class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"7\"/>\
             <text class=\"label\" text-anchor=\"{anchor}\" x=\"{:.1}\" y=\"{:.1}\">",
            x + shift,
            y + lift
        );
        escape(&shorten(&node.text, 24), &mut points);
        points.push_str(if node.href.is_some() { "</text></a>" } else { "</text>" });
    }
    let mut svg = String::from("<svg class=\"graph\" viewBox=\"0 0 720 380\" role=\"group\" aria-label=\"");
    escape(&strings.fill("chart.graph", &[("name", centre)]), &mut svg);
    let _ = write!(svg, "\">{lines}{points}");
    let _ = write!(
        svg,
        "<circle class=\"node centre\" cx=\"{middle_x}\" cy=\"{middle_y}\" r=\"9\"/>\
         <text class=\"label centre\" text-anchor=\"middle\" x=\"{middle_x}\" y=\"{:.0}\">",
        middle_y + 26.0
    );
    escape(&shorten(centre, 40), &mut svg);
    svg.push_str("</text></svg>");
    svg
}

fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most - 1).collect();
    format!("{}…", cut.trim_end())
}
