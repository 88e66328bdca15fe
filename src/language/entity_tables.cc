// See entity_tables.h.
#include "language/entity_tables.h"

#include <bit>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "base/value.h"
#include "language/entity_words.h"

namespace parley {
namespace {

/// Words of a name as corpora cut them: a comma or a possessive stands alone.
std::vector<std::string> words_of_name(std::string_view name, bool at_hyphens) {
  std::vector<std::string> out;
  for (std::string_view part : split(name, ' ')) {
    if (part.empty()) continue;
    std::string_view tail;
    if (part.ends_with("'s") || part.ends_with(",")) {
      std::size_t size = part.ends_with(",") ? 1 : 2;
      tail = part.substr(part.size() - size);
      part.remove_suffix(size);
    }
    bool first = true;
    for (std::string_view piece : at_hyphens ? split(part, '-') : std::vector<std::string_view>{part}) {
      if (!first) out.emplace_back("-");
      first = false;
      if (!piece.empty()) out.emplace_back(piece);
    }
    if (!tail.empty()) out.emplace_back(tail);
  }
  return out;
}

class TableReader {
 public:
  TableReader(std::string codebook, EntityTables& out) : codebook_(std::move(codebook)), out_(out) {}

  Status run(const std::string& groups) {
    TRY_VOID(read_groups(groups));
    TRY_VOID(read_states());
    TRY_VOID(read_actors("organisations.toml", "organisation", kOrganisationName));
    TRY_VOID(read_actors("groups.toml", "group", kGroupName));
    TRY_VOID(read_actors("media.toml", "media", kMediaName));
    TRY_VOID(read_actors("institutes.toml", "institute", kInstituteName));
    TRY_VOID(read_actors("people.toml", "person", kPersonName));
    TRY_VOID(read_roles());
    TRY_VOID(read_english());
    for (const char* file : {"names.txt", "cities.txt", "countries.txt", "words.txt"}) TRY_VOID(read_list(file));
    return {};
  }

 private:
  void add_name(std::string_view name, std::uint16_t kind) {
    out_.names[join(words_of_name(name, false), " ")] |= kind;
    if (name.find('-') != std::string_view::npos) out_.names[join(words_of_name(name, true), " ")] |= kind;
  }
  void add_names(const Value& v, std::string_view key, std::uint16_t kind) {
    const Value& x = v.at(key);
    if (x.is_text()) add_name(x.text, kind);
    for (const Value& item : x.list) add_name(item.text, kind);
  }
  void add_word(std::string_view word, std::uint8_t kind) { out_.words[fold_word(word)].kinds |= kind; }
  Result<Value> toml(const std::string& name) {
    std::string path = codebook_ + "/" + name;
    return parse_toml(TRY(read_file(path)), path);
  }

  Status read_groups(const std::string& path) {
    std::string bytes = TRY(read_file(path));
    std::size_t number = 0;
    for (std::string_view line : split(bytes, '\n')) {
      ++number;
      if (line.empty()) continue;
      std::uint32_t group = 0;
      if (line.size() < 5 || line[4] != '\t')
        return fail(ErrorCode::bad_input, "a group is four octal digits, a tab, words",
                    path + ":" + std::to_string(number));
      for (char c : line.substr(0, 4)) group = group * 8 + (static_cast<std::uint32_t>(c - '0') & 7U);
      for (std::string_view word : split(line.substr(5), ' '))
        out_.words[std::string(word)].group = static_cast<std::uint16_t>(group + 1);
    }
    return {};
  }

  Status read_states() {
    Value root = TRY(toml("actors/states.toml"));
    for (const Value& v : root.at("state").list) {
      add_names(v, "name", kStateName);
      add_names(v, "names", kStateName);
      add_names(v, "demonyms", kPeopleName);
      add_names(v, "metonyms", kSeatName);
      add_names(v, "cities", kCityName);
    }
    return {};
  }

  Status read_actors(const std::string& file, std::string_view key, std::uint16_t kind) {
    Value root = TRY(toml("actors/" + file));
    for (const Value& v : root.at(key).list) {
      add_names(v, "name", kind);
      add_names(v, "aliases", kind);
    }
    return {};
  }

  Status read_roles() {
    Value root = TRY(toml("actors/roles.toml"));
    for (const Value& v : root.at("role").list) {
      std::string noun = v.str("noun");
      std::vector<std::string_view> words = split(noun, ' ');
      if (words.size() <= 3 && v.flag("title"))
        for (std::string_view word : words)
          if (word.size() > 2) add_word(word, kTitleWord);
      if (!words.empty()) add_word(words.back(), kRoleNoun);
    }
    return {};
  }

