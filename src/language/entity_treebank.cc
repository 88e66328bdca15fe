// See entity_treebank.h.
#include "language/entity_treebank.h"

#include <array>

#include "base/text.h"
#include "language/entity_words.h"

namespace parley {
namespace {

constexpr LabelSet kAnything = 0xFFFF;
constexpr LabelSet kAnyName = static_cast<LabelSet>(~(label_set(kOutside) | label_set(kPeopleLabel)));

constexpr LabelSet labels_of(EntityType type) {
  return static_cast<LabelSet>(0xFU << name_label(type, NamePart::first));
}

/// Genres of GUM whose texts its licence lists as free: PLOS and the like, Wikipedia, court records, Wikinews,
/// Wikivoyage. One court session is of the Santa Barbara Corpus, which forbids changed versions.
bool free_genre(std::string_view id) {
  if (!id.starts_with("GUM_")) return true;
  if (id.starts_with("GUM_court_carpet")) return false;
  static constexpr std::array<std::string_view, 6> kFree = {"academic", "bio", "court", "interview", "news", "voyage"};
  for (std::string_view genre : kFree)
    if (id.substr(4).starts_with(genre)) return true;
  return false;
}

struct TreebankWord {
  std::string form, upos, xpos;
  std::string entity;  // GUM: type of the innermost entity, empty if none or not annotated
};

/// Follows GUM's bracketed Entity annotation, "(4-person-new…(5-place-…)" … "4)", from word to word.
class OpenEntities {
 public:
  /// Type of the innermost entity around the word whose MISC column this is.
  std::string at(std::string_view misc) {
    std::string_view value;
    for (std::string_view item : split(misc, '|'))
      if (item.starts_with("Entity=")) value = item.substr(7);
    std::string type = open_.empty() ? std::string() : open_.back().second;
    for (std::size_t i = 0; i < value.size();) {
      std::size_t end = std::min(value.find_first_of("()", i + 1), value.size());
      if (value[i] == '(') {
        auto fields = split(value.substr(i + 1, end - i - 1), '-');
        open_.emplace_back(fields[0], fields.size() > 1 ? fields[1] : std::string_view());
        type = open_.back().second;
        if (end < value.size() && value[end] == ')') open_.pop_back();
        i = end + (end < value.size() && value[end] == ')' ? 1 : 0);
      } else {
        close(value.substr(i, end - i));
        i = end + (end < value.size() && value[end] == ')' ? 1 : 0);
      }
    }
    return type;
  }
  void clear() { open_.clear(); }

 private:
  void close(std::string_view id) {
    for (std::size_t k = open_.size(); k-- > 0;)
      if (open_[k].first == id) {
        open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(k));
        return;
      }
  }
  std::vector<std::pair<std::string, std::string>> open_;
};

class SentenceLabels {
 public:
  SentenceLabels(const std::vector<TreebankWord>& words, const EntityTables& tables) : words_(words), tables_(tables) {}

  LabelledSentence run() const {
    LabelledSentence out;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      out.words.push_back(words_[i].form);
      out.labels.push_back(labels(i));
    }
    return out;
  }

 private:
  [[nodiscard]] bool proper(std::size_t i) const { return i < words_.size() && words_[i].upos == "PROPN"; }

  [[nodiscard]] LabelSet labels(std::size_t i) const {
    const TreebankWord& w = words_[i];
    WordInfo info = tables_.word(fold_word(w.form));
    bool people = tables_.is_name(w.form, kPeopleName);
    if ((info.kinds & kCalendarWord) != 0 || w.entity == "time") return label_set(kOutside);
    bool beside = proper(i + 1) || (i > 0 && proper(i - 1));
    bool capital = !w.form.empty() && is_ascii_upper(w.form[0]);
    if (w.upos == "PROPN") {
      if (people) return static_cast<LabelSet>(label_set(kPeopleLabel) | kAnyName);
      if (w.entity == "person") return static_cast<LabelSet>(labels_of(EntityType::person) | label_set(kTitleLabel));
      if (w.entity == "organization") return labels_of(EntityType::organisation);
      if (w.entity == "place") return labels_of(EntityType::location);
      if (!w.entity.empty()) return label_set(kMiscLabel);
      return kAnything;  // the others tell whether it is a name
    }
    if (people && capital)
      return beside ? static_cast<LabelSet>(kAnyName | label_set(kPeopleLabel)) : label_set(kPeopleLabel);
    if (beside && capital && i > 0) return kAnything;
    bool joint = i > 0 && proper(i - 1) && (proper(i + 1) || proper(i + 2));
    bool short_word = w.form.size() <= 3 && w.form != "," && w.form != "." && w.form != "(" && w.form != ")";
    return joint && short_word && w.upos != "CCONJ" && w.upos != "VERB" ? kAnything : label_set(kOutside);
  }

  const std::vector<TreebankWord>& words_;
  const EntityTables& tables_;
};

}  // namespace

std::vector<LabelledSentence> read_treebank(std::string_view bytes, const EntityTables& tables) {
  std::vector<LabelledSentence> out;
  std::vector<TreebankWord> words;
  OpenEntities open;
  bool taken = true;
  auto flush = [&] {
    if (!words.empty() && taken) out.push_back(SentenceLabels(words, tables).run());
    words.clear();
  };
  for (std::string_view line : split(bytes, '\n')) {
    if (line.starts_with("# newdoc id = ")) {
      open.clear();
      taken = free_genre(line.substr(14));
    }
    if (trim(line).empty()) flush();
    if (trim(line).empty() || line[0] == '#') continue;
    auto c = split(line, '\t');
    if (c.size() < 10 || c[0].find_first_of("-.") != std::string_view::npos) continue;
    words.push_back({std::string(c[1]), std::string(c[3]), std::string(c[4]), open.at(c[9])});
  }
  flush();
  return out;
}

}  // namespace parley
