// See inspect_claims.h.
#include "inspect_claims.h"

#include "base/json_writer.h"
#include "base/text.h"
#include "input.h"
#include "language/models.h"
#include "reading/claim_corpus.h"
#include "reading/claim_tagger.h"
#include "reading/factuality.h"
#include "reading/pair_corpus.h"

namespace parley {
namespace {

void spans(JsonWriter& json, std::string_view name, const std::vector<TokenRange>& pieces, const Document& d,
           const CodePointIndex& index) {
  json.key(name), json.begin_array();
  for (TokenRange piece : pieces) {
    const Span span = d.span_of(piece);
    json.begin_array(), json.integer(index.at(span.begin)), json.integer(index.at(span.end)), json.end_array();
  }
  json.end_array();
}

/// The source's certainty as the record has it for the same cue; without such a claim that of a plain statement.
int certainty(const Analysis& a, const Attribution& attribution) {
  const Span cue = a.document.span_of(attribution.cue.front());
  for (const Claim& claim : a.findings.claims)
    for (const FieldSpan& f : claim.spans)
      if (f.field == "cue" && f.span.overlaps(cue)) return claim.certainty;
  return Claim{}.certainty;
}

}  // namespace

namespace {

/// Bytes of the spans of one line: of code points, or of tokens where the line has them.
std::vector<Span> spans_of(const Value& line) {
  const std::string text = line.str("text");
  std::vector<std::uint32_t> begins, ends;
  if (line.has("tokens")) {
    std::uint32_t at = 0;
    for (const std::string& token : line.texts("tokens")) {
      begins.push_back(at);
      ends.push_back(at + static_cast<std::uint32_t>(token.size()));
      at = ends.back() + 1;
    }
  } else {
    for (std::uint32_t i = 0; i < text.size(); ++i)
      if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) {
        if (!begins.empty()) ends.push_back(i);
        begins.push_back(i);
      }
    ends.push_back(static_cast<std::uint32_t>(text.size()));
  }
  std::vector<Span> out;
  for (const Value& span : line.at("spans").list) {
    const bool pair = span.list.size() == 2 && span.list[0].integer >= 0 &&
                      span.list[1].integer > span.list[0].integer &&
                      static_cast<std::size_t>(span.list[1].integer) <= begins.size();
    out.push_back(pair ? Span{begins[static_cast<std::size_t>(span.list[0].integer)],
                              ends[static_cast<std::size_t>(span.list[1].integer - 1)]}
                       : Span{});
  }
  return out;
}

Result<std::string> factuality_line(const Value& line, const Knowledge& k) {
  Report report;
  const Document d = document_of(report, line.str("text"), k);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("id");
  line.at("id").kind == Value::Kind::integer ? json.integer(line.at("id").integer) : json.text(line.str("id"));
  json.key("certainty"), json.begin_array();
  for (Span span : spans_of(line)) {
    const std::vector<TokenRange> ranges = span.empty() ? std::vector<TokenRange>{} : tokens_of(d, {span});
    if (ranges.empty())
      json.null();
    else
      json.real(TRY(certainty_of(k, d, ranges.front())));
  }
  json.end_array();
  json.end_object();
  return out + '\n';
}

}  // namespace

int run_inspect_factuality(const CommandOptions& o) {
  auto knowledge = knowledge_for(o);
  if (!knowledge) return complain(knowledge.error());
  return each_file(o.paths, [&](const std::string& bytes, const std::string& path) {
    return each_json_line(bytes, path, "text", [&](const Value& line, const std::string&) {
      auto answer = factuality_line(line, *knowledge);
      return answer ? Read{kDone, print(*answer)} : Read{complain(answer.error()), false};
    });
  });
}

std::string claims_line(const Analysis& a, const std::string& id, const Knowledge& k) {
  const CodePointIndex index(a.report.text);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("id"), json.text(id);
  json.key("claims"), json.begin_array();
  for (const Attribution& x : find_attributions(a.document, k.models->entities.lexicon(), *k.attributions)) {
    json.begin_object();
    spans(json, "source", x.source, a.document, index);
    spans(json, "cue", x.cue, a.document, index);
    spans(json, "content", x.content, a.document, index);
    json.key("certainty"), json.integer(certainty(a, x));
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return out + '\n';
}

}  // namespace parley
