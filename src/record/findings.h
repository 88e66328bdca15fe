// The findings: what Parley takes from a report. One struct a kind, fields as in docs/record.md.
//
// Each struct lists its fields once, in fields(); JSON, CSV, the ledger's columns and the identity all follow from that
// list (see fields.h). While a report is being read, positions are byte spans; seal() turns them into code points,
// fills the quotes and gives each finding its id.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/span.h"
#include "record/enums.h"
#include "record/report.h"

namespace parley {

struct ActorRef {
  std::string name;   // as in the text
  std::string code;   // "PRK", "IGO:UN", "UNK"
  std::string actor;  // id of the ledger's actor

  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    v("name", s.name), v("code", s.code), v("actor", s.actor);
  }
  friend bool operator==(const ActorRef&, const ActorRef&) = default;
};

/// A time as a finding states it.
struct TimeRef {
  std::string when;      // as written
  std::string value;     // TIMEX3/EDTF
  std::string mod;       // START, MID, END, …
  std::string earliest;  // half-open bounds, ISO dates
  std::string latest;
  std::string
      edtf;  // the same in ISO 8601-2 (EDTF), with bounds and uncertainty: "../2018-12-31"; "" where it has no form
};

/// Where a field of the finding stands in the text.
struct FieldSpan {
  std::string field;
  Span span;                         // bytes
  std::uint32_t start = 0, end = 0;  // code points, filled by seal()
};

/// Common to all findings.
struct Finding {
  std::string id;
  std::string report;
  std::uint32_t start = 0;  // code points, filled by seal()
  std::uint32_t end = 0;
  std::string quote;
  std::string by_rule;
  double confidence = 0.5;
  Span span;                     // bytes: the words that prove it
  std::vector<FieldSpan> spans;  // bytes of single fields

  template <class Self, class V>
  static void common_fields(Self& s, V&& v) {
    v("id", s.id), v("report", s.report), v("start", s.start), v("end", s.end), v("quote", s.quote);
    v("by_rule", s.by_rule), v("confidence", s.confidence), v("spans", s.spans);
  }
};

struct Event : Finding {
  static constexpr std::string_view kKind = "event";
  std::string trigger;
  EventType type = EventType::consult;
  std::string mode;   // PLOVER mode
  std::string cameo;  // CAMEO code
  std::vector<std::string> contexts;
  std::vector<ActorRef> source;
  std::vector<ActorRef> target;
  std::string place;
  TimeRef time;
  EventStatus status = EventStatus::happened;
  std::optional<double> intensity;  // Goldstein (1992), -10..10
  int certainty = 3;                // FactBank scale -3..3, the author's

  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    Finding::common_fields(s, v);
    v("trigger", s.trigger), v("type", s.type), v("mode", s.mode), v("cameo", s.cameo), v("contexts", s.contexts);
    v("source", s.source), v("target", s.target), v("place", s.place), v("when", s.time.when), v("value", s.time.value);
    v("mod", s.time.mod), v("earliest", s.time.earliest), v("latest", s.time.latest), v("edtf", s.time.edtf);
    v("status", s.status), v("intensity", s.intensity), v("certainty", s.certainty);
  }
  [[nodiscard]] std::string key() const { return std::string(name_of(type)) + '|' + trigger; }
};

/// One step in the life of a meeting.
struct MeetingStep {
  EventStatus status = EventStatus::scheduled;
  std::string planned;  // date as written
  std::string value;    // TIMEX3/EDTF
  std::string mod;
  std::string earliest, latest;
  std::string edtf;  // as in TimeRef
  std::vector<ActorRef> by;
  std::string reported;  // day on which the report said so (bounds if not known to the day)
  std::string report;    // id
  std::string quote;
  Span span;

  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    v("status", s.status), v("planned", s.planned), v("value", s.value), v("mod", s.mod);
    v("earliest", s.earliest), v("latest", s.latest), v("edtf", s.edtf), v("by", s.by);
    v("reported", s.reported), v("report", s.report), v("quote", s.quote);
  }
};

struct Meeting : Finding {
  static constexpr std::string_view kKind = "meeting";
  std::string name;
  std::string level;    // summit, ministerial, high-level, working-level, envoys; empty if not said
  std::string ordinal;  // "second", "third" where the text counts them
  std::vector<ActorRef> parties;
  std::vector<std::string> people;
  std::string place;
  EventStatus status = EventStatus::scheduled;
  TimeRef planned;                      // JSON: planned (as written), value, mod, earliest, latest
  std::vector<std::string> conditions;  // "as long as …", as written
  std::vector<MeetingStep> history;
  int slips = 0;                    // times it was put off, or called off and set again
  std::optional<int> slipped_days;  // from the first planned day to the last known one

  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    Finding::common_fields(s, v);
    v("name", s.name), v("level", s.level), v("ordinal", s.ordinal), v("parties", s.parties), v("people", s.people),
        v("place", s.place);
    v("status", s.status), v("planned", s.planned.when), v("value", s.planned.value), v("mod", s.planned.mod);
    v("earliest", s.planned.earliest), v("latest", s.planned.latest), v("edtf", s.planned.edtf);
    v("conditions", s.conditions);
    v("history", s.history), v("slips", s.slips), v("slipped_days", s.slipped_days);
  }
  [[nodiscard]] std::string key() const { return name; }
};

