//! German: the words of time, and the constructs in which German differs.

use super::expression::DayPart::{Afternoon, Daytime, Evening, Midday, Morning, Night};
use super::expression::Holiday::{Easter, Fixed, Nth};
use super::expression::Season::{Autumn, Spring, Summer, Winter};
use super::expression::Tense::{Future, Past};
use super::expression::Unit as U;
use super::expression::{Base, Reference};
use super::meaning::Meaning::{
    Counted, CountsAhead, CountsBack, Decade, Doubtful, HoldsArticle, InSpan, Month, Number, OnDay, Ordinal,
    Part, Role, Season, Short, ShortMonth, ShortWeekday, Tense, Unit, Units, Weekday,
};
use super::meaning::{Meaning, Role as R};
use super::table::{Cues, Feast, Made, Phrase, Syntax, Table};

/// The table of German.
pub(super) static GERMAN: Table = Table {
    code: "de",
    words: WORDS,
    made: Made {
        stems: STEMS,
        endings: &["e", "en", "er", "es", "em"],
        units_before_tens: Some((
            &[
                ("ein", 1),
                ("zwei", 2),
                ("drei", 3),
                ("vier", 4),
                ("fünf", 5),
                ("sechs", 6),
                ("sieben", 7),
                ("acht", 8),
                ("neun", 9),
            ],
            "und",
        )),
        ordinal_of_tens: "st",
        weekday_with_part: true,
        weekly: "s",
    },
    feasts: FEASTS,
    references: REFERENCES,
    syntax: Syntax {
        ordinal_endings: &[],
        ordinal_period: true,
        capital_nouns: true,
        genitive: true,
        day_after_month: false,
        day_word_needs_of: false,
        article_with_day: false,
        days_with_periods: true,
        decade_endings: &["er", "ern"],
        number_marks: (b'.', b','),
        before_christ: &[
            &["v", ".", "chr", "."],
            &["v", ".", "chr"],
            &["vor", "christus"],
            &["v", ".", "u", ".", "z", "."],
        ],
        after_christ: &[
            &["n", ".", "chr", "."],
            &["n", ".", "chr"],
            &["nach", "christus"],
            &["u", ".", "z", "."],
        ],
        ancient: " v. Chr",
        forenoon: &[],
        afternoon: &[],
        oclock: &[&["uhr"]],
        whole_day_clock: true,
        half_of_next_hour: true,
        counted: &[],
    },
    cues: Cues {
        past_endings: &[],
        not_past_endings: &[],
        not_past_beginnings: &[],
        before_participle: &[],
        looking_ahead: (&["beschloss", "beschlossen", "versprach", "plante", "planten", "hoffte"], "zu"),
        not_yet: &[
            "ist", "sind", "wird", "werden", "soll", "sollen", "plant", "planen", "erwartet", "will",
            "wollen",
        ],
        past: &["war", "waren", "wurde", "wurden", "hatte", "hatten"],
        limit: &["bis"],
        named_by_year: &["ausgabe", "auflage", "fassung", "version", "norm"],
        long_past: &["seit"],
        title_looks_back: &[
            "rückblick", "rückschau", "ergebnis", "ergebnisse", "bericht", "jahresbericht", "bilanz", "umfrage",
        ],
        title_looks_ahead: &[
            "für", "ausblick", "vorschau", "plan", "pläne", "programm", "aufruf", "ziele", "vorsätze", "wird",
        ],
        labels: &[
            ("veröffentlicht", true),
            ("erstveröffentlicht", true),
            ("zuerst veröffentlicht", true),
            ("erschienen", true),
            ("zuerst erschienen", true),
            ("erscheinungsdatum", true),
            ("publiziert", true),
            ("datum:", true),
            ("ausgabe vom", true),
            ("aktualisiert", false),
            ("zuletzt aktualisiert", false),
            ("zuletzt geändert", false),
            ("geändert", false),
            ("stand:", false),
            ("letzte änderung", false),
        ],
        after_label: &["am ", "im ", "vom "],
    },
};

