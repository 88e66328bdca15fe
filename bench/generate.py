"""Writes N generated reports as JSON lines: paragraphs of the sample corpus in new company, with other states and days."""
import glob, json, random, sys

random.seed(20181108)
texts = [open(f, encoding="utf-8").read() for f in sorted(glob.glob("examples/us-dprk/*.txt"))]
paragraphs = [p for t in texts for p in t.split("\n\n") if len(p) > 150]
states = ["Norway", "Chile", "Peru", "Ghana", "Iran", "Japan", "India", "Kenya", "Cuba", "Egypt"]
for n in range(int(sys.argv[1])):
    a, b = random.sample(states, 2)
    body = "\n\n".join(random.sample(paragraphs, 5)).replace("North Korea", a).replace("United States", b)
    day = f"{2000 + n % 25}-{1 + n % 12:02}-{1 + n % 28:02}"
    print(json.dumps({"text": f"Story {n} of the series\n\n{body}\n", "url": f"http://example.org/{n}", "published": day}))
