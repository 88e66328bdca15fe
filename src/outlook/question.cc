// See question.h.
#include "outlook/question.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace parley {
namespace {

constexpr std::size_t kShortestName = 5;  // shorter names are codes, which the reader knows
constexpr std::size_t kLongestName = 7;   // words
constexpr std::size_t kLongestQuestion = 2000;

bool is_word_end(std::string_view text, std::size_t at) {
  return at >= text.size() || !(is_ascii_alpha(text[at]) || is_ascii_digit(text[at]));
}

/// A name of the history that stands in the text.
struct NamedPart {
  std::size_t begin = 0, end = 0;
  std::string name;
};

/// Is the part a piece of a longer name that the lexicon knows: "Africa" of "South Africa"?
bool is_piece_of_known_name(const std::string& text, std::size_t begin, std::size_t end, const Lexicon& lexicon) {
  std::vector<std::pair<std::size_t, std::size_t>> words;
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && is_ascii_space(text[at])) ++at;
    const std::size_t from = at;
    while (at < text.size() && !is_ascii_space(text[at])) ++at;
    if (from < at) words.emplace_back(from, at);
  }
  for (std::size_t a = 0; a < words.size() && words[a].first <= begin; ++a)
    for (std::size_t b = a; b < words.size() && b < a + kLongestName; ++b)
      if (words[b].second >= end && (words[a].first < begin || words[b].second > end) &&
          !lexicon.code_of_name(text.substr(words[a].first, words[b].second - words[a].first)).empty())
        return true;
  return false;
}

/// Names of the history in the text that the lexicon does not know, longest first where they overlap.
std::vector<NamedPart> parts_named(const std::string& text, const Lexicon& lexicon,
                                   const std::vector<std::string>& names) {
  std::vector<NamedPart> all;
  const std::string lower = lower_ascii(text);
  for (const std::string& name : names) {
    if (name.size() < kShortestName) continue;
    const std::size_t at = lower.find(lower_ascii(name));
    if (at == std::string::npos || !is_word_end(lower, at + name.size())) continue;
    if ((at > 0 && !is_word_end(lower, at - 1)) || !lexicon.code_of_name(name).empty()) continue;
    if (is_piece_of_known_name(text, at, at + name.size(), lexicon)) continue;
    all.push_back({at, at + name.size(), name});
  }
  std::stable_sort(all.begin(), all.end(), [](const NamedPart& a, const NamedPart& b) {
    return std::pair(a.end - a.begin, b.begin) > std::pair(b.end - b.begin, a.begin);
  });
  std::vector<NamedPart> out;
  for (const NamedPart& p : all)
    if (std::none_of(out.begin(), out.end(), [&](const NamedPart& o) { return p.begin < o.end && o.begin < p.end; }))
      out.push_back(p);
  std::sort(out.begin(), out.end(), [](const NamedPart& a, const NamedPart& b) { return a.begin < b.begin; });
  return out;
}

/// The text with stand-ins for the names, and what each stands for, by code.
struct PlainText {
  std::string text;
  std::map<std::string, QuestionActor> stands_for;
};

PlainText with_stand_ins(const std::string& text, const std::vector<NamedPart>& parts, const Lexicon& lexicon,
                         const std::vector<std::string>& stand_ins) {
  PlainText out;
  std::size_t from = 0;
  std::size_t next = 0;
  for (const NamedPart& p : parts) {
    while (next < stand_ins.size() && text.find(stand_ins[next]) != std::string::npos) ++next;
    if (next == stand_ins.size()) break;
    out.text += text.substr(from, p.begin - from) + stand_ins[next];
    out.stands_for[lexicon.code_of_name(stand_ins[next])] = {text.substr(p.begin, p.end - p.begin), p.name};
    from = p.end;
    ++next;
  }
  out.text += text.substr(from);
  return out;
}

class Reader {
 public:
  Reader(const Analysis& analysis, const PlainText& plain, const Lexicon& lexicon, Date on)
      : a_(analysis), plain_(plain), lexicon_(lexicon), on_(on) {}

  /// Act and level: of the first event, or of an encounter where that is one or there is none.
  Status act(Question& q) const {
    const auto& events = a_.findings.events;
    const auto& meetings = a_.findings.meetings;
    const bool other_act = !events.empty() && events.front().type != EventType::consult;
    if (!events.empty()) {
      q.type = std::string(name_of(events.front().type));
      q.act = events.front().trigger;
    }
    if (!meetings.empty() && !other_act) {
      q.type = std::string(name_of(EventType::consult));
      q.act = meetings.front().name;
      q.level = meetings.front().level;
    }
    if (!q.type.empty()) return {};
    return fail(ErrorCode::bad_input,
                "no act in the question that the codebook knows; ask as in \"Will A and B meet before 1 March 2019?\" "
                "(parley codebook explain \"A will meet B.\" shows what words set off)");
  }

