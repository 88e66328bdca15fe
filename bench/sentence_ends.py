"""Sentences of the annotated development reports: F1 of the program's against a person's reading.

    bench/sentence_ends.py [DIR] [--parley PATH]

On: NAME.txt (default ../shared/data/record/dev), read by `parley inspect language`. ENDS holds where each sentence ends, in code points; the
next begins with the next character that is no white space. Headlines, time stamps, bylines, captions and their credits are sentences of
their own. A sentence is right if both its ends are. Every wrong boundary is listed by its place.
"""
import argparse
import os
import re
import subprocess
import sys

ENDS = {
    "000_17ed3d9576c23d77": [64, 84, 350, 357, 605, 612, 665, 684, 916, 1293, 1565, 1656, 1921, 2273, 2369, 2478, 2574, 2782, 2926, 3074,
        3130, 3296, 3538, 3627, 3735, 3820, 3919, 4114, 4128],
    "001_256e9f12ef8ee94b": [59, 128, 215, 315, 415, 517, 603, 755, 1047, 1198, 1392, 1520, 1620, 1835, 1935, 2178, 2386, 2589, 2684,
        3000, 3109, 3378, 3511, 3867, 4067, 4112, 4173, 4237, 4259],
    "APW19980306.1001": [159, 322, 454, 584, 655, 804, 982, 1104, 1218, 1466, 1557, 1756, 1980, 2152, 2379, 2466, 2640, 2752, 2917],
    "CNN19980222.1130.0084": [34, 126, 242, 334, 422, 533, 651],
    "PRI19980216.2000.0170": [151, 287, 397, 423, 522, 719, 834],
    "VOA19980501.1800.0355": [149, 259, 480, 625, 688],
    "cyp66": [160, 315, 496, 571, 668, 864],
    "ind39": [182, 320, 447, 530, 583, 628, 717, 826],
    "iran17": [132, 273, 403, 604, 746, 821],
    "iran18": [134, 316, 364, 608, 717, 894],
    "isr27": [114, 239, 407, 541, 618, 675],
    "isr28": [137, 226, 378, 514, 631, 739, 816],
    "kos49": [145, 300, 456, 610, 761, 876],
    "nep62": [158, 378, 547, 681, 790, 848],
    "nk00": [169, 378, 566, 697, 818],
    "nk01": [168, 269, 380, 443, 567, 665, 767],
    "nk08": [168, 278, 395, 537, 754],
    "nk09": [120, 250, 350, 515, 600, 740, 878],
    "slk47": [119, 269, 333, 423, 504, 660],
    "sud34": [130, 358, 496, 633, 767],
    "sud36": [147, 290, 417, 539, 720],
    "trade61": [115, 258, 369, 527, 658, 777],
}


def program_sentences(parley, path):
    out = set()
    done = subprocess.run([parley, "inspect", "language", path], stdout=subprocess.PIPE, check=True)
    for sentence in done.stdout.decode().split("\n\n"):
        ranges = [tuple(map(int, r)) for r in re.findall(r"TokenRange=(\d+):(\d+)", sentence)]
        if ranges:
            out.add((ranges[0][0], ranges[-1][1]))
    return out


def gold_sentences(text, ends):
    out, begin = set(), 0
    for end in ends:
        begin += len(text[begin:end]) - len(text[begin:end].lstrip())
        out.add((begin, end))
        begin = end
    return out


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    here = os.path.dirname(os.path.abspath(__file__))
    p.add_argument("directory", nargs="?", default=os.path.join(here, "../../shared/data/record/dev"))
    p.add_argument("--parley", default=os.path.join(here, "../build/release/parley"))
    o = p.parse_args()
    hits = found = wanted = 0
    for name, ends in ENDS.items():
        path = os.path.join(o.directory, name + ".txt")
        if not os.path.exists(path):
            print(f"Sentences of reports: skipped, since {name}.txt is not in {o.directory}.")
            return 0
        with open(path, encoding="utf-8", newline="") as f:
            gold = gold_sentences(f.read(), ends)
        got = program_sentences(o.parley, path)
        hits, found, wanted = hits + len(gold & got), found + len(got), wanted + len(gold)
        for what, wrong in (("missed", {b for _, b in gold} - {b for _, b in got}), ("false", {b for _, b in got} - {b for _, b in gold})):
            for place in sorted(wrong):
                print(f"   {name}: {what} end at {place}")
    print(f"sentences of reports: {wanted} in the gold, {found} found, {hits} right, F1 {200 * hits / (found + wanted):.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
