// See inspect_pairs.h.
#include "inspect_pairs.h"

#include <algorithm>
#include <cstdio>

#include "input.h"
#include "reading/pair_corpus.h"

namespace parley {

std::string pair_line(const std::string& id, const PairAnswer& answer) {
  auto thousandths = static_cast<int>(answer.confidence * 1000 + 0.5);
  std::string digits = std::to_string(1000 + thousandths % 1000).substr(1);
  return id + '\t' + std::string(name_of(answer.type)) + '\t' + std::to_string(thousandths / 1000) + '.' + digits +
         '\n';
}

int run_inspect_pairs(const CommandOptions& o) {
  auto knowledge = knowledge_for(o);
  if (!knowledge) return complain(knowledge.error());
  if (knowledge->pairs == nullptr)
    return complain({ErrorCode::not_found, "the folder of models has no pairs.bin: see models/SOURCE-pairs.md", {}});
  return each_file(o.paths, [&](const std::string& bytes, const std::string&) {
    std::string out;
    for (const MarkedSentence& s : read_marked_lines(bytes)) {
      Report report;
      Document d = document_of(report, s.text, *knowledge);
      MarkedPair pair = mark_pair(d, s.source, s.target);
      out += pair_line(s.id, classify_pair(*knowledge, d, pair.source, pair.target));
    }
    return Read{kDone, print(out)};
  });
}

}  // namespace parley
