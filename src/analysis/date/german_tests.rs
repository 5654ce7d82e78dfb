//! What is found in German texts, where it begins and ends, and what it is worth.

use super::*;
use chrono::NaiveDate;

fn described(text: &str, now: Option<&str>) -> String {
    let anchor =
        now.and_then(|now| now.parse::<NaiveDate>().ok()).map(|day| Anchor { earliest: day, latest: day });
    let candidates = find(text, &Passage::whole(text), "de-AT");
    let mentions = resolve(&candidates, anchor, NumericOrder::MonthFirst);
    let describe = |mention: &DateMention| format!("{} = {}", mention.range.of(text), mention.value);
    mentions.iter().map(describe).collect::<Vec<_>>().join("; ")
}

/// Checks the mentions of a text published on Thursday, 12 March 1998.
#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(described(text, Some("1998-03-12")), expected, "in {text:?}");
}

#[test]
fn days() {
    check("Am 3. Mai 1952 wurde sie eröffnet.", "3. Mai 1952 = 1952-05-03");
    check("am 24. September 1952", "24. September 1952 = 1952-09-24");
    check("Montag, den 3. Mai 1937,", "Montag, den 3. Mai 1937 = 1937-05-03");
    check("am Samstag, dem 24. September 2022,", "Samstag, dem 24. September 2022 = 2022-09-24");
    check("Freitag, 13. März", "Freitag, 13. März = 1998-03-13");
    check("am dritten Mai 1952", "dritten Mai 1952 = 1952-05-03");
    check("am einunddreißigsten Dezember 1999", "einunddreißigsten Dezember 1999 = 1999-12-31");
    check("geboren am 29. Feber 1904 in Graz", "29. Feber 1904 = 1904-02-29");
    check("Das Fest begann am 2. März.", "2. März = 1998-03-02");
    check("Es wird am 1. Juni beginnen.", "1. Juni = 1998-06-01");
    check("am 1. Mai dieses Jahres", "1. Mai dieses Jahres = 1998-05-01");
    check("am 1. Mai des Jahres 1931", "1. Mai des Jahres 1931 = 1931-05-01");
    check("am 8. Okt. 1871", "8. Okt. 1871 = 1871-10-08");
}

#[test]
fn days_in_numbers_have_the_day_first() {
    check("am 24.9.52", "24.9.52 = 1952-09-24");
    check("am 3.4.1952 in Wien", "3.4.1952 = 1952-04-03");
    check("vom 03.04.1952", "03.04.1952 = 1952-04-03");
    check("am 24. 9. 1952", "24. 9. 1952 = 1952-09-24");
    check("am 24.9. ging er", "24.9. = 1997-09-24");
    check("am 1952-09-24", "1952-09-24 = 1952-09-24");
    check("Version 1.2.3 und 31.2.1990", "31.2.1990 = 1990-02");
}

#[test]
fn months_years_decades_and_centuries() {
    check("Im März 1940 endete es.", "März 1940 = 1940-03");
    check("seit 1990", "1990 = 1990");
    check("im Jahr 1939", "Jahr 1939 = 1939");
    check("Im Jahre 1848 kam es zum Aufstand.", "Jahre 1848 = 1848");
    check("Ende des Jahres 1918", "Ende des Jahres 1918 = 1918");
    check("in den 1930er Jahren", "den 1930er Jahren = 193");
    check("die 1930er-Jahre", "die 1930er-Jahre = 193");
    check("Anfang der 60er Jahre", "Anfang der 60er Jahre = 196");
    check("in den späten siebziger Jahren", "den späten siebziger Jahren = 197");
    check("die Zwanzigerjahre", "die Zwanzigerjahre = 192");
    check("in den Siebzigern", "den Siebzigern = 197");
    check("im 19. Jahrhundert", "19. Jahrhundert = 18");
    check("zu Beginn des zwanzigsten Jahrhunderts", "Beginn des zwanzigsten Jahrhunderts = 19");
    check("im 4. Jahrhundert v. Chr.", "4. Jahrhundert v. Chr. = BC03");
    check("Sie trafen sich 480 v. Chr. auf See.", "480 v. Chr. = BC0480");
    check("Ende Mai", "Ende Mai = 1998-05");
    check("Mitte April 1945", "Mitte April 1945 = 1945-04");
    check("Im Dezember stiegen die Preise.", "Dezember = 1997-12");
    check("Sie wird im Dezember öffnen.", "Dezember = 1998-12");
    check("im August", "August = 1998-08");
}

