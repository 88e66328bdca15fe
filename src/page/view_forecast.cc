// Views of what is expected: one forecast with what others and Parley say of the same question, a question in words,
// and who was right. See views.h.
#include <algorithm>
#include <array>
#include <cmath>

#include "base/value.h"
#include "outlook/ask.h"
#include "outlook/score_text.h"
#include "page/views.h"
#include "record/fields.h"

namespace parley {
namespace {

constexpr std::array<std::string_view, 5> kLevels = {"summit", "ministerial", "high-level", "working-level", "envoys"};

/// What a forecast speaks of as a question to the outlook; nothing if it does not say who does what by when.
std::optional<Question> question_of(const Forecast& f, const Resolution& r, Date on, const Lexicon& lexicon) {
  const auto end = parse_date(f.window.latest);
  if (!end || *end <= on || r.question.empty() || r.parties.size() != 2) return std::nullopt;
  const std::string kind = r.question.substr(0, r.question.find(':'));
  const bool encounter = f.predicate.type.empty() || f.predicate.type == name_of(EventType::consult);
  Question q;
  q.text = squeeze(f.event);
  q.type = f.predicate.type.empty() ? std::string(name_of(EventType::consult)) : f.predicate.type;
  q.act = encounter ? kind : f.phrase;
  std::vector<std::string> order = r.parties;
  if (!encounter) {
    q.sides = Sides::directed;
    const auto& source = f.predicate.source;
    if (!source.empty() && source.front().code == order[1]) std::swap(order[0], order[1]);
  }
  for (std::string_view level : kLevels)
    if (encounter && kind.find(level) != std::string::npos) q.level = level;
  for (const std::string& code : order) q.actors.push_back({lexicon.name_of_code(code), code});
  const auto begin = parse_date(f.window.earliest);
  q.window = {begin && *begin > on ? *begin : on, *end};
  return q;
}

/// Chance that it has come, by day, over the spans of the curve.
void write_curve(JsonWriter& json, const SurvivalCurve& curve, Date on, std::int32_t days) {
  json.key("curve"), json.begin_array();
  for (std::size_t k = 0; k < kSpans; ++k) {
    if (k > 0 && kSpanEnds[k - 1] >= days) break;
    const std::int32_t day = std::min(kSpanEnds[k], days);
    json.begin_object();
    json.key("days"), json.integer(day);
    json.key("by"), json.text(on.plus_days(day - 1).iso());
    json.key("chance"), json.real(std::round(curve.within(day) * 1e4) / 1e4);
    json.end_object();
  }
  json.end_array();
}

/// Answer of `parley ask` as an object, and its curve.
Status write_answer(JsonWriter& json, ViewRoom& room, const SharedState& state, const Question* asked,
                    const std::string& words, Date on) {
  std::lock_guard one_at_a_time(room.outlook.mutex);
  Asker& asker = *TRY(room.outlook.of(state, on, room.knowledge, room.codebook));
  const Question question = asked != nullptr ? *asked : TRY(asker.read(words));
  const AskAnswer answer = TRY(asker.answer(question));
  std::string text = answer_json(question, answer, on);
  text.pop_back();
  json.key("answer"), json.raw(text);
  write_curve(json, answer.when.curve, on, std::max(1, question.days_ahead(on)));
  json.key("wide"), json.boolean(answer.wide);
  return {};
}

void write_statement(JsonWriter& json, const Forecast& f, const std::string& day, const DayState& state,
                     const std::string& by) {
  const auto number = [&](std::string_view key, const std::optional<double>& p) {
    json.key(key);
    p ? json.real(*p) : json.null();
  };
  const Report* report = state.report(f.report);
  json.begin_object();
  json.key("id"), json.text(f.id);
  json.key("day"), json.text(day);
  json.key("by"), json.text(by);
  json.key("event"), json.text(f.event);
  json.key("phrase"), json.text(f.phrase);
  number("low", f.low), number("point", f.point), number("high", f.high);
  json.key("report"), json.text_or_null(f.report);
  json.key("title"), json.text(report == nullptr ? "" : report->title);
  json.key("publisher"), json.text(report == nullptr ? "" : report->publisher);
  json.end_object();
}

/// All that was said of one question, by day: the steps of its line.
void write_statements(JsonWriter& json, const DayState& state, const std::string& question, const std::string& own) {
  const auto& forecasts = state.record().findings.forecasts;
  json.key("statements"), json.begin_array();
  for (std::size_t k = 0; k < state.resolutions().size(); ++k) {
    const Resolution& r = state.resolutions()[k];
    const bool same = r.forecast == own || (!question.empty() && r.question == question);
    if (!same) continue;
    if (k < forecasts.size()) {
      write_statement(json, forecasts[k], state.day_of(forecasts[k].report), state, forecasts[k].by);
    } else {
      const StatedForecast& s = state.record().stated[k - forecasts.size()];
      write_statement(json, s.forecast, s.day.iso(), state, std::string(kOwnName));
    }
  }
  json.end_array();
}

struct Chosen {
  const Forecast* forecast = nullptr;
  const Resolution* resolution = nullptr;
  std::optional<Date> told;
};

std::optional<Chosen> choose(const DayState& state, const std::string& id) {
  const auto& forecasts = state.record().findings.forecasts;
  for (std::size_t k = 0; k < state.resolutions().size(); ++k) {
    if (state.resolutions()[k].forecast != id) continue;
    if (k < forecasts.size())
      return Chosen{&forecasts[k], &state.resolutions()[k], parse_date(state.day_of(forecasts[k].report))};
    const StatedForecast& s = state.record().stated[k - forecasts.size()];
    return Chosen{&s.forecast, &state.resolutions()[k], s.day};
  }
  return std::nullopt;
}

/// Parley's own estimate on the day after the forecast was made, from what was known then.
Status write_estimate(JsonWriter& json, ViewRoom& room, const Chosen& chosen) {
  if (!chosen.told) return fail(ErrorCode::bad_input, "it is not known when this was said");
  const Date on = chosen.told->plus_days(1);
  const auto question = question_of(*chosen.forecast, *chosen.resolution, on, room.knowledge.lexicon);
  if (!question) return fail(ErrorCode::bad_input, "the sentence does not say which two parties do what by when");
  const SharedState then = TRY(room.data.state(*chosen.told));
  return write_answer(json, room, then, &*question, "", on);
}

std::string plain(const Value& v) {
  switch (v.kind) {
    case Value::Kind::integer:
      return std::to_string(v.integer);
    case Value::Kind::real: {
      char text[32];
      std::snprintf(text, sizeof text, "%.6g", v.real);
      return text;
    }
    case Value::Kind::boolean:
      return v.boolean ? "true" : "false";
    default:
      return v.text;
  }
}

}  // namespace

Result<Asker*> KeptOutlook::of(const SharedState& record, Date day, const Knowledge& knowledge,
                               const std::string& codebook) {
  if (asker && state.lock() == record && on == day) return asker.get();
  asker.reset(), data.reset();
  data = std::make_unique<OutlookData>(TRY(OutlookData::of_record(record->record(), codebook)));
  if (data->index().size() == 0)
    return fail(ErrorCode::bad_input, "nothing is known by then that an answer could rest on: no event was told of");
  if (day <= data->known().earliest)
    return fail(ErrorCode::bad_usage,
                "nothing is known before " + day.iso() + ": the reports begin on " + data->known().earliest.iso());
  asker = std::make_unique<Asker>(*data, knowledge, &record->record(), day);
  asker->use_calendar(codebook);
  state = record, on = day;
  return asker.get();
}

Result<std::string> view_forecast(ViewRoom& room, const PageQuery& q) {
  const SharedState state = TRY(room.data.state(q.on));
  const auto chosen = choose(*state, q.id);
  if (!chosen) return fail(ErrorCode::not_found, "the ledger has no forecast '" + q.id + "'");
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("forecast"), json.raw(to_json(*chosen->forecast));
  json.key("day"), json.text(chosen->told ? chosen->told->iso() : "");
  json.key("note"), json.text(chosen->resolution->note);
  json.key("question"), json.text_or_null(chosen->resolution->question);
  json.key("parties"), json.begin_array();
  for (const std::string& code : chosen->resolution->parties) json.text(code);
  json.end_array();
  write_statements(json, *state, chosen->resolution->question, q.id);
  std::string own;
  JsonWriter inner(own);
  inner.begin_object();
  const Status done = write_estimate(inner, room, *chosen);
  inner.end_object();
  json.key("parley");
  if (done) {
    json.raw(own);
  } else {
    json.begin_object();
    json.key("none"), json.text(done.error().message);
    json.end_object();
  }
  json.end_object();
  return out + "\n";
}

Result<std::string> view_ask(ViewRoom& room, const PageQuery& q) {
  if (q.text.empty())
    return fail(ErrorCode::bad_usage, "ask takes a question: q=Will A and B meet before 1 March 2019?");
  const SharedState state = TRY(room.data.state(q.on ? std::optional(q.on->plus_days(-1)) : std::nullopt));
  if (state->record().reports.empty()) return fail(ErrorCode::bad_input, "no report was known by then");
  const Date on = q.on ? *q.on : state->last().plus_days(1);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  TRY_VOID(write_answer(json, room, state, nullptr, q.text, on));
  json.end_object();
  return out + "\n";
}

Result<std::string> view_scores(ViewRoom& room, const PageQuery& q) {
  const SharedState state = TRY(room.data.state(q.on));
  const Scoreboard& board = state->scores().board;
  const std::string lines = scores_json(board, {kClip, 0, true});
  if (q.form == AnswerForm::csv) {
    const std::vector<std::string> fields{"by", "name",    "stated", "open",      "void",
                                          "n",  "too_few", "brier",  "log_score", "skill"};
    std::vector<std::vector<std::string>> rows{fields};
    for (std::string_view line : split(lines, '\n')) {
      if (line.empty()) continue;
      const Value v = TRY(parse_json(line));
      if (v.str("kind") != "score") continue;
      auto& row = rows.emplace_back();
      for (const std::string& field : fields) row.push_back(plain(v.at(field)));
    }
    return rows_csv(rows);
  }
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("fewest"), json.integer(static_cast<std::int64_t>(kFewest));
  json.key("copies"), json.integer(static_cast<std::int64_t>(board.copies));
  json.key("unscoreable"), json.integer(static_cast<std::int64_t>(state->scores().unscoreable));
  json.key("items"), json.begin_array();
  for (std::string_view line : split(lines, '\n'))
    if (!line.empty()) json.raw(line);
  json.end_array();
  json.end_object();
  return out + "\n";
}

}  // namespace parley
