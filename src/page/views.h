// Each view of the page as data: JSON for programs and for the page itself, CSV for tables, iCalendar for meetings.
//
// A view is a function from the record as known on a day and a query to bytes; findings are written by the same code as
// `parley show --format jsonl`, the brief by that of `parley brief`, scores and answers by those of their verbs.
// Fields: docs/http.md. Neighbours: view_lists.cc, view_pictures.cc, view_actors.cc, view_report.cc, view_forecast.cc;
// site.h calls them by name.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/json_writer.h"
#include "outlook/ask.h"
#include "page/page_data.h"
#include "page/page_query.h"
#include "reading/reading.h"

namespace parley {

/// What questions were answered from last: training on a day's record takes far longer than one more answer.
struct KeptOutlook {
  std::mutex mutex;  // one answer at a time: they are dear
  std::weak_ptr<const DayState> state;
  std::optional<Date> on;
  std::unique_ptr<OutlookData> data;
  std::unique_ptr<Asker> asker;

  /// The asker of a record's state for a day; the lock must be held. Error bad_input: nothing to answer from.
  Result<Asker*> of(const SharedState& record, Date day, const Knowledge& knowledge, const std::string& codebook);
};

/// What every view may use. `knowledge` outlives it.
struct ViewRoom {
  PageData& data;
  const Knowledge& knowledge;
  std::string codebook;  // its folder
  KeptOutlook& outlook;
  std::string analyst;  // who corrects; empty: nobody
  /// While the record is being read: its reports without findings, for views that say something true of them alone.
  SharedState reports = nullptr;

  [[nodiscard]] Result<SharedState> state(std::optional<Date> on) {
    return reports ? Result<SharedState>(reports) : data.state(on);
  }
};

using View = std::function<Result<std::string>(ViewRoom&, const PageQuery&)>;

/// The view of a name ("brief", "events", …); nothing if there is none.
const View* find_view(std::string_view name);
/// True if the view can be made of the reports alone, before the findings are read: what it then holds is true, and
/// what it lacks is left out.
bool is_early(std::string_view view);
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