/// Words that are declined.
#[rustfmt::skip]
static STEMS: &[(&str, Meaning)] = &[
    ("letzt", Role(R::Last)), ("vergangen", Role(R::Last)), ("vorig", Role(R::Last)), ("verflossen", Role(R::Last)), ("gestrig", Role(R::Last)),
    ("nächst", Role(R::Next)), ("kommend", Role(R::Next)), ("morgig", Role(R::Next)), ("bevorstehend", Role(R::Next)),
    ("dies", Role(R::This)), ("heutig", Role(R::This)), ("jen", Role(R::That)), ("selb", Role(R::Same)), ("gleich", Role(R::Same)),
    ("folgend", Role(R::Following)), ("darauffolgend", Role(R::Following)), ("vorangegangen", Role(R::Previous)), ("vorhergehend", Role(R::Previous)),
    ("laufend", Role(R::Current)), ("ehemalig", Role(R::Former)), ("früher", Role(R::Former)), ("jed", Role(R::Every)), ("früh", Role(R::Early)), ("spät", Role(R::Late)),
    ("wenig", Role(R::Few)), ("einig", Role(R::Few)), ("mehrer", Role(R::Few)), ("etlich", Role(R::Few)), ("manch", Role(R::Few)), ("viel", Role(R::Few)),
    ("halb", Role(R::Half)), ("ganz", Role(R::Full)), ("voll", Role(R::Full)), ("weiter", Role(R::Full)),
    ("erst", Ordinal(1)), ("zweit", Ordinal(2)), ("dritt", Ordinal(3)), ("viert", Ordinal(4)), ("fünft", Ordinal(5)), ("sechst", Ordinal(6)),
    ("siebt", Ordinal(7)), ("siebent", Ordinal(7)), ("acht", Ordinal(8)), ("neunt", Ordinal(9)), ("zehnt", Ordinal(10)), ("elft", Ordinal(11)),
    ("zwölft", Ordinal(12)), ("dreizehnt", Ordinal(13)), ("vierzehnt", Ordinal(14)), ("fünfzehnt", Ordinal(15)), ("sechzehnt", Ordinal(16)),
    ("siebzehnt", Ordinal(17)), ("achtzehnt", Ordinal(18)), ("neunzehnt", Ordinal(19)),
    ("täglich", Role(R::Periodic)), ("täglich", Unit(U::Day)), ("wöchentlich", Role(R::Periodic)), ("wöchentlich", Unit(U::Week)),
    ("monatlich", Role(R::Periodic)), ("monatlich", Unit(U::Month)), ("jährlich", Role(R::Periodic)), ("jährlich", Unit(U::Year)),
];

