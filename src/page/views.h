// Each view of the page as data: JSON for programs and for the page itself, CSV for tables, iCalendar for meetings.
//
// A view is a function from the record as known on a day and a query to bytes; findings are written by the same code as
// `parley show --format jsonl`, the brief by that of `parley brief`, scores and answers by those of their verbs.
// Fields: docs/http.md. Neighbours: view_lists.cc, view_pictures.cc, view_actors.cc, view_report.cc, view_forecast.cc;
// site.h calls them by name.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <string_view>

#include "base/json_writer.h"
#include "page/page_data.h"
#include "page/page_query.h"
#include "reading/reading.h"

namespace parley {

/// What every view may use. `knowledge` outlives it.
struct ViewRoom {
  PageData& data;
  const Knowledge& knowledge;
  std::string codebook;  // its folder
  std::mutex& asking;    // one answer to a question at a time: they are dear
  std::string analyst;   // who corrects; empty: nobody
};

using View = std::function<Result<std::string>(ViewRoom&, const PageQuery&)>;

/// The view of a name ("brief", "events", …); nothing if there is none.
const View* find_view(std::string_view name);
/// Names of all views, as they stand in addresses.
std::vector<std::string_view> view_names();
/// True if the view has this form; every one has JSON, all but single reports and status CSV, meetings iCalendar.
bool has_form(std::string_view view, AnswerForm form);

// Lists: events, meetings, claims, forecasts, demands, explanations, commitments, contradictions, reports.
Result<std::string> view_list(std::string_view kind, ViewRoom& room, const PageQuery& query);
Result<std::string> view_status(ViewRoom& room, const PageQuery& query);
Result<std::string> view_brief(ViewRoom& room, const PageQuery& query);
Result<std::string> view_timeline(ViewRoom& room, const PageQuery& query);
Result<std::string> view_pair(ViewRoom& room, const PageQuery& query);
Result<std::string> view_actors(ViewRoom& room, const PageQuery& query);
Result<std::string> view_actor(ViewRoom& room, const PageQuery& query);
Result<std::string> view_sources(ViewRoom& room, const PageQuery& query);
Result<std::string> view_search(ViewRoom& room, const PageQuery& query);
Result<std::string> view_report(ViewRoom& room, const PageQuery& query);
Result<std::string> view_finding(ViewRoom& room, const PageQuery& query);
Result<std::string> view_forecast(ViewRoom& room, const PageQuery& query);
Result<std::string> view_scores(ViewRoom& room, const PageQuery& query);
Result<std::string> view_corrections(ViewRoom& room, const PageQuery& query);
Result<std::string> view_ask(ViewRoom& room, const PageQuery& query);

/// Rows as CSV (RFC 4180), the first the head.
std::string rows_csv(const std::vector<std::vector<std::string>>& rows);

}  // namespace parley
