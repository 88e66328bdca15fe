// PolNeAR as training data: news articles with the words of sources, cues and contents marked (brat's .ann files).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "reading/claim_tagger.h"
#include "record/report.h"

namespace parley {

/// Spans of one attribution, in bytes of the text.
struct AttributionSpans {
  std::vector<Span> source, cue, content;
};

/// Reads an .ann file: T lines name spans in code points of `text`, E lines join them. Lines of other kinds, and spans
/// that are no numbers, are passed over.
std::vector<AttributionSpans> parse_attributions(std::string_view annotation, std::string_view text);

struct AnnotatedText {
  std::string name;
  std::string text;
  std::vector<AttributionSpans> attributions;
};

/// Texts of DIR/text/NAME.txt with DIR/attributions/NAME_ANNOTATOR.ann, the first annotator by file name, in order of
/// the names. Error not_found if there are none.
Result<std::vector<AnnotatedText>> read_annotated_texts(const std::string& directory);

/// The tokens that the spans touch, neighbours joined, in order.
std::vector<TokenRange> tokens_of(const Document& document, const std::vector<Span>& spans);

}  // namespace parley