#[rustfmt::skip]
static WORDS: &[(&str, Meaning)] = &[
    ("januar", Month(1)), ("jänner", Month(1)), ("februar", Month(2)), ("feber", Month(2)), ("märz", Month(3)), ("maerz", Month(3)), ("april", Month(4)),
    ("mai", Month(5)), ("juni", Month(6)), ("juli", Month(7)), ("august", Month(8)), ("august", Doubtful), ("september", Month(9)), ("oktober", Month(10)),
    ("november", Month(11)), ("dezember", Month(12)), ("januars", Month(1)), ("februars", Month(2)),
    ("jan", ShortMonth(1)), ("jän", ShortMonth(1)), ("feb", ShortMonth(2)), ("febr", ShortMonth(2)), ("mär", ShortMonth(3)), ("apr", ShortMonth(4)),
    ("jun", ShortMonth(6)), ("jul", ShortMonth(7)), ("aug", ShortMonth(8)), ("sep", ShortMonth(9)), ("sept", ShortMonth(9)), ("okt", ShortMonth(10)),
    ("nov", ShortMonth(11)), ("dez", ShortMonth(12)), ("jan", Doubtful), ("jun", Doubtful), ("jul", Doubtful), ("sep", Doubtful), ("apr", Doubtful),

    ("montag", Weekday(1)), ("dienstag", Weekday(2)), ("mittwoch", Weekday(3)), ("donnerstag", Weekday(4)), ("freitag", Weekday(5)),
    ("samstag", Weekday(6)), ("sonnabend", Weekday(6)), ("sonntag", Weekday(7)),
    ("mo", ShortWeekday(1)), ("di", ShortWeekday(2)), ("mi", ShortWeekday(3)), ("do", ShortWeekday(4)), ("fr", ShortWeekday(5)), ("sa", ShortWeekday(6)),
    ("so", ShortWeekday(7)), ("mo", Doubtful), ("di", Doubtful), ("mi", Doubtful), ("do", Doubtful), ("fr", Doubtful), ("sa", Doubtful), ("so", Doubtful),

    ("sekunde", Unit(U::Second)), ("sekunden", Units(U::Second)), ("minute", Unit(U::Minute)), ("minuten", Units(U::Minute)), ("stunde", Unit(U::Hour)),
    ("stunden", Units(U::Hour)), ("tag", Unit(U::Day)), ("tage", Units(U::Day)), ("tagen", Units(U::Day)), ("tages", Unit(U::Day)),
    ("wochenende", Unit(U::Weekend)), ("wochenendes", Unit(U::Weekend)), ("wochenenden", Units(U::Weekend)), ("woche", Unit(U::Week)), ("wochen", Units(U::Week)),
    ("monat", Unit(U::Month)), ("monats", Unit(U::Month)), ("monates", Unit(U::Month)), ("monate", Units(U::Month)), ("monaten", Units(U::Month)),
    ("quartal", Unit(U::Quarter)), ("quartals", Unit(U::Quarter)), ("quartale", Units(U::Quarter)), ("quartalen", Units(U::Quarter)),
    ("jahr", Unit(U::Year)), ("jahrs", Unit(U::Year)), ("jahres", Unit(U::Year)), ("jahre", Units(U::Year)), ("jahren", Units(U::Year)),
    ("jahrzehnt", Unit(U::Decade)), ("jahrzehnts", Unit(U::Decade)), ("jahrzehnte", Units(U::Decade)), ("jahrzehnten", Units(U::Decade)),
    ("jahrhundert", Unit(U::Century)), ("jahrhunderts", Unit(U::Century)), ("jahrhunderte", Units(U::Century)), ("jahrhunderten", Units(U::Century)),
    ("jh", Unit(U::Century)), ("jh", Short), ("jhs", Unit(U::Century)), ("jhd", Unit(U::Century)), ("jhdt", Unit(U::Century)),
    ("jahrtausend", Unit(U::Millennium)), ("jahrtausende", Units(U::Millennium)), ("jahrtausenden", Units(U::Millennium)),

    ("null", Number(0)), ("eins", Number(1)), ("zwei", Number(2)), ("drei", Number(3)), ("vier", Number(4)), ("fünf", Number(5)), ("sechs", Number(6)),
    ("sieben", Number(7)), ("acht", Number(8)), ("neun", Number(9)), ("zehn", Number(10)), ("elf", Number(11)), ("zwölf", Number(12)), ("dreizehn", Number(13)),
    ("vierzehn", Number(14)), ("fünfzehn", Number(15)), ("sechzehn", Number(16)), ("siebzehn", Number(17)), ("achtzehn", Number(18)), ("neunzehn", Number(19)),
    ("zwanzig", Number(20)), ("dreißig", Number(30)), ("dreissig", Number(30)), ("vierzig", Number(40)), ("fünfzig", Number(50)), ("sechzig", Number(60)),
    ("siebzig", Number(70)), ("achtzig", Number(80)), ("neunzig", Number(90)), ("dutzend", Number(12)), ("hundert", Role(R::Scale(100))), ("tausend", Role(R::Scale(1000))),
    ("zweihundert", Number(200)), ("dreihundert", Number(300)), ("fünfhundert", Number(500)),

    ("frühling", Season(Spring)), ("frühlings", Season(Spring)), ("frühjahr", Season(Spring)), ("frühjahrs", Season(Spring)), ("sommer", Season(Summer)),
    ("sommers", Season(Summer)), ("spätsommer", Season(Summer)), ("frühsommer", Season(Summer)), ("herbst", Season(Autumn)), ("herbstes", Season(Autumn)),
    ("spätherbst", Season(Autumn)), ("winter", Season(Winter)), ("winters", Season(Winter)),

    ("morgen", Part(Morning)), ("morgens", Part(Morning)), ("vormittag", Part(Morning)), ("vormittags", Part(Morning)), ("früh", Part(Morning)),
    ("mittag", Part(Midday)), ("mittags", Part(Midday)), ("nachmittag", Part(Afternoon)), ("nachmittags", Part(Afternoon)), ("abend", Part(Evening)),
    ("abends", Part(Evening)), ("nacht", Part(Night)), ("nachts", Part(Night)), ("tagsüber", Part(Daytime)), ("mitternacht", Role(R::Midnight)),

    ("zwanziger", Decade(20)), ("dreißiger", Decade(30)), ("dreissiger", Decade(30)), ("vierziger", Decade(40)), ("fünfziger", Decade(50)),
    ("sechziger", Decade(60)), ("siebziger", Decade(70)), ("achtziger", Decade(80)), ("neunziger", Decade(90)),
    ("zwanzigerjahre", Decade(20)), ("dreißigerjahre", Decade(30)), ("vierzigerjahre", Decade(40)), ("fünfzigerjahre", Decade(50)),
    ("sechzigerjahre", Decade(60)), ("siebzigerjahre", Decade(70)), ("achtzigerjahre", Decade(80)), ("neunzigerjahre", Decade(90)),
    ("zwanzigerjahren", Decade(20)), ("dreißigerjahren", Decade(30)), ("vierzigerjahren", Decade(40)), ("fünfzigerjahren", Decade(50)),
    ("sechzigerjahren", Decade(60)), ("siebzigerjahren", Decade(70)), ("achtzigerjahren", Decade(80)), ("neunzigerjahren", Decade(90)),

    ("der", Role(R::The)), ("die", Role(R::The)), ("das", Role(R::The)), ("den", Role(R::The)), ("dem", Role(R::The)), ("des", Role(R::The)),
    ("ein", Role(R::A)), ("eine", Role(R::A)), ("einen", Role(R::A)), ("einem", Role(R::A)), ("einer", Role(R::A)), ("eines", Role(R::A)),
    ("im", Role(R::Preposition)), ("im", HoldsArticle), ("im", InSpan), ("am", Role(R::Preposition)), ("am", HoldsArticle), ("am", OnDay), ("am", InSpan),
    ("zum", Role(R::Preposition)), ("zum", HoldsArticle), ("zum", OnDay), ("zur", Role(R::Preposition)), ("zur", HoldsArticle),
    ("vom", Role(R::Preposition)), ("vom", HoldsArticle), ("vom", OnDay), ("beim", Role(R::Preposition)), ("beim", HoldsArticle),
    ("in", Role(R::Preposition)), ("in", CountsAhead), ("in", InSpan), ("vor", Role(R::Preposition)), ("vor", CountsBack),
    ("nach", Role(R::Preposition)), ("seit", Role(R::Preposition)), ("ab", Role(R::Preposition)), ("während", Role(R::Preposition)),
    ("binnen", Role(R::Preposition)), ("innerhalb", Role(R::Preposition)), ("zwischen", Role(R::Preposition)), ("um", Role(R::Preposition)), ("für", Role(R::For)),
    ("von", Role(R::From)), ("bis", Role(R::To)), ("und", Role(R::And)), ("oder", Role(R::Or)), ("als", Role(R::Than)),
    ("demselben", Role(R::Same)), ("derselben", Role(R::Same)), ("desselben", Role(R::Same)), ("denselben", Role(R::Same)), ("dasselbe", Role(R::Same)), ("dieselbe", Role(R::Same)),
    ("anfang", Role(R::Early)), ("anfangs", Role(R::Early)), ("beginn", Role(R::Early)), ("mitte", Role(R::Mid)), ("ende", Role(R::Late)), ("früh", Role(R::Early)), ("spät", Role(R::Late)),
    ("später", Role(R::Later)), ("danach", Role(R::Later)), ("darauf", Role(R::Later)), ("früher", Role(R::Earlier)), ("zuvor", Role(R::Earlier)),
    ("davor", Role(R::Earlier)), ("vorher", Role(R::Earlier)), ("etwa", Role(R::About)), ("rund", Role(R::About)), ("ungefähr", Role(R::About)),
    ("circa", Role(R::About)), ("zirka", Role(R::About)), ("ca", Role(R::About)), ("ca", Short), ("gegen", Role(R::About)), ("fast", Role(R::Nearly)),
    ("beinahe", Role(R::Nearly)), ("knapp", Role(R::Nearly)), ("mehr", Role(R::More)), ("länger", Role(R::More)), ("über", Role(R::Over)), ("weniger", Role(R::Less)),
    ("unter", Role(R::Under)), ("mindestens", Role(R::AtLeast)), ("wenigstens", Role(R::AtLeast)), ("höchstens", Role(R::AtMost)), ("maximal", Role(R::AtMost)),
    ("alle", Role(R::Every)), ("pro", Role(R::Per)), ("je", Role(R::Per)), ("täglich", Role(R::Periodic)), ("täglich", Unit(U::Day)),
    ("wöchentlich", Role(R::Periodic)), ("wöchentlich", Unit(U::Week)), ("monatlich", Role(R::Periodic)), ("monatlich", Unit(U::Month)),
    ("jährlich", Role(R::Periodic)), ("jährlich", Unit(U::Year)), ("paar", Role(R::Few)), ("mehrere", Role(R::Few)), ("mehreren", Role(R::Few)), ("mehrerer", Role(R::Few)), ("halb", Role(R::Half)),
    ("halbjahr", Role(R::HalfYear)), ("halbjahrs", Role(R::HalfYear)), ("halbjahres", Role(R::HalfYear)), ("hälfte", Role(R::Half)),
    ("heute", Counted(U::Day, 0, Base::Now)), ("gestern", Counted(U::Day, -1, Base::Now)), ("vorgestern", Counted(U::Day, -2, Base::Now)),
    ("morgen", Counted(U::Day, 1, Base::Now)), ("übermorgen", Counted(U::Day, 2, Base::Now)), ("vortag", Counted(U::Day, -1, Base::Context)),
    ("vortages", Counted(U::Day, -1, Base::Context)), ("vorjahr", Counted(U::Year, -1, Base::Now)), ("vorjahres", Counted(U::Year, -1, Base::Now)),
    ("vormonat", Counted(U::Month, -1, Base::Now)), ("vorwoche", Counted(U::Week, -1, Base::Now)), ("folgetag", Counted(U::Day, 1, Base::Context)), ("folgejahr", Counted(U::Year, 1, Base::Context)),
    ("heuer", Counted(U::Year, 0, Base::Now)),
    ("jetzt", Role(R::Now)), ("nun", Role(R::Now)), ("derzeit", Role(R::Now)), ("zurzeit", Role(R::Now)), ("gegenwärtig", Role(R::Now)), ("heutzutage", Role(R::Now)),
    ("momentan", Role(R::Now)), ("kürzlich", Role(R::PastWord)), ("neulich", Role(R::PastWord)), ("unlängst", Role(R::PastWord)), ("damals", Role(R::PastWord)),
    ("zukunft", Role(R::Future)), ("vergangenheit", Role(R::Past)), ("geschäftsjahr", Role(R::Fiscal)), ("geschäftsjahres", Role(R::Fiscal)),
    ("uhr", Role(R::Time)), ("mez", Role(R::Zone)), ("mesz", Role(R::Zone)), ("utc", Role(R::Zone)), ("alt", Role(R::Old)), ("lang", Role(R::Long)), ("so", Role(R::So)),
    ("herr", Role(R::Title)), ("herrn", Role(R::Title)), ("frau", Role(R::Title)), ("dr", Role(R::Title)), ("prof", Role(R::Title)), ("seite", Role(R::Title)),
    ("seiten", Role(R::Title)), ("s", Role(R::Title)), ("flug", Role(R::Title)), ("zimmer", Role(R::Title)), ("nr", Role(R::Title)), ("nummer", Role(R::Title)), ("band", Role(R::Title)),
    ("kapitel", Role(R::Title)), ("artikel", Role(R::Title)), ("paragraph", Role(R::Title)), ("modell", Role(R::Title)), ("windows", Role(R::Title)), ("drucksache", Role(R::Title)),
    ("ich", Role(R::Pronoun)), ("er", Role(R::Pronoun)), ("sie", Role(R::Pronoun)), ("es", Role(R::Pronoun)), ("wir", Role(R::Pronoun)),

    ("wird", Tense(Future)), ("werden", Tense(Future)), ("soll", Tense(Future)), ("sollen", Tense(Future)), ("will", Tense(Future)), ("wollen", Tense(Future)),
    ("möchte", Tense(Future)), ("plant", Tense(Future)), ("planen", Tense(Future)), ("geplant", Tense(Future)), ("beginnt", Tense(Future)), ("endet", Tense(Future)),
    ("findet", Tense(Future)), ("tagt", Tense(Future)), ("kommt", Tense(Future)), ("startet", Tense(Future)), ("öffnet", Tense(Future)), ("spätestens", Tense(Future)),
    ("voraussichtlich", Tense(Future)), ("würde", Tense(Future)), ("würden", Tense(Future)), ("sollte", Tense(Future)), ("sollten", Tense(Future)),
    ("war", Tense(Past)), ("waren", Tense(Past)), ("wurde", Tense(Past)), ("wurden", Tense(Past)), ("worden", Tense(Past)), ("hatte", Tense(Past)), ("hatten", Tense(Past)),
    ("hat", Tense(Past)), ("haben", Tense(Past)), ("ist", Tense(Past)), ("sind", Tense(Past)), ("kam", Tense(Past)), ("kamen", Tense(Past)), ("ging", Tense(Past)),
    ("gingen", Tense(Past)), ("sagte", Tense(Past)), ("sagten", Tense(Past)), ("teilte", Tense(Past)), ("teilten", Tense(Past)), ("begann", Tense(Past)), ("begannen", Tense(Past)),
    ("fand", Tense(Past)), ("fanden", Tense(Past)), ("gab", Tense(Past)), ("gaben", Tense(Past)), ("nahm", Tense(Past)), ("nahmen", Tense(Past)), ("stieg", Tense(Past)),
    ("stiegen", Tense(Past)), ("fiel", Tense(Past)), ("fielen", Tense(Past)), ("starb", Tense(Past)), ("starben", Tense(Past)), ("traf", Tense(Past)), ("trafen", Tense(Past)),
    ("beschloss", Tense(Past)), ("beschlossen", Tense(Past)), ("erklärte", Tense(Past)), ("erklärten", Tense(Past)), ("kündigte", Tense(Past)), ("stand", Tense(Past)),
    ("standen", Tense(Past)), ("hielt", Tense(Past)), ("hielten", Tense(Past)), ("ließ", Tense(Past)), ("ließen", Tense(Past)), ("lag", Tense(Past)), ("lagen", Tense(Past)),
    ("machte", Tense(Past)), ("machten", Tense(Past)), ("brachte", Tense(Past)), ("brachten", Tense(Past)), ("schrieb", Tense(Past)), ("schrieben", Tense(Past)),
    ("verlor", Tense(Past)), ("gewann", Tense(Past)), ("gewannen", Tense(Past)), ("zog", Tense(Past)), ("zogen", Tense(Past)), ("eröffnete", Tense(Past)), ("wählte", Tense(Past)),
    ("wählten", Tense(Past)), ("stimmte", Tense(Past)), ("stimmten", Tense(Past)), ("endete", Tense(Past)), ("tagte", Tense(Past)), ("brannte", Tense(Past)), ("sank", Tense(Past)), ("schloss", Tense(Past)),
];

