// See svg.h.
#include "outlook/svg.h"

#include <cstdio>

#include "base/text.h"

namespace parley {
namespace {

constexpr double kLeft = 64, kRight = 20, kTop = 44, kBottom = 52;

constexpr const char* kStyle =
    "<style>text{font:13px sans-serif;fill:#222}.title{font-size:16px}.frame{fill:none;stroke:#888}"
    ".grid{fill:none;stroke:#ddd}.guide{fill:none;stroke:#888;stroke-dasharray:4 4}"
    ".curve{fill:none;stroke:#1f5f99;stroke-width:2}.interval{fill:none;stroke:#1f5f99;stroke-width:1.5}"
    ".dot{fill:#1f5f99}.count{font-size:11px;fill:#555}</style>\n";

}  // namespace

std::string svg_number(double v) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", v);
  return text;
}

std::string xml_text(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (c >= 0x20 && c != 0x7F && c != 0xFFFE && c != 0xFFFF) {
      append_utf8(out, c);
    }
  }
  return out;
}

SvgChart::SvgChart(std::string_view title, Axis x, Axis y, int width, int height)
    : x_(std::move(x)), y_(std::move(y)), width_(width), height_(height) {
  const std::string size = std::to_string(width) + " " + std::to_string(height);
  out_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + "\" width=\"" + std::to_string(width) +
         "\" height=\"" + std::to_string(height) + "\" role=\"img\">\n<title>" + xml_text(title) + "</title>\n" +
         kStyle + "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n<text class=\"title\" x=\"" +
         svg_number(kLeft) + "\" y=\"26\">" + xml_text(title) + "</text>\n";
  for (const auto& [at, words] : x_.ticks) {
    line({{at, y_.low}, {at, y_.high}}, "grid");
    out_ += "<text text-anchor=\"middle\" x=\"" + svg_number(left(at)) + "\" y=\"" + svg_number(height - kBottom + 18) +
            "\">" + xml_text(words) + "</text>\n";
  }
  for (const auto& [at, words] : y_.ticks) {
    line({{x_.low, at}, {x_.high, at}}, "grid");
    out_ += "<text text-anchor=\"end\" x=\"" + svg_number(kLeft - 8) + "\" y=\"" + svg_number(top(at) + 4) + "\">" +
            xml_text(words) + "</text>\n";
  }
  out_ += "<rect class=\"frame\" x=\"" + svg_number(kLeft) + "\" y=\"" + svg_number(kTop) + "\" width=\"" +
          svg_number(width - kLeft - kRight) + "\" height=\"" + svg_number(height - kTop - kBottom) + "\"/>\n";
  out_ += "<text text-anchor=\"middle\" x=\"" + svg_number((kLeft + width - kRight) / 2) + "\" y=\"" +
          svg_number(height - 12) + "\">" + xml_text(x_.title) + "</text>\n";
  out_ += "<text text-anchor=\"middle\" transform=\"translate(16 " + svg_number((kTop + height - kBottom) / 2) +
          ") rotate(-90)\">" + xml_text(y_.title) + "</text>\n";
}

double SvgChart::left(double x) const { return kLeft + (x - x_.low) / (x_.high - x_.low) * (width_ - kLeft - kRight); }

double SvgChart::top(double y) const {
  return height_ - kBottom - (y - y_.low) / (y_.high - y_.low) * (height_ - kTop - kBottom);
}

void SvgChart::line(const std::vector<std::pair<double, double>>& points, std::string_view css) {
  out_ += "<polyline class=\"" + std::string(css) + "\" points=\"";
  for (const auto& [x, y] : points)
    out_ += (out_.back() == '"' ? "" : " ") + svg_number(left(x)) + "," + svg_number(top(y));
  out_ += "\"/>\n";
}

void SvgChart::point(double x, double y, double radius, std::string_view css, std::string_view tip) {
  out_ += "<circle class=\"" + std::string(css) + "\" cx=\"" + svg_number(left(x)) + "\" cy=\"" + svg_number(top(y)) +
          "\" r=\"" + svg_number(radius) + "\">" + (tip.empty() ? "" : "<title>" + xml_text(tip) + "</title>") +
          "</circle>\n";
}

void SvgChart::text(double x, double y, std::string_view words, std::string_view css) {
  out_ += "<text class=\"" + std::string(css) + "\" x=\"" + svg_number(left(x) + 8) + "\" y=\"" +
          svg_number(top(y) - 6) + "\">" + xml_text(words) + "</text>\n";
}

std::string SvgChart::str() const { return out_ + "</svg>\n"; }

}  // namespace parley
