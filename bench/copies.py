#!/usr/bin/env python3
"""Variants of reports as syndication makes them, and how many of them `parley read` knows for what they are.

    bench/copies.py [--parley FILE] [--reports FILE.jsonl] [--pages FOLDER] [--keep FOLDER]

Reports: the sample corpus, JSON lines {text, title}, or the articles of a folder of pages (through `inspect article`).
Each report gets its variants, published a day later: a copy, cut to 40 %, a new headline, 8 % of the words changed, a
third and more added (from a report that is used for nothing else), half of the sentences written anew, and an update
that turns the news round. A pair is right if the variant is found to repeat its report and nothing of another; the
type is right if it is the one that the variant was made as. Reports are read without findings being looked at."""
import argparse
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
OTHER_WORDS = ("harbour quota ferry winter council market bridge letter garden engine window copper border teacher ticket "
               "novel cousin planet signal basket doctor meadow anchor violin pepper carpet").split()
# headline and first sentence of an update that turns the news round, before and after
TURNS = [("Talks on in {}, envoys confirm", "Talks off in {}, envoys confirm",
          "The talks will be held in {} as planned, officials said.", "The talks will not be held in {} as planned, officials said."),
         ("{} accepts the offer", "{} rejects the offer",
          "{} has accepted the offer, its foreign ministry said on Monday.", "{} has rejected the offer, its foreign ministry said on Monday.")]


def sentences(text):
    return [s for s in re.split(r"(?<=[.!?])\s+", text) if s.strip()]


def words(text):
    return text.split()


def changed(text, share, rng):
    out = words(text)
    for k in rng.sample(range(len(out)), max(1, int(len(out) * share))):
        out[k] = rng.choice(OTHER_WORDS)
    return " ".join(out)


def cut(text, share):
    """Whole sentences from the front, as desks cut."""
    kept, total = [], len(words(text))
    for s in sentences(text):
        kept.append(s)
        if len(words(" ".join(kept))) >= share * total:
            break
    return " ".join(kept)


def extended(text, filler, share, rng):
    added, wanted = [], share * len(words(text))
    for s in filler:
        added.append(s)
        if len(words(" ".join(added))) >= wanted:
            break
    own = sentences(text)
    at = rng.randrange(1, len(own) + 1)
    return " ".join(own[:at] + added + own[at:])


def rewritten(text, filler, rng):
    """Every other run of about two sentences is replaced by one of the same length."""
    out, source = [], iter(filler)
    own = sentences(text)
    replace = rng.random() < 0.5
    for k in range(0, len(own), 2):
        replace = not replace
        part = own[k:k + 2]
        out += [next(source, changed(s, 0.9, rng)) for s in part] if replace else part
    return " ".join(out)


def variants(number, report, filler, rng):
    """(kind, wanted relation, title, text) of each variant."""
    text, title = report["text"], report["title"]
    place = rng.choice(["Oslo", "Lima", "Rabat", "Hanoi", "Quito"])
    before, after, first, second = TURNS[number % len(TURNS)]
    yield "copy", "copy", title, text
    yield "cut", "cut", title, cut(text, 0.4)
    yield "headline", "copy", " ".join(rng.sample(OTHER_WORDS, 6)), text
    yield "edited", "copy", title, changed(text, 0.08, rng)
    yield "extended", "extended", title, extended(text, filler, 0.35, rng)
    yield "rewritten", "updated", title, rewritten(text, filler, rng)
    yield "before", None, before.format(place), first.format(place) + "\n\n" + changed(text, 0.95, rng)
    yield "reversed", None, after.format(place), second.format(place) + "\n\n" + "{before}"


def read_reports(arguments):
    if arguments.reports:
        return [json.loads(line) for line in open(arguments.reports, encoding="utf-8")]
    if not arguments.pages:
        out = []
        for path in sorted((ROOT / "examples/us-dprk").glob("*.txt")):
            paragraphs = [p for p in path.read_text(encoding="utf-8").split("\n\n") if p.strip()]
            out.append({"title": paragraphs[0].strip(), "text": "\n\n".join(p for p in paragraphs[1:] if len(p) > 150)})
        return out
    pages = sorted(p for p in pathlib.Path(arguments.pages).rglob("*") if p.is_file() and p.suffix in (".html", ".htm"))
    lines = "".join(json.dumps({"id": str(p), "path": str(p), "url": ""}) + "\n" for p in pages)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as names:
        names.write(lines)
        names.flush()
        shown = subprocess.run([arguments.parley, "inspect", "article", "--jsonl", names.name], capture_output=True, check=False)
    found = [json.loads(line) for line in shown.stdout.splitlines()]
    return [{"title": a["title"] or "", "text": a["text"]} for a in found if a["kind"] == "article" and a["language"] == arguments.language]


