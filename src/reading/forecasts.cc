// See forecasts.h.
#include "reading/forecasts.h"

#include <algorithm>

#include "base/file.h"
#include "reading/actors.h"
#include "reading/claim_spans.h"
#include "reading/claims.h"
#include "reading/forecast_clauses.h"
#include "reading/stated_chances.h"

namespace parley {
namespace {

TokenRange tokens_of(const Document& document, Span span) {
  const auto begins = [](const Token& t, std::uint32_t at) { return t.span.begin < at; };
  const auto first = std::lower_bound(document.tokens.begin(), document.tokens.end(), span.begin, begins);
  const auto last = std::lower_bound(first, document.tokens.end(), span.end, begins);
  return {static_cast<std::uint32_t>(first - document.tokens.begin()),
          static_cast<std::uint32_t>(last - document.tokens.begin())};
}

/// Claims as frames, each piece of content one, by place.
std::vector<Frame> frames_of(const Document& document, const std::vector<Claim>& claims) {
  std::vector<Frame> frames;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    Frame frame;
    frame.claim = i;
    for (const FieldSpan& s : claims[i].spans) {
      if (s.field == "cue") frame.cue = tokens_of(document, s.span);
      if (s.field == "source") frame.source = tokens_of(document, s.span);
    }
    for (const FieldSpan& s : claims[i].spans)
      if (s.field == "content") {
        frame.content = tokens_of(document, s.span);
        frames.push_back(frame);
      }
  }
  std::stable_sort(frames.begin(), frames.end(),
                   [](const Frame& a, const Frame& b) { return a.content.first < b.content.first; });
  return frames;
}

/// The innermost claim around a hedge: by content, or by cue where the hedge is the cue itself ("hopes").
const Frame* frame_around(const std::vector<Frame>& frames, std::size_t upto, TokenRange hedge) {
  const Frame* best = nullptr;
  for (std::size_t k = upto; k-- > 0 && upto - k < 48;) {
    const Frame& frame = frames[k];
    if (frame.content.contains(hedge.first) && !frame.cue.overlaps(hedge) &&
        (best == nullptr || frame.content.size() < best->content.size()))
      best = &frame;
  }
  return best;
}

const Frame* frame_of_cue(const std::vector<Frame>& frames, std::size_t upto, TokenRange hedge) {
  const std::size_t end = std::min(frames.size(), upto + 8);
  for (std::size_t k = end; k-- > 0 && end - k < 48;)
    if (frames[k].cue.overlaps(hedge)) return &frames[k];
  return nullptr;
}

void fill_predicate(const Document& document, const std::vector<Event>& events, TokenRange range, std::uint32_t anchor,
                    Forecast& forecast) {
  const Span clause = document.span_of(range);
  const std::uint32_t at = document.tokens[anchor].span.begin;
  const Event* best = nullptr;
  std::uint32_t best_distance = 0;
  const auto before = [](const Event& e, std::uint32_t position) { return e.span.begin < position; };
  for (auto it = std::lower_bound(events.begin(), events.end(), clause.begin, before);
       it != events.end() && it->span.begin < clause.end; ++it) {
    const std::uint32_t distance = it->span.begin <= at && at < it->span.end ? 0
                                   : it->span.begin > at                     ? it->span.begin - at
                                                                             : 2 * (at - it->span.begin);
    if (best == nullptr || distance < best_distance) {
      best = &*it;
      best_distance = distance;
    }
  }
  if (best == nullptr) return;
  forecast.predicate.type = std::string(name_of(best->type));
  forecast.predicate.source = best->source;
  forecast.predicate.target = best->target;
}

void fill_window(const Context& context, TokenRange range, std::uint32_t anchor, Forecast& forecast) {
  const Timex* time = time_in(context, range, anchor);
  if (time == nullptr || time->side < 0) return;  // "threatened to leave after the raid last week": no forecast's day
  const TimeRef ref = time_ref(context, *time);
  forecast.window = {ref.when, ref.value, ref.mod, ref.earliest, ref.latest};
  if (time->role == TimeRole::before && time->mod != "END" && !ref.earliest.empty())
    forecast.window.latest = ref.earliest;  // "before July": over when July begins
  if (time->role == TimeRole::by || time->role == TimeRole::until || time->role == TimeRole::before)
    forecast.window.earliest.clear();
}

std::string scoreable(const Forecast& forecast) {
  std::string why;
  if (forecast.window.latest.empty()) why = "no window";
  if (forecast.predicate.type.empty()) why += why.empty() ? "no event" : ", no event";
  if (!forecast.low) why += why.empty() ? "no chance" : ", no chance";
  return why.empty() ? "true" : why;
}

/// The last forecast of the same speaker (or of the report's own voice), for "it is not very likely".
const Forecast* last_of(const std::vector<Forecast>& forecasts, const Forecast& now) {
  for (std::size_t k = forecasts.size(); k-- > 0 && forecasts.size() - k < 16;) {
    const Forecast& f = forecasts[k];
    if (f.by == now.by) return &f;
    for (const ActorRef& a : f.actors)
      for (const ActorRef& b : now.actors)
        if (!a.actor.empty() && a.actor == b.actor) return &f;
  }
  return forecasts.empty() ? nullptr : &forecasts.back();
}

void inherit(const Forecast& from, Forecast& to) {
  to.event = from.event;
  to.predicate = from.predicate;
  if (to.window.when.empty()) to.window = from.window;
}

class Finder {
 public:
  Finder(const Context& context, const std::vector<Event>& events, const std::vector<Claim>& claims)
      : context_(context),
        document_(context.document),
        events_(events),
        claims_(claims),
        rules_(*context.knowledge.forecasts->data),
        scene_(set_scene(context, *context.knowledge.claims->data)),
        frames_(frames_of(context.document, claims)) {}

