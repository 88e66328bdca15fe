// Words per CPU second of each step of the language stage, from raw text to mentions.
//
//   bench_language CODEBOOK MODELS FILE...     text files, or JSON lines with a field "text" (*.jsonl)
//
// Each report goes through the steps in their order; a step's time is summed over all reports, and the best of five
// rounds counts, since other work on the machine can only add to it. The words are the tokens of the stage.
#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <numeric>

#include "base/file.h"
#include "base/text.h"
#include "base/value.h"
#include "language/clauses.h"
#include "language/lemmatiser.h"
#include "language/mentions.h"
#include "language/models.h"
#include "language/parser.h"
#include "language/syntax.h"
#include "language/tagger.h"
#include "language/tokens.h"

namespace parley {
namespace {

enum Step { kTokens, kSentences, kTags, kLemmas, kTrees, kEntities, kClauses, kMentions, kWhole, kSteps };
constexpr std::array<const char*, kSteps> kNames = {
    "tokeniser", "sentence splitter", "tagger", "lemmatiser", "parser", "entities", "clauses", "mentions", "analyse()"};
constexpr int kRounds = 5;

using Seconds = std::array<double, kSteps>;

/// CPU seconds of this process, given to the step that has just been done.
class Clock {
 public:
  explicit Clock(Seconds& seconds) : seconds_(seconds) {}
  void start() { last_ = now(); }
  void lap(Step step) {
    double t = now();
    seconds_[step] += t - last_;
    last_ = t;
  }

