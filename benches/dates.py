"""Errors in temporal expressions, by construct.

usage: dates.py GOLD.jsonl SYSTEM.jsonl [CONSTRUCT]

Both files hold a document a line, {"id", "text", "dates": [{"start", "end", "type", "value"}]}; SYSTEM.jsonl is what
`backfile analyze --only dates` writes for the documents of GOLD.jsonl. Spans are paired as TempEval-3 does: the same
span first, then the longest overlap. A pair is right when the values are equal. For each construct the table tells how
many the gold has, how many were missed, how many were found that the gold has not, how many have a wrong value, and how
many a wrong span. With the name of a CONSTRUCT its errors are listed.
"""

import json
import re
import sys

UNIT = r"(second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century|millennium)"
UNITS = r"(seconds|minutes|hours|days|nights|weeks|weekends|months|quarters|years|decades|centuries)"
WEEKDAY = r"((mon|tues|wednes|thurs|fri|satur|sun)day)"
MONTH = (
    r"\b(january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b"
)
SEASON = r"\b(spring|summer|autumn|fall|winter)\b"
POINTER = r"\b(this|last|next|past|coming|previous|following|current|latest|recent|same|that|upcoming|prior)\b"

# In order: the first that fits names the construct.
CONSTRUCTS = [
    ("set", lambda text, kind, value: kind == "SET" or re.search(r"\b(every|each|daily|weekly|monthly|annual(ly)?|per)\b", text)),
    ("N units ago, earlier, later", lambda text, *_: re.search(UNIT + r"s?[\s-](ago|earlier|later|before|after|from now)\b", text)),
    ("quarter, half, fiscal year", lambda text, kind, value: re.search(r"\b(quarters?|fiscal|fy\d*|q[1-4])\b|half of", text) or re.search(r"-[QH][\dX]", value)),
    ("decade, century", lambda text, *_: re.search(r"\d0'?s\b|ties\b|\b(decade|centur(y|ies))\b", text)),
    ("vague plural", lambda text, kind, value: kind == "DURATION" and "X" in value or re.fullmatch(r"(the |recent |these |those )?" + UNITS, text)),
    ("pointer and unit", lambda text, *_: re.search(POINTER + r".*\b" + UNIT + r"\b", text) or re.fullmatch(r"the " + UNIT, text)),
    ("duration", lambda text, kind, value: kind == "DURATION" or re.search(r"\b" + UNITS + r"\b", text)),
    ("time of day", lambda text, kind, value: kind == "TIME" or re.search(r"\d:\d\d|[ap]\.?m\b|noon|morning|evening|night|dawn|dusk", text)),
    ("weekday alone", lambda text, *_: re.search(WEEKDAY, text) and not re.search(r"\d", text)),
    ("day with month", lambda text, *_: re.search(MONTH, text) and re.search(r"\b\d{1,2}(st|nd|rd|th)?\b", text) or re.search(r"\d+[/.-]\d+[/.-]\d+", text)),
    ("month", lambda text, *_: re.search(MONTH, text)),
    ("season", lambda text, *_: re.search(SEASON, text)),
    ("year", lambda text, *_: re.search(r"\b\d{3,4}\b", text)),
    ("today, yesterday, tomorrow", lambda text, *_: re.search(r"\b(today|yesterday|tomorrow)\b", text)),
    ("vague reference", lambda text, kind, value: value.endswith("_REF") or re.search(r"\b(now|recent(ly)?|current(ly)?|future|past|former)\b", text)),
    ("pointer and unit", lambda text, *_: re.search(r"\b" + UNIT + r"\b", text)),
    ("event or period", lambda text, *_: True),
]


def construct(item):
    text, kind, value = item["text"].lower(), item.get("type", ""), item.get("value") or ""
    return next(name for name, fits in CONSTRUCTS if fits(" ".join(text.split()), kind, value))


def load(path):
    with open(path, encoding="utf-8") as lines:
        return {document["id"]: document for document in map(json.loads, lines)}


def trimmed(text, item):
    start, end = item["start"], item["end"]
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return {**item, "start": start, "end": end, "text": text[start:end]}


def paired(gold, found):
    overlaps = [
        (min(a["end"], b["end"]) - max(a["start"], b["start"]), (a["start"], a["end"]) == (b["start"], b["end"]), x, y)
        for x, a in enumerate(gold)
        for y, b in enumerate(found)
    ]
    taken_gold, taken_found, pairs = set(), set(), []
    for length, same, x, y in sorted(overlaps, key=lambda overlap: (-overlap[1], -overlap[0])):
        if length > 0 and x not in taken_gold and y not in taken_found:
            taken_gold.add(x)
            taken_found.add(y)
            pairs.append((gold[x], found[y], same))
    missed = [item for x, item in enumerate(gold) if x not in taken_gold]
    spurious = [item for y, item in enumerate(found) if y not in taken_found]
    return pairs, missed, spurious


def main(gold_path, system_path, wanted=None):
    system = load(system_path)
    rows = {name: [0, 0, 0, 0, 0] for name, _ in CONSTRUCTS}
    for key, document in load(gold_path).items():
        text = document["text"]

        def note(column, item, told):
            name = construct(item)
            rows[name][column] += 1
            if name == wanted and column:
                around = text[max(0, item["start"] - 50) : item["start"]] + "[" + item["text"] + "]" + text[item["end"] : item["end"] + 30]
                print(f"{told:9} {item.get('value')!s:12} {' '.join(around.split())}")

        gold = [trimmed(text, item) for item in document["dates"]]
        found = [trimmed(text, item) for item in system.get(key, {}).get("dates", [])]
        pairs, missed, spurious = paired(gold, found)
        for item in gold:
            note(0, item, "")
        for item in missed:
            note(1, item, "missed")
        for item in spurious:
            note(2, item, "spurious")
        for item, own, same in pairs:
            if item["value"] != own["value"]:
                note(3, item, "=" + str(own["value"]))
            elif not same:
                note(4, item, "span")
    if wanted:
        return
    print(f"{'construct':32}{'gold':>6}{'missed':>8}{'spurious':>10}{'value':>7}{'span':>6}")
    for name, counts in sorted(rows.items(), key=lambda row: -sum(row[1][1:])):
        print(f"{name:32}{counts[0]:6}{counts[1]:8}{counts[2]:10}{counts[3]:7}{counts[4]:6}")
    total = [sum(column) for column in zip(*rows.values())]
    print(f"{'all':32}{total[0]:6}{total[1]:8}{total[2]:10}{total[3]:7}{total[4]:6}")


if __name__ == "__main__":
    main(*sys.argv[1:])
