// See train.h.
#include "language/train.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <thread>

#include "base/file.h"
#include "language/boundaries.h"
#include "language/lemmatiser.h"
#include "language/parser.h"
#include "language/tagger.h"

namespace parley {
namespace {

/// Documents of GUM whose licence forbids commercial use (essays, fiction, letters, podcasts, wikiHow, Reddit) or
/// changed versions (conversations and a court session of the Santa Barbara Corpus): LICENSE.md of
/// github.com/amir-zeldes/gum.
constexpr std::array<std::string_view, 8> kNotShippable = {"GUM_essay_",        "GUM_fiction_",    "GUM_letter_",
                                                           "GUM_podcast_",      "GUM_whow_",       "GUM_reddit_",
                                                           "GUM_conversation_", "GUM_court_carpet"};

constexpr std::uint32_t kRareWord = 2;    // forms seen less often share the unknown word's embedding
constexpr std::uint32_t kRareEnding = 4;  // likewise endings, beginnings, shapes
constexpr int kOwnTimes = 2;              // how often a round of training sees a sentence of our own treebank
constexpr float kHide = 0.25F;            // a form seen n times is hidden with chance kHide / (kHide + n)

using Numbers = std::vector<std::vector<std::uint8_t>>;

std::vector<TrainingSentence> with_keys(const std::vector<TreebankSentence>& sentences, const TagSet& tags) {
  std::map<std::pair<Pos, std::string>, std::uint8_t> number;
  for (std::size_t k = 0; k < tags.size(); ++k) number[{tags.pos[k], tags.tag[k]}] = static_cast<std::uint8_t>(k);
  std::vector<TrainingSentence> out;
  for (const TreebankSentence& s : sentences) {
    TrainingSentence t;
    for (const TreebankWord& w : s.words) {
      t.words.push_back(word_keys(w.form));
      auto it = number.find({w.pos, w.tag});
      t.tags.push_back(it == number.end() ? std::uint8_t{0} : it->second);
    }
    t.times = s.times;
    out.push_back(std::move(t));
  }
  return out;
}

/// Runs the jobs on `threads` threads; each job is independent of the others.
void run_jobs(unsigned threads, std::uint32_t jobs, const std::function<void(std::uint32_t)>& job) {
  std::vector<std::thread> others;
  for (unsigned t = 1; t < threads; ++t)
    others.emplace_back([&, t] {
      for (std::uint32_t j = t; j < jobs; j += threads) job(j);
    });
  for (std::uint32_t j = 0; j < jobs; j += std::max(threads, 1U)) job(j);
  for (std::thread& t : others) t.join();
}

/// Tags of each sentence by a tagger that was not trained on it; blocks of sentences go to the folds in turn.
Numbers jackknife(const std::vector<TrainingSentence>& sentences, std::size_t tags, const LanguageTraining& o) {
  constexpr std::size_t kBlock = 50;
  Numbers out(sentences.size());
  auto fold_of = [&](std::size_t i) { return i / kBlock % o.folds; };
  run_jobs(o.threads, o.folds, [&](std::uint32_t fold) {
    std::vector<const TrainingSentence*> rest;
    for (std::size_t i = 0; i < sentences.size(); ++i)
      if (fold_of(i) != fold) rest.insert(rest.end(), static_cast<std::size_t>(sentences[i].times), &sentences[i]);
    TaggerData data = train_tagger(rest, tags, o.tagger_rounds, 1, Random(mix(o.seed, fold + 10)));
    for (std::size_t i = 0; i < sentences.size(); ++i)
      if (fold_of(i) == fold) data.view().tag(sentences[i].words, out[i]);
  });
  return out;
}

struct Embeddings {
  KeyTableData known;
  std::uint32_t rows = 0;
  std::map<std::uint64_t, std::uint32_t> forms;  // how often each form occurs
};

Embeddings count_embeddings(const std::vector<TrainingSentence>& sentences, std::size_t tags) {
  Embeddings out;
  std::map<std::uint64_t, std::uint32_t> counts, rows;
  for (const TrainingSentence& s : sentences)
    for (const WordKeys& w : s.words) {
      ++out.forms[column_key(w, 0)];
      for (std::size_t c = 1; c + 1 < kColumns; ++c) ++counts[column_key(w, c)];
    }
  out.rows = static_cast<std::uint32_t>(EmbeddingIndex::kTags + tags);
  for (auto [key, n] : out.forms)
    if (n >= kRareWord) rows[key] = out.rows++;
  for (auto [key, n] : counts)
    if (n >= kRareEnding) rows[key] = out.rows++;
  out.known = KeyTableData(rows);
  return out;
}

std::vector<ParserExample> parser_examples(const std::vector<TreebankSentence>& sentences,
                                           const std::vector<TrainingSentence>& keys, const Numbers& predicted,
                                           const TagSet& tags, const Embeddings& embeddings) {
  EmbeddingIndex index{embeddings.known.view(), embeddings.rows};
  std::vector<ParserExample> out;
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    ParserExample e;
    auto n = static_cast<std::int32_t>(sentences[s].words.size());
    for (std::size_t i = 0; i < sentences[s].words.size(); ++i) {
      const TreebankWord& w = sentences[s].words[i];
      std::uint8_t tag = predicted[s][i];
      e.rows.push_back(index.rows_of(keys[s].words[i], tag));
      auto seen = static_cast<float>(embeddings.forms.at(column_key(keys[s].words[i], 0)));
      e.hide.push_back(kHide / (kHide + seen));
      e.tags.push_back(tag);
      e.gold_tags.push_back(keys[s].tags[i]);
      e.pos.push_back(tags.pos[tag]);
      e.heads.push_back(w.head < 0 ? n : w.head);
      e.relations.push_back(w.head < 0 ? Deprel::root : w.deprel);
    }
    e.tags.push_back(static_cast<std::uint8_t>(tags.size()));
    e.pos.push_back(Pos::x);
    out.insert(out.end(), static_cast<std::size_t>(sentences[s].times), e);
  }
  return out;
}

std::string tag_lines(const TagSet& tags) {
  std::string out;
  for (std::size_t k = 0; k < tags.size(); ++k)
    out += std::string(universal_name(tags.pos[k])) + '|' + tags.tag[k] + '\n';
  return out;
}

/// Trains the tagger that ships and adds it to the model; gives the tags that the parser learns with.
Numbers train_taggers(const std::vector<TrainingSentence>& keys, std::size_t tags, const LanguageTraining& options,
                      const Tell& tell, ModelWriter& writer) {
  tell("tagger: " + std::to_string(tags) + " tags, " + std::to_string(options.folds) + " folds");
  Numbers predicted = jackknife(keys, tags, options);
  std::size_t right = 0, all = 0;
  for (std::size_t s = 0; s < keys.size(); ++s)
    for (std::size_t i = 0; i < keys[s].tags.size(); ++i, ++all) right += keys[s].tags[i] == predicted[s][i] ? 1 : 0;
  tell("tagger: " + std::to_string(100.0 * static_cast<double>(right) / static_cast<double>(all)) +
       "% right on folds not seen");
  std::vector<const TrainingSentence*> pointers;
  for (const TrainingSentence& s : keys) pointers.insert(pointers.end(), static_cast<std::size_t>(s.times), &s);
  TaggerData tagger = train_tagger(pointers, tags, options.tagger_rounds, options.tagger_passes, Random(options.seed));
  add_table(writer, "tagger.certain", tagger.certain);
  add_table(writer, "tagger.ambiguity", tagger.classes);
  tagger.weights.add_to(writer, "tagger");
  return predicted;
}

/// Files of a folder whose names are wanted, in order.
std::vector<std::string> files_of(const std::string& directory, const std::function<bool(const std::string&)>& wanted) {
  std::vector<std::string> out;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(directory, error))
    if (wanted(entry.path().filename().string())) out.push_back(entry.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

bool not_shippable(const std::string& document) {
  return std::any_of(kNotShippable.begin(), kNotShippable.end(),
                     [&](std::string_view genre) { return document.starts_with(genre); });
}

}  // namespace

Result<std::vector<TreebankSentence>> read_training_data(const std::string& directory, const Tell& tell) {
  auto paths = files_of(directory, [](const std::string& name) {
    return name.ends_with(".conllu") && name.find("-train") != std::string::npos;
  });
  if (paths.empty()) return fail(ErrorCode::not_found, "no treebank *-train*.conllu in this folder", directory);
  std::vector<TreebankSentence> out;
  for (const std::string& path : paths) {
    std::string bytes = TRY(read_file(path));
    auto sentences = TRY(read_treebank(bytes, path));
    std::size_t words = 0, left_out = 0;
    for (TreebankSentence& s : sentences) {
      (not_shippable(s.document) ? left_out : words) += s.words.size();
      if (!not_shippable(s.document)) out.push_back(std::move(s));
    }
    tell(path + ": " + std::to_string(words) + " words, " + std::to_string(left_out) + " left out (licence)");
  }
  return out;
}

Result<std::vector<TreebankSentence>> read_own_treebank(const std::string& directory, const Tell& tell) {
  auto paths = files_of(
      directory, [](const std::string& name) { return name.ends_with(".conllu") && !name.ends_with("-dev.conllu"); });
  if (paths.empty()) return fail(ErrorCode::not_found, "no treebank *.conllu in this folder", directory);
  std::vector<TreebankSentence> out;
  for (const std::string& path : paths) {
    std::string bytes = TRY(read_file(path));
    auto sentences = TRY(read_treebank(bytes, path));
    std::size_t words = 0;
    for (TreebankSentence& s : sentences) {
      words += s.words.size();
      s.times = kOwnTimes;
      out.push_back(std::move(s));
    }
    tell(path + ": " + std::to_string(words) + " words");
  }
  return out;
}

Result<ModelWriter> train_language(const LanguageData& data, const LanguageTraining& options, const Tell& tell) {
  std::vector<TreebankSentence> sentences = data.treebanks;
  sentences.insert(sentences.end(), data.own.begin(), data.own.end());
  if (sentences.empty()) return fail(ErrorCode::bad_input, "no sentences to train on");
  TagSet tags = tags_of(sentences);
  std::vector<TrainingSentence> keys = with_keys(sentences, tags);
  ModelWriter writer;
  writer.add("version", std::string(kLanguageModelVersion));
  writer.add("tags", tag_lines(tags));

  std::vector<TreebankSentence> with_news = data.treebanks;
  with_news.insert(with_news.end(), data.news.begin(), data.news.end());
  writer.add_array<std::int8_t>("boundaries", train_boundaries(with_news, 10, Random(mix(options.seed, 7))));
  tell("sentence boundaries done");

  Numbers predicted = train_taggers(keys, tags.size(), options, tell, writer);

  Numbers gold;
  for (const TrainingSentence& s : keys) gold.push_back(s.tags);
  LemmatiserData lemmatiser = train_lemmatiser(sentences, gold);
  lemmatiser.add_to(writer);
  tell("lemmatiser: " + std::to_string(lemmatiser.scripts.size()) + " scripts");

  Embeddings embeddings = count_embeddings(keys, tags.size());
  auto examples = parser_examples(sentences, keys, predicted, tags, embeddings);
  NetworkTraining training;
  training.rounds = options.parser_rounds;
  training.threads = options.threads;
  tell("parser: " + std::to_string(embeddings.rows) + " embeddings");
  Network net = train_network(examples, embeddings.rows, StateRows(tags.size()), training, mix(options.seed, 99), tell);
  add_network(writer, net, embeddings.known);
  return writer;
}

}  // namespace parley