  std::vector<Forecast> run() {
    std::size_t upto = 0;
    auto stated = stated_chances(scene_, rules_.chances);
    std::size_t next = 0;
    for (const HedgeMatch& match : rules_.table.find(document_)) {
      while (next < stated.size() && stated[next].range.first <= match.tokens.first) add_stated(stated[next++]);
      while (upto < frames_.size() && frames_[upto].content.first <= match.tokens.first) ++upto;
      const Frame* frame = frame_around(frames_, upto, match.tokens);
      const Hedge& hedge = rules_.table.hedges[match.hedge];
      if (hedge.comparative && merge_comparison(match, frame)) continue;
      if (match.tokens.first < swallowed_) continue;
      const auto clause = clause_of(scene_, rules_, match, frame);
      if (!clause || clause->range.empty() || repeats(*clause) || gives_chance(stated, *clause)) continue;
      if (clause->swallows) swallowed_ = clause->range.last;
      last_ = *clause;
      add(hedge, *clause, frame, frame_of_cue(frames_, upto, match.tokens));
    }
    while (next < stated.size()) add_stated(stated[next++]);
    return std::move(found_);
  }

 private:
  /// The same verb hedged twice ("will probably", "could possibly") is one forecast.
  [[nodiscard]] bool repeats(const HedgedClause& clause) const {
    return !found_.empty() && clause.verb >= 0 && clause.verb == last_.verb;
  }

  /// "I would put the chance at 20 percent": what is forecast is not that it is put so.
  static bool gives_chance(const std::vector<StatedChance>& stated, const HedgedClause& clause) {
    return clause.verb >= 0 &&
           std::any_of(stated.begin(), stated.end(), [&](const StatedChance& c) { return c.giver == clause.verb; });
  }

  /// "…, but there is a higher possibility than before": belongs to the forecast just made in the same statement.
  bool merge_comparison(const HedgeMatch& match, const Frame* frame) {
    if (found_.empty() || frame == nullptr || !frame->content.contains(last_.hedge.first)) return false;
    if (match.tokens.first < last_.hedge.first || match.tokens.first - last_.hedge.first > 40) return false;
    const Span whole = document_.span_of(frame->content);
    if (scene_.sentence_of(last_.hedge.first) != scene_.sentence_of(match.tokens.first)) return false;
    found_.back().span = cover(found_.back().span, whole);
    return true;
  }

