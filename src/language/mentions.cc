// See mentions.h. A person's mention takes in the titles before the name and the apposition after it; a role's mention
// the states and places that say whose role it is.
#include "language/mentions.h"

#include "base/text.h"
#include "language/pronouns.h"

namespace parley {
namespace {

using Kind = NameUnit::Kind;

constexpr std::size_t kBackReach = 24;  // mentions that "the envoys" looks back over

class Assembler {
 public:
  Assembler(std::uint32_t sentence, std::span<const Entity> names, const Lexicon::Data& data, ReportMemory& memory,
            Document& d)
      : d_(d),
        s_(d.sentences[sentence]),
        data_(data),
        memory_(memory),
        units_(find_units(d, s_, names, data, memory)) {}

  void run() {
    for (const NameUnit& unit : units_)  // also those inside other mentions: "envoys of Chile"
      if (is_state(unit) && unit.entry->code.size() == 3) memory_.states.insert(unit.entry->code);
    std::size_t u = 0;
    for (std::uint32_t i = s_.tokens.first; i < s_.tokens.last;) {
      while (u < units_.size() && units_[u].tokens.first < i) ++u;
      if (u < units_.size() && units_[u].tokens.first == i) {
        i = take(u);
      } else {
        if (d_.tokens[i].pos == Pos::pron || d_.tokens[i].tag == "PRP$") pronoun(i);
        i = std::max(i + 1, pair(i));
      }
    }
  }

 private:
  [[nodiscard]] const Token& at(std::uint32_t i) const { return d_.tokens[i]; }
  [[nodiscard]] bool in(std::uint32_t i) const { return i < s_.tokens.last; }

  static bool is_state(const NameUnit& u) { return u.kind == Kind::name && u.entry->kind == MentionKind::state; }
  static bool is_official(const RoleEntry& r) {
    return r.kind == "official" || r.kind == "leader" || r.kind == "military" || r.kind == "diplomat" ||
           r.kind == "spokesperson";
  }

  /// The units from `u` on that stand side by side ("US Secretary of State Mike Pompeo"); ends with the head unit.
  [[nodiscard]] std::size_t chain_end(std::size_t u) const {
    std::size_t end = u + 1;
    while (end < units_.size() && end - u < 6 && adjacent(units_[end - 1].tokens.last, units_[end].tokens.first)) {
      if (units_[end - 1].kind == Kind::person) break;
      if (is_state(units_[end - 1]) && is_state(units_[end])) break;
      ++end;
    }
    return end;
  }

  /// Only adjectives, nouns, "'s" and "special" words may stand between the parts of a title.
  [[nodiscard]] bool adjacent(std::uint32_t from, std::uint32_t to) const {
    if (to - from > 3) return false;
    for (std::uint32_t i = from; i < to; ++i)
      if (at(i).pos != Pos::adj && at(i).pos != Pos::noun && at(i).tag != "POS" && at(i).pos != Pos::propn)
        return false;
    return true;
  }

  std::uint32_t take(std::size_t u) {
    std::size_t end = chain_end(u);
    bool name_last = units_[end - 1].kind == Kind::name || units_[end - 1].kind == Kind::organisation;
    if (is_state_body(u, end)) return government(u, end);
    if (name_last) end = u + 1;  // "the official Iraqi News Agency": each unit by itself
    const NameUnit& head = units_[end - 1];
    if (head.kind == Kind::person) return person(u, end);
    if (head.kind == Kind::role) return role(u, end);
    if (head.kind == Kind::government) return government(u, end);
    name(units_[u]);
    return units_[u].tokens.last;
  }

  /// "Chile's Foreign Ministry": a name whose last word is that of a body that states have, behind a state.
  [[nodiscard]] bool is_state_body(std::size_t u, std::size_t end) const {
    return end - u == 2 && units_[end - 1].kind == Kind::organisation && is_state(units_[u]) &&
           data_.state_bodies.contains(at(units_[end - 1].tokens.last - 1).lower);
  }

  /// The code that the units [u, end) before the head say: a state, or the state of an organisation; and a state after
  /// "of", "for", "at", "in", "from" behind the head.
  [[nodiscard]] std::string affiliation(std::size_t u, std::size_t end, std::string& reason) const {
    for (std::size_t k = end; k-- > u;) {
      if (units_[k].kind == Kind::name && !units_[k].entry->code.empty()) {
        reason = "affiliation: " + units_[k].entry->name;
        return units_[k].entry->code;
      }
    }
    return {};
  }

