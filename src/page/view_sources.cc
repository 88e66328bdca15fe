// The view of the sources of claims. See views.h.
#include <map>
#include <set>

#include "page/choice.h"
#include "page/sightings.h"
#include "page/views.h"

namespace parley {
namespace {

constexpr std::size_t kMostSources = 500;

struct SourceRow {
  std::string words, source_class;
  Sightings seen;
  std::set<std::uint32_t> outlets;
  std::string reason;  // the first in their order; empty where none was given
};

using ByOutlet = std::map<std::string, std::array<std::int64_t, EnumNames<SourceClass>::names.size()>>;

/// Most claims first; of equal ones in the order of words and class. Claims by outlet and class go to `outlets`.
std::vector<SourceRow> sources_of(const DayState& state, const PageQuery& q, ByOutlet& outlets) {
  const RecordColumns& columns = state.columns();
  const ClaimSources& sources = state.claim_sources();
  const Choice choice(columns, q);
  std::vector<Sightings> seen(sources.sources.size());
  const auto& claims = state.record().findings.claims;
  for (std::size_t k = 0; k < claims.size(); ++k) {
    if (columns.claims.repeated[k] || !choice.in_days(columns.claims.told[k]) ||
        !choice.fits(columns.claims, k, claims[k]))
      continue;
    seen[sources.source_of[k]].add(reported_on(columns, columns.claims.report[k]));
  }
  std::map<std::pair<std::string_view, SourceClass>, SourceRow> rows;
  for (std::size_t k = 0; k < seen.size(); ++k) {
    if (seen[k].count == 0) continue;
    const ClaimSources::Source& source = sources.sources[k];
    SourceRow& row = rows[{source.words, source.source_class}];
    row.seen.add(seen[k]);
    const bool known = source.outlet != kNoNumber;
    if (known) row.outlets.insert(source.outlet);
    if (!source.reason.empty() && (row.reason.empty() || source.reason < row.reason)) row.reason = source.reason;
    const std::string outlet = known ? std::string(columns.outlets.word(source.outlet)) : "(not told)";
    outlets[outlet][static_cast<std::size_t>(source.source_class)] += static_cast<std::int64_t>(seen[k].count);
  }
  std::vector<SourceRow> out;
  for (auto& [key, row] : rows) {
    row.words = key.first, row.source_class = name_of(key.second);
    out.push_back(std::move(row));
  }
  std::sort(out.begin(), out.end(), [](const SourceRow& a, const SourceRow& b) {
    return std::tie(b.seen.count, a.words, a.source_class) < std::tie(a.seen.count, b.words, b.source_class);
  });
  return out;
}

}  // namespace

Result<std::string> view_sources(ViewRoom& room, const PageQuery& q) {
  const SharedState state = TRY(room.data.state(q.on));
  ByOutlet outlets;
  const std::vector<SourceRow> order = sources_of(*state, q, outlets);
  if (q.form == AnswerForm::csv) {
    std::vector<std::vector<std::string>> rows{{"source", "class", "claims", "outlets", "first", "last", "reason"}};
    for (const SourceRow& row : order)
      rows.push_back({row.words, row.source_class, std::to_string(row.seen.count), std::to_string(row.outlets.size()),
                      row.seen.first_day(), row.seen.last_day(), row.reason});
    return rows_csv(rows);
  }
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("total"), json.integer(static_cast<std::int64_t>(order.size()));
  json.key("items"), json.begin_array();
  for (std::size_t k = 0; k < std::min(order.size(), kMostSources); ++k) {
    const SourceRow& row = order[k];
    json.begin_object();
    json.key("source"), json.text(row.words);
    json.key("class"), json.text(row.source_class);
    row.seen.write(json);
    json.key("outlets"), json.integer(static_cast<std::int64_t>(row.outlets.size()));
    json.key("reason"), json.text_or_null(row.reason);
    json.end_object();
  }
  json.end_array();
  json.key("outlets"), json.begin_array();
  for (const auto& [outlet, classes] : outlets) {
    json.begin_object();
    json.key("outlet"), json.text(outlet);
    for (std::size_t c = 0; c < classes.size(); ++c)
      json.key(EnumNames<SourceClass>::names[c]), json.integer(classes[c]);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return out + "\n";
}

}  // namespace parley
