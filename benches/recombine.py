#!/usr/bin/env python3
"""A large archive with a real vocabulary: the sentences of a folder of plain texts, recombined.

    recombine.py FOLDER N OUT.jsonl [--years 20] [--words 90]

Writes N articles as JSON lines (id, title, date, text), each as long as one of the folder's own, with sentences drawn
from all of them: words keep their frequencies, phrases stay within sentences. The same each time. With `--words` every
article has about as many words as that, or up to half as many more or fewer.
"""
import argparse, datetime, json, pathlib, random, re

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("folder", type=pathlib.Path)
arguments.add_argument("count", type=int)
arguments.add_argument("out", type=pathlib.Path)
arguments.add_argument("--years", type=int, default=20)
arguments.add_argument("--words", type=int)
given = arguments.parse_args()

sentences, lengths = [], []
for path in sorted(given.folder.rglob("*.txt")):
    text = " ".join(path.read_text(encoding="utf-8", errors="replace").split())
    found = [sentence for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z\"“])", text) if len(sentence) > 20]
    sentences += found
    lengths.append(max(len(found), 3))

dice = random.Random(1)
if given.words:
    # What has no full stop is no sentence: a list or a table would be an article of ten thousand words.
    sentences = [sentence for sentence in sentences if sentence.count(" ") < 60]


def draw(words):
    """The sentences of one article."""
    if not words:
        return [dice.choice(sentences) for _ in range(dice.choice(lengths))]
    chosen, left = [], dice.randint(words // 2, words + words // 2)
    while left > 0:
        chosen.append(dice.choice(sentences))
        left -= chosen[-1].count(" ") + 1
    return chosen


first = datetime.date(2001, 1, 1)
with given.out.open("w", encoding="utf-8") as out:
    for number in range(given.count):
        chosen = draw(given.words)
        paragraphs = [" ".join(chosen[at:at + 3]) for at in range(0, len(chosen), 3)]
        day = first + datetime.timedelta(days=dice.randrange(365 * given.years))
        title = " ".join(dice.choice(sentences).split()[:9]).rstrip(".,;:")
        article = {"id": f"a{number}", "title": title, "date": day.isoformat(), "text": "\n\n".join(paragraphs)}
        out.write(json.dumps(article, ensure_ascii=False) + "\n")
