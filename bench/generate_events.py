#!/usr/bin/env python3
"""Makes up event files as large as wanted, in the forms of ICEWS (tab-separated, with a header) or GDELT (58 columns).

  generate_events.py icews|gdelt ROWS OUT [SEED]

Few actors do most; ids and days rise; one in twenty rows has a CAMEO code without a PLOVER type (statements).
"""
import random
import sys

SECTORS = ["Government", "Foreign Ministry", "Police", "Business", "General Population / Civilian / Social", "Parties,Opposition"]
STATES = [("KOR", "South Korea"), ("JPN", "Japan"), ("USA", "United States"), ("CHN", "China"), ("RUS", "Russian Federation"), ("IND", "India"),
          ("KEN", "Kenya"), ("FRA", "France"), ("DEU", "Germany"), ("IRN", "Iran"), ("BRA", "Brazil"), ("NGA", "Nigeria")]
CODES = ["010", "020", "036", "040", "042", "043", "046", "051", "057", "061", "070", "090", "111", "120", "130", "141", "160", "172", "173", "190", "193"]
ICEWS = ["Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity", "Target Name",
         "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude"]


def main():
    form, rows, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    draw = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    actors = [(f"Organisation {k} ({STATES[k % len(STATES)][1]})", draw.choice(SECTORS), STATES[k % len(STATES)]) for k in range(50000)]

    def actor():
        return actors[int(draw.random() * draw.random() * draw.random() * len(actors))]

    days = [f"{2000 + d // 336:04}-{d // 28 % 12 + 1:02}-{d % 28 + 1:02}" for d in range(3000)]
    with open(path, "w", encoding="utf-8") as out:
        if form == "icews":
            out.write("\t".join(ICEWS) + "\n")
        for k in range(rows):
            (a, sector_a, state_a), (b, sector_b, state_b) = actor(), actor()
            day, code = days[k * 3000 // rows], draw.choice(CODES)
            if form == "icews":
                cells = [str(20000000 + k), day, a, sector_a, state_a[1], "Make an appeal or request", code, "-0.3", b, sector_b, state_b[1],
                         str(30000000 + k // 3), str(k % 9 + 1), "Xinhua News Agency", "Seoul", "", "Seoul", state_a[1], "37.5665", "126.978"]
            else:
                cells = [""] * 58
                cells[0], cells[1] = str(400000000 + k), day.replace("-", "")
                cells[2], cells[3], cells[4] = cells[1][:6], cells[1][:4], cells[1][:4] + ".4932"
                cells[5:8], cells[12] = [state_a[0] + "GOV", a.upper(), state_a[0]], "GOV"
                cells[15:18], cells[22] = [state_b[0], b.upper(), state_b[0]], "BUS"
                cells[25:34] = ["1", code, code, code[:2], "3", "4.0", "10", "1", "10"]
                cells[34:42] = ["1.5873015873", "4", "Seoul, Soul-t'ukpyolsi, South Korea", "KS", "KS11", "37.5664", "127", "-716583"]
                cells[56], cells[57] = cells[1], "https://www.example.org/news/article-" + str(k // 10)
            out.write("\t".join(cells) + "\n")


if __name__ == "__main__":
    main()