  void actors(Question& q) const {
    for (const Event& e : a_.findings.events)
      if (name_of(e.type) == q.type) {
        for (const auto* side : {&e.source, &e.target})
          for (const ActorRef& a : *side) add(q, a.name, a.code);
        break;
      }
    for (const Meeting& m : a_.findings.meetings)
      for (const ActorRef& a : m.parties) add(q, a.name, a.code);
    for (const Mention& m : a_.document.mentions) {
      if (m.kind == MentionKind::place || m.kind == MentionKind::pronoun) continue;
      add(q, std::string(a_.document.words(m.head)), m.code);
      for (const auto& [code, name] : m.members) add(q, name, code);
    }
  }

  Status window(Question& q) const {
    const Timex* best = nullptr;
    for (const Timex& t : a_.times)
      if (t.range && (best == nullptr || bounds_end(t) >= bounds_end(*best))) best = &t;
    if (best == nullptr)
      return fail(
          ErrorCode::bad_input,
          "the question says no day by which it is to be judged; add one: \"… before 1 March 2019?\", \"… within "
          "two months?\"");
    q.when = std::string(slice(a_.document.text, best->with_preposition.empty() ? best->span : best->with_preposition));
    if (best->role == TimeRole::after || best->role == TimeRole::since)
      return fail(ErrorCode::bad_input, "'" + q.when + "' has no end; say by when: \"… before 1 March 2019?\"");
    const bool to_end = best->mod == "END" || best->role != TimeRole::before;
    q.window.latest = to_end ? best->range->latest : best->range->earliest;
    q.window.earliest = bounds_end(*best) ? on_ : std::max(on_, best->range->earliest);
    if (q.window.latest > on_) return {};
    return fail(ErrorCode::bad_input, "'" + q.when + "' ends on " + q.window.latest.plus_days(-1).iso() +
                                          ", before the day of the question (" + on_.iso() +
                                          "); ask of a later day, or as of an earlier one with --on");
  }

 private:
  static bool bounds_end(const Timex& t) {
    return t.role == TimeRole::by || t.role == TimeRole::before || t.role == TimeRole::until;
  }

  /// The code without a home that was taken from the company: nobody is at home in a stand-in, which is in nobody's
  /// question, nor is whoever has a name and a code of his own ("Ivory Coast", whose code CIV is also the public's).
  [[nodiscard]] std::string without_guessed_home(const QuestionActor& actor) const {
    const std::size_t colon = actor.code.find(':');
    if (colon == std::string::npos) return actor.code;
    const std::string alone = actor.code.substr(0, colon);
    const bool named = is_ascii_upper(actor.words.front()) && lexicon_.code_of_name(actor.words) == alone;
    return named || plain_.stands_for.contains(actor.code.substr(colon + 1)) ? alone : actor.code;
  }

  void add(Question& q, const std::string& words, const std::string& code) const {
    auto stood = plain_.stands_for.find(code);
    QuestionActor actor = stood == plain_.stands_for.end() ? QuestionActor{squeeze(words), code} : stood->second;
    if (stood == plain_.stands_for.end() && !actor.words.empty()) actor.code = without_guessed_home(actor);
    // CIV is the public, and also the code of a state
    const bool public_ = actor.code == "CIV" && lexicon_.code_of_name(actor.words) != "CIV";
    const bool known =
        actor.code.empty() || actor.code == "UNK" || public_ ||
        std::any_of(q.actors.begin(), q.actors.end(), [&](const QuestionActor& a) { return a.code == actor.code; });
    if (!known) q.actors.push_back(std::move(actor));
  }

  const Analysis& a_;
  const PlainText& plain_;
  const Lexicon& lexicon_;
  Date on_;
};

