// See meetings.h.
#include "reading/meetings.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/file.h"
#include "base/value.h"
#include "reading/actors.h"
#include "reading/meeting_mentions.h"
#include "reading/news_items.h"

namespace parley {
namespace {

constexpr std::size_t kMemory = 100;  // mentions and meetings that a reader looks back over; keeps the stage linear

class MeetingFinder {
 public:
  explicit MeetingFinder(const Context& c)
      : c_(c), d_(c.document), rules_(*c.knowledge.meetings), item_of_(news_items(c.document)) {}

  std::vector<Meeting> run() {
    mentions_ = find_meeting_mentions(c_);
    borrow_parties();
    for (MeetingMention& m : mentions_) place_mention(m);
    for (Meeting& m : meetings_) close(m);
    return std::move(meetings_);
  }

 private:
  [[nodiscard]] const Token& at(std::uint32_t i) const { return d_.tokens[i]; }

  // ---- which mentions are the same encounter
  // ---------------------------------------------------------------------------------

  static std::set<std::string> codes(const std::vector<ActorRef>& actors) {
    std::set<std::string> out;
    for (const ActorRef& a : actors) out.insert(a.code);
    return out;
  }

  /// A mention without two parties takes them from the nearest mention of the same level, or from the pair that the
  /// report names most.
  void borrow_parties() {
    for (std::size_t k = 0; k < mentions_.size(); ++k) {
      MeetingMention& m = mentions_[k];
      if (codes(m.parties).size() >= 2) continue;
      for (std::size_t j = k; j-- > 0 && k - j <= kMemory;) {
        const MeetingMention& other = mentions_[j];
        if (item_of_[other.sentence] != item_of_[m.sentence]) continue;
        auto mine = codes(m.parties);
        auto theirs = codes(other.parties);
        bool includes = std::includes(theirs.begin(), theirs.end(), mine.begin(), mine.end());
        bool refers = m.definite ? m.ordinal.empty() || m.ordinal == other.ordinal : !m.level.empty() || !mine.empty();
        if (theirs.size() >= 2 && includes && refers && (m.level.empty() || m.level == other.level)) {
          m.parties = other.parties;
          break;
        }
      }
    }
    for (MeetingMention& m : mentions_) {
      if (codes(m.parties).size() >= 2 || !m.said || m.delegates) continue;
      auto pair = main_pair(m);
      if (!pair.empty()) join_parties(m.parties, pair);
    }
  }

  /// The two states that the sentence names, if it names no more, else those that the news item names most; if they
  /// include the mention's own party.
  [[nodiscard]] std::vector<ActorRef> main_pair(const MeetingMention& m) const {
    auto states = states_in(d_.sentences[m.sentence].tokens);
    bool ahead =
        m.status == EventStatus::scheduled || m.status == EventStatus::postponed || m.status == EventStatus::cancelled;
    if (states.size() < 2 && ahead) states = most_named(item_of_[m.sentence]);
    auto pair = codes(states);
    auto own = codes(m.parties);
    bool of_own = std::includes(pair.begin(), pair.end(), own.begin(), own.end());
    return states.size() == 2 && of_own ? states : std::vector<ActorRef>{};
  }

  [[nodiscard]] std::vector<ActorRef> states_in(TokenRange range) const {
    std::vector<ActorRef> states;
    for (const Mention& mention : d_.mentions_in(range))
      if (is_named_side(mention))
        for (const ActorRef& a : actors_in(d_, mention.head))
          if (is_state(a)) join_parties(states, {a});
    return states;
  }

  static bool is_state(const ActorRef& a) { return a.code.size() == 3 && a.code != "UNK"; }

  [[nodiscard]] bool is_named_side(const Mention& m) const {
    bool where = m.tokens.first > 0 && rules_.stands_for_place(at(m.tokens.first - 1).lower);
    return !where && m.kind != MentionKind::place && m.kind != MentionKind::pronoun;
  }

