// See plan_links.h.
#include "outlook/plan_links.h"

#include <algorithm>

#include "base/file.h"
#include "base/text.h"
#include "base/value.h"
#include "reading/meeting_mentions.h"
#include "reading/meetings.h"

namespace parley {
namespace {

constexpr std::size_t kLongestParagraph = 6000;

bool holds_word(std::string_view text, std::string_view words) {
  for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
    const std::size_t end = at + words.size();
    if ((at == 0 || !is_ascii_alpha(text[at - 1])) && (end >= text.size() || !is_ascii_alpha(text[end]))) return true;
  }
  return false;
}

/// Where an entry's words stand in the sentence.
struct Connector {
  const PlanRules::Entry* entry = nullptr;
  TokenRange tokens;
};

class LinkReader {
 public:
  LinkReader(const Analysis& a, const PlanRules& rules, const Knowledge& knowledge)
      : doc_(a.document),
        times_(a.times),
        rules_(rules),
        levels_(knowledge.meetings->levels),
        mentions_(find_meeting_mentions(Context{a.report, a.document, a.times, knowledge})) {
    std::stable_sort(mentions_.begin(), mentions_.end(),
                     [](const MeetingMention& x, const MeetingMention& y) { return x.words.first < y.words.first; });
  }

  std::vector<PlanLink> run() const {
    std::vector<PlanLink> out;
    std::uint32_t behind = 0;
    for (const Connector& c : connectors()) {
      if (c.tokens.first < behind) continue;
      if (auto link = link_at(c)) {
        out.push_back(std::move(*link));
        behind = c.tokens.last;
      }
    }
    return out;
  }

 private:
  [[nodiscard]] const std::string& low(std::uint32_t k) const { return doc_.tokens[k].lower; }

  [[nodiscard]] std::uint32_t length_at(std::uint32_t at, const PlanRules::Entry& e) const {
    for (const auto& words : e.words) {
      if (at + words.size() > doc_.tokens.size()) continue;
      bool all = true;
      for (std::uint32_t k = 0; all && k < words.size(); ++k) all = low(at + k) == words[k];
      if (all) return static_cast<std::uint32_t>(words.size());
    }
    return 0;
  }

  /// All that fit, by place; at one place longer words first.
  [[nodiscard]] std::vector<Connector> connectors() const {
    std::vector<Connector> out;
    for (std::uint32_t at = 0; at < doc_.tokens.size(); ++at)
      for (const PlanRules::Entry& e : rules_.entries)
        if (const std::uint32_t n = length_at(at, e); n > 0) out.push_back({&e, {at, at + n}});
    std::stable_sort(out.begin(), out.end(), [](const Connector& a, const Connector& b) {
      return std::pair(a.tokens.first, b.tokens.size()) < std::pair(b.tokens.first, a.tokens.size());
    });
    return out;
  }

  [[nodiscard]] TokenRange sentence_of(std::uint32_t token) const {
    for (const Sentence& s : doc_.sentences)
      if (s.tokens.contains(token)) return s.tokens;
    return {};
  }

  [[nodiscard]] bool is_comma(std::uint32_t k) const { return low(k) == ","; }

  /// The part behind the words: to the comma that closes a fronted clause, or to where a claim's tail begins.
  [[nodiscard]] TokenRange part_behind(TokenRange words, TokenRange sentence, bool fronted) const {
    std::uint32_t end = words.last;
    while (end < sentence.last && !(is_comma(end) && (fronted || tail_begins(end, sentence)))) ++end;
    while (end > words.last && doc_.tokens[end - 1].pos == Pos::punct) --end;
    return {words.last, end};
  }

  /// ", said Anton Wirth", ", the ministry said": what is behind the comma is no longer the condition.
  [[nodiscard]] bool tail_begins(std::uint32_t comma, TokenRange sentence) const {
    for (const VerbGroup& v : doc_.verbs)
      if (v.head > comma && v.head < sentence.last) {
        const std::string& lemma = doc_.tokens[v.head].lemma;
        const bool says = lemma == "say" || lemma == "tell" || lemma == "add" || lemma == "report" || lemma == "write";
        return says && v.head - comma < 12;
      }
    return false;
  }

  [[nodiscard]] const MeetingMention* last_in(TokenRange part) const {
    const MeetingMention* best = nullptr;
    for (const MeetingMention& m : mentions_)
      if (part.contains(m.head) && !m.words.empty()) best = &m;
    return best;
  }
  [[nodiscard]] const MeetingMention* first_in(TokenRange part) const {
    for (const MeetingMention& m : mentions_)
      if (part.contains(m.head) && !m.words.empty()) return &m;
    return nullptr;
  }

