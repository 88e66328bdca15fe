// See names.h.
#include "language/names.h"

#include <algorithm>

#include "base/text.h"

namespace parley {
namespace {

/// The surface of a token as names are stored: "the" in lower case, curly apostrophes straight.
std::string surface(const Document& d, std::uint32_t i) {
  const Token& t = d.tokens[i];
  if (t.lower == "the" || t.lower == "'s") return t.lower;
  std::string_view s = slice(d.text, t.span);
  if (s.find('\xE2') == std::string_view::npos) return std::string(s);
  std::string out;
  for (std::size_t p = 0; p < s.size();) {
    if (s.substr(p, 3) == "\xE2\x80\x99" || s.substr(p, 3) == "\xE2\x80\x98") {
      out += '\'';
      p += 3;
    } else {
      out += s[p++];
    }
  }
  return out;
}

class UnitFinder {
 public:
  UnitFinder(const Document& d, const Sentence& s, std::span<const Entity> names, const Lexicon::Data& data,
             const ReportMemory& memory)
      : d_(d), first_(s.tokens.first), last_(s.tokens.last), names_(names), data_(data), memory_(memory) {
    surfaces_.reserve(s.tokens.size());
    for (std::uint32_t i = first_; i < last_; ++i) surfaces_.push_back(surface(d, i));
  }

  std::vector<NameUnit> run() {
    std::vector<NameUnit> units;
    for (std::uint32_t i = first_; i < last_;) {
      NameUnit unit;
      if (gazetteer(i, unit) || role(i, unit) || run_of_capitals(i, unit) || government(i, unit)) {
        i = unit.tokens.last;
        units.push_back(std::move(unit));
      } else {
        ++i;
      }
    }
    return units;
  }

 private:
  [[nodiscard]] const Token& at(std::uint32_t i) const { return d_.tokens[i]; }

  /// The entity that begins at token i; nothing if none does.
  [[nodiscard]] const Entity* entity_at(std::uint32_t i) const {
    auto it = std::lower_bound(names_.begin(), names_.end(), i,
                               [](const Entity& e, std::uint32_t token) { return e.tokens.first < token; });
    return it != names_.end() && it->tokens.first == i ? &*it : nullptr;
  }

  bool gazetteer(std::uint32_t i, NameUnit& unit) const {
    const NameEntry* best = nullptr;
    std::uint32_t length = 0;
    data_.names.for_each(
        [&](std::uint32_t k) {
          return i + k < last_ ? std::string_view(surfaces_[i - first_ + k]) : std::string_view();
        },
        [&](PhraseTable::Match m) {
          const NameEntry& e = data_.entries[m.payload];
          if (!acceptable(i, m.length, e)) return;
          if (m.length > length) {
            best = &e;
            length = m.length;
          }
        });
    if (best == nullptr) return false;
    const Entity* entity = entity_at(i);
    bool person = entity != nullptr && entity->type == EntityType::person && entity->tokens.size() > length;
    if (person && best->kind != MentionKind::person) return false;  // "Jordan Smith"
    // A person's name in front of a longer run, or a city inside one, is left to the run of capitals.
    unit.tokens = {i, i + length};
    unit.kind = best->kind == MentionKind::person ? NameUnit::Kind::person : NameUnit::Kind::name;
    unit.entry = best;
    return !(best->city && inside_longer_name(i, i + length));
  }

  [[nodiscard]] bool inside_longer_name(std::uint32_t begin, std::uint32_t end) const {
    bool before = begin > first_ && at(begin - 1).pos == Pos::propn && !data_.state_words.contains(at(begin - 1).lower);
    bool after = end < last_ && at(end).pos == Pos::propn &&
                 (data_.organisation_words.contains(at(end).lower) || data_.civil_words.contains(at(end).lower));
    return before || after;
  }

  [[nodiscard]] bool acceptable(std::uint32_t i, std::uint32_t length, const NameEntry& e) const {
    if (e.contextual && !memory_.named_in_full.contains(e.code)) return false;
    if (e.contextual && i + length < last_ && at(i + length).pos == Pos::propn && at(i + length).capital) return false;
    if (!e.ambiguous) return true;
    bool person_before = i > first_ && data_.given_names.contains(at(i - 1).lower) && at(i - 1).capital;
    return !person_before;
  }

  bool role(std::uint32_t i, NameUnit& unit) const {
    auto match = data_.roles.longest(
        [&](std::uint32_t k) { return i + k < last_ ? std::string_view(at(i + k).lower) : std::string_view(); });
    if (match.length == 0) return false;
    const RoleEntry& r = data_.role_entries[match.payload];
    std::uint32_t end = i + match.length;
    const Token& t = at(end - 1);
    bool title_here = r.title && t.capital;
    if (!title_here && (t.pos == Pos::verb || t.pos == Pos::adj || t.pos == Pos::adp)) return false;
    // "general assembly", "president's": a role noun must be the head of its phrase, or a title
    if (!title_here && end < last_ && at(end).pos == Pos::noun && t.pos == Pos::noun) return false;
    unit.tokens = {i, end};
    unit.kind = NameUnit::Kind::role;
    unit.role = &r;
    return true;
  }

