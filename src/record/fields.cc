// The two visitors behind to_json and from_json. See fields.h.
#include "record/fields.h"

#include <type_traits>

#include "record/field_writer.h"

namespace parley {
namespace {

// ---- out ----------------------------------------------------------------------------------------------------------

template <class T>
std::string object_json(std::string_view kind, const T& value) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("kind");
  json.text(kind);
  T::fields(value, FieldWriter{json});
  json.end_object();
  return out;
}

// ---- in -----------------------------------------------------------------------------------------------------------

struct Reader {
  const Value& object;
  std::string& problem;

  template <class T>
  void operator()(std::string_view name, T& value) {
    const Value& v = object.at(name);
    if (v.is_null()) return;
    if (!get(v, value) && problem.empty())
      problem = "field '" + std::string(name) + "' has an unexpected type or value";
  }
  bool get(const Value& v, std::string& out) {
    out = v.text;
    return v.is_text();
  }
  bool get(const Value& v, bool& out) {
    out = v.boolean;
    return v.kind == Value::Kind::boolean;
  }
  template <class T>
  requires(std::is_same_v<T, int> || std::is_same_v<T, std::uint32_t>) bool get(const Value& v, T& out) {
    out = static_cast<T>(v.integer);
    return v.kind == Value::Kind::integer && std::in_range<T>(v.integer);
  }
  bool get(const Value& v, double& out) {
    out = v.kind == Value::Kind::integer ? static_cast<double>(v.integer) : v.real;
    return v.kind == Value::Kind::integer || v.kind == Value::Kind::real;
  }
  template <NamedEnum E>
  bool get(const Value& v, E& out) {
    auto e = parse_name<E>(v.text);
    if (e) out = *e;
    return e.has_value();
  }
  template <class T>
  bool get(const Value& v, std::optional<T>& out) {
    return get(v, out.emplace());
  }
  template <class T>
  bool get(const Value& v, std::vector<T>& out) {
    out.clear();
    for (const Value& item : v.list)
      if (!get(item, out.emplace_back())) return false;
    return v.is_list();
  }
  bool get(const Value& v, std::vector<FieldSpan>& out) {
    out.clear();
    for (const auto& [field, spans] : v.table)
      for (const Value& s : spans.list) {
        if (s.list.size() != 2) return false;
        FieldSpan span{field, {}, 0, 0};
        if (!get(s.list[0], span.start) || !get(s.list[1], span.end)) return false;
        out.push_back(span);
      }
    return v.is_table();
  }
  template <HasFields T>
  bool get(const Value& v, T& out) {
    T::fields(out, Reader{v, problem});
    return v.is_table();
  }
};

template <class T>
Result<T> read_object(const Value& object) {
  T out;
  std::string problem;
  if (!object.is_table()) return fail(ErrorCode::bad_input, "not a JSON object");
  T::fields(out, Reader{object, problem});
  if (!problem.empty()) return fail(ErrorCode::bad_input, problem);
  return out;
}

}  // namespace

template <class F>
std::string to_json(const F& finding) {
  return object_json(F::kKind, finding);
}

template <class F>
Result<F> from_json(const Value& object) {
  return read_object<F>(object);
}

#define PARLEY_KIND(F)                       \
  template std::string to_json<F>(const F&); \
  template Result<F> from_json<F>(const Value&);
PARLEY_KIND(Event)
PARLEY_KIND(Meeting)
PARLEY_KIND(Claim)
PARLEY_KIND(Forecast)
PARLEY_KIND(Demand)
PARLEY_KIND(Explanation)
PARLEY_KIND(Commitment)
PARLEY_KIND(Contradiction)
#undef PARLEY_KIND

std::string to_json(const Report& report) { return object_json("report", report); }
Result<Report> report_from_json(const Value& object) { return read_object<Report>(object); }

std::string actors_json(const std::vector<ActorRef>& actors) {
  std::string out;
  JsonWriter json(out);
  FieldWriter{json}.put(actors);
  return out;
}

}  // namespace parley