  /// The time of the part: that which stands nearest behind the encounter, else the first.
  [[nodiscard]] const Timex* time_in(TokenRange part, const MeetingMention* m) const {
    const Timex* best = nullptr;
    for (const Timex& t : times_) {
      if (!t.range || !part.contains(t.tokens.first)) continue;
      const bool behind = m != nullptr && t.tokens.first > m->head;
      if (best == nullptr || (behind && best->tokens.first < m->head)) best = &t;
    }
    return best;
  }

  /// The words of an encounter, with what stands before its noun where the tree has cut that off ("working-level").
  [[nodiscard]] std::string name_of_mention(const MeetingMention& m, TokenRange part) const {
    if (m.is_verb) return name_of_meeting({}, m.level);
    TokenRange words = m.words;
    const auto describes = [&](std::uint32_t k) {
      const Token& t = doc_.tokens[k];
      return t.pos == Pos::adj || t.pos == Pos::noun || t.lower.find('-') != std::string::npos;
    };
    while (words.first > part.first && describes(words.first - 1)) --words.first;
    return name_of_meeting(std::string(doc_.words(words)), m.level);
  }

  [[nodiscard]] std::string level_in(const std::string& words) const {
    for (const MeetingRules::Level& level : levels_)
      for (const std::string& word : level.words)
        if (holds_word(words, word)) return level.name;
    return {};
  }

  [[nodiscard]] PlanEnd end_of(TokenRange part, const MeetingMention* m) const {
    PlanEnd out;
    out.words = m == nullptr ? squeeze(doc_.words(part)) : name_of_mention(*m, part);
    if (m != nullptr) {
      out.encounter = true;
      const std::string lower = lower_ascii(out.words);
      out.level = m->level.empty() ? level_in(lower) : m->level;
      out.ordinal = m->ordinal;
      out.preparatory = std::any_of(rules_.preparatory.begin(), rules_.preparatory.end(),
                                    [&](const std::string& w) { return holds_word(lower, w); });
      for (const ActorRef& a : m->parties)
        if (a.code != "UNK" && !a.code.empty()) out.codes.push_back(a.code);
    } else {
      for (const Mention& mention : doc_.mentions_in(part))
        if (!mention.code.empty() && mention.code != "UNK") out.codes.push_back(mention.code);
    }
    std::sort(out.codes.begin(), out.codes.end());
    out.codes.erase(std::unique(out.codes.begin(), out.codes.end()), out.codes.end());
    if (const Timex* t = time_in(part, m)) {
      out.by = t->role == TimeRole::by || t->role == TimeRole::before || t->role == TimeRole::until;
      out.window = *t->range;
      if (t->role == TimeRole::before && t->mod != "END")
        out.window = DateRange{t->range->earliest.plus_days(-1), t->range->earliest};
    }
    return out;
  }

  /// A condition that is no encounter has a verb of its own: "the truce holds", not "possible".
  [[nodiscard]] bool says_something(TokenRange part) const {
    return std::any_of(doc_.verbs.begin(), doc_.verbs.end(), [&](const VerbGroup& v) {
      return part.contains(v.head) && (v.form == VerbForm::finite || v.form == VerbForm::infinitive);
    });
  }

  [[nodiscard]] bool negated(TokenRange part) const {
    for (std::uint32_t k = part.first; k < part.last; ++k)
      if (std::find(rules_.negative.begin(), rules_.negative.end(), low(k)) != rules_.negative.end()) return true;
    return false;
  }

  [[nodiscard]] bool fails(TokenRange part) const {
    for (std::uint32_t k = part.first; k < part.last; ++k)
      if (std::find(rules_.failing.begin(), rules_.failing.end(), low(k)) != rules_.failing.end()) return true;
    return false;
  }

  /// How the parts stand to each other; nothing where the words say nothing of an order here.
  [[nodiscard]] std::optional<LinkKind> kind_of(const Connector& c, TokenRange main, TokenRange condition) const {
    const std::string& says = c.entry->says;
    if (says == "leads" || says == "follows") return LinkKind::leads;
    const bool no = negated(main);
    const bool lost = fails(condition) || negated(condition);
    if (says == "needs") return no ? std::nullopt : std::optional(lost ? LinkKind::stops : LinkKind::needs);
    if (says == "until") return no ? std::optional(LinkKind::needs) : std::nullopt;
    return no != lost ? LinkKind::needs : LinkKind::stops;  // unless
  }

