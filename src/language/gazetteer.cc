// Loading codebook/actors/*.toml: every form of every name into one phrase table. See lexicon.h.
#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "base/text.h"
#include "language/lexicon.h"

namespace parley {
namespace {

class Loader {
 public:
  Loader(const std::string& directory, Lexicon::Data& data) : directory_(directory), data_(data) {}

  Status run() {
    TRY_VOID(each("states.toml", "state", [&](const Value& v) { return state(v); }));
    TRY_VOID(each("states.toml", "collective", [&](const Value& v) { return collective(v); }));
    TRY_VOID(each("organisations.toml", "organisation",
                  [&](const Value& v) { return named(v, MentionKind::organisation); }));
    TRY_VOID(each("groups.toml", "group", [&](const Value& v) { return named(v, MentionKind::group); }));
    TRY_VOID(each("media.toml", "media", [&](const Value& v) { return named(v, MentionKind::media); }));
    TRY_VOID(each("institutes.toml", "institute", [&](const Value& v) { return named(v, MentionKind::organisation); }));
    TRY_VOID(each("people.toml", "person", [&](const Value& v) { return person(v); }));
    TRY_VOID(each("roles.toml", "role", [&](const Value& v) { return role(v); }));
    return name_codes();
  }

 private:
  template <class F>
  Status each(const std::string& name, const std::string& key, F&& load_one) {
    file_ = directory_ + "/" + name;
    if (!std::filesystem::exists(file_)) return {};
    Value root = TRY(parse_toml(TRY(read_file(file_)), file_));
    for (const Value& item : root.at(key).list) TRY_VOID(load_one(item));
    return {};
  }

  Status missing(const Value& v, const std::string& key) const {
    return fail(ErrorCode::bad_codebook, "entry has no '" + key + "'", file_ + ":" + std::to_string(v.line));
  }

  void add(const std::string& form, NameEntry entry) {
    auto words = words_of_phrase(form, data_, false);
    if (words.empty()) return;
    data_.names.add(words, static_cast<std::uint32_t>(data_.entries.size()));
    data_.entries.push_back(std::move(entry));
  }

  void add_all(const Value& v, const std::string& key, const NameEntry& entry) {
    auto ambiguous = v.texts("ambiguous");
    for (const std::string& form : v.texts(key)) {
      NameEntry e = entry;
      for (const std::string& a : ambiguous) e.ambiguous = e.ambiguous || a == form;
      add(form, std::move(e));
    }
  }

  Status state(const Value& v) {
    NameEntry e{v.str("name"), v.str("code"), MentionKind::state};
    if (e.name.empty()) return missing(v, "name");
    if (e.code.empty()) return missing(v, "code");
    add_all(v, "name", e);
    add_all(v, "names", e);
    for (const std::string& key : {std::string("name"), std::string("names"), std::string("demonyms")})
      for (const std::string& form : v.texts(key))
        for (const std::string& word : words_of_phrase(form, data_, true)) data_.state_words.insert(word);
    NameEntry other = e;
    other.adjectival = true;
    add_all(v, "demonyms", other);
    other = e;
    other.metonym = true;
    add_all(v, "metonyms", other);
    other = e;
    other.contextual = true;
    add_all(v, "contextual", other);
    other = e;
    other.kind = MentionKind::place;
    other.city = true;
    add_all(v, "cities", other);
    return {};
  }

  /// A name of several states together. The states must stand in the file.
  Status collective(const Value& v) {
    NameEntry e{v.str("name"), {}, MentionKind::state};
    for (const std::string& code : v.texts("members")) {
      auto state = std::find_if(data_.entries.begin(), data_.entries.end(),
                                [&](const NameEntry& s) { return s.kind == MentionKind::state && s.code == code; });
      if (state == data_.entries.end()) return missing(v, "members (codes of states above)");
      e.members.emplace_back(code, state->name);
    }
    if (e.name.empty() || e.members.size() < 2) return missing(v, e.name.empty() ? "name" : "members");
    e.code = "UNK";
    add_all(v, "name", e);
    add_all(v, "names", e);
    return {};
  }

  Status named(const Value& v, MentionKind kind) {
    NameEntry e{v.str("name"), v.str("code"), kind};
    if (e.name.empty()) return missing(v, "name");
    if (e.code.empty()) return missing(v, "code");
    add_all(v, "name", e);
    add_all(v, "aliases", e);
    NameEntry contextual = e;
    contextual.contextual = true;
    add_all(v, "contextual", contextual);
    return {};
  }

  Status person(const Value& v) {
    TRY_VOID(named(v, MentionKind::person));
    auto& offices = data_.people[v.str("name")];
    for (const Value& r : v.at("roles").list) {
      auto from = parse_date(r.str("from"));
      auto to = parse_date(r.str("to"));
      Office& office = offices.emplace_back(Office{r.str("role"), r.str("of"), {}});
      if (from) office.dates = DateRange{*from, to ? *to : kLastDate};
    }
    return {};
  }

  Status role(const Value& v) {
    RoleEntry e{v.str("noun"), v.str("kind"), v.flag("title"), false};
    if (e.noun.empty()) return missing(v, "noun");
    auto put = [&](const std::string& form, bool plural) {
      auto words = words_of_phrase(form, data_, true);
      RoleEntry copy = e;
      copy.plural = plural;
      data_.roles.add(words, static_cast<std::uint32_t>(data_.role_entries.size()));
      data_.role_entries.push_back(copy);
    };
    put(e.noun, false);
    std::string plural = v.str("plural");
    if (plural.empty()) plural = e.noun.ends_with("man") ? e.noun.substr(0, e.noun.size() - 2) + "en" : with_s(e.noun);
    if (plural != e.noun) put(plural, true);
    return {};
  }

  /// What codes are called: as code_names.toml says, else as their first entry does.
  Status name_codes() {
    file_ = directory_ + "/code_names.toml";
    if (std::filesystem::exists(file_)) {
      Value root = TRY(parse_toml(TRY(read_file(file_)), file_));
      for (const auto& [code, name] : root.at("names").table) data_.code_names[code] = name.text;
      for (const auto& [code, words] : root.at("of").table) data_.code_words[code] = words.text;
    }
    for (const NameEntry& e : data_.entries)
      if (e.kind != MentionKind::person && !e.adjectival && !e.metonym && !e.city && !is_of_a_state(e.code))
        data_.code_names.try_emplace(e.code, e.name);
    return {};
  }

  /// "CIV:USA": of many, whom no single entry names.
  [[nodiscard]] bool is_of_a_state(std::string_view code) const {
    const auto colon = code.find(':');
    return colon != std::string_view::npos && data_.code_words.contains(std::string(code.substr(0, colon))) &&
           data_.code_names.contains(std::string(code.substr(colon + 1)));
  }

  std::string directory_;
  Lexicon::Data& data_;
  std::string file_;
};

}  // namespace

Status load_actors(const std::string& directory, Lexicon::Data& data) { return Loader(directory, data).run(); }

}  // namespace parley