struct Claim : Finding {
  static constexpr std::string_view kKind = "claim";
  std::string source;  // words; empty for none
  SourceClass source_class = SourceClass::none;
  std::vector<ActorRef> actors;
  std::vector<std::string> chain;  // outermost first
  std::string anonymity_reason;
  std::string cue;
  std::string content;
  Stance stance = Stance::says;
  int certainty = 3;  // FactBank scale -3..3, the source's
  std::vector<std::string> events;

  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    Finding::common_fields(s, v);
    v("source", s.source), v("class", s.source_class), v("actors", s.actors), v("chain", s.chain);
    v("anonymity_reason", s.anonymity_reason), v("cue", s.cue), v("content", s.content), v("stance", s.stance);
    v("certainty", s.certainty), v("events", s.events);
  }
  [[nodiscard]] std::string key() const { return cue + '|' + content; }
};

/// What a forecast says will happen, in a form that events can be held against.
struct Predicate {
  std::string type;  // PLOVER type, or empty
  std::vector<ActorRef> source;
  std::vector<ActorRef> target;

  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    v("type", s.type), v("source", s.source), v("target", s.target);
  }
};

struct Window {
  std::string when;  // as written
  std::string value;
  std::string mod;
  std::string earliest, latest;

  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    v("from", s.earliest), v("to", s.latest), v("value", s.value), v("mod", s.mod), v("when", s.when);
  }
};

struct Forecast : Finding {
  static constexpr std::string_view kKind = "forecast";
  std::string by;  // words; empty if the report itself says it
  std::vector<ActorRef> actors;
  std::string event;  // the proposition, in the report's words
  Predicate predicate;
  std::string phrase;                      // the hedge
  std::optional<double> low, point, high;  // chance of `event`, 0..1
  std::string scale;                       // which survey or standard turned words into numbers
  Window window;
  std::vector<std::string> conditions;
  std::string polarity = "+";
  std::string scoreable = "true";  // or the reason why not
  ForecastState state = ForecastState::open;
  std::vector<std::string> resolved_by;  // ids of the findings that settle it

  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    Finding::common_fields(s, v);
    v("by", s.by), v("actors", s.actors), v("event", s.event), v("predicate", s.predicate), v("phrase", s.phrase);
    v("low", s.low), v("point", s.point), v("high", s.high), v("scale", s.scale), v("window", s.window);
    v("conditions", s.conditions), v("polarity", s.polarity), v("scoreable", s.scoreable), v("state", s.state);
    v("resolved_by", s.resolved_by);
  }
  [[nodiscard]] std::string key() const { return phrase + '|' + event; }
};

struct Quantity {
  std::string amount;  // "60"
  std::string unit;    // "%"
  std::string object;  // "nuclear warheads"

  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    v("amount", s.amount), v("unit", s.unit), v("object", s.object);
  }
};

struct Within {
  std::string min;  // ISO 8601 durations
  std::string max;

  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    v("min", s.min), v("max", s.max);
  }
};

struct Demand : Finding {
  static constexpr std::string_view kKind = "demand";
  DemandForm form = DemandForm::demand;
  std::vector<ActorRef> by;
  std::vector<ActorRef> to;
  std::string what;
  std::vector<Quantity> quantity;
  std::string in_return;
  std::string deadline;
  Within within;

  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    Finding::common_fields(s, v);
    v("form", s.form), v("by", s.by), v("to", s.to), v("what", s.what), v("quantity", s.quantity);
    v("in_return", s.in_return), v("deadline", s.deadline), v("within", s.within);
  }
  [[nodiscard]] std::string key() const { return std::string(name_of(form)) + '|' + what; }
};

struct Explanation : Finding {
  static constexpr std::string_view kKind = "explanation";
  std::string of;
  std::string hypothesis;
  std::string by;  // words; empty for none
  std::vector<ActorRef> actors;
  std::vector<std::string> supports;
  std::vector<std::string> contradicts;

  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    Finding::common_fields(s, v);
    v("of", s.of), v("hypothesis", s.hypothesis), v("by", s.by), v("actors", s.actors), v("supports", s.supports);
    v("contradicts", s.contradicts);
  }
  [[nodiscard]] std::string key() const { return of + '|' + hypothesis; }
};

struct Commitment : Finding {
  static constexpr std::string_view kKind = "commitment";
  std::vector<ActorRef> by;
  std::vector<ActorRef> to;
  std::string what;
  CommitmentState state = CommitmentState::made;
  std::vector<std::string> history;

  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    Finding::common_fields(s, v);
    v("by", s.by), v("to", s.to), v("what", s.what), v("state", s.state), v("history", s.history);
  }
  [[nodiscard]] std::string key() const { return what; }
};

/// Two or more findings that cannot all be true. Found by the ledger, across reports.
struct Contradiction : Finding {
  static constexpr std::string_view kKind = "contradiction";
  std::string about;
  std::vector<std::string> between;
  std::string note;

  template <class Self, class V>
  static void fields(Self& s, V&& v) {
    Finding::common_fields(s, v);
    v("about", s.about), v("between", s.between), v("note", s.note);
  }
  [[nodiscard]] std::string key() const { return about; }
};

/// All findings of one report (contradictions come from the ledger).
struct Findings {
  std::vector<Event> events;
  std::vector<Meeting> meetings;
  std::vector<Claim> claims;
  std::vector<Forecast> forecasts;
  std::vector<Demand> demands;
  std::vector<Explanation> explanations;
  std::vector<Commitment> commitments;
};

/// Calls f(vector) for the vector of each kind, in the order of the record.
template <class Self, class F>
void for_each_kind(Self& findings, F&& f) {
  f(findings.events), f(findings.meetings), f(findings.claims), f(findings.forecasts), f(findings.demands);
  f(findings.explanations), f(findings.commitments);
}

/// A report with what was found in it: what reading hands to the ledger.
struct Reading {
  Report report;
  Findings findings;
};

/// Fills report, start, end, quote, code points of field spans and ids; sorts each kind by place and drops exact
/// doubles. `id` depends on the report's id, the kind, the place and the finding's key only.
void seal(const Report& report, Findings& findings);

}  // namespace parley
