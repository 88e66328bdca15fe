// See inspect_claims.h.
#include "inspect_claims.h"

#include "base/json_writer.h"
#include "base/text.h"
#include "language/models.h"
#include "reading/claim_tagger.h"

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
