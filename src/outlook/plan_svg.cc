// The drawing of a plan (plan_text.h): a row for each meeting over a calendar. Pale box: the days of its plan. Hatched:
// a deadline alone. Shade: where its day falls, week by week. Dot: the middle; line: the middle 80 %. Arrows run from
// what goes first to what waits; on the right the chance by the plan's last day and that of never.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/text.h"
#include "outlook/percent.h"
#include "outlook/plan_text.h"
#include "outlook/svg.h"

namespace parley {
namespace {

constexpr double kLabels = 250, kFigures = 116, kWidth = 980, kRow = 46, kTop = 66, kBottom = 54;
constexpr std::size_t kMostRows = 24;

constexpr const char* kStyle =
    "<style>text{font:13px sans-serif;fill:#222}.title{font-size:17px}.small{font-size:11px;fill:#555}"
    ".grid{stroke:#e4e4e4}.now{stroke:#b03030;stroke-dasharray:3 3}.row{stroke:#eee}"
    ".plan{fill:#dce8f3;stroke:#8fb1d1}.due{fill:#f5efdc;stroke:#c9b26b;stroke-dasharray:4 3}.week{fill:#1f5f99}"
    ".range{stroke:#173f66;stroke-width:2}.dot{fill:#173f66}.needs{fill:none;stroke:#b3661b;stroke-width:1.6}"
    ".leads{fill:none;stroke:#888;stroke-width:1.4;stroke-dasharray:5 "
    "4}.stops{fill:none;stroke:#b03030;stroke-width:1.6}"
    "</style>\n<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" "
    "orient=\"auto\"><path d=\"M0,0 L8,4 L0,8 z\" fill=\"#8a5a28\"/></marker></defs>\n";

/// At most so many characters, with "…".
std::string cut(const std::string& text, std::size_t most) {
  std::string out;
  std::size_t n = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (++n == most && at < text.size()) return out + "\xE2\x80\xA6";
    append_utf8(out, c);
  }
  return out;
}

class PlanPicture {
 public:
  explicit PlanPicture(const PlanView& view) : v_(view), rows_(shown_first(view.network)) {
    rows_.resize(std::min(rows_.size(), kMostRows));
    place_.assign(view.network.nodes.size(), kMostRows);
    for (std::size_t r = 0; r < rows_.size(); ++r) place_[rows_[r]] = r;
    last_ = view.network.on.plus_days(60);
    for (std::size_t k : rows_) {
      const PlanNode& n = view.network.nodes[k];
      const DayDistribution& d = view.draws.nodes[k];
      for (const auto& day : {d.day_50, d.day_90, n.planned ? std::optional(n.planned->latest) : std::nullopt})
        if (day) last_ = std::max(last_, day->plus_days(14));
    }
    last_ = std::min(last_, view.network.until);
    height_ = kTop + kRow * static_cast<double>(std::max<std::size_t>(1, rows_.size())) + kBottom;
  }

  std::string draw() {
    frame();
    for (std::size_t r = 0; r < rows_.size(); ++r) row(r);
    for (const PlanEdge& e : v_.network.edges) arrow(e);
    return out_ + "</svg>\n";
  }

 private:
  [[nodiscard]] double x(Date day) const {
    const double share =
        static_cast<double>(day.days - v_.network.on.days) / std::max(1, last_.days - v_.network.on.days);
    return kLabels + std::clamp(share, 0.0, 1.0) * (kWidth - kLabels - kFigures);
  }
  [[nodiscard]] static double y(std::size_t row) { return kTop + kRow * (static_cast<double>(row) + 0.5); }

  void text(double at, double top, const std::string& words, const char* css, const char* anchor = "start") {
    out_ += "<text class=\"" + std::string(css) + "\" text-anchor=\"" + anchor + "\" x=\"" + svg_number(at) +
            "\" y=\"" + svg_number(top) + "\">" + xml_text(words) + "</text>\n";
  }
  void line(double x1, double y1, double x2, double y2, const char* css) {
    out_ += "<line class=\"" + std::string(css) + "\" x1=\"" + svg_number(x1) + "\" y1=\"" + svg_number(y1) +
            "\" x2=\"" + svg_number(x2) + "\" y2=\"" + svg_number(y2) + "\"/>\n";
  }
  void box(double left, double top, double width, double height, const char* css, double opacity = 1) {
    out_ += "<rect class=\"" + std::string(css) + "\" x=\"" + svg_number(left) + "\" y=\"" + svg_number(top) +
            "\" width=\"" + svg_number(std::max(width, 1.5)) + "\" height=\"" + svg_number(height) + "\"" +
            (opacity < 1 ? " opacity=\"" + number2(opacity) + "\"" : "") + "/>\n";
  }
  static std::string number2(double v) {
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.2f", v);
    return digits;
  }

