// wink-nlp on the same texts as bench/language.cc, or its tags of one text as CoNLL-U. Called by wink.sh.
//
//   node wink.js speed FILE...    words per CPU second; JSON lines with a field "text" (*.jsonl), or text files
//   node wink.js conllu FILE      sentences, words, universal tags and lemmas, paragraph by paragraph
const fs = require('fs');
const winkNLP = require('wink-nlp');
const model = require('wink-eng-lite-web-model');
const its = require('wink-nlp/src/its.js');

/** CPU seconds of this process, its compiler and collector threads included. */
function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function textsOf(path) {
  const text = fs.readFileSync(path, 'utf8');
  if (!path.endsWith('.jsonl')) return [text];
  return text.split('\n').filter(Boolean).map((line) => JSON.parse(line).text);
}

/** Best of five rounds, after one round to warm up. */
function speed(paths) {
  const texts = paths.flatMap(textsOf);
  const steps = [['tokens', []], ['tokens, sentences', ['sbd']], ['tokens, sentences, tags', ['sbd', 'pos']],
    ['all it has', ['sbd', 'negation', 'sentiment', 'ner', 'pos', 'cer']]];
  for (const [name, pipe] of steps) {
    const nlp = winkNLP(model, pipe);
    let best = Infinity;
    let words = 0;
    for (let round = 0; round < 6; round += 1) {
      words = 0;
      const start = cpuSeconds();
      for (const text of texts) words += nlp.readDoc(text).tokens().length();
      if (round > 0) best = Math.min(best, cpuSeconds() - start);
    }
    console.log(`wink-nlp, ${name.padEnd(26)} ${String(Math.round(words / best)).padStart(9)} words per CPU second`);
  }
}

function conllu(path) {
  const nlp = winkNLP(model, ['sbd', 'pos']);
  for (const paragraph of textsOf(path)[0].split('\n\n')) {
    nlp.readDoc(paragraph).sentences().each((sentence) => {
      const words = sentence.tokens();
      const [forms, tags, lemmas] = [its.value, its.pos, its.lemma].map((what) => words.out(what));
      const kept = forms.map((_, i) => i).filter((i) => tags[i] !== 'SPACE');
      const lines = kept.map((i, n) => `${n + 1}\t${forms[i]}\t${lemmas[i]}\t${tags[i]}\t_\t_\t${n}\tdep\t_\t_`);
      if (lines.length > 0) console.log(`${lines.join('\n')}\n`);
    });
  }
}

const [what, ...paths] = process.argv.slice(2);
if (what === 'speed') speed(paths);
else conllu(paths[0]);