  Status read_english() {
    Value root = TRY(toml("english.toml"));
    auto each = [&](std::string_view key, std::uint8_t kind) {
      for (const Value& item : root.at(key).list) add_word(item.text, kind);
    };
    each("given_names", kPersonalName);
    each("name_particles", kNameParticle);
    each("korean_surnames", kPersonalName);
    each("not_names", kCalendarWord);
    each("organisation_words", kOrganisationNoun);
    each("civil_words", kOrganisationNoun);
    return {};
  }

  Status read_list(const std::string& name) {
    std::string path = codebook_ + "/places/" + name;
    std::string bytes = TRY(read_file(path));
    for (std::string_view line : split(bytes, '\n')) {
      std::size_t tab = line.find('\t');
      if (line.empty() || line[0] == '#' || tab == std::string_view::npos) continue;
      std::string_view kind = line.substr(0, tab);
      std::string_view item = line.substr(tab + 1);
      if (kind == "name") add_word(item, kPersonalName);
      if (kind == "title") add_word(item, kTitleWord);
      if (kind == "organisation noun") add_word(item, kOrganisationNoun);
      if (kind == "place noun") add_word(item, kPlaceNoun);
      // "Laura", "Vernon": more often a person than one of the many towns of that name
      bool person = (out_.word(fold_word(item)).kinds & kPersonalName) != 0;
      if (kind == "city" && !person) add_name(item, kTownName);
      if (kind == "region" && (!person || name == "words.txt")) add_name(item, kRegionName);
      if (kind == "country") add_name(item, kStateName);
      if (kind == "people") add_name(item, kPeopleName);
    }
    return {};
  }

  std::string codebook_;
  EntityTables& out_;
};

}  // namespace

WordInfo EntityTables::word(std::string_view lower) const {
  auto it = words.find(lower);
  return it == words.end() ? WordInfo() : it->second;
}

bool EntityTables::is_name(std::string_view name, std::uint16_t kinds) const {
  auto it = names.find(name);
  return it != names.end() && (it->second & kinds) != 0;
}

Result<EntityTables> read_entity_tables(const std::string& codebook, const std::string& words) {
  EntityTables tables;
  TRY_VOID(TableReader(codebook, tables).run(words));
  return tables;
}

PackedTables pack(const EntityTables& tables) {
  PackedTables p;
  std::size_t slots = std::bit_ceil(tables.words.size() * 3 / 2 + 1);
  p.word_keys.assign(slots, 0);
  p.word_groups.assign(slots, 0);
  p.word_kinds.assign(slots, 0);
  for (const auto& [word, info] : tables.words) {
    std::uint64_t hash = word_hash(word);
    std::size_t slot = hash & (slots - 1);
    while (p.word_keys[slot] != 0) slot = (slot + 1) & (slots - 1);
    p.word_keys[slot] = word_key(hash);
    p.word_groups[slot] = info.group;
    p.word_kinds[slot] = info.kinds;
  }
  std::map<std::uint64_t, std::uint16_t> nodes;
  for (const auto& [name, kinds] : tables.names) {
    std::uint64_t hash = 0;
    for (std::string_view word : split(name, ' ')) {
      if (hash != 0) nodes[hash] |= kLongerName;
      hash = extend_name(hash, word_hash(word));
    }
    nodes[hash] |= kinds;
  }
  slots = std::bit_ceil(nodes.size() * 3 / 2 + 1);
  p.name_keys.assign(slots, 0);
  p.name_kinds.assign(slots, 0);
  for (const auto& [hash, kinds] : nodes) {
    std::size_t slot = hash & (slots - 1);
    while (p.name_keys[slot] != 0) slot = (slot + 1) & (slots - 1);
    p.name_keys[slot] = name_key(hash);
    p.name_kinds[slot] = kinds;
  }
  return p;
}

void PackedTables::write(ModelWriter& writer) const {
  writer.add_array<std::uint16_t>("word.keys", word_keys);
  writer.add_array<std::uint16_t>("word.groups", word_groups);
  writer.add_array<std::uint8_t>("word.kinds", word_kinds);
  writer.add_array<std::uint32_t>("name.keys", name_keys);
  writer.add_array<std::uint16_t>("name.kinds", name_kinds);
}

}  // namespace parley
