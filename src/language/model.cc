// See model.h.
#include "language/model.h"

#include <charconv>

#include "base/text.h"
#include "language/boundaries.h"
#include "language/lemmatiser.h"
#include "language/parser.h"
#include "language/tagger.h"
#include "language/train.h"

namespace parley {

struct LanguageModel::Data {
  ModelFile file;
  TagSet tags;
  Tagger tagger;
  Lemmatiser lemmatiser;
  Boundaries boundaries;
  std::unique_ptr<Parser> parser;
};

namespace {

/// Buffers of one thread.
struct Scratch {
  std::vector<WordKeys> keys;
  std::vector<std::uint8_t> tags;
  std::vector<std::int32_t> tag_scores;
  std::vector<Pos> pos;
  std::vector<std::int32_t> heads;
  std::vector<Deprel> relations;
  ParserScratch parser;
  std::vector<std::string_view> words, known;
  std::vector<std::uint8_t> given;
  std::vector<ParsedWord> parsed;
};

Scratch& scratch() {
  thread_local Scratch s;
  return s;
}

constexpr std::uint8_t kFree = 255;  // no tag is given

TagSet read_tags(const ModelFile& file) {
  TagSet out;
  auto bytes = file.section("tags");
  for (std::string_view line : split({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, '\n')) {
    auto bar = line.find('|');
    if (bar == std::string_view::npos) continue;
    out.pos.push_back(universal_pos(line.substr(0, bar)));
    out.tag.emplace_back(line.substr(bar + 1));
  }
  return out;
}

}  // namespace

LanguageModel::LanguageModel(std::unique_ptr<const Data> data) : data_(std::move(data)) {}
LanguageModel::LanguageModel(LanguageModel&&) noexcept = default;
LanguageModel& LanguageModel::operator=(LanguageModel&&) noexcept = default;
LanguageModel::~LanguageModel() = default;

Result<LanguageModel> LanguageModel::load(const std::string& path) {
  auto data = std::make_unique<Data>();
  data->file = TRY(ModelFile::open(path));
  auto version = data->file.section("version");
  std::string_view found(reinterpret_cast<const char*>(version.data()), version.size());
  if (found != kLanguageModelVersion)
    return fail(ErrorCode::bad_input, "a language model of another version: train it anew (parley train language)",
                path);
  data->tags = read_tags(data->file);
  PackedPerceptron weights(data->file, "tagger");
  data->parser = read_parser(data->file, data->tags.size());
  if (data->tags.size() == 0 || data->tags.size() > 255 || !weights.ok() || !data->parser)
    return fail(ErrorCode::bad_input, "a damaged language model: take the shipped one, or train it anew", path);
  data->tagger = Tagger(read_table(data->file, "tagger.certain"), read_table(data->file, "tagger.ambiguity"), weights,
                        data->tags.size());
  data->boundaries = Boundaries(data->file.array<std::int8_t>("boundaries"));
  data->lemmatiser = read_lemmatiser(data->file);
  return LanguageModel(std::move(data));
}

void LanguageModel::parse(std::span<const std::string_view> words, std::vector<ParsedWord>& out,
                          std::span<const std::string_view> given) const {
  out.resize(words.size());
  if (words.empty()) return;
  Scratch& s = scratch();
  s.keys.clear();
  for (std::string_view w : words) s.keys.push_back(word_keys(w));
  s.given.clear();
  for (std::string_view tag : given) s.given.push_back(tag.empty() ? kFree : data_->tags.number_of(tag));
  data_->tagger.tag(s.keys, s.tags, &s.tag_scores, s.given);
  s.pos.clear();
  for (std::uint8_t t : s.tags) s.pos.push_back(data_->tags.pos[t]);
  data_->parser->parse(s.keys, s.tag_scores, s.tags, s.pos, s.parser, s.heads, s.relations);
  for (std::size_t i = 0; i < words.size(); ++i) {
    ParsedWord& w = out[i];
    w.pos = data_->tags.pos[s.tags[i]];
    w.tag = data_->tags.tag[s.tags[i]];
    w.lemma = data_->lemmatiser.lemma(words[i], s.keys[i], s.tags[i]);
    w.head = s.heads[i];
    w.deprel = s.relations[i];
  }
}

void LanguageModel::split_sentences(std::uint32_t block, BlockRole role, std::uint32_t first,
                                    Document& document) const {
  std::vector<BoundaryWord> words;
  for (std::size_t i = first; i < document.tokens.size(); ++i)
    words.push_back({word_keys(slice(document.text, document.tokens[i].span)), document.tokens[i].space_after});
  std::uint32_t begin = first;
  for (std::uint32_t end : data_->boundaries.ends(words)) {
    Sentence s;
    s.tokens = {begin, first + end};
    s.span = document.span_of(s.tokens);
    s.block = block;
    s.role = role;
    document.sentences.push_back(s);
    begin = first + end;
  }
}

void LanguageModel::parse_sentence(const Sentence& sentence, Document& document) const {
  Scratch& s = scratch();
  std::uint32_t first = sentence.tokens.first;
  s.words.clear();
  s.known.clear();
  for (std::uint32_t i = first; i < sentence.tokens.last; ++i) {
    s.words.push_back(slice(document.text, document.tokens[i].span));
    s.known.emplace_back(document.tokens[i].tag);
  }
  std::vector<ParsedWord>& parsed = s.parsed;
  parse(s.words, parsed, s.known);
  for (std::size_t i = 0; i < parsed.size(); ++i) {
    Token& t = document.tokens[first + i];
    t.pos = parsed[i].pos;
    t.tag = parsed[i].tag;
    t.lemma = lower_ascii(parsed[i].lemma);
    t.head = parsed[i].head < 0 ? -1 : static_cast<std::int32_t>(first) + parsed[i].head;
    t.deprel = parsed[i].deprel;
  }
}

}  // namespace parley