#[test]
fn ranges() {
    check("1939–45", "1939 = 1939; 45 = 1945");
    check("von 1939 bis 1945", "1939 = 1939; 1945 = 1945");
    check("im Winter 1941/42", "Winter 1941 = 1941-WI; 42 = 1942-WI");
    check("vom 3. bis 7. Mai 1952", "3. = 1952-05-03; 7. Mai 1952 = 1952-05-07");
}

#[test]
fn quarters_seasons_and_halves() {
    check("im dritten Quartal 1989", "dritten Quartal 1989 = 1989-Q3");
    check("im 3. Quartal 1989", "3. Quartal 1989 = 1989-Q3");
    check("im ersten Halbjahr 1990", "ersten Halbjahr 1990 = 1990-H1");
    check("im Frühjahr 1945", "Frühjahr 1945 = 1945-SP");
    check("Er ging im letzten Sommer.", "letzten Sommer = 1997-SU");
    check("im Herbst dieses Jahres", "Herbst dieses Jahres = 1998-FA");
}

#[test]
fn days_counted_from_the_day_of_publication() {
    check("Er kam gestern.", "gestern = 1998-03-11");
    check("Vorgestern kam er, übermorgen geht er.", "Vorgestern = 1998-03-10; übermorgen = 1998-03-14");
    check("Das sagte er heute.", "heute = 1998-03-12");
    check("Sie wird morgen kommen.", "morgen = 1998-03-13");
    check("Morgen wird gewählt.", "Morgen = 1998-03-13");
    check("Morgen Abend spielt sie.", "Morgen Abend = 1998-03-13TEV");
    check("Ende der Woche stieg er.", "Ende der Woche = 1998-W11");
    check("Am Montag sagte er, dass er zustimme.", "Montag = 1998-03-09");
    check("Er wird am Montag sprechen.", "Montag = 1998-03-16");
    check("letzten Freitag", "letzten Freitag = 1998-03-06");
    check("Sie treffen sich nächsten Montag.", "nächsten Montag = 1998-03-16");
    check("vor zwei Wochen", "vor zwei Wochen = 1998-W09");
    check("vor zehn Tagen", "vor zehn Tagen = 1998-03-02");
    check("vor einem Jahr", "vor einem Jahr = 1997");
    check("vor etwa drei Jahren", "vor etwa drei Jahren = 1995");
    check("in zwei Wochen", "in zwei Wochen = 1998-W13");
    check("letzte Woche", "letzte Woche = 1998-W10");
    check("im vergangenen Jahr", "vergangenen Jahr = 1997");
    check("im Vorjahr", "Vorjahr = 1997");
    check("nächsten Monat", "nächsten Monat = 1998-04");
    check("dieses Jahr", "dieses Jahr = 1998");
    check("Ende letzter Woche", "Ende letzter Woche = 1998-W10");
    check("vor kurzem", "vor kurzem = PAST_REF");
    check("Damals war es anders, heutzutage nicht.", "Damals = PAST_REF; heutzutage = PRESENT_REF");
}

#[test]
fn days_counted_from_the_day_last_named() {
    check(
        "Am 3. Mai 1952 kam er. Zwei Wochen später ging er.",
        "3. Mai 1952 = 1952-05-03; Zwei Wochen später = 1952-W20",
    );
    check(
        "Am 3. Mai 1952 kam er. Am nächsten Tag ging er.",
        "3. Mai 1952 = 1952-05-03; nächsten Tag = 1952-05-04",
    );
    check(
        "Am 3. Mai 1952 kam er. Drei Tage zuvor nicht.",
        "3. Mai 1952 = 1952-05-03; Drei Tage zuvor = 1952-04-30",
    );
    check("Am 3. Mai 1952 kam er. Am Vortag nicht.", "3. Mai 1952 = 1952-05-03; Vortag = 1952-05-02");
    check("1952 kam er. Im Mai desselben Jahres ging er.", "1952 = 1952; Mai desselben Jahres = 1952-05");
}

