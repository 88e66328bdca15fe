// Small pictures as SVG 1.1: a frame with two axes, lines and points in the axes' own units. No scripts, no fonts of
// its own, the same bytes for the same input.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parley {

/// Text as XML content: special characters escaped, control characters left out.
std::string xml_text(std::string_view text);

/// A coordinate, to a tenth.
std::string svg_number(double v);

/// A chart that grows call by call; x and y are in the units of the axes.
class SvgChart {
 public:
  struct Axis {
    std::string title;
    double low = 0, high = 1;
    std::vector<std::pair<double, std::string>> ticks;
  };
  SvgChart(std::string_view title, Axis x, Axis y, int width = 560, int height = 480);

  /// CSS classes: see the style in svg.cc ("guide", "curve", "interval").
  void line(const std::vector<std::pair<double, double>>& points, std::string_view css);
  void point(double x, double y, double radius, std::string_view css, std::string_view tip = {});
  void text(double x, double y, std::string_view words, std::string_view css);
  /// The finished file.
  [[nodiscard]] std::string str() const;

 private:
  [[nodiscard]] double left(double x) const;
  [[nodiscard]] double top(double y) const;

  Axis x_, y_;
  int width_, height_;
  std::string out_;
};

}  // namespace parley