  [[nodiscard]] Forecast of_words(TokenRange range, TokenRange phrase) const {
    Forecast forecast;
    forecast.span = document_.span_of(range);
    forecast.phrase = std::string(document_.words(phrase));
    forecast.spans.push_back({"phrase", document_.span_of(phrase), 0, 0});
    return forecast;
  }

  /// Gives the forecast the conditions of its clause; returns what is forecast without them.
  TokenRange take_conditions(Forecast& forecast, const HedgedClause& clause, bool negative, TokenRange what) const {
    std::uint32_t end = what.last;
    for (TokenRange condition : conditions_of(scene_, rules_, clause, negative)) {
      forecast.conditions.emplace_back(document_.words(condition));
      forecast.spans.push_back({"conditions", document_.span_of(condition), 0, 0});
      if (condition.first > what.first && condition.last <= clause.range.last) end = std::min(end, condition.first);
    }
    return scene_.trimmed({what.first, std::max(end, what.first + 1)});
  }

  /// A chance in numbers; hedges inside what it is about are the same forecast.
  void add_stated(const StatedChance& chance) {
    if (chance.range.first < swallowed_) return;
    swallowed_ = chance.range.last;
    Forecast forecast = of_words(chance.range, chance.words);
    const auto begins = [](std::uint32_t at, const Frame& f) { return at < f.content.first; };
    auto upto = std::upper_bound(frames_.begin(), frames_.end(), chance.range.first, begins) - frames_.begin();
    const Frame* frame = frame_around(frames_, static_cast<std::size_t>(upto), chance.range);
    const auto by =
        chance.giver >= 0 ? grammatical_subject(scene_, static_cast<std::size_t>(chance.giver)) : TokenRange{};
    const bool self = !by.empty() && by.last == by.first + 1 && one_of(scene_.rules.self, scene_.at(by.first).lower);
    if (chance.giver >= 0 && !self) {  // "I" is whoever is quoted
      const VerbGroup& giver = document_.verbs[static_cast<std::size_t>(chance.giver)];
      if (!giver.passive && !by.empty()) {
        forecast.by = std::string(document_.words(by));
        forecast.actors = actors_of_phrase(document_, giver.subject);
      }
    } else if (frame != nullptr) {
      forecast.by = claims_[frame->claim].source;
      forecast.actors = claims_[frame->claim].actors;
    }
    forecast.low = chance.low, forecast.point = chance.point, forecast.high = chance.high;
    forecast.scale = "stated";
    forecast.polarity = "+";
    HedgedClause clause;
    clause.range = chance.range;
    clause.hedge = chance.words;
    if (chance.proposition.empty()) {
      const Forecast* before = last_of(found_, forecast);
      const bool it = scene_.at(chance.range.first).pos == Pos::pron;  // a chance only where one was told before
      if (before != nullptr && (!it || before->scale == "stated")) {
        inherit(*before, forecast);
        keep_stated(std::move(forecast), clause);
      }
      return;
    }
    clause.anchor = chance.proposition.first;
    if (auto verbs = document_.verbs_in(chance.proposition); !verbs.empty()) clause.anchor = verbs.front().head;
    const TokenRange proposition = take_conditions(forecast, clause, false, chance.proposition);
    forecast.event = std::string(document_.words(proposition));
    const bool acts = scene_.places.verb[chance.proposition.first] >= 0;  // "being signed", not "a deal"
    if (!chance.holder.empty())
      forecast.event = std::string(document_.words(chance.holder)) + (acts ? " " : ": ") + forecast.event;
    fill_predicate(document_, events_, proposition, clause.anchor, forecast);
    fill_window(context_, proposition, clause.anchor, forecast);
    keep_stated(std::move(forecast), clause);
  }