  [[nodiscard]] std::string affiliation_within(TokenRange range, std::string& reason) const {
    for (const NameUnit& unit : units_) {
      int known = unit.kind == Kind::person && range.contains(unit.tokens.first)
                      ? memory_.find_person(d_.words(unit.tokens))
                      : -1;
      bool possessive = in(unit.tokens.last) && at(unit.tokens.last).tag == "POS";
      if (known >= 0 && possessive) {  // "Berg's security adviser"
        const auto& person = memory_.people[static_cast<std::size_t>(known)];
        reason = "affiliation: " + person.name;
        return person.code;
      }
      if (range.contains(unit.tokens.first) && unit.kind == Kind::name && !unit.entry->code.empty() &&
          !is_subject_matter(unit.tokens.first)) {
        reason = "affiliation: " + unit.entry->name;
        return unit.entry->code;
      }
    }
    return {};
  }

  /// "an expert on Syria", "the envoy to Chile": a state behind such a preposition is not whose the person is.
  [[nodiscard]] bool is_subject_matter(std::uint32_t i) const {
    std::uint32_t before = i > s_.tokens.first && at(i - 1).pos == Pos::det ? i - 1 : i;
    return before > s_.tokens.first && at(before - 1).pos == Pos::adp && !affiliates(before - 1);
  }

  /// Does the preposition say whose people stand before it: "an official of", "an aide to"?
  [[nodiscard]] bool affiliates(std::uint32_t i) const {
    bool serves = at(i).lower == "to" && i > s_.tokens.first && data_.serving.contains(at(i - 1).lower);
    return serves || data_.affiliating.contains(at(i).lower);
  }

  /// "KOR" or "CIV:KOR" → "CIV:KOR".
  static std::string civil(const std::string& code) {
    if (code.starts_with("CIV") || code.find(':') != std::string::npos) return code.starts_with("CIV") ? code : "CIV";
    return code.empty() ? "CIV" : "CIV:" + code;
  }

  [[nodiscard]] const RoleEntry* role_within(TokenRange range) const {
    for (const NameUnit& unit : units_)
      if (range.contains(unit.tokens.first) && unit.kind == Kind::role) return unit.role;
    return nullptr;
  }

  Mention& put(TokenRange tokens, TokenRange head, MentionKind kind, std::string code, std::string name,
               std::string reason) {
    Mention m;
    m.tokens = tokens;
    m.head = head;
    m.span = d_.span_of(tokens);
    m.kind = kind;
    m.code = code.empty() ? "UNK" : std::move(code);
    m.name = std::move(name);
    m.reason = std::move(reason);
    m.possessive = in(tokens.last) && at(tokens.last).tag == "POS";
    d_.mentions.push_back(std::move(m));
    return d_.mentions.back();
  }

  void remember_state(const std::string& code, const std::string& name) {
    if (code.size() != 3 || code == "UNK") return;
    memory_.states.insert(code);
    memory_.last_state_code = code;
    memory_.last_state_name = name;
    remember_side(code, name);
  }

  /// The two sides named last, the latest behind.
  void remember_side(const std::string& code, const std::string& name) {
    std::erase_if(memory_.sides, [&](const auto& side) { return side.first == code; });
    memory_.sides.emplace_back(code, name);
    if (memory_.sides.size() > 2) memory_.sides.erase(memory_.sides.begin());
  }

  /// "the two sides", "both countries": the two sides named last. Moves past it; the token itself if there is none.
  std::uint32_t pair(std::uint32_t i) {
    auto match = data_.pair_phrases.longest(
        [&](std::uint32_t k) { return in(i + k) ? std::string_view(at(i + k).lower) : std::string_view(); });
    if (match.length == 0 || memory_.sides.size() < 2) return i;
    TokenRange tokens{i, i + match.length};
    Mention& m =
        put(tokens, tokens, MentionKind::state, "UNK", std::string(d_.words(tokens)), "the two sides last named");
    m.members = memory_.sides;
    m.plural = true;
    return tokens.last;
  }