  [[nodiscard]] std::optional<PlanLink> link_at(const Connector& c) const {
    const TokenRange sentence = sentence_of(c.tokens.first);
    if (sentence.empty()) return std::nullopt;
    TokenRange main{sentence.first, c.tokens.first};
    const MeetingMention* waits = last_in(main);
    const bool fronted = waits == nullptr;
    TokenRange condition = part_behind(c.tokens, sentence, fronted);
    if (fronted) {
      main = {condition.last, sentence.last};
      waits = first_in(main);
    }
    const bool order_alone = c.entry->says == "leads" || c.entry->says == "follows";
    const MeetingMention* other = order_alone ? first_near(condition) : first_in(condition);
    if (other == nullptr && !says_something(condition)) return std::nullopt;
    if (waits == nullptr || condition.empty() || (order_alone && (fronted || other == nullptr))) return std::nullopt;
    if (waits->status == EventStatus::happened && waits->said) return std::nullopt;
    const auto kind = kind_of(c, main, condition);
    if (!kind) return std::nullopt;
    PlanLink out;
    out.kind = *kind;
    out.second = end_of(main, waits);
    out.first = end_of(condition, other);
    if (c.entry->says == "leads") std::swap(out.first, out.second);
    out.words = std::string(doc_.words(c.tokens));
    out.sentence = squeeze(doc_.words(sentence));
    return out;
  }

  /// The meeting that words of order alone speak of: it stands right behind them, not clauses away.
  [[nodiscard]] const MeetingMention* first_near(TokenRange part) const {
    const MeetingMention* m = first_in(part);
    return m != nullptr && !m->is_verb && m->words.first <= part.first + 3 ? m : nullptr;
  }

  const Document& doc_;
  const std::vector<Timex>& times_;
  const PlanRules& rules_;
  const std::vector<MeetingRules::Level>& levels_;
  std::vector<MeetingMention> mentions_;
};

}  // namespace

std::string_view name_of(LinkKind kind) {
  return kind == LinkKind::needs ? "needs" : kind == LinkKind::leads ? "leads" : "stops";
}

std::string name_of_meeting(const std::string& noun, const std::string& level) {
  const std::string name = squeeze(noun);
  if (!name.empty()) return lower_ascii(name).starts_with("no ") ? name.substr(3) : name;
  return level.empty() ? "a meeting" : level == "summit" ? "a summit" : "a meeting (" + level + ")";
}

Result<PlanRules> PlanRules::load(const std::string& codebook) {
  const std::string file = codebook + "/plans.toml";
  const Value root = TRY(parse_toml(TRY(read_file(file)), file));
  PlanRules out;
  out.preparatory = root.texts("preparatory");
  out.negative = root.texts("negative");
  out.failing = root.texts("failing");
  for (const Value& v : root.at("link").list) {
    Entry e{v.str("says"), v.str("example"), v.str("expect"), {}};
    const bool known =
        e.says == "needs" || e.says == "unless" || e.says == "until" || e.says == "leads" || e.says == "follows";
    for (const std::string& words : v.texts("words")) {
      e.words.emplace_back();
      for (std::string_view w : split(words, ' ')) e.words.back().emplace_back(w);
    }
    if (!known || e.words.empty())
      return fail(ErrorCode::bad_codebook,
                  "a [[link]] needs 'words', and 'says' needs, unless, until, leads or follows",
                  file + ":" + std::to_string(v.line));
    std::stable_sort(e.words.begin(), e.words.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
    out.entries.push_back(std::move(e));
  }
  return out;
}

bool PlanRules::may_link(std::string_view text) const {
  const std::string lower = lower_ascii(text);
  return std::any_of(entries.begin(), entries.end(), [&](const Entry& e) {
    return std::any_of(e.words.begin(), e.words.end(),
                       [&](const auto& words) { return holds_word(lower, join(words, " ")); });
  });
}

std::vector<PlanLink> links_of(const std::string& paragraph, Date told, const PlanRules& rules,
                               const Knowledge& knowledge) {
  if (paragraph.size() > kLongestParagraph || !rules.may_link(paragraph)) return {};
  Given given;
  given.text_name = "paragraph";
  given.published = told.iso();
  given.published_by_user = true;
  const auto analysis = read_report(make_report(paragraph, given, knowledge.intake), knowledge);
  std::vector<PlanLink> out = LinkReader(*analysis, rules, knowledge).run();
  for (PlanLink& link : out) link.told = told;
  return out;
}

}  // namespace parley
