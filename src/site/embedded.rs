//! The built-in theme, embedded in the binary.

/// Templates by name.
pub(crate) const TEMPLATES: &[(&str, &str)] = &[
    ("about.html", include_str!("../../templates/about.html")),
    ("article.html", include_str!("../../templates/article.html")),
    ("author.html", include_str!("../../templates/author.html")),
    ("author-index.html", include_str!("../../templates/author-index.html")),
    ("base.html", include_str!("../../templates/base.html")),
    ("components.html", include_str!("../../templates/components.html")),
    ("date-index.html", include_str!("../../templates/date-index.html")),
    ("day.html", include_str!("../../templates/day.html")),
    ("entity.html", include_str!("../../templates/entity.html")),
    ("entity-index.html", include_str!("../../templates/entity-index.html")),
    ("entity-year.html", include_str!("../../templates/entity-year.html")),
    ("issue.html", include_str!("../../templates/issue.html")),
    ("issue-index.html", include_str!("../../templates/issue-index.html")),
    ("map.html", include_str!("../../templates/map.html")),
    ("search.html", include_str!("../../templates/search.html")),
    ("section.html", include_str!("../../templates/section.html")),
    ("section-index.html", include_str!("../../templates/section-index.html")),
    ("this-day.html", include_str!("../../templates/this-day.html")),
    ("this-day-index.html", include_str!("../../templates/this-day-index.html")),
    ("home.html", include_str!("../../templates/home.html")),
    ("listing.html", include_str!("../../templates/listing.html")),
    ("mentioned.html", include_str!("../../templates/mentioned.html")),
    ("mentioned-index.html", include_str!("../../templates/mentioned-index.html")),
    ("month.html", include_str!("../../templates/month.html")),
    ("month-only.html", include_str!("../../templates/month-only.html")),
    ("not-found.html", include_str!("../../templates/not-found.html")),
    ("redirect.html", include_str!("../../templates/redirect.html")),
    ("specimen.html", include_str!("../../templates/specimen.html")),
    ("topic.html", include_str!("../../templates/topic.html")),
    ("topic-index.html", include_str!("../../templates/topic-index.html")),
    ("undated.html", include_str!("../../templates/undated.html")),
    ("year.html", include_str!("../../templates/year.html")),
    ("year-only.html", include_str!("../../templates/year-only.html")),
    ("feed.xml", include_str!("../../templates/feed.xml")),
];

/// Static files by output path.
pub(crate) const STATIC_FILES: &[(&str, &[u8])] = &[
    ("assets/backfile.css", include_bytes!("../../static/assets/backfile.css")),
    ("assets/backfile.js", include_bytes!("../../static/assets/backfile.js")),
    ("assets/search.css", include_bytes!("../../static/assets/search.css")),
    ("assets/search-index.js", include_bytes!("../../static/assets/search-index.js")),
    ("assets/search.js", include_bytes!("../../static/assets/search.js")),
    ("assets/icon.svg", include_bytes!("../../static/assets/icon.svg")),
];