  // ---- people
  // -----------------------------------------------------------------------------------------------------------

  std::uint32_t person(std::size_t u, std::size_t end) {
    const NameUnit& head = units_[end - 1];
    TokenRange apposition = find_apposition(head.tokens.last);
    TokenRange tokens{units_[u].tokens.first, apposition.empty() ? head.tokens.last : apposition.last};
    std::string reason;
    std::string name(d_.words(head.tokens));
    std::string code = head.entry != nullptr ? head.entry->code : std::string();
    if (!code.empty()) {
      name = head.entry->name;
      reason = "gazetteer";
    }
    int known = memory_.find_person(d_.words(head.tokens));
    if (code.empty() && known >= 0) {
      code = memory_.people[static_cast<std::size_t>(known)].code;
      name = memory_.people[static_cast<std::size_t>(known)].name;
      reason = "surname of " + name;
    }
    const RoleEntry* role = end - u >= 2 ? role_within({units_[u].tokens.first, head.tokens.first}) : nullptr;
    if (role == nullptr && !apposition.empty()) role = role_within(apposition);
    if (std::string own = affiliation(u, end - 1, reason); own.size() == 3 && role != nullptr && is_official(*role))
      code = own;  // "South Korean Foreign Minister X", whatever X became later
    if (code.empty()) {
      code = affiliation(u, end - 1, reason);
      if (code.empty() && !apposition.empty()) code = affiliation_within(apposition, reason);
      if (code.empty() && known < 0) code = of_role_before(units_[u].tokens.first, reason);
      if (role != nullptr && !is_official(*role)) code = civil(code);
      if (code.empty() && role != nullptr && is_official(*role) && role->title && memory_.states.size() == 1) {
        code = *memory_.states.begin();  // "Foreign Minister X" in a report about one state
        reason = "the only state named";
      }
    }
    bool qualifies = known >= 0 || head.entry != nullptr || head.tokens.size() >= 2 || role != nullptr;
    if (!qualifies) return head.tokens.last;
    if (known < 0) remember_person(head.tokens, name, code);
    if (code.size() == 3) remember_state(code, name);
    put(tokens, head.tokens, MentionKind::person, code, name, reason);
    return tokens.last;
  }

  /// "The finance minister, Lou Jiwei, said": the code of the role whose apposition the name at `first` is.
  [[nodiscard]] std::string of_role_before(std::uint32_t first, std::string& reason) const {
    if (d_.mentions.empty() || first == 0 || at(first - 1).lower != ",") return {};
    const Mention& role = d_.mentions.back();
    if (role.kind != MentionKind::role || role.plural || role.code == "UNK" || role.tokens.last + 1 != first) return {};
    reason = "apposition to " + role.name;
    return role.code;
  }

  void remember_person(TokenRange head, const std::string& name, const std::string& code) {
    std::vector<std::string> words;
    for (std::uint32_t i = head.first; i < head.last; ++i) words.emplace_back(slice(d_.text, at(i).span));
    bool family_first = words.size() >= 2 && !data_.given_names.contains(lower_ascii(words.front()));
    memory_.people.push_back({name, code, surname_of(words, data_), family_first ? words.front() : std::string()});
  }

  /// ", vice chairman of the party and director of its department" after a name: ends before the comma that closes it,
  /// a verb, a quotation mark or the sentence's end. Empty if no role noun is in it, several people ("X, officials
  /// said, …"), or another who acts ("in a letter to X, the president said …").
  [[nodiscard]] TokenRange find_apposition(std::uint32_t after) const {
    if (!in(after) || at(after).lower != ",") return {};
    std::uint32_t i = after + 1;
    bool role_seen = false;
    std::uint32_t role_limit = after + 8;
    for (; in(i) && i < after + 40; ++i) {
      const Token& t = at(i);
      bool stop =
          t.pos == Pos::aux || t.lower == "\"" || t.lower == ";" || t.lower == "." || t.lower == "(" || t.tag == "WDT";
      if (t.pos == Pos::verb && t.tag != "VBG" && t.tag != "VBN") stop = true;
      if (t.lower == "who" || (t.lower == "," && (role_seen || i > role_limit))) stop = true;
      const bool acts = stop && (t.pos == Pos::aux || t.pos == Pos::verb);
      if (acts && stands_inside(after)) return {};
      if (stop) break;
      if (t.lower == ",") break;
      for (const NameUnit& unit : units_) {
        if (unit.tokens.first != i || unit.kind != Kind::role || i > role_limit) continue;
        if (!role_seen && at(unit.tokens.last - 1).tag == "NNS") return {};
        role_seen = true;
      }
    }
    return role_seen ? TokenRange{after + 1, i} : TokenRange{};
  }

