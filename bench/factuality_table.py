#!/usr/bin/env python3
"""Makes codebook/factuality.toml: for each key of `parley inspect claims --factuality --keys`, what readers judged.

    factuality_table.py PARLEY UW/train.jsonl UDS_IH2/train.jsonl > codebook/factuality.toml

Lines of the sets: {text, targets: [{span1: [i, j], label}]}, text of tokens parted by blanks. A key counts where it is not yet
decided by a more special one (longest lists first), if it has enough judgements and its value differs from that of the next key.
The first set, of news, weighs twice the other, whatever their sizes. The value is midway between median (least absolute error)
and mean (best correlation), rounded to quarters, so that the table can be read.
"""
import json
import subprocess
import sys
import tempfile
from collections import defaultdict

LEAST = 12  # judgements


def middle(pairs):
    pairs = sorted(pairs)
    total = sum(w for _, w in pairs)
    mean = sum(v * w for v, w in pairs) / total
    seen = 0
    for value, weight in pairs:
        seen += weight
        if seen >= total / 2:
            return (value + mean) / 2


def main():
    parley, files = sys.argv[1], sys.argv[2:]
    sets = []
    for name in files:
        lines = [json.loads(l) for l in open(name, encoding="utf-8")]
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
            for k, o in enumerate(lines):
                f.write(json.dumps({"id": str(k), "text": o["text"], "tokens": o["text"].split(" "), "spans": [t["span1"] for t in o["targets"]]}) + "\n")
            f.flush()
            out = subprocess.run([parley, "inspect", "claims", "--factuality", "--keys", "--jsonl", f.name], capture_output=True, text=True, check=True).stdout
        items = []
        for line, o in zip(out.splitlines(), lines):
            keys = iter(json.loads(line)["keys"])
            for t, c in zip(o["targets"], json.loads(line)["certainty"]):
                if c is not None:
                    items.append((next(keys), t["label"]))
        sets.append(items)
    weight = [(2 if k == 0 else 1) / len(s) for k, s in enumerate(sets)]
    judged = defaultdict(list)
    parents = {}
    for items, w in zip(sets, weight):
        for keys, label in items:
            for k, key in enumerate(keys):
                judged[key].append((label, w))
                if k + 1 < len(keys):
                    parents.setdefault(key, keys[k + 1])
    value = {key: round(4 * middle(p)) / 4 for key, p in judged.items() if len(p) >= LEAST}

    def inherited(key):
        key = parents.get(key)
        while key is not None and key not in value:
            key = parents.get(key)
        return value.get(key, 3)

    kept = defaultdict(list)
    for key, v in value.items():
        if v != inherited(key):
            kept[v].append(key)
    print("# How sure a text presents an event, -3 (certainly not) to 3 (certainly so), by what stands around its predicate: made by")
    print("# bench/factuality_table.py from the judgements of two sets (UW: Lee and others 2015; UDS-IH2: Rudinger and others 2018), the first weighs twice the second.")
    print("# Of the keys of a predicate (src/reading/factuality.h) the first that stands here decides.")
    for v in sorted(kept, reverse=True):
        print(f"\n[[value]]\ncertainty = {v}\nof = [")
        for key in sorted(kept[v]):
            print("  " + json.dumps(key, ensure_ascii=False) + ",")
        print("]")


main()