#[test]
fn lengths_and_sets() {
    check("Es dauerte zwei Jahre.", "zwei Jahre = P2Y");
    check("mindestens 72 Stunden", "mindestens 72 Stunden = PT72H");
    check("ein paar Tage", "ein paar Tage = PXD");
    check("mehrere Wochen", "mehrere Wochen = PXW");
    check("eine halbe Stunde", "eine halbe Stunde = PT30M");
    check("2,5 Jahre", "2,5 Jahre = P2.5Y");
    check("1.900 Jahre", "1.900 Jahre = P1900Y");
    check("einundzwanzig Tage", "einundzwanzig Tage = P21D");
    check("in den letzten drei Monaten", "den letzten drei Monaten = P3M");
    check("jeden Dienstag", "jeden Dienstag = XXXX-WXX-2");
    check("montags und freitags", "montags = XXXX-WXX-1; freitags = XXXX-WXX-5");
    check("jedes Jahr", "jedes Jahr = P1Y");
    check("einmal im Monat", "Monat = P1M");
    check("alle drei Jahre", "alle drei Jahre = P3Y");
    check("Sie erscheint täglich.", "täglich = P1D");
}

#[test]
fn times_of_day() {
    check("um 8 Uhr", "8 Uhr = 1998-03-12T08:00");
    check("um 20.15 Uhr am Freitag", "20.15 Uhr am Freitag = 1998-03-06T20:15");
    check("um 8 Uhr 30", "8 Uhr 30 = 1998-03-12T08:30");
    check("um acht Uhr abends", "acht Uhr abends = 1998-03-12T20:00");
    check("um halb acht", "halb acht = 1998-03-12T07:30");
    check("Am Dienstagabend sagte er", "Dienstagabend = 1998-03-10TEV");
    check("gestern Abend", "gestern Abend = 1998-03-11TEV");
    check("heute Morgen", "heute Morgen = 1998-03-12TMO");
    check("morgen früh wird er", "morgen früh = 1998-03-13TMO");
    check("am Morgen des 31. Januar 1943", "Morgen des 31. Januar 1943 = 1943-01-31TMO");
    check("in der Nacht zum 4. Mai 1945", "der Nacht zum 4. Mai 1945 = 1945-05-04TNI");
    check("um Mitternacht", "Mitternacht = 1998-03-12T24");
}

#[test]
fn feasts() {
    check("an Heiligabend 1963", "Heiligabend 1963 = 1963-12-24");
    check("zu Ostern 1916", "Ostern 1916 = 1916-04-23");
    check("am Karfreitag 1943", "Karfreitag 1943 = 1943-04-23");
    check("der Tag der Deutschen Einheit 1995", "Tag der Deutschen Einheit 1995 = 1995-10-03");
}

#[test]
fn what_is_no_date() {
    for text in [
        "Herr August Schmidt kam.",
        "von August Schmidt",
        "Seite 1952",
        "Flug 1987",
        "2000 Menschen kamen",
        "So geht es nicht.",
        "acht Kinder",
        "am Ende",
        "vor allem in Wien",
        "Er ist acht.",
        "Guten Morgen!",
        "ein Jahrgang",
        "",
    ] {
        check(text, "");
    }
}

#[test]
fn a_narrative_counts_from_its_own_dates() {
    check(
        "1939 kam der Krieg. Am 1. September 1939 fielen Truppen ein. Im Juni 1940 fiel Paris. Im Mai 1941 \
         regnete es. Am 7. Dezember sanken Schiffe. Zwei Tage später war alles vorbei. Im Januar kam der Schnee.",
        "1939 = 1939; 1. September 1939 = 1939-09-01; Juni 1940 = 1940-06; Mai 1941 = 1941-05; \
         7. Dezember = 1941-12-07; Zwei Tage später = 1941-12-09; Januar = 1942-01",
    );
}