  /// Is the name that ends at `end` what a preposition or verb before it is about?
  [[nodiscard]] bool stands_inside(std::uint32_t end) const {
    std::uint32_t i = end;
    while (i > s_.tokens.first && at(i - 1).pos == Pos::propn) --i;
    return i > s_.tokens.first && (at(i - 1).pos == Pos::adp || at(i - 1).tag == "VBG");
  }

  // ---- roles and governments
  // ----------------------------------------------------------------------------------------------

  /// Determiner and modifiers to the left of `first` belong to the same noun phrase.
  [[nodiscard]] std::uint32_t phrase_start(std::uint32_t first) const {
    std::uint32_t i = first;
    while (i > s_.tokens.first) {
      Pos p = at(i - 1).pos;
      bool inside = p == Pos::adj || p == Pos::num || p == Pos::det || (p == Pos::noun && at(i - 1).lower != ",") ||
                    (p == Pos::propn && i - 1 >= s_.tokens.first && !taken(i - 1));
      if (!inside || taken(i - 1)) break;
      --i;
      if (p == Pos::det) break;
    }
    return i;
  }
  [[nodiscard]] bool taken(std::uint32_t token) const {
    return !d_.mentions.empty() && d_.mentions.back().tokens.contains(token);
  }

  /// "in Washington", "of the foreign ministry", "at the institute": prepositional phrases right behind a role.
  [[nodiscard]] std::uint32_t with_affiliation(std::uint32_t end) const {
    for (int rounds = 0; rounds < 3 && in(end) && at(end).pos == Pos::adp; ++rounds) {
      if (!affiliates(end)) return end;
      std::uint32_t stop = end;
      for (const NameUnit& unit : units_)
        if (unit.tokens.first > end && unit.tokens.first <= end + 3 && one_phrase(end + 1, unit.tokens.first) &&
            (unit.kind == Kind::name || unit.kind == Kind::organisation || unit.kind == Kind::government))
          stop = unit.tokens.last;
      if (stop == end) return end;
      end = stop;
      while (in(end + 1) && at(end).lower == "," && at(end + 1).pos == Pos::propn && at(end + 1).lower.size() <= 5 &&
             at(end + 1).lower.find('.') != std::string::npos)
        end += 2;  // "Washington, D.C."
    }
    return end;
  }

  /// "government troops", "security forces": a state's own, without its name.
  [[nodiscard]] bool of_government(std::uint32_t from, std::uint32_t head) const {
    for (std::uint32_t i = from; i < head; ++i)
      if (data_.government_modifiers.contains(at(i).lower)) return true;
    return false;
  }

  /// Of "envoys of Peru, Chile and Bolivia": all of them, the words from `first` on. `last` is moved behind them.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> states_in_list(std::uint32_t first,
                                                                                std::uint32_t& last) const {
    std::vector<std::pair<std::string, std::string>> out;
    std::uint32_t end = first;
    for (const NameUnit& unit : units_) {
      if (unit.tokens.first < end) continue;
      bool state = unit.kind == Kind::name && unit.entry->kind == MentionKind::state && !unit.entry->adjectival;
      if (!state || unit.tokens.first > end + 3 || !joins_list(end, unit.tokens.first)) break;
      out.emplace_back(unit.entry->code, unit.entry->name);
      end = unit.tokens.last;
    }
    if (out.size() > 1) last = end;
    return out;
  }
  [[nodiscard]] bool joins_list(std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t i = from; i < to; ++i)
      if (at(i).lower != "," && at(i).pos != Pos::cconj && at(i).pos != Pos::det && at(i).pos != Pos::adp) return false;
    return to > from;
  }

