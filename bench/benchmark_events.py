#!/usr/bin/env python3
"""Turns a benchmark folder of numbered quadruples (train.txt, valid.txt, entity2id.txt, relation2id.txt) into a CSV that
`parley outlook import` reads: real names, days from FIRST on, and PLOVER types by words of the relation's name.

  benchmark_events.py DIR FIRST-DAY OUT.csv      (ICEWS14: 2014-01-01, ICEWS18: 2018-01-01)

What has no counterpart ("Make statement") is left out, as in the CAMEO table of the codebook. A meeting is what
bench/outlook_hazard.cc takes for one: consult, meet, visit, negotiat.
"""
import csv
import datetime
import sys

TYPES = [  # the first word that the name holds decides
    ("CONSULT", ["consult", "meet", "visit", "negotiat"]),
    ("", ["make statement", "make pessimistic", "make optimistic", "make empathetic", "decline comment", "acknowledge"]),
    ("REQUEST", ["appeal", "request", "demand", "call for", "ask"]),
    ("AGREE", ["intent", "agree", "express accord", "sign formal"]),
    ("THREATEN", ["threat", "ultimatum"]),
    ("ACCUSE", ["accuse", "criticize", "denounce", "complain", "investigat", "charge"]),
    ("REJECT", ["reject", "refuse", "defy", "veto", "obstruct"]),
    ("PROTEST", ["protest", "demonstrat", "rally", "strike or boycott", "riot", "hunger"]),
    ("SANCTION", ["sanction", "embargo", "boycott", "reduce", "break relations", "halt", "expel"]),
    ("ASSAULT", ["military force", "bomb", "kill", "attack", "fight", "assault", "abduct", "torture", "violence", "assassinat", "occupy", "blockade", "ceasefire violation"]),
    ("COERCE", ["arrest", "detain", "coerce", "confiscat", "impose", "seize", "restrict", "curfew", "ban "]),
    ("MOBILIZE", ["mobiliz", "exhibit", "military posture", "alert"]),
    ("AID", ["aid", "provide"]),
    ("CONCEDE", ["yield", "ease", "concede", "release", "return", "accede", "allow"]),
    ("RETREAT", ["retreat", "withdraw", "de-escalat", "surrender"]),
    ("SUPPORT", ["praise", "support", "endorse", "defend", "apolog", "forgive", "recognition", "congratul"]),
    ("COOPERATE", ["cooperat", "share", "engage"]),
]


def type_of(name):
    words = name.lower().replace("_", " ")
    for kind, parts in TYPES:
        if any(p in words for p in parts):
            return kind
    return ""


def names(path):
    out = {}
    for line in open(path, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if len(cells) >= 2:
            out[int(cells[-1])] = cells[0].strip()
    return out


def main():
    folder, first, target = sys.argv[1:4]
    entities, relations = names(folder + "/entity2id.txt"), names(folder + "/relation2id.txt")
    start = datetime.date.fromisoformat(first)
    rows = [tuple(map(int, line.split()[:4])) for part in ("train", "valid") for line in open(f"{folder}/{part}.txt")]
    step = min(t for _, _, _, t in rows if t > 0)  # hours or days
    left_out = 0
    with open(target, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["id", "date", "source", "type", "target"])
        for number, (s, r, o, t) in enumerate(sorted(rows, key=lambda x: x[3])):
            kind = type_of(relations[r])
            if not kind:
                left_out += 1
                continue
            day = start + datetime.timedelta(days=t // step)
            writer.writerow([number, day.isoformat(), entities[s], kind, entities[o]])
    print(f"{len(rows) - left_out} of {len(rows)} events; {left_out} without a type", file=sys.stderr)


if __name__ == "__main__":
    main()
