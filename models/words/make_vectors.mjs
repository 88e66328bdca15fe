import { readFileSync } from "node:fs";
const data = JSON.parse(readFileSync(process.argv[2], "utf8")), n = +process.argv[3];
const words = data.words.filter((w) => /^[a-z][a-z-]*$/.test(w) && w.length > 2).slice(0, n);
for (const w of words) {
  const v = data.vectors[w].slice(0, 100); let s = 0; for (const x of v) s += x * x; s = Math.sqrt(s) || 1;
  process.stdout.write(w + "\t" + v.map((x) => Math.max(-127, Math.min(127, Math.round(x / s * 254)))).join(" ") + "\n");
}