  /// The nearest people before with the same noun, whose code is known.
  [[nodiscard]] const Mention* same_role_before(TokenRange head) const {
    const std::string& noun = at(head.last - 1).lemma;
    for (std::size_t k = d_.mentions.size(); k-- > 0 && d_.mentions.size() - k < kBackReach;) {
      const Mention& m = d_.mentions[k];
      if (m.kind == MentionKind::role && m.code != "UNK" && at(m.head.last - 1).lemma == noun) return &m;
    }
    return nullptr;
  }

  /// Only determiners, adjectives and nouns stand in the range: "the [foreign] ministry", not "Seoul said Vienna".
  [[nodiscard]] bool one_phrase(std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t i = from; i < to; ++i)
      if (at(i).pos != Pos::det && at(i).pos != Pos::adj && at(i).pos != Pos::noun && at(i).pos != Pos::propn &&
          at(i).tag != "POS")
        return false;
    return true;
  }

  std::uint32_t role(std::size_t u, std::size_t end) {
    const NameUnit& head = units_[end - 1];
    std::uint32_t start = phrase_start(units_[u].tokens.first);
    std::uint32_t stop = with_affiliation(head.tokens.last);
    std::string reason;
    std::string code = affiliation(u, end - 1, reason);
    if (code.empty() && stop > head.tokens.last) code = affiliation_within({head.tokens.last, stop}, reason);
    const std::string& kind = head.role->kind;
    if (kind == "media" && code.size() != 3) return head.tokens.last;  // "reporters", but "two Norwegian reporters"
    bool of_organisation = kind == "staff" && code.starts_with("IGO:");
    if (kind == "expert" || kind == "civilian" || kind == "media" || (kind == "staff" && !of_organisation))
      code = civil(code);
    if (kind == "anonymous") code = "UNK";
    bool definite = start < head.tokens.first && at(start).lower == "the";
    bool nameless = kind == "rebel" && (code.empty() || code.size() == 3);
    if (nameless) code = code.empty() || code == "UNK" ? "NSA" : "NSA:" + code;  // "Iraqi fighters"
    if (nameless && definite && !memory_.last_group_code.empty()) {
      code = memory_.last_group_code;
      reason = "group last named";
    }
    if (kind == "military" && code.empty() && of_government(start, head.tokens.last)) {
      code = memory_.last_state_code;
      reason = "state last named";
    }
    if (definite && code.empty()) {  // "Two U.S. envoys … The envoys"
      if (const Mention* before = same_role_before(head.tokens)) {
        code = before->code;
        reason = "points back to " + before->name;
      }
    }
    bool bare = start == head.tokens.first && is_official(*head.role) && head.role->plural;
    if (bare && code.empty() && memory_.states.size() == 1) {  // "Officials said"
      code = *memory_.states.begin();
      reason = "the only state named";
    }
    std::vector<std::pair<std::string, std::string>> members;
    if (head.role->plural && stop > head.tokens.last) members = states_in_list(head.tokens.last, stop);
    if (members.size() > 1) code = "UNK";
    Mention& m = put({start, stop}, head.tokens, MentionKind::role, code, std::string(d_.words({start, stop})), reason);
    m.anonymous = true;
    if (members.size() > 1) m.members = std::move(members);
    for (const auto& [side, name] : m.members) remember_side(side, name);  // "officials from Oslo and Lima"
    if (m.code == "UNK")                                                   // "the leaders of the two Koreas"
      for (const NameUnit& unit : units_)
        if (m.tokens.contains(unit.tokens.first) && unit.kind == Kind::name && !unit.entry->members.empty())
          m.members = unit.entry->members;
    m.plural = head.role->plural;
    m.collective = head.role->plural;
    if (m.code.size() == 3 && m.code != "UNK" && end - u > 1) remember_state(m.code, m.name);
    return stop;
  }

  std::uint32_t government(std::size_t u, std::size_t end) {
    const NameUnit& head = units_[end - 1];
    std::string reason;
    std::string code = affiliation(u, end - 1, reason);
    std::string name = memory_.last_state_name;
    if (code.empty() && end - u > 1 && units_[end - 2].kind == Kind::person) {
      int known = memory_.find_person(d_.words(units_[end - 2].tokens));
      if (known >= 0) code = memory_.people[static_cast<std::size_t>(known)].code;
    }
    std::uint32_t start = phrase_start(units_[u].tokens.first);
    bool definite = start == head.tokens.first || at(start).lower == "the" || at(start).tag == "PRP$";
    if (code.empty() && data_.back_reference.contains(head.word) && definite) {
      code = memory_.last_state_code;
      reason = "state last named";
    }
    std::uint32_t stop = head.tokens.last;
    if (code.empty()) {
      stop = with_affiliation(stop);
      if (stop > head.tokens.last) code = affiliation_within({head.tokens.last, stop}, reason);
    }
    if (code.empty()) return head.tokens.last;
    put({start, stop}, head.tokens, MentionKind::state, code, std::string(d_.words({start, stop})), reason);
    return stop;
  }

  void name(const NameUnit& unit) {
    if (unit.kind == Kind::organisation) {
      bool civil_society = false;
      for (std::uint32_t i = unit.tokens.first; i < unit.tokens.last; ++i)
        civil_society = civil_society || data_.civil_words.contains(at(i).lower);
      std::string reason;
      std::string code = affiliation_within(unit.tokens, reason);
      put(unit.tokens, unit.tokens, MentionKind::organisation, civil_society ? civil(code) : code,
          std::string(d_.words(unit.tokens)), "word of organisations");
      return;
    }
    const NameEntry& e = *unit.entry;
    std::uint32_t next = unit.tokens.last;
    bool noun_next = in(next) && (at(next).pos == Pos::noun || at(next).pos == Pos::adj || at(next).pos == Pos::propn);
    std::uint32_t start = unit.tokens.first;
    bool article = start > s_.tokens.first && at(start - 1).lower == "the";
    bool demonym_alone = e.adjectival && !noun_next && start > s_.tokens.first &&
                         (at(start - 1).pos == Pos::det || at(start - 1).pos == Pos::num) && !article;
    if (demonym_alone) {  // "an American"
      put({start - 1, next}, unit.tokens, MentionKind::role, civil(e.code), std::string(d_.words(unit.tokens)),
          "demonym");
      return;
    }
    if (article && !(e.adjectival && noun_next)) --start;
    Mention& m = put({start, next}, unit.tokens, e.city ? MentionKind::place : e.kind, e.code, e.name,
                     e.metonym ? "metonym" : "gazetteer");
    m.adjectival = e.adjectival || (noun_next && !e.city);
    m.seat = e.metonym;
    m.members = e.members;
    if (e.metonym && place_here(unit.tokens.first)) m.kind = MentionKind::place;
    if (m.kind == MentionKind::state && m.members.empty()) remember_state(e.code, e.name);
    if (m.kind == MentionKind::group) {
      memory_.last_group_code = e.code;
      remember_side(e.code, e.name);
    }
  }

  /// A capital after "in", "at", "near" or before a date in a dateline is a place, not a government.
  [[nodiscard]] bool place_here(std::uint32_t i) const {
    if (i == s_.tokens.first)
      return in(i + 1) && (at(i + 1).lower == "," || at(i + 1).lower == "(") && at(i).lower != lower_ascii("") &&
             is_dateline(i);
    const Token& t = at(i - 1);
    return t.pos == Pos::adp &&
           (t.lower == "in" || t.lower == "at" || t.lower == "near" || t.lower == "around" || t.lower == "outside");
  }
  [[nodiscard]] bool is_dateline(std::uint32_t i) const {
    std::string_view w = slice(d_.text, at(i).span);
    for (char c : w)
      if (is_ascii_lower(c)) return false;
    return true;
  }

  // ---- pronouns

  void pronoun(std::uint32_t i) {
    const Mention* found = antecedent_of(i, s_, data_, d_);
    if (found == nullptr) return;
    std::string code = found->code;
    std::string name = found->name;
    Mention& m = put({i, i + 1}, {i, i + 1}, MentionKind::pronoun, code, name, "points back to " + name);
    m.possessive = at(i).tag == "PRP$";
  }

  Document& d_;
  const Sentence s_;
  const Lexicon::Data& data_;
  ReportMemory& memory_;
  std::vector<NameUnit> units_;
};

}  // namespace

void find_mentions(std::uint32_t sentence, std::span<const Entity> names, const Lexicon::Data& data,
                   ReportMemory& memory, Document& document) {
  Assembler(sentence, names, data, memory, document).run();
}

}  // namespace parley
