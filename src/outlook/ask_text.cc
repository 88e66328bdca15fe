// Answers as text for a terminal and as JSON; see ask.h.
#include <cmath>
#include <cstdio>

#include "base/json_writer.h"
#include "base/text.h"
#include "outlook/ask.h"
#include "outlook/percent.h"

namespace parley {
namespace {

constexpr std::size_t kShownExperts = 6;

double rounded(double v) { return std::round(v * 1e6) / 1e6; }

/// Without control characters, so that a report cannot speak to the terminal.
std::string safe(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c >= 0x20 && (c < 0x7F || c >= 0xA0)) append_utf8(out, c);
  }
  return out;
}

std::string reasons_text(const char* title, const std::vector<AskReason>& reasons) {
  std::string out = std::string(title) + "\n";
  if (reasons.empty()) out += "  nothing that is known\n";
  for (const AskReason& r : reasons) {
    char shift[32];
    std::snprintf(shift, sizeof shift, "%+.1f  ", r.shift);
    out += "  " + std::string(shift) + safe(r.text) + "\n";
    for (const std::string& quote : r.quotes) out += "        \"" + safe(quote) + "\"\n";
    if (!r.ids.empty()) out += "        " + join(r.ids, " ") + "\n";
  }
  return out;
}

std::string experts_text(const AskAnswer& a) {
  std::string out = "What others stated\n";
  if (a.experts.empty()) return out + "  nothing of these parties and this time\n";
  for (std::size_t k = 0; k < a.experts.size() && k < kShownExperts; ++k) {
    const AskExpert& e = a.experts[k];
    out += "  " + percent(e.probability) + " by " + e.by + "  " + safe(e.name) + " [" + e.day + "]: ";
    if (e.brier) {
      char brier[64];
      std::snprintf(brier, sizeof brier, "Brier %.3f of %zu judged", *e.brier, e.judged);
      out += brier;
    } else {
      out += std::to_string(e.judged) + " judged so far, too few to say how good";
    }
    out += "\n        \"" + safe(e.quote) + "\"\n        " + e.id + "\n";
  }
  if (a.experts.size() > kShownExperts)
    out += "  and " + std::to_string(a.experts.size() - kShownExperts) + " more (--format jsonl shows all)\n";
  if (a.pooled) out += "  median of those that end within a month of the question: " + percent(*a.pooled) + "\n";
  return out;
}

void write_reasons(JsonWriter& json, const std::vector<AskReason>& reasons) {
  json.begin_array();
  for (const AskReason& r : reasons) {
    json.begin_object();
    json.key("shift"), json.real(rounded(r.shift));
    json.key("text"), json.text(r.text);
    json.key("ids"), json.begin_array();
    for (const std::string& id : r.ids) json.text(id);
    json.end_array();
    json.key("quotes"), json.begin_array();
    for (const std::string& quote : r.quotes) json.text(quote);
    json.end_array();
    json.end_object();
  }
  json.end_array();
}

void write_experts(JsonWriter& json, const std::vector<AskExpert>& experts) {
  json.begin_array();
  for (const AskExpert& e : experts) {
    json.begin_object();
    json.key("id"), json.text(e.id);
    json.key("name"), json.text(e.name);
    json.key("day"), json.text_or_null(e.day);
    json.key("by"), json.text(e.by);
    json.key("probability"), json.real(rounded(e.probability));
    json.key("event"), json.text(e.event);
    json.key("quote"), json.text(e.quote);
    json.key("judged"), json.integer(static_cast<std::int64_t>(e.judged));
    json.key("brier");
    e.brier ? json.real(rounded(*e.brier)) : json.null();
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string understood_text(const Question& q) {
  std::string who;
  for (const QuestionActor& a : q.actors)
    who += (who.empty()                  ? ""
            : q.sides == Sides::directed ? " towards "
                                         : " and ") +
           a.words + (a.words == a.code ? "" : " (" + a.code + ")");
  if (q.sides == Sides::source_alone) who += " towards anybody";
  return q.type + " (" + q.act + (q.level.empty() || q.act.find(q.level) != std::string::npos ? "" : ", " + q.level) +
         "), " + who + ", from " + q.window.earliest.iso() + " to " + q.window.latest.plus_days(-1).iso();
}

std::string answer_text(const Question& q, const AskAnswer& a, Date on) {
  std::string out = "understood  " + safe(understood_text(q)) + "\n";
  out += "as known before " + on.iso() + "\n\n";
  out += percent(a.probability) + "   (80 % range " + percent(a.low) + " to " + percent(a.high) + ")\n";
  out += "  base rate  " + percent(a.base) + "  (" + safe(a.base_text) + ")\n";
  out += "  basis      " + a.basis + "\n\n";
  out += reasons_text("Speaks for it", a.yes) + reasons_text("Speaks against it", a.no) + experts_text(a);
  out += "What would change it\n";
  for (const AskChange& c : a.changes) out += "  " + percent(c.probability) + " if " + c.text + "\n";
  if (a.changes.empty()) out += "  nothing that can be reckoned from so few cases\n";
  for (const std::string& note : a.notes) out += "note: " + safe(note) + "\n";
  return out;
}

std::string answer_json(const Question& q, const AskAnswer& a, Date on) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("kind"), json.text("answer");
  json.key("question"), json.text(q.text);
  json.key("understood"), json.text(understood_text(q));
  json.key("on"), json.text(on.iso());
  json.key("type"), json.text(q.type);
  json.key("level"), json.text_or_null(q.level);
  json.key("actors"), json.begin_array();
  for (const QuestionActor& actor : q.actors) json.text(actor.code);
  json.end_array();
  json.key("from"), json.text(q.window.earliest.iso());
  json.key("to"), json.text(q.window.latest.iso());
  json.key("probability"), json.real(rounded(a.probability));
  json.key("low"), json.real(rounded(a.low));
  json.key("high"), json.real(rounded(a.high));
  json.key("base_rate"), json.real(rounded(a.base));
  json.key("basis"), json.text(a.basis);
  json.key("for"), write_reasons(json, a.yes);
  json.key("against"), write_reasons(json, a.no);
  json.key("experts"), write_experts(json, a.experts);
  json.key("pooled");
  a.pooled ? json.real(rounded(*a.pooled)) : json.null();
  json.key("changes"), json.begin_array();
  for (const AskChange& c : a.changes) {
    json.begin_object();
    json.key("if"), json.text(c.text);
    json.key("probability"), json.real(rounded(c.probability));
    json.end_object();
  }
  json.end_array();
  json.key("notes"), json.begin_array();
  for (const std::string& note : a.notes) json.text(note);
  json.end_array();
  json.end_object();
  return out + '\n';
}

}  // namespace parley