/// Who is named, as parts of the text, beside those that are parts already.
std::vector<NamedPart> with_mentions(std::vector<NamedPart> parts, const std::string& text, const Analysis& analysis) {
  const std::vector<NamedPart> given = parts;
  for (const Mention& m : analysis.document.mentions) {
    const Span span = analysis.document.span_of(m.head);
    const std::string words(slice(analysis.document.text, span));
    const std::size_t at = text.find(words);
    if (m.code.empty() || m.code == "UNK" || m.kind == MentionKind::pronoun || words.empty() || at == std::string::npos)
      continue;
    const NamedPart part{at, at + words.size(), m.code};
    if (std::none_of(parts.begin(), parts.end(),
                     [&](const NamedPart& o) { return part.begin < o.end && o.begin < part.end; }))
      parts.push_back(part);
  }
  std::sort(parts.begin(), parts.end(), [](const NamedPart& a, const NamedPart& b) { return a.begin < b.begin; });
  return parts;
}

/// Do only words that join the names of one subject stand between two places: "and", "the", a comma?
bool only_joins(const Document& document, std::size_t begin, std::size_t end) {
  return std::all_of(document.tokens.begin(), document.tokens.end(), [&](const Token& t) {
    const bool between = t.span.begin >= begin && t.span.end <= end;
    return !between || t.pos == Pos::det || t.pos == Pos::cconj || t.pos == Pos::punct;
  });
}

/// "Norway and Chile will meet …" of "Will Norway and Chile meet …?": the first word behind the names that follow it.
/// The text itself where it does not begin so.
std::string as_statement(const std::string& text, const Analysis& analysis) {
  const std::size_t first = text.find(' ');
  if (first == std::string::npos) return text;
  std::size_t end = first;
  for (const Mention& m : analysis.document.mentions) {
    const Span span = analysis.document.span_of(m.head);
    if (span.begin < end) continue;
    if (!only_joins(analysis.document, end, span.begin)) break;
    end = span.end;
  }
  if (end == first || end >= text.size()) return text;
  std::string rest = text.substr(end);
  if (rest.ends_with('?')) rest.back() = '.';
  return text.substr(first + 1, end - first - 1) + " " + lower_ascii(text.substr(0, first)) + rest;
}

Status settle_sides(Question& q, const SaidTypes& said) {
  if (q.actors.empty())
    return fail(
        ErrorCode::bad_input,
        "no actor in the question that the codebook or the history knows; name states, organisations or persons");
  if (said.is_mutual(q.type) && q.actors.size() < 2)
    return fail(ErrorCode::bad_input, "only " + q.actors[0].words + " (" + q.actors[0].code +
                                          ") is known in the question, and this takes two; name the other as the "
                                          "codebook or the history does");
  q.sides = said.is_mutual(q.type) ? Sides::either : q.actors.size() > 1 ? Sides::directed : Sides::source_alone;
  for (std::size_t k = 2; k < q.actors.size(); ++k)
    q.notes.push_back("also named, and left aside: " + q.actors[k].words + " (" + q.actors[k].code + ")");
  q.actors.resize(std::min<std::size_t>(2, q.actors.size()));
  return {};
}

}  // namespace

Result<Question> read_question(const std::string& text, Date on, const Knowledge& knowledge, const SaidTypes& said,
                               const std::vector<std::string>& names) {
  Question q;
  q.text = squeeze(repair_utf8(text));
  if (q.text.empty() || q.text.size() > kLongestQuestion)
    return fail(ErrorCode::bad_usage, "a question is a sentence: \"Will A and B meet before 1 March 2019?\"");
  const Lexicon& lexicon = knowledge.lexicon;
  const auto analyse = [&](const PlainText& plain) {
    Given given;
    given.text_name = "question";
    given.published = on.iso();
    given.published_by_user = true;
    return read_report(make_report(plain.text, given, knowledge.intake), knowledge);
  };
  const std::vector<NamedPart> parts = parts_named(q.text, lexicon, names);
  PlainText plain = with_stand_ins(q.text, parts, lexicon, said.stand_ins());
  auto analysis = analyse(plain);
  if (!Reader(*analysis, plain, lexicon, on).act(q)) {
    // Rare names can hide the verb behind them: once more, with a plain name for each that was understood.
    plain = with_stand_ins(q.text, with_mentions(parts, q.text, *analysis), lexicon, said.stand_ins());
    analysis = analyse(plain);
  }
  if (!Reader(*analysis, plain, lexicon, on).act(q)) {
    plain.text = as_statement(plain.text, *analysis);
    analysis = analyse(plain);
  }
  const Reader reader(*analysis, plain, lexicon, on);
  TRY_VOID(reader.act(q));
  reader.actors(q);
  TRY_VOID(settle_sides(q, said));
  TRY_VOID(reader.window(q));
  return q;
}

}  // namespace parley
