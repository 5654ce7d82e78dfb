//! The accent colour in both schemes: darkened on the light ground and lightened on the dark one until text in it
//! can be read.

/// Red, green and blue.
type Colour = [u8; 3];

const LIGHT_GROUND: Colour = [0xff, 0xfe, 0xfb];
const DARK_GROUND: Colour = [0x16, 0x18, 0x1b];
/// Contrast of text that WCAG 2.2 asks for at level AA.
const LEAST_CONTRAST: f64 = 4.5;

/// The style sheet that sets the accent; empty when the colour cannot be read.
pub(crate) fn sheet(accent: &str) -> String {
    let Some(colour) = parse(accent) else { return String::new() };
    let light = readable(colour, LIGHT_GROUND, [0, 0, 0]);
    let dark = readable(colour, DARK_GROUND, [255, 255, 255]);
    format!(
        ":root {{ --accent: {}; }}\n@media (prefers-color-scheme: dark) {{ :root {{ --accent: {}; }} }}\n",
        hex(light),
        hex(dark)
    )
}

fn parse(accent: &str) -> Option<Colour> {
    let digits = accent.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

fn hex([red, green, blue]: Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// The nearest colour on the way to `end` that is readable on `ground`.
fn readable(colour: Colour, ground: Colour, end: Colour) -> Colour {
    let mixed = |share: f64| {
        let mix = |at: usize| {
            (f64::from(colour[at]) + (f64::from(end[at]) - f64::from(colour[at])) * share).round() as u8
        };
        [mix(0), mix(1), mix(2)]
    };
    (0..=50)
        .map(|step| mixed(f64::from(step) / 50.0))
        .find(|colour| contrast(*colour, ground) >= LEAST_CONTRAST)
        .unwrap_or(end)
}

fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: Colour) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_readable_colour_stays() {
        assert!(sheet("#0b4f8a").starts_with(":root { --accent: #0b4f8a; }"));
        assert!(contrast([0, 0, 0], [255, 255, 255]) > 20.9);
        for bad in ["red", "#12345", "#ééé", ""] {
            assert_eq!(sheet(bad), "");
        }
    }

    proptest! {
        #[test]
        fn every_colour_becomes_readable_in_both_schemes(colour: [u8; 3]) {
            let light = readable(colour, LIGHT_GROUND, [0, 0, 0]);
            let dark = readable(colour, DARK_GROUND, [255, 255, 255]);
            prop_assert!(contrast(light, LIGHT_GROUND) >= LEAST_CONTRAST);
            prop_assert!(contrast(dark, DARK_GROUND) >= LEAST_CONTRAST);
        }
    }
}