def build(reports, language, rng):
    """JSON lines, and what each address is: (report's number, kind, wanted)."""
    usable = [r for r in reports if len(words(r["text"])) >= 80]
    seen, distinct = set(), []
    for r in usable:  # a corpus may hold one story twice
        key = frozenset(tuple(words(r["text"])[k:k + 5]) for k in range(0, len(words(r["text"])), 3))
        if not any(len(key & other) > 3 for other in seen):
            distinct.append(r)
        seen.add(key)
    half = len(distinct) * 2 // 3
    fillers = [sentences(r["text"]) for r in distinct[half:]]
    lines, truth = [], {}

    def put(number, kind, wanted, title, text, day):
        url = f"https://{kind}{number}.example/{number}"
        lines.append({"url": url, "title": title, "text": text, "published": day, "language": language})
        truth[url] = (number, kind, wanted)

    for number, report in enumerate(distinct[:half]):
        put(number, "original", None, report["title"], report["text"], "2018-11-28")
        filler = fillers[number % len(fillers)][:]
        rng.shuffle(filler)
        before = ""
        for kind, wanted, title, text in variants(number, report, filler, rng):
            if kind == "before":
                before = text
            if kind == "reversed":
                text = text.replace("{before}", before.split("\n\n", 1)[1])
            put(number, kind, wanted, title, text, "2018-11-28" if kind == "before" else "2018-11-29")
    rng.shuffle(lines)
    return lines, truth


def measure(arguments):
    rng = random.Random(20181128)
    lines, truth = build(read_reports(arguments), arguments.language, rng)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(arguments.keep or folder)
        source = folder / "variants.jsonl"
        source.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        ledger = folder / "variants.db"
        ledger.unlink(missing_ok=True)
        subprocess.run([arguments.parley, "read", source, "--ledger", ledger, "--quiet"], check=True, stdout=subprocess.DEVNULL)
        shown = subprocess.run([arguments.parley, "show", "reports", "--format", "jsonl", "--limit", "0", "--ledger", ledger],
                               check=True, capture_output=True).stdout.splitlines()
    reports = {r["id"]: r for r in map(json.loads, shown)}
    score(reports, truth)


def score(reports, truth):
    found = right = typed = wanted_all = 0
    by_kind, merged, told = {}, 0, 0
    for r in reports.values():
        number, kind, wanted = truth[r["url"]]
        of = [(truth[reports[c["report"]]["url"]], c["relation"]) for c in r["copies_of"]]
        wanted_all += wanted is not None
        found += len(of)
        good = [relation for (other, _, _), relation in of if other == number and kind != "reversed"]
        right += len(good)
        typed += wanted in good
        if wanted:
            row = by_kind.setdefault(kind, [0, 0, 0])
            row[0] += 1
            row[1] += bool(good)
            row[2] += wanted in good
        if kind == "reversed":
            merged += bool(of)
            told += bool(r.get("reverses"))
    turned = sum(kind == "reversed" for _, kind, _ in truth.values())
    print(f"{len(reports)} reports, {wanted_all} variants: precision {right / max(found, 1):.4f}, "
          f"recall {right / max(wanted_all, 1):.4f}, type right {typed / max(right, 1):.4f}")
    for kind, (n, hit, kind_right) in sorted(by_kind.items()):
        print(f"  {kind:10} found {hit}/{n}, type right {kind_right}/{hit}")
    print(f"  turned round: {merged} of {turned} merged (none should be), {told} told as reversed")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parley", default=str(ROOT / "build/bench/parley"))
    parser.add_argument("--reports")
    parser.add_argument("--pages")
    parser.add_argument("--language", default="en", help="of the pages that are taken; others than en are kept without reading, which is faster")
    parser.add_argument("--keep")
    measure(parser.parse_args())
