// See pair_corpus.h.
#include "reading/pair_corpus.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/file.h"
#include "base/text.h"

namespace parley {
namespace {

constexpr float kCodebookWeight = 0.1F;  // of an example of the codebook beside a sentence of the corpus
constexpr float kOwnShare = 3;  // how much stronger what only the codebook's short examples show is than the rest

/// Rows of cells parted by tabs; a cell in double quotes may hold tabs, line ends and doubled quotes (RFC 4180).
std::vector<std::vector<std::string>> rows_of(std::string_view text) {
  std::vector<std::vector<std::string>> rows(1);
  std::string cell;
  bool quoted = false;
  bool fresh = true;
  auto close = [&] {
    rows.back().push_back(std::move(cell));
    cell.clear();
    fresh = true;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (quoted) {
      bool doubled = c == '"' && i + 1 < text.size() && text[i + 1] == '"';
      if (c != '"' || doubled) cell += c;
      if (doubled) ++i;
      quoted = c != '"' || doubled;
    } else if (c == '"' && fresh) {
      quoted = true;
      fresh = false;
    } else if (c == '\t') {
      close();
    } else if (c == '\n') {
      close();
      rows.emplace_back();
    } else if (c != '\r') {
      cell += c;
      fresh = false;
    }
  }
  close();
  return rows;
}

/// Features once more under other names, which no other text has: what is peculiar to these examples goes there and
/// does not lead the shared weights astray (Daumé 2007, "Frustratingly easy domain adaptation").
void add_own_copies(PairFeatures& f) {
  std::size_t shared = f.sparse.size();
  for (std::size_t i = 0; i < shared; ++i) f.sparse.push_back({mix(f.sparse[i].key, 1), f.sparse[i].value * kOwnShare});
}

}  // namespace

Result<std::vector<MarkedSentence>> read_pair_corpus(const std::string& path) {
  auto rows = rows_of(TRY(read_file(path)));
  auto column = [&](std::string_view name) {
    return static_cast<std::size_t>(std::find(rows[0].begin(), rows[0].end(), name) - rows[0].begin());
  };
  std::size_t most = 0;
  for (std::string_view name : {"sentence", "source", "target", "gold_root"}) {
    most = std::max(most, column(name));
    if (column(name) == rows[0].size())
      return fail(ErrorCode::bad_input, "column '" + std::string(name) + "' is missing", path);
  }
  std::vector<MarkedSentence> out;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    auto& row = rows[i];
    if (row.size() <= most) continue;
    out.push_back({std::to_string(i - 1), squeeze(row[column("sentence")]), squeeze(row[column("source")]),
                   squeeze(row[column("target")]), row[column("gold_root")]});
  }
  return out;
}

std::vector<MarkedSentence> read_marked_lines(std::string_view text) {
  std::vector<MarkedSentence> out;
  for (std::string_view line : split(text, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    auto cells = split(line, '\t');
    if (cells.size() < 4) continue;
    out.push_back({std::string(cells[0]), repair_utf8(cells[1]), repair_utf8(cells[2]), repair_utf8(cells[3]), {}});
  }
  return out;
}

Result<VectorTable> read_vectors(const std::string& path, std::size_t most) {
  VectorTable out;
  std::string bytes = TRY(read_file(path));
  for (std::string_view line : split(bytes, '\n')) {
    auto tab = line.find('\t');
    if (tab == std::string_view::npos || out.words.size() == most) continue;
    std::size_t before = out.numbers.size();
    for (std::string_view cell : split(trim(line.substr(tab + 1)), ' ')) {
      int number = 0;
      auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
      if (error != std::errc() || end != cell.data() + cell.size() || number < -127 || number > 127)
        return fail(ErrorCode::bad_input, "not a number from -127 to 127: " + std::string(cell), path);
      out.numbers.push_back(static_cast<std::int8_t>(number));
    }
    if (out.width == 0) out.width = out.numbers.size();
    if (out.numbers.size() - before != out.width) return fail(ErrorCode::bad_input, "a vector of another length", path);
    out.words.emplace_back(line.substr(0, tab));
  }
  if (out.words.empty()) return fail(ErrorCode::bad_input, "no vectors", path);
  return out;
}

std::uint32_t type_bits(std::string_view name) {
  auto bit = [](EventType t) { return 1U << static_cast<unsigned>(t); };
  if (name == "YIELD") return bit(EventType::concede) | bit(EventType::retreat);
  auto type = parse_name<EventType>(name);
  return type ? bit(*type) : 0;
}

PairFeatures features_of(const MarkedSentence& sentence, const Knowledge& knowledge, const WordVectors& vectors) {
  Report report;
  Document d = document_of(report, sentence.text, knowledge);
  MarkedPair pair = mark_pair(d, sentence.source, sentence.target);
  return pair_features(d, *knowledge.events, vectors, pair.source, pair.target);
}

std::vector<PairExample> codebook_examples(const Knowledge& knowledge, const WordVectors& vectors) {
  std::vector<PairExample> out;
  for (const EventTrigger& t : knowledge.events->triggers) {
    auto arrow = t.expect.find('>');
    if (arrow == std::string::npos) continue;
    auto first = [](std::string_view codes) { return codes.substr(0, codes.find(',')); };
    std::string_view from = first(std::string_view(t.expect).substr(0, arrow));
    std::string_view to = first(std::string_view(t.expect).substr(arrow + 1));
    Report report;
    Document d = document_of(report, t.example, knowledge);
    TokenRange source;
    TokenRange target;
    for (const Mention& m : d.mentions) {
      if (source.empty() && m.code == from)
        source = m.tokens;
      else if (target.empty() && m.code == to)
        target = m.tokens;
    }
    if (source.empty() || target.empty()) continue;
    PairExample e{pair_features(d, *knowledge.events, vectors, source, target), 1U << static_cast<unsigned>(t.type),
                  kCodebookWeight};
    add_own_copies(e.features);
    out.push_back(std::move(e));
  }
  return out;
}

}  // namespace parley