static REFERENCES: &[(Phrase, Reference)] = &[
    (&["vor", "kurzem"], Reference::Past),
    (&["vor", "langem"], Reference::Past),
    (&["in", "zukunft"], Reference::Future),
    (&["in", "kürze"], Reference::Future),
    (&["zur", "zeit"], Reference::Present),
    (&["im", "moment"], Reference::Present),
    (&["im", "augenblick"], Reference::Present),
];

#[rustfmt::skip]
static FEASTS: &[Feast] = &[
    (&["neujahr"], Fixed(1, 1)), (&["neujahrstag"], Fixed(1, 1)), (&["dreikönigstag"], Fixed(1, 6)), (&["heilige", "drei", "könige"], Fixed(1, 6)),
    (&["lichtmess"], Fixed(2, 2)), (&["valentinstag"], Fixed(2, 14)), (&["weiberfastnacht"], Easter(-52)), (&["rosenmontag"], Easter(-48)),
    (&["faschingsdienstag"], Easter(-47)), (&["aschermittwoch"], Easter(-46)), (&["palmsonntag"], Easter(-7)), (&["gründonnerstag"], Easter(-3)),
    (&["karfreitag"], Easter(-2)), (&["karsamstag"], Easter(-1)), (&["ostern"], Easter(0)), (&["ostersonntag"], Easter(0)), (&["ostermontag"], Easter(1)),
    (&["christi", "himmelfahrt"], Easter(39)), (&["pfingsten"], Easter(49)), (&["pfingstsonntag"], Easter(49)), (&["pfingstmontag"], Easter(50)),
    (&["fronleichnam"], Easter(60)), (&["tag", "der", "arbeit"], Fixed(5, 1)), (&["muttertag"], Nth(5, 2, 7)), (&["johannistag"], Fixed(6, 24)),
    (&["mariä", "himmelfahrt"], Fixed(8, 15)), (&["tag", "der", "deutschen", "einheit"], Fixed(10, 3)), (&["reformationstag"], Fixed(10, 31)),
    (&["allerheiligen"], Fixed(11, 1)), (&["allerseelen"], Fixed(11, 2)), (&["martinstag"], Fixed(11, 11)), (&["nikolaustag"], Fixed(12, 6)),
    (&["heiligabend"], Fixed(12, 24)), (&["heiliger", "abend"], Fixed(12, 24)), (&["heiligen", "abend"], Fixed(12, 24)), (&["weihnachten"], Fixed(12, 25)),
    (&["weihnachtstag"], Fixed(12, 25)), (&["silvester"], Fixed(12, 31)), (&["silvesterabend"], Fixed(12, 31)),
];