  void keep_stated(Forecast forecast, const HedgedClause& clause) {
    forecast.scoreable = scoreable(forecast);
    forecast.by_rule = "forecasts/stated";
    forecast.confidence = 0.8;
    found_.push_back(std::move(forecast));
    last_ = clause;
    last_noun_ = false;
  }

  void add(const Hedge& hedge, const HedgedClause& clause, const Frame* frame, const Frame* cue) {
    Forecast forecast = of_words(clause.range, clause.hedge);
    const Frame* speaker = cue != nullptr && !cue->source.empty() ? cue : frame;
    if (speaker != nullptr) {
      forecast.by = claims_[speaker->claim].source;
      forecast.actors = claims_[speaker->claim].actors;
    }
    forecast.low = hedge.low, forecast.point = hedge.point, forecast.high = hedge.high;
    forecast.scale = hedge.scale;
    forecast.polarity = hedge.negative ? "-" : "+";
    const TokenRange proposition = take_conditions(forecast, clause, hedge.negative, clause.range);
    forecast.event = std::string(document_.words(proposition));
    fill_predicate(document_, events_, clause.range, clause.anchor, forecast);
    fill_window(context_, proposition, clause.anchor, forecast);
    if (clause.anaphoric || (hedge.comparative && forecast.predicate.type.empty()))
      if (const Forecast* before = last_of(found_, forecast); before != nullptr) inherit(*before, forecast);
    // "a potential summit that may take place": the clause says more than the noun
    if (!found_.empty() && clause.verb >= 0 && last_noun_ && found_.back().span.begin >= forecast.span.begin &&
        found_.back().span.end <= forecast.span.end)
      found_.pop_back();
    last_noun_ = clause.verb < 0;
    forecast.scoreable = scoreable(forecast);
    forecast.by_rule = "forecasts/" + hedge.name;
    forecast.confidence = hedge.before == Hedge::Before::noun ? 0.5 : forecast.scoreable == "true" ? 0.8 : 0.7;
    found_.push_back(std::move(forecast));
  }

  const Context& context_;
  const Document& document_;
  const std::vector<Event>& events_;
  const std::vector<Claim>& claims_;
  const ForecastRules::Data& rules_;
  ClaimScene scene_;
  std::vector<Frame> frames_;
  std::vector<Forecast> found_;
  HedgedClause last_;
  std::uint32_t swallowed_ = 0;
  bool last_noun_ = false;  // the last forecast is a noun phrase
};

}  // namespace

Result<std::shared_ptr<const ForecastRules>> ForecastRules::load(const std::string& codebook_dir) {
  const std::string file = codebook_dir + "/hedges.toml";
  const Value root = TRY(parse_toml(TRY(read_file(file)), file));
  auto data = std::make_shared<Data>();
  data->table = TRY(HedgeTable::load(root, file));
  data->conditions = WordList::from(root.at("conditions"), "phrases");
  data->missing = WordList::from(root.at("conditions"), "negative");
  data->permissions = WordList::from(root.at("schedule"), "permissions");
  data->schedule_verbs = sorted_texts(root.at("schedule"), "verbs");
  data->schedule_nouns = sorted_texts(root.at("schedule"), "nouns");
  data->present = sorted_texts(root.at("schedule"), "present");
  data->chances = ChanceWords::from(root.at("chance"));
  data->happenings = sorted_texts(root.at("schedule"), "happenings");
  auto rules = std::make_shared<ForecastRules>();
  rules->data = std::move(data);
  return std::shared_ptr<const ForecastRules>(std::move(rules));
}

std::vector<Forecast> find_forecasts(const Context& context, const std::vector<Event>& events,
                                     const std::vector<Claim>& claims) {
  if (context.knowledge.forecasts == nullptr || context.knowledge.claims == nullptr) return {};
  return Finder(context, events, claims).run();
}

}  // namespace parley