  void frame() {
    std::vector<std::string> names;
    for (const std::string& code : v_.about) names.push_back(v_.lexicon.name_of_code(code));
    const std::string title = "Plans that lie ahead" + (names.empty() ? "" : ": " + join(names, ", "));
    const std::string size = svg_number(kWidth) + " " + svg_number(height_);
    out_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + "\" width=\"" + svg_number(kWidth) +
           "\" height=\"" + svg_number(height_) + "\" role=\"img\">\n<title>" + xml_text(title) + "</title>\n" +
           kStyle + "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n";
    text(16, 28, title, "title");
    text(16, 46, "as known before " + v_.network.on.iso() + "; seed " + std::to_string(v_.seed), "small");
    text(kWidth - kFigures + 12, 46, "by its day / never", "small");
    months();
    if (rows_.empty()) text(kWidth / 2, kTop + kRow * 0.6, "No meeting lies ahead.", "small", "middle");
  }

  void months() {
    const int span = last_.days - v_.network.on.days;
    const int every = span > 420 ? 3 : 1;
    const double bottom = height_ - kBottom + 6;
    for (Date m = v_.network.on.month_start().plus_months(1); m <= last_; m = m.plus_months(every)) {
      line(x(m), kTop - 6, x(m), bottom, "grid");
      text(x(m), bottom + 16, m.iso().substr(0, 7), "small", "middle");
    }
    line(x(v_.network.on), kTop - 6, x(v_.network.on), bottom, "now");
    text(16, height_ - 14,
         "box: planned days (dashed: a deadline) \xC2\xB7 shade: where its day falls \xC2\xB7 line and dot: middle 80 "
         "% and middle \xC2\xB7 arrow: waits for",
         "small");
  }

  void row(std::size_t r) {
    const PlanNode& n = v_.network.nodes[rows_[r]];
    const DayDistribution& d = v_.draws.nodes[rows_[r]];
    const double middle = y(r);
    line(16, middle + kRow / 2, kWidth - 16, middle + kRow / 2, "row");
    out_ += "<g><title>" + xml_text(title_of(v_, rows_[r]) + ": " + std::string(status_name(n)) + ". " + n.quote) +
            "</title>\n";
    text(16, middle - 1, cut(n.name, 36), "name");
    text(16, middle + 14, cut(join(n.parties, ", ") + (n.slips > 0 ? "; slipped " + std::to_string(n.slips) : ""), 40),
         "small");
    if (n.planned) {
      const double from = x(std::max(n.planned->earliest, v_.network.on));
      box(from, middle - 15, x(n.planned->latest) - from, 30, n.by ? "due" : "plan");
    }
    const double most = d.weeks.empty() ? 0 : *std::max_element(d.weeks.begin(), d.weeks.end());
    for (std::size_t w = 0; w < d.weeks.size(); ++w) {
      const Date from = v_.network.on.plus_days(static_cast<int>(w) * 7);
      if (d.weeks[w] < 0.0005 || from >= last_) continue;
      const double tall = 26 * std::sqrt(d.weeks[w] / most);
      box(x(from) + 0.5, middle + 13 - tall, x(from.plus_days(7)) - x(from) - 1, tall, "week", 0.35);
    }
    if (d.day_10) line(x(*d.day_10), middle + 15, x(d.day_90.value_or(last_)), middle + 15, "range");
    if (d.day_50)
      out_ += "<circle class=\"dot\" cx=\"" + svg_number(x(*d.day_50)) + "\" cy=\"" + svg_number(middle + 15) +
              "\" r=\"4\"/>\n";
    text(kWidth - kFigures + 12, middle + 5, whole_percent(d.by_plan) + " / " + whole_percent(d.never), "figure");
    out_ += "</g>\n";
  }

  /// Where a meeting's arrows begin and end: its plan's last or first day, else where its draws begin.
  [[nodiscard]] double anchor(std::size_t node, bool end) const {
    const PlanNode& n = v_.network.nodes[node];
    const DayDistribution& d = v_.draws.nodes[node];
    if (n.planned && n.state != PlanState::missed)
      return end ? x(n.planned->latest) : x(n.by ? n.planned->latest : std::max(n.planned->earliest, v_.network.on));
    return x(d.day_10.value_or(v_.network.on));
  }

  void arrow(const PlanEdge& e) {
    if (place_[e.first] >= rows_.size() || place_[e.second] >= rows_.size()) return;
    const double x1 = anchor(e.first, true), x2 = anchor(e.second, false) - 2;
    const double y1 = y(place_[e.first]), y2 = y(place_[e.second]);
    const double bend = std::clamp(std::abs(x2 - x1) / 2, 18.0, 60.0);
    out_ += "<path class=\"" + std::string(name_of(e.kind)) + "\" marker-end=\"url(#tip)\" d=\"M" + svg_number(x1) +
            "," + svg_number(y1) + " C" + svg_number(x1 + bend) + "," + svg_number(y1) + " " + svg_number(x2 - bend) +
            "," + svg_number(y2) + " " + svg_number(x2) + "," + svg_number(y2) + "\"><title>" +
            xml_text(e.link.words + ": " + e.link.sentence) + "</title></path>\n";
  }

  const PlanView& v_;
  std::vector<std::size_t> rows_, place_;
  Date last_;
  double height_ = 0;
  std::string out_;
};

}  // namespace

std::string plan_svg(const PlanView& view) { return PlanPicture(view).draw(); }

}  // namespace parley
