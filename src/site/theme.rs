//! The theme: templates and static files. A user's file wins over the built-in one of the same name.

use super::base_map::BaseMap;
use super::embedded::{STATIC_FILES, TEMPLATES};
use crate::strings::Strings;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use tera::{Context, ErrorKind, Tera};

/// Templates ready to render, and the static files that go with them.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    static_files: BTreeMap<String, Cow<'static, [u8]>>,
    base_map: Option<BaseMap>,
    hash: [u8; 32],
}

impl Theme {
    /// The built-in theme with the user's templates and static files laid over it; keys are paths relative to the
    /// folders `templates` and `static`.
    ///
    /// # Errors
    /// When a template cannot be parsed, or names a template or component that does not exist.
    pub fn new(
        user_templates: BTreeMap<String, String>,
        user_static: BTreeMap<String, Vec<u8>>,
    ) -> Result<Self, ThemeError> {
        let mut templates: BTreeMap<String, Cow<'static, str>> =
            TEMPLATES.iter().map(|&(name, text)| (name.to_owned(), Cow::Borrowed(text))).collect();
        templates.extend(user_templates.into_iter().map(|(name, text)| (name, Cow::Owned(text))));
        let mut hasher = blake3::Hasher::new();
        for (name, text) in &templates {
            for part in [name.as_bytes(), text.as_bytes()] {
                hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
            }
        }
        let mut tera = Tera::new();
        tera.register_filter("fill", fill);
        tera.register_filter("number", number);
        tera.add_raw_templates(templates).map_err(|error| ThemeError::from_tera("", &error))?;
        let mut static_files: BTreeMap<String, Cow<'static, [u8]>> =
            STATIC_FILES.iter().map(|&(name, bytes)| (name.to_owned(), Cow::Borrowed(bytes))).collect();
        static_files.extend(user_static.into_iter().map(|(name, bytes)| (name, Cow::Owned(bytes))));
        Ok(Self { tera, static_files, base_map: None, hash: hasher.finalize().into() })
    }

    /// The theme with a map of one's own, from a GeoJSON text.
    ///
    /// # Errors
    /// When the text is no GeoJSON that a map can be drawn on.
    pub fn with_base_map(mut self, geojson: &str) -> Result<Self, String> {
        self.base_map = Some(BaseMap::parse(geojson)?);
        let mut hasher = blake3::Hasher::new();
        self.hash = *hasher.update(&self.hash).update(geojson.as_bytes()).finalize().as_bytes();
        Ok(self)
    }

    /// The map of one's own.
    pub(crate) fn base_map(&self) -> Option<&BaseMap> {
        self.base_map.as_ref()
    }

    /// blake3 over all templates: every page depends on it.
    pub fn hash(&self) -> [u8; 32] {
        self.hash
    }

    /// Static files by output path.
    pub fn static_files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.static_files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_ref()))
    }

    /// Renders a template with a view, and the strings of the interface as `t`.
    pub(crate) fn render<V: Serialize>(
        &self,
        template: &str,
        view: &V,
        strings: Option<&tera::Value>,
    ) -> Result<Vec<u8>, ThemeError> {
        let failed = |error: tera::Error| ThemeError::from_tera(template, &error);
        let mut context = Context::from_serialize(view).map_err(failed)?;
        if let Some(strings) = strings {
            context.insert_value("t", strings.clone());
        }
        let mut page = Vec::with_capacity(16 * 1024);
        self.tera.render_to(template, &context, &mut page).map_err(failed)?;
        Ok(page)
    }
}

/// The strings of the interface as templates see them: `t.section.key`. Plural forms are left out, since the views
/// hold what is counted in words.
pub(crate) fn template_strings(strings: &Strings) -> tera::Value {
    let mut sections: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
    for (key, text) in strings.texts() {
        if let Some((section, name)) = key.split_once('.') {
            sections.entry(section).or_default().insert(name, text);
        }
    }
    tera::Value::from_serializable(&sections)
}

/// The filter `fill`: replaces the words in braces, as in `{{ t.list.more | fill(n=3) }}`.
fn fill(text: &str, values: tera::Kwargs, _: &tera::State) -> tera::TeraResult<String> {
    let mut filled = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let inside = after.split_once('}');
        let value = match inside {
            Some((name, _)) => values.get::<&tera::Value>(name)?,
            None => None,
        };
        match (inside, value) {
            (Some((_, after)), Some(value)) => {
                filled.push_str(&value.to_string());
                rest = after;
            }
            _ => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    Ok(filled)
}

/// The filter `number`: a mark between groups of three digits, as in `{{ count | number(group=t.number.group) }}`.
fn number(count: u64, values: tera::Kwargs, _: &tera::State) -> tera::TeraResult<String> {
    let group = values.get::<&str>("group")?.unwrap_or_default();
    Ok(crate::strings::grouped(count, group))
}

/// Trouble with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeError {
    /// Which template, relative to the folder `templates`.
    pub template: String,
    /// Line in it, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong, and the place in the source.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl ThemeError {
    fn from_tera(template: &str, error: &tera::Error) -> Self {
        let help = "every field of every view is listed in docs/themes.md; a field that is not there must be \
                    guarded with `is defined`, and one that may be null with `if`";
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Self {
                template: report.filename().to_owned(),
                line: Some(report.span().start_line),
                message: error.to_string(),
                help: help.to_owned(),
            },
            _ => Self {
                template: template.to_owned(),
                line: None,
                message: error.to_string(),
                help: "remove your copy of the template to get the built-in one back".to_owned(),
            },
        }
    }
}

impl std::fmt::Display for ThemeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "templates/{}", self.template)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}\nhelp: {}", self.message, self.help)
    }
}

impl std::error::Error for ThemeError {}