  /// The two states that a news item is about: it names each of them at least three times, and any other not half as
  /// often. Empty if it is about one, or more.
  [[nodiscard]] const std::vector<ActorRef>& most_named(std::uint32_t item) const {
    auto [known, added] = pairs_.try_emplace(item);
    if (!added) return known->second;
    std::map<std::string, std::pair<std::size_t, ActorRef>> counts;
    for (std::size_t s = 0; s < d_.sentences.size(); ++s)
      if (item_of_[s] == item)
        for (const ActorRef& a : states_in(d_.sentences[s].tokens)) {
          auto& count = counts.try_emplace(a.code, 0, a).first->second;
          ++count.first;
        }
    std::vector<std::pair<std::size_t, ActorRef>> most;
    for (auto& [code, count] : counts) most.push_back(count);
    std::stable_sort(most.begin(), most.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    bool two = most.size() >= 2 && most[1].first >= 3 && (most.size() == 2 || most[2].first * 2 < most[1].first);
    if (two) known->second = {most[0].second, most[1].second};
    return known->second;
  }

  [[nodiscard]] std::string rule_of(const MeetingMention& m) const {
    return (m.is_verb ? "meetings/verb:" : "meetings/") + at(m.head).lemma;
  }

  [[nodiscard]] bool same(const Meeting& meeting, const MeetingMention& m) const {
    auto a = codes(meeting.parties);
    auto b = codes(m.parties);
    std::vector<std::string> common;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
    bool parties =
        a.empty() || b.empty() ||
        (common.size() * 2 >= std::max(a.size(), b.size()) && (common.size() >= 2 || a.size() < 2 || b.size() < 2));
    auto index = static_cast<std::size_t>(&meeting - meetings_.data());
    bool other_item = common.empty() && item_of_[m.sentence] != items_[index];
    if (!parties || other_item) return false;
    if (m.indefinite && meeting.by_rule != rule_of(m)) return false;  // "a trip" after "meetings"
    if (!meeting.level.empty() && !m.level.empty() && meeting.level != m.level) return false;
    if (meeting.level.empty() && !m.level.empty()) return false;
    bool again = (meeting.status == EventStatus::cancelled || meeting.status == EventStatus::postponed) && a == b &&
                 meeting.by_rule == rule_of(m) &&
                 (m.status == EventStatus::proposed || m.status == EventStatus::scheduled);
    if (!meeting.level.empty() && m.level.empty() && !m.definite && !again) return false;
    const std::string& first_ordinal = ordinals_[index];
    if (!m.ordinal.empty() && m.ordinal != first_ordinal) return false;
    bool over = meeting.status == EventStatus::happened && !meeting.history.empty() && m.said &&
                m.status != EventStatus::happened;
    bool dated = m.said && m.time != nullptr;  // a day beside a mere mention is another act's
    bool of_days = dated && m.time->range && !meeting.planned.earliest.empty();
    if (!of_days)
      return !over && (!dated || !are_other_days(meeting.planned.value, m.time->value) || may_move(meeting, m));
    auto planned = DateRange{*parse_date(meeting.planned.earliest), *parse_date(meeting.planned.latest)};
    if (over && !m.background) return false;
    if (planned.overlaps(*m.time->range)) return true;
    return !over && may_move(meeting, m) &&
           (m.time->range->earliest >= planned.earliest || meeting.status == EventStatus::postponed);
  }

  /// "Friday" and "Saturday", in a report without a date: XXXX-WXX-5 and XXXX-WXX-6.
  static bool are_other_days(std::string_view a, std::string_view b) {
    constexpr std::string_view kDay = "XXXX-WXX-";
    return a != b && a.starts_with(kDay) && b.starts_with(kDay);
  }

  /// Another date: the same encounter only if this one was moved, or called off and is proposed again.
  static bool may_move(const Meeting& meeting, const MeetingMention& m) {
    using enum EventStatus;
    return meeting.status == cancelled || meeting.status == postponed || m.status == postponed ||
           m.status == cancelled || (meeting.status == proposed && m.status != happened) ||
           (m.status == predicted && meeting.status != happened);
  }

  /// What a headline without a day tells again: the last meeting between the same that stands as it says.
  Meeting* find_summed_up(const MeetingMention& m) {
    if (!m.summary || !m.said || m.time != nullptr) return nullptr;
    for (std::size_t k = meetings_.size(); k-- > 0 && meetings_.size() - k <= kMemory;) {
      const Meeting& meeting = meetings_[k];
      bool level = m.level.empty() || meeting.level == m.level;
      if (level && meeting.status == m.status && codes(meeting.parties) == codes(m.parties)) return &meetings_[k];
    }
    return nullptr;
  }

  /// The last meeting that the mention can be of; one with the same planned days goes first.
  Meeting* find(const MeetingMention& m) {
    if (Meeting* summed_up = find_summed_up(m)) return summed_up;
    Meeting* found = nullptr;
    for (std::size_t k = meetings_.size(); k-- > 0 && meetings_.size() - k <= kMemory;) {
      if (!same(meetings_[k], m)) continue;
      auto day = parse_date(meetings_[k].planned.earliest);
      bool same_days = m.time != nullptr && m.time->range && day && m.time->range->contains(*day);
      if (same_days) return &meetings_[k];
      if (found == nullptr) found = &meetings_[k];
    }
    return found;
  }

  /// Does the text follow an encounter of which it does not tell who takes part: "the talks … have been postponed"?
  static bool stands_alone(const MeetingMention& m) {
    using enum EventStatus;
    return m.said && m.definite && (m.status == scheduled || m.status == postponed || m.status == cancelled);
  }

  void place_mention(MeetingMention& m) {
    bool weak = !m.is_verb && (rules_.weak.contains(at(m.head).lemma) || rules_.weak.contains(at(m.head).lower));
    if (m.continues && last_placed_ >= 0) return extend(meetings_[static_cast<std::size_t>(last_placed_)], m);
    last_placed_ = -1;
    if (Meeting* meeting = find(m)) {
      last_placed_ = meeting - meetings_.data();
      return extend(*meeting, m);
    }
    if (m.parties.empty() && !stands_alone(m)) return;
    bool counted = stands_alone(m) && !m.ordinal.empty();  // "the seventh round"
    if (weak && !counted && (codes(m.parties).size() < 2 || !m.said)) return;
    if (!m.said && !m.definite && codes(m.parties).size() < 2) return;
    Meeting meeting;
    meeting.name = std::string(d_.words(m.words));
    meeting.level = m.level;
    meeting.ordinal = m.ordinal;
    meeting.span = d_.span_of(without_that(d_, m.clause));
    meeting.span = cover(meeting.span, d_.span_of(m.words));
    meeting.spans.push_back({"name", d_.span_of(m.words)});
    meeting.by_rule = rule_of(m);
    meeting.confidence = m.said ? 0.7 : 0.5;
    meeting.status = m.status;
    meetings_.push_back(std::move(meeting));
    ordinals_.push_back(m.ordinal);
    items_.push_back(item_of_[m.sentence]);
    last_placed_ = static_cast<std::ptrdiff_t>(meetings_.size()) - 1;
    extend(meetings_.back(), m);
  }

  void extend(Meeting& meeting, const MeetingMention& m) {
    join_parties(meeting.parties, m.parties);
    if (meeting.level.empty()) meeting.level = m.level;
    if (meeting.place.empty()) meeting.place = m.place;
    for (const std::string& c : m.conditions)
      if (std::find(meeting.conditions.begin(), meeting.conditions.end(), c) == meeting.conditions.end())
        meeting.conditions.push_back(c);
    for (const ActorRef& a : m.parties)
      for (const Mention& mention : d_.mentions_in(d_.sentences[m.sentence].tokens))
        if (mention.kind == MentionKind::person && d_.words(mention.tokens) == a.name &&
            std::find(meeting.people.begin(), meeting.people.end(), mention.name) == meeting.people.end())
          meeting.people.push_back(mention.name);
    if (!m.said) return;
    MeetingStep step;
    step.status = m.status;
    step.by = m.by;
    step.span = cover(d_.span_of(without_that(d_, m.clause)), d_.span_of(m.words));
    if (m.time != nullptr) {
      TimeRef t = time_ref(c_, *m.time);
      step.planned = t.when;
      step.value = t.value;
      step.mod = t.mod;
      step.earliest = t.earliest;
      step.latest = t.latest;
      step.edtf = t.edtf;
    }
    if (m.background && !meeting.history.empty()) {
      meeting.history.insert(meeting.history.begin(), std::move(step));
      return;
    }
    bool changes = meeting.history.empty() || overrides(meeting.status, step);
    meeting.history.push_back(std::move(step));
    if (changes) settle_history(meeting);
  }

  // ---- the whole
  // ------------------------------------------------------------------------------------------------------------

  static void close(Meeting& m) {
    settle_history(m);
    count_slips(m);
  }

  const Context& c_;
  const Document& d_;
  const MeetingRules& rules_;
  std::vector<MeetingMention> mentions_;
  std::vector<Meeting> meetings_;
  std::vector<std::string> ordinals_;
  std::vector<std::uint32_t> items_;    // of each meeting, the news item that first tells of it
  std::vector<std::uint32_t> item_of_;  // of each sentence
  mutable std::map<std::uint32_t, std::vector<ActorRef>> pairs_;  // most_named, by news item
  std::ptrdiff_t last_placed_ = -1;  // index of the meeting of the mention before; -1 if it was left out
};

}  // namespace

Result<std::shared_ptr<const MeetingRules>> MeetingRules::load(const std::string& codebook_dir) {
  auto r = std::make_shared<MeetingRules>();
  std::string file = codebook_dir + "/meetings.toml";
  Value root = TRY(parse_toml(TRY(read_file(file)), file));
  auto fill = [&](std::string_view key, std::unordered_set<std::string>& set) {
    for (auto& w : root.texts(key)) set.insert(w);
  };
  fill("nouns", r->nouns);
  fill("weak", r->weak);
  fill("not_after", r->not_after);
  fill("verbs", r->verbs);
  for (const Value& level : root.at("level").list) r->levels.push_back({level.str("name"), level.texts("words")});
  for (const Value& series : root.at("series").list)
    r->series.push_back({series.texts("words"), series.texts("members")});
  const Value& words = root.at("words");
  r->conditions = words.texts("conditions");
  fill("leader_roles", r->leader_roles);
  fill("definite", r->definite);
  fill("indefinite", r->indefinite);
  fill("ordinals", r->ordinals);
  fill("both_sides", r->both_sides);
  fill("delegates", r->delegates);
  fill("singular_pronouns", r->singular_pronouns);
  fill("plural_pronouns", r->plural_pronouns);
  r->leaders_level = root.str("leaders_level");
  r->place_prepositions = words.texts("place_prepositions");
  r->status = TRY(StatusRules::load(codebook_dir));
  return std::shared_ptr<const MeetingRules>(r);
}

bool overrides(EventStatus now, const MeetingStep& step) {
  using enum EventStatus;
  if (now == happened) return step.status == happened;
  if (step.status == negated || step.status == hypothetical) return false;
  if (step.status == predicted) return now == predicted || now == proposed || now == postponed || now == hypothetical;
  return now != cancelled || step.status != postponed || !step.value.empty();
}

void settle_history(Meeting& m) {
  std::vector<MeetingStep> steps;
  for (MeetingStep& s : m.history) {
    bool again =
        !steps.empty() && steps.back().status == s.status && (s.value.empty() || steps.back().value == s.value);
    if (steps.empty() || (!again && overrides(steps.back().status, s))) steps.push_back(std::move(s));
  }
  m.history = std::move(steps);
  if (m.history.empty()) return;
  m.status = m.history.back().status;
  m.planned = {};
  for (const MeetingStep& s : m.history)
    if (!s.value.empty() && (s.status != EventStatus::cancelled || m.planned.value.empty()))
      m.planned = {s.planned, s.value, s.mod, s.earliest, s.latest, s.edtf};
}

void count_slips(Meeting& m) {
  using enum EventStatus;
  m.slips = 0;
  m.slipped_days.reset();
  bool off = false;
  std::optional<Date> first, last;
  for (const MeetingStep& s : m.history) {
    bool again = off && s.status != cancelled && s.status != postponed && s.status != negated;
    m.slips += s.status == postponed || again;
    off = s.status == cancelled || (off && !again && s.status != postponed);
    if (auto day = parse_date(s.earliest); day && s.status != cancelled) {
      if (!first) first = day;
      last = day;
    }
  }
  if (first && last && m.slips > 0) m.slipped_days = last->days - first->days;
}

std::vector<Meeting> find_meetings(const Context& context) { return MeetingFinder(context).run(); }

}  // namespace parley
