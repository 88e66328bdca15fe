// See entity_corpus.h.
#include "language/entity_corpus.h"

#include <algorithm>
#include <optional>

#include "base/file.h"
#include "base/text.h"
#include "language/entity_treebank.h"
#include "language/entity_words.h"

namespace parley {
namespace {

struct Row {
  std::string word, pos, tag;
};

/// Type of a raw tag's class; nothing for what is left outside (dates, elections, events of CrossNER).
std::optional<EntityType> type_of_class(std::string_view c) {
  if (c == "per" || c == "PER" || c == "person" || c == "politician") return EntityType::person;
  if (c == "org" || c == "ORG" || c == "organisation" || c == "politicalparty") return EntityType::organisation;
  if (c == "geo" || c == "LOC" || c == "location" || c == "country") return EntityType::location;
  if (c == "gpe") return EntityType::people;
  if (c == "MISC" || c == "misc" || c == "art" || c == "nat" || c == "eve") return EntityType::misc;
  return std::nullopt;
}

class Harmoniser {
 public:
  Harmoniser(const EntityTables& tables, bool as_it_is) : tables_(tables), as_it_is_(as_it_is) {}

  LabelledSentence sentence(const std::vector<Row>& rows) const {
    LabelledSentence out;
    for (const Row& r : rows) out.words.push_back(r.word);
    out.labels.assign(rows.size(), label_set(kOutside));
    for (std::size_t i = 0; i < rows.size();) {
      std::string_view tag = rows[i].tag;
      std::size_t end = i + 1;
      if (tag.size() > 2 && tag[1] == '-') {
        while (end < rows.size() && rows[end].tag.size() > 2 && rows[end].tag[0] == 'I' &&
               std::string_view(rows[end].tag).substr(2) == tag.substr(2))
          ++end;
        if (auto type = type_of_class(tag.substr(2))) name(rows, i, end, *type, out);
        if (as_it_is_ && tag.substr(2) == "tim")
          for (std::size_t k = i; k < end; ++k) out.labels[k] = label_set(kTitleLabel);
      }
      i = end;
    }
    return out;
  }

 private:
  [[nodiscard]] bool title(const std::string& word) const {
    return (tables_.word(fold_word(word)).kinds & kTitleWord) != 0;
  }
  [[nodiscard]] bool people(const std::vector<Row>& rows, std::size_t i, std::size_t end) const {
    std::string words;
    for (std::size_t k = i; k < end; ++k) words += (k == i ? "" : " ") + rows[k].word;
    return tables_.is_name(words, kPeopleName);
  }

  /// What the gazetteer knows better than a corpus annotated by program (GMB): states and regions are places, a known
  /// person a person, a known organisation an organisation, whatever they do in the sentence.
  [[nodiscard]] EntityType corrected(const std::vector<Row>& rows, std::size_t i, std::size_t end,
                                     EntityType type) const {
    std::string words;
    for (std::size_t k = i; k < end; ++k) words += (k == i ? "" : " ") + rows[k].word;
    bool single = end == i + 1;
    if (tables_.is_name(words, kPeopleName) && single) return EntityType::people;
    if (tables_.is_name(words, kStateName | kRegionName)) return EntityType::location;
    if (tables_.is_name(words, kPersonName) && !single) return EntityType::person;
    if (tables_.is_name(words, kGroupName | kMediaName) ||
        (tables_.is_name(words, kOrganisationName | kInstituteName) && !single))
      return EntityType::organisation;
    return type;
  }

  /// Labels a name; titles in front of a person are told apart from it, nationalities from other names.
  void name(const std::vector<Row>& rows, std::size_t i, std::size_t end, EntityType type,
            LabelledSentence& out) const {
    if (as_it_is_) return put_name(out.labels, i, end, type);
    type = corrected(rows, i, end, type);
    if (type == EntityType::person) {
      std::size_t first = i;
      while (first + 1 < end && title(rows[first].word)) ++first;
      for (std::size_t k = i; k < first; ++k)
        if (!is_ascii_lower(rows[k].word[0])) out.labels[k] = label_set(kTitleLabel);
      while (first == i && i > 0 && out.labels[i - 1] == label_set(kOutside) && !rows[i - 1].word.empty() &&
             is_ascii_upper(rows[i - 1].word[0]) && title(rows[i - 1].word)) {
        out.labels[i - 1] = label_set(kTitleLabel);
        first = --i;
        if (i == 0) break;
      }
      i = std::max(first, first_name(out, i));
    }
    if (type == EntityType::people && !people(rows, i, end) && !rows[i].pos.starts_with("JJ") && rows[i].pos != "NNS" &&
        rows[i].pos != "NNPS")
      type = EntityType::location;
    if ((type == EntityType::misc || type == EntityType::location) && end == i + 1 && people(rows, i, end))
      type = EntityType::people;
    put_name(out.labels, i, end, type);
  }
  /// The first word from `i` on that is no title.
  static std::size_t first_name(const LabelledSentence& out, std::size_t i) {
    while (i < out.labels.size() && out.labels[i] == label_set(kTitleLabel)) ++i;
    return i;
  }

  const EntityTables& tables_;
  bool as_it_is_;
};

std::vector<std::string_view> columns(std::string_view line) {
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return split(line, '\t');
}

std::vector<LabelledSentence> read_columns(std::string_view bytes, CorpusKind kind, const EntityTables& tables) {
  std::vector<LabelledSentence> out;
  std::vector<Row> rows;
  Harmoniser harmoniser(tables, kind == CorpusKind::gmb_as_it_is);
  auto flush = [&] {
    if (!rows.empty()) out.push_back(harmoniser.sentence(rows));
    rows.clear();
  };
  for (std::string_view line : split(bytes, '\n')) {
    if (trim(line).empty()) {
      flush();
      continue;
    }
    auto c = columns(line);
    if (kind != CorpusKind::columns && c.size() >= 3)
      rows.push_back({std::string(c[0]), std::string(c[1]), std::string(c[2])});
    if (kind == CorpusKind::columns && c.size() >= 2 && c[c.size() - 2] != "-DOCSTART-")
      rows.push_back({std::string(c[c.size() - 2]), "", std::string(c.back())});
  }
  flush();
  return out;
}

}  // namespace

void put_name(std::vector<LabelSet>& labels, std::size_t first, std::size_t last, EntityType type) {
  if (type == EntityType::people || type == EntityType::misc) {
    for (std::size_t k = first; k < last; ++k)
      labels[k] = label_set(type == EntityType::people ? kPeopleLabel : kMiscLabel);
    return;
  }
  for (std::size_t k = first; k < last; ++k) {
    NamePart part = last == first + 1 ? NamePart::only
                    : k == first      ? NamePart::first
                    : k + 1 == last   ? NamePart::last
                                      : NamePart::inner;
    labels[k] = label_set(name_label(type, part));
  }
}

Result<std::vector<LabelledSentence>> read_corpus(const std::string& path, CorpusKind kind,
                                                  const EntityTables& tables) {
  std::string bytes = TRY(read_file(path));
  std::vector<LabelledSentence> out =
      kind == CorpusKind::treebank ? read_treebank(bytes, tables) : read_columns(bytes, kind, tables);
  if (out.empty()) return fail(ErrorCode::bad_input, "no annotated sentence found in this corpus", path);
  return out;
}

}  // namespace parley
