// The views by name: see views.h.
#include "page/views.h"

#include <map>

namespace parley {
namespace {

const std::map<std::string, View, std::less<>>& views() {
  static const std::map<std::string, View, std::less<>> kViews = [] {
    std::map<std::string, View, std::less<>> out{{"status", view_status},     {"brief", view_brief},
                                                 {"timeline", view_timeline}, {"pair", view_pair},
                                                 {"actors", view_actors},     {"actor", view_actor},
                                                 {"sources", view_sources},   {"search", view_search},
                                                 {"report", view_report},     {"finding", view_finding},
                                                 {"forecast", view_forecast}, {"scores", view_scores},
                                                 {"ask", view_ask},           {"corrections", view_corrections}};
    for (const char* kind : {"events", "meetings", "claims", "forecasts", "demands", "explanations", "commitments",
                             "contradictions", "reports"})
      out[kind] = [kind](ViewRoom& room, const PageQuery& q) { return view_list(kind, room, q); };
    return out;
  }();
  return kViews;
}

}  // namespace

const View* find_view(std::string_view name) {
  const auto it = views().find(name);
  return it == views().end() ? nullptr : &it->second;
}

bool is_early(std::string_view view) {
  return view == "status" || view == "reports" || view == "report" || view == "search";
}

std::vector<std::string_view> view_names() {
  std::vector<std::string_view> out;
  for (const auto& [name, view] : views()) out.emplace_back(name);
  return out;
}

bool has_form(std::string_view view, AnswerForm form) {
  if (form == AnswerForm::json) return true;
  if (form == AnswerForm::ics) return view == "meetings";
  return view != "status" && view != "report" && view != "finding" && view != "forecast" && view != "ask";
}

}  // namespace parley
