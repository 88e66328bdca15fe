// parley inspect: one stage alone, for people and for measurements (formats: docs/record.md).
#include <functional>

#include "base/file.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "command.h"
#include "inspect_conllu.h"
#include "record/fields.h"

namespace parley {
namespace {

std::unique_ptr<Analysis> analyse_text(std::string text, const std::string& name, const std::string& date,
                                       const Knowledge& k) {
  Given given;
  given.text_name = name;
  given.published = date;
  given.published_by_user = !date.empty();
  return read_report(make_report(std::move(text), given, k.intake), k);
}

/// CoNLL-U of a document (universaldependencies.org/format.html); heads and relations are not known to this version.
std::string conllu(const Analysis& a) {
  const Document& d = a.document;
  CodePointIndex index(a.report.text);
  static constexpr const char* kPos[] = {"NOUN", "PROPN", "VERB",  "AUX",  "ADJ",  "ADV",   "DET", "PRON", "NUM",
                                         "ADP",  "CCONJ", "SCONJ", "PART", "INTJ", "PUNCT", "SYM", "X"};
  std::vector<std::string> entity(d.tokens.size());
  for (const Mention& m : d.mentions) {
    const char* type = m.kind == MentionKind::person                                   ? "PER"
                       : m.kind == MentionKind::state || m.kind == MentionKind::place  ? "LOC"
                       : m.kind == MentionKind::role || m.kind == MentionKind::pronoun ? ""
                                                                                       : "ORG";
    if (*type == '\0') continue;
    for (std::uint32_t i = m.head.first; i < m.head.last; ++i)
      entity[i] = std::string(i == m.head.first ? "B-" : "I-") + type;
  }
  std::string out;
  std::size_t number = 0;
  for (const Sentence& s : d.sentences) {
    out += "# sent_id = " + std::to_string(++number) + "\n# text = " + squeeze(slice(d.text, s.span)) + "\n";
    for (std::uint32_t i = s.tokens.first; i < s.tokens.last; ++i) {
      const Token& t = d.tokens[i];
      std::string misc = entity[i].empty() ? "" : "Entity=" + entity[i] + "|";
      if (!t.space_after) misc += "SpaceAfter=No|";
      misc += "TokenRange=" + std::to_string(index.at(t.span.begin)) + ":" + std::to_string(index.at(t.span.end));
      out += std::to_string(i - s.tokens.first + 1) + '\t' + std::string(slice(d.text, t.span)) + '\t' +
             (t.lemma.empty() ? "_" : t.lemma) + '\t' + kPos[static_cast<int>(t.pos)] + '\t' +
             (t.tag.empty() ? "_" : t.tag) + "\t_\t_\t_\t_\t" + misc + '\n';
    }
    out += '\n';
  }
  return out;
}

void timex_fields(JsonWriter& json, const Analysis& a, const CodePointIndex& index, const Timex& t) {
  json.begin_object();
  json.key("start"), json.integer(index.at(t.span.begin));
  json.key("end"), json.integer(index.at(t.span.end));
  json.key("text"), json.text(slice(a.report.text, t.span));
  json.key("type"), json.text(name_of(t.type));
  json.key("value"), json.text(t.value);
  json.key("mod"), json.text_or_null(t.mod);
  json.key("earliest"), json.text_or_null(t.range ? t.range->earliest.iso() : std::string());
  json.key("latest"), json.text_or_null(t.range ? t.range->latest.iso() : std::string());
  json.key("role"), json.text(name_of(t.role));
  json.key("rule"), json.text(t.rule);
  json.key("rejected"), json.text_or_null(t.rejected);
  json.end_object();
}

std::string times(const Analysis& a, const std::string& id, bool as_list) {
  CodePointIndex index(a.report.text);
  std::string out;
  if (as_list) {
    JsonWriter json(out);
    json.begin_object();
    json.key("id"), json.text(id);
    json.key("expressions"), json.begin_array();
    for (const Timex& t : a.times) timex_fields(json, a, index, t);
    json.end_array();
    json.end_object();
    return out + '\n';
  }
  for (const Timex& t : a.times) {
    JsonWriter json(out);
    timex_fields(json, a, index, t);
    out += '\n';
  }
  return out;
}

template <class F>
std::string list_line(const std::vector<F>& list, const std::string& name, const std::string& id) {
  std::string out = "{\"id\":";
  JsonWriter(out).text(id);
  out += ",\"" + name + "\":[";
  for (const F& f : list) out += (&f == &list.front() ? "" : ",") + to_json(f);
  return out + "]}\n";
}

template <class F>
std::string lines(const std::vector<F>& list) {
  std::string out;
  for (const F& f : list) out += to_json(f) + '\n';
  return out;
}

std::string article(const Analysis& a) {
  CodePointIndex index(a.report.text);
  std::string out = to_json(a.report) + '\n';
  for (const Block& b : a.report.blocks) {
    JsonWriter json(out);
    json.begin_object();
    json.key("start"), json.integer(index.at(b.span.begin));
    json.key("end"), json.integer(index.at(b.span.end));
    json.key("role"), json.text(name_of(b.role));
    json.key("reason"), json.text_or_null(b.reason);
    json.key("text"), json.text(slice(a.report.text, b.span));
    json.end_object();
    out += '\n';
  }
  return out;
}

std::string show_stage(const std::string& stage, const Analysis& a, const std::string& id, bool jsonl) {
  if (stage == "language") return conllu(a);
  if (stage == "time") return times(a, id, jsonl);
  if (stage == "events") return jsonl ? list_line(a.findings.events, "events", id) : lines(a.findings.events);
  if (stage == "claims") return jsonl ? list_line(a.findings.claims, "claims", id) : lines(a.findings.claims);
  return article(a);
}

/// CoNLL-U in, CoNLL-U out.
int inspect_conllu(const CommandOptions& o) {
  int code = kDone;
  std::string model = o.entity_model.empty() ? model_file("entities.bin") : o.entity_model;
  if (model.empty()) model = "models/entities.bin";  // for the error's sake
  for (const std::string& path : o.paths) {
    auto bytes = read_file(path);
    auto out = bytes ? entities_of_conllu(*bytes, model) : Result<std::string>(tl::unexpected(bytes.error()));
    if (!out)
      code = complain(out.error());
    else if (!print(*out))
      return code;
  }
  return code;
}

}  // namespace

int run_inspect(const CommandOptions& o) {
  if (o.conllu) return inspect_conllu(o);
  auto knowledge = knowledge_for(o);
  if (!knowledge) return complain(knowledge.error());
  int code = kDone;
  for (const std::string& path : o.paths) {
    auto bytes = read_file(path);
    if (!bytes) {
      code = complain(bytes.error());
      continue;
    }
    if (!o.jsonl) {
      auto text = decode_text(*bytes, nullptr);
      if (!text) {
        code = complain({text.error().code, text.error().message, path});
        continue;
      }
      if (!print(show_stage(o.stage, *analyse_text(std::move(*text), path, o.date, *knowledge), path, false)))
        return code;
      continue;
    }
    std::size_t number = 0;
    for (std::string_view line : split(*bytes, '\n')) {
      ++number;
      if (trim(line).empty()) continue;
      std::string where = path + ":" + std::to_string(number);
      auto object = parse_json(line);
      if (!object || !object->at("text").is_text()) {
        code = complain({ErrorCode::bad_input, object ? "field 'text' is missing" : object.error().message, where});
        continue;
      }
      std::string date = object->str(o.date_field.empty() ? "date" : o.date_field);
      if (!print(show_stage(o.stage, *analyse_text(object->str("text"), where, date, *knowledge), object->str("id"),
                            true)))
        return code;
    }
  }
  return code;
}

}  // namespace parley