 private:
  static double now() {
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
  }
  Seconds& seconds_;
  double last_ = 0;
};

/// The parts of language.bin, which LanguageModel keeps to itself.
struct Parts {
  ModelFile file;
  std::vector<Pos> pos;  // of each tag
  Tagger tagger;
  Lemmatiser lemmatiser;
  std::unique_ptr<Parser> parser;
};

Result<Parts> load_parts(const std::string& path) {
  Parts p;
  p.file = TRY(ModelFile::open(path));
  auto tags = p.file.section("tags");
  for (std::string_view line : split({reinterpret_cast<const char*>(tags.data()), tags.size()}, '\n'))
    if (auto bar = line.find('|'); bar != std::string_view::npos) p.pos.push_back(universal_pos(line.substr(0, bar)));
  p.tagger = Tagger(read_table(p.file, "tagger.certain"), read_table(p.file, "tagger.ambiguity"),
                    PackedPerceptron(p.file, "tagger"), p.pos.size());
  p.lemmatiser = read_lemmatiser(p.file);
  p.parser = read_parser(p.file, p.pos.size());
  return p;
}

/// A report whose paragraphs are all body.
Report as_body(std::string text) {
  Report report;
  report.text = std::move(text);
  std::string_view t = report.text;
  for (std::size_t begin = 0; begin < t.size();) {
    std::size_t end = std::min(t.find("\n\n", begin), t.size());
    Span span = trim(t, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    if (!span.empty()) report.blocks.push_back({span, BlockRole::body});
    begin = end + 2;
  }
  return report;
}

Result<std::vector<Report>> read_reports(std::span<char*> paths) {
  std::vector<Report> out;
  for (std::string path : paths) {
    std::string bytes = TRY(read_file(path));
    if (!path.ends_with(".jsonl")) {
      out.push_back(as_body(std::move(bytes)));
      continue;
    }
    for (std::string_view line : split(bytes, '\n'))
      if (!line.empty()) out.push_back(as_body(TRY(parse_json(line)).str("text")));
  }
  return out;
}

/// Tags, lemmas and trees of all sentences, a step at a time.
void parse(const Document& d, const Parts& parts, Clock& clock) {
  std::size_t n = d.sentences.size();
  std::vector<std::vector<WordKeys>> keys(n);
  std::vector<std::vector<std::uint8_t>> tags(n);
  std::vector<std::vector<std::int32_t>> scores(n);
  std::vector<std::string> lemmas(n);
  clock.start();
  for (std::size_t s = 0; s < n; ++s) {
    for (std::uint32_t i = d.sentences[s].tokens.first; i < d.sentences[s].tokens.last; ++i)
      keys[s].push_back(word_keys(slice(d.text, d.tokens[i].span)));
    parts.tagger.tag(keys[s], tags[s], &scores[s]);
  }
  clock.lap(kTags);
  for (std::size_t s = 0; s < n; ++s)
    for (std::uint32_t i = d.sentences[s].tokens.first, k = 0; i < d.sentences[s].tokens.last; ++i, ++k)
      lemmas[s] += parts.lemmatiser.lemma(slice(d.text, d.tokens[i].span), keys[s][k], tags[s][k]);
  clock.lap(kLemmas);
  ParserScratch scratch;
  std::vector<Pos> pos;
  std::vector<std::int32_t> heads;
  std::vector<Deprel> relations;
  for (std::size_t s = 0; s < n; ++s) {
    pos.clear();
    for (std::uint8_t t : tags[s]) pos.push_back(parts.pos[t]);
    parts.parser->parse(keys[s], scores[s], tags[s], pos, scratch, heads, relations);
  }
  clock.lap(kTrees);
}

/// One report through all steps; gives the number of its words.
std::size_t run(const Report& report, const Lexicon& lexicon, const Models& models, const Parts& parts, Clock& clock) {
  const Lexicon::Data& data = lexicon.data();
  Document d;
  d.text = report.text;
  clock.start();
  for (std::uint32_t b = 0; b < report.blocks.size(); ++b) {
    auto first = static_cast<std::uint32_t>(d.tokens.size());
    tokenize(d.text, report.blocks[b].span, data, d.tokens, Hyphens::split);
    clock.lap(kTokens);
    models.language.split_sentences(b, BlockRole::body, first, d);
    clock.lap(kSentences);
  }
  parse(d, parts, clock);
  find_entities(d, models.entities);
  clock.lap(kEntities);
  std::vector<Entity> names;
  Document parsed = parse_report(report, data, models, names);
  clock.start();
  for (std::uint32_t s = 0; s < parsed.sentences.size(); ++s) find_clauses(s, data, parsed);
  clock.lap(kClauses);
  ReportMemory memory;
  note_full_names(parsed, data, memory);
  for (std::uint32_t s = 0; s < parsed.sentences.size(); ++s) find_mentions(s, names, data, memory, parsed);
  clock.lap(kMentions);
  analyse(report, lexicon, models);
  clock.lap(kWhole);
  return d.tokens.size();
}

Status bench(const std::string& codebook, const std::string& folder, std::span<char*> paths) {
  Lexicon lexicon = TRY(Lexicon::load(codebook));
  auto models = TRY(Models::load(folder));
  Parts parts = TRY(load_parts(folder + "/language.bin"));
  std::vector<Report> reports = TRY(read_reports(paths));
  Seconds best;
  best.fill(1e9);
  std::size_t words = 0;
  for (int round = 0; round < kRounds; ++round) {
    Seconds seconds{};
    Clock clock(seconds);
    words = 0;
    for (const Report& report : reports) words += run(report, lexicon, *models, parts, clock);
    for (std::size_t k = 0; k < kSteps; ++k) best[k] = std::min(best[k], seconds[k]);
  }
  std::printf("%zu reports, %zu words\n", reports.size(), words);
  for (std::size_t k = 0; k < kSteps; ++k)
    std::printf("%-26s %12.0f words per CPU second\n", kNames[k], static_cast<double>(words) / best[k]);
  double all = std::accumulate(best.begin(), best.begin() + kWhole, 0.0);
  std::printf("%-26s %12.0f words per CPU second\n", "the steps' times added up", static_cast<double>(words) / all);
  return {};
}

}  // namespace
}  // namespace parley

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fprintf(stderr, "usage: bench_language CODEBOOK MODELS FILE...\n");
    return 2;
  }
  parley::Status done = parley::bench(argv[1], argv[2], std::span(argv, static_cast<std::size_t>(argc)).subspan(3));
  if (!done) std::fprintf(stderr, "%s\n", done.error().text().c_str());
  return done ? 0 : 1;
}
