"""Writes N generated reports as JSON lines: the sample corpus with its names and days changed, so that no two are alike."""
import glob, json, random, sys

random.seed(20181108)
texts = [open(f, encoding="utf-8").read() for f in sorted(glob.glob("examples/us-dprk/*.txt"))]
states = ["Norway", "Chile", "Peru", "Ghana", "Iran", "Japan", "India", "Kenya", "Cuba", "Egypt"]
for n in range(int(sys.argv[1])):
    a, b = random.sample(states, 2)
    text = texts[n % len(texts)].replace("North Korea", a).replace("United States", b)
    day = f"{2000 + n % 25}-{1 + n % 12:02}-{1 + n % 28:02}"
    print(json.dumps({"text": text + f"\n\nStory {n} of the series.\n", "url": f"http://example.org/{n}", "published": day}))
