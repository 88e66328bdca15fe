"""How often does a mention of a state's actor get the code that the annotators gave it?

    bench/actor_codes.py [DIR] [--parley PATH]

On: annotated reports (NAME.txt with NAME.jsonl beside it; default ../shared/data/record/dev). Each actor of the gold whose code is a
state (three capitals) counts once a report, at the first place where its words occur. It is right if the longest mention that the
program finds inside or across these words (`parley inspect language --mentions`) has the code; where the same words carry
several codes ("envoys of Peru and Chile"), any mention among them may have it. Every miss is listed.
"""
import argparse
import glob
import json
import os
import re
import subprocess
import sys


def gold_actors(path):
    """{words of an actor: codes} in the order of the file."""
    out = {}

    def walk(x):
        if isinstance(x, dict):
            if isinstance(x.get("code"), str) and isinstance(x.get("name"), str):
                out.setdefault(x["name"], []).append(x["code"])
            for v in x.values():
                walk(v)
        elif isinstance(x, list):
            for v in x:
                walk(v)
    with open(path, encoding="utf-8") as f:
        for line in f:
            walk(json.loads(line))
    return {name: sorted(set(codes)) for name, codes in out.items()}


def first_place(text, name):
    m = re.search(r"(?<!\w)" + re.escape(name) + r"(?!\w)", text) or re.search(re.escape(name), text)
    return m.span() if m else None


def judge(text, actors, mentions):
    """Yields (right, name, code, what the program says) for each actor of a state."""
    for name, codes in actors.items():
        span = first_place(text, name)
        if not span:
            continue
        touching = [m for m in mentions if m["start"] < span[1] and span[0] < m["end"]]
        longest = max(touching, key=lambda m: min(m["end"], span[1]) - max(m["start"], span[0]), default=None)
        for code in codes:
            if not re.fullmatch("[A-Z]{3}", code) or code == "UNK":
                continue
            judged = touching if len(codes) > 1 else [longest] if longest else []
            yield any(code in m["codes"] for m in judged), name, code, [(m["text"], m["codes"], m["reason"]) for m in touching]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    here = os.path.dirname(os.path.abspath(__file__))
    p.add_argument("directory", nargs="?", default=os.path.join(here, "../../shared/data/record/dev"))
    p.add_argument("--parley", default=os.path.join(here, "../build/release/parley"))
    o = p.parse_args()
    texts = sorted(glob.glob(os.path.join(o.directory, "*.txt")))
    if not texts:
        print(f"Actor codes: skipped, since there are no annotated reports in {o.directory}.")
        return 0
    right = total = 0
    for path in texts:
        done = subprocess.run([o.parley, "inspect", "language", "--mentions", path], stdout=subprocess.PIPE, check=True)
        mentions = [json.loads(line) for line in done.stdout.decode().splitlines()]
        with open(path, encoding="utf-8", newline="") as f:
            text = f.read()
        for ok, name, code, said in judge(text, gold_actors(path[:-4] + ".jsonl"), mentions):
            total += 1
            right += ok
            if not ok:
                print(f"   {os.path.basename(path)[:-4]}: {name!r} is {code}; program: {said or 'no mention'}")
    print(f"actor codes of states: {right} of {total} right, {100 * right / max(total, 1):.1f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main())