  bool government(std::uint32_t i, NameUnit& unit) const {
    const Token& t = at(i);
    if (t.pos != Pos::noun && t.pos != Pos::propn) return false;
    if (!data_.government_nouns.contains(t.lower)) return false;
    if (i + 1 < last_ && at(i + 1).pos == Pos::noun) return false;
    unit.tokens = {i, i + 1};
    unit.kind = NameUnit::Kind::government;
    unit.word = t.lower;
    return true;
  }

  [[nodiscard]] bool name_token(std::uint32_t i) const {
    const Token& t = at(i);
    return t.pos == Pos::propn && t.capital && !data_.not_names.contains(t.lower);
  }

  bool run_of_capitals(std::uint32_t i, NameUnit& unit) const {
    if (!name_token(i)) return false;
    if (const Entity* e = entity_at(i); e != nullptr && e->tokens.last <= last_) {
      bool known = e->type == EntityType::person || e->type == EntityType::organisation;
      if (known) {
        unit.tokens = e->tokens;
        unit.kind = e->type == EntityType::person ? NameUnit::Kind::person : NameUnit::Kind::organisation;
        if (e->type == EntityType::person) unit.entry = without_initials(e->tokens);
        return true;
      }
    }
    std::uint32_t end = i + 1;
    while (end < last_ && (name_token(end) || joins(end))) ++end;
    unit.tokens = {i, end};
    std::string last = at(end - 1).lower;
    bool organisation = false;
    for (std::uint32_t k = i; k < end; ++k)
      organisation =
          organisation || data_.organisation_words.contains(at(k).lower) || data_.civil_words.contains(at(k).lower);
    if (organisation) {
      unit.kind = NameUnit::Kind::organisation;
      return true;
    }
    unit.kind = NameUnit::Kind::person;
    return is_person(i, end);
  }

  /// The person of the gazetteer whom a name with initials between its first and last word means: "Vladimir V. Putin".
  [[nodiscard]] const NameEntry* without_initials(TokenRange name) const {
    std::vector<std::uint32_t> words;
    for (std::uint32_t i = name.first; i < name.last; ++i) {
      bool initial = at(i).lower.size() <= 2 && (at(i).lower.size() == 1 || at(i).lower[1] == '.');
      if (i == name.first || i + 1 == name.last || !initial) words.push_back(i);
    }
    if (words.size() == name.size() || words.size() < 2) return nullptr;
    auto match = data_.names.longest([&](std::uint32_t k) {
      return k < words.size() ? std::string_view(surfaces_[words[k] - first_]) : std::string_view();
    });
    bool whole = match.length == words.size() && data_.entries[match.payload].kind == MentionKind::person;
    return whole ? &data_.entries[match.payload] : nullptr;
  }

  /// "al", "bin", "of" between capitals; "of" only inside organisations is left to the gazetteer.
  [[nodiscard]] bool joins(std::uint32_t i) const {
    return data_.name_particles.contains(at(i).lower) && i + 1 < last_ && name_token(i + 1) && i > first_ &&
           name_token(i - 1);
  }

  [[nodiscard]] bool is_person(std::uint32_t i, std::uint32_t end) const {
    return memory_.find_person(d_.words({i, end})) >= 0 || (end - i <= 4 && title_before(i));
  }

  [[nodiscard]] bool title_before(std::uint32_t i) const {
    for (std::uint32_t start = i > first_ + 4 ? i - 4 : first_; start < i; ++start) {
      auto match = data_.roles.longest(
          [&](std::uint32_t k) { return start + k < i ? std::string_view(at(start + k).lower) : std::string_view(); });
      if (match.length > 0 && start + match.length == i)
        return data_.role_entries[match.payload].title || at(i - 1).pos == Pos::noun;
    }
    return false;
  }

  const Document& d_;
  std::uint32_t first_, last_;
  std::span<const Entity> names_;
  const Lexicon::Data& data_;
  const ReportMemory& memory_;
  std::vector<std::string> surfaces_;
};

}  // namespace

int ReportMemory::find_person(std::string_view name) const {
  for (std::size_t k = people.size(); k-- > 0;)
    if (people[k].name == name || people[k].surname == name) return static_cast<int>(k);
  for (std::size_t k = people.size(); k-- > 0;)
    if (!people[k].family_first.empty() && people[k].family_first == name) return static_cast<int>(k);
  return -1;
}

std::string surname_of(const std::vector<std::string>& words, const Lexicon::Data& data) {
  if (words.empty()) return {};
  bool korean = words.size() >= 2 && data.korean_surnames.contains(lower_ascii(words[0])) &&
                !data.given_names.contains(lower_ascii(words[0])) &&
                (words[1].find('-') != std::string::npos || words.size() == 3);
  return korean ? words.front() : words.back();
}

std::vector<NameUnit> find_units(const Document& document, const Sentence& sentence, std::span<const Entity> names,
                                 const Lexicon::Data& data, const ReportMemory& memory) {
  return UnitFinder(document, sentence, names, data, memory).run();
}

void note_full_names(const Document& document, const Lexicon::Data& data, ReportMemory& memory) {
  auto count = static_cast<std::uint32_t>(document.tokens.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    if (!document.tokens[i].capital) continue;
    std::string held;
    data.names.for_each(
        [&](std::uint32_t k) {
          held = i + k < count ? surface(document, i + k) : std::string();
          return std::string_view(held);
        },
        [&](PhraseTable::Match m) {
          const NameEntry& e = data.entries[m.payload];
          if (!e.contextual) memory.named_in_full.insert(e.code);
        });
  }
}

}  // namespace parley
