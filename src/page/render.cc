// See render.h.
#include "page/render.h"

#include <algorithm>

#include "base/json_writer.h"
#include "base/text.h"

namespace parley {
namespace {

constexpr std::size_t kLead = 14;
constexpr std::size_t kQuote = 240;  // characters of a quote that a page shows

struct Paint {
  Colour colour;
  [[nodiscard]] std::string operator()(const char* code, const std::string& text) const {
    return colour == Colour::yes ? "\033[" + std::string(code) + "m" + text + "\033[0m" : text;
  }
};

/// The text without control characters, so that a report cannot speak to the terminal; cut to `most` code points.
std::string safe(std::string_view text, std::size_t most = SIZE_MAX) {
  std::string out;
  std::string clean = squeeze(text);
  std::size_t n = 0;
  for (std::size_t p = 0; p < clean.size(); ++n) {
    if (n == most) return out + "\xE2\x80\xA6";
    char32_t c = next_code_point(clean, p);
    if (c >= 0x20 && (c < 0x7F || c >= 0xA0)) append_utf8(out, c);
  }
  return out;
}

std::string pad(const std::string& text, std::size_t width) {
  std::size_t w = display_width(text);
  return w >= width ? text : text + std::string(width - w, ' ');
}

std::string markdown_safe(std::string_view text) {
  std::string out;
  for (char c : safe(text)) {
    if (c == '*' || c == '_' || c == '`' || c == '<' || c == '>' || c == '[' || c == ']' || c == '|' || c == '\\' ||
        c == '#')
      out += '\\';
    out += c;
  }
  return out;
}

/// Does the quote show more than the sentence above it says?
bool adds(const std::string& quote, const std::string& text) {
  std::string q = lower_ascii(safe(quote));
  return !q.empty() && lower_ascii(safe(text)).find(q) == std::string::npos;
}

}  // namespace

std::string wrap(std::string_view text, std::size_t indent, std::size_t width) {
  std::string out;
  std::string line;
  std::size_t used = 0;
  std::string gap(indent, ' ');
  for (std::string_view word : split(text, ' ')) {
    std::size_t w = display_width(word);
    if (used > 0 && indent + used + 1 + w > width) {
      out += gap + line + '\n';
      line.clear();
      used = 0;
    }
    if (used > 0) {
      line += ' ';
      ++used;
    }
    line += word;
    used += w;
  }
  return out + gap + line + '\n';
}

std::string brief_text(const Brief& brief, Colour colour, std::size_t width) {
  Paint paint{colour};
  std::string out = paint("1", safe(brief.title)) + "\n";
  out += "as known on " + brief.on + "; " + brief.basis + "\n";
  for (const BriefSection& s : brief.sections) {
    if (s.items.empty() && s.none.empty()) continue;
    out += "\n" + paint("1;36", s.title) + "\n";
    if (s.items.empty()) out += "  " + s.none + "\n";
    for (const BriefItem& item : s.items) {
      std::string lead = safe(item.lead);
      std::string body = wrap(safe(item.text), kLead + 2, width);
      bool fits = display_width(lead) <= kLead - 1;
      if (fits) {
        out += "  " + paint("33", pad(lead, kLead)) + body.substr(kLead + 2);
      } else {
        out += "  " + paint("33", lead) + "\n" + body;
      }
      for (const std::string& d : item.details) out += wrap(safe(d), kLead + 4, width);
      if (adds(item.quote, item.text)) {
        std::string quote = wrap("\"" + safe(item.quote, kQuote) + "\"", kLead + 4, width);
        quote.pop_back();
        out += paint("2", quote) + "\n";
      }
      if (!item.source.empty()) {
        std::string from = wrap("- " + safe(item.source) + (item.id.empty() ? "" : " " + item.id), kLead + 4, width);
        from.pop_back();
        out += paint("2", from) + "\n";
      }
    }
    if (s.more > 0) out += "  … and " + std::to_string(s.more) + " more\n";
  }
  return out;
}

std::string brief_markdown(const Brief& brief) {
  std::string out = "# " + markdown_safe(brief.title) + "\n\nAs known on " + brief.on + "; " + brief.basis + ".\n";
  for (const BriefSection& s : brief.sections) {
    if (s.items.empty() && s.none.empty()) continue;
    out += "\n## " + s.title + "\n\n";
    if (s.items.empty()) out += s.none + "\n";
    for (const BriefItem& item : s.items) {
      out += "- **" + markdown_safe(item.lead) + "** " + markdown_safe(item.text) + "\n";
      for (const std::string& d : item.details) out += "  - " + markdown_safe(d) + "\n";
      if (adds(item.quote, item.text)) out += "  - \"" + markdown_safe(safe(item.quote, kQuote)) + "\"\n";
      if (!item.source.empty()) out += "  - " + markdown_safe(item.source) + " (`" + item.id + "`)\n";
    }
    if (s.more > 0) out += "- … and " + std::to_string(s.more) + " more\n";
  }
  return out;
}

std::string brief_json(const Brief& brief) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("title"), json.text(brief.title);
  json.key("on"), json.text(brief.on);
  json.key("basis"), json.text(brief.basis);
  json.key("sections"), json.begin_array();
  for (const BriefSection& s : brief.sections) {
    json.begin_object();
    json.key("title"), json.text(s.title);
    json.key("more"), json.integer(static_cast<std::int64_t>(s.more));
    json.key("items"), json.begin_array();
    for (const BriefItem& item : s.items) {
      json.begin_object();
      json.key("id"), json.text(item.id);
      json.key("lead"), json.text(item.lead);
      json.key("text"), json.text(item.text);
      json.key("details"), json.begin_array();
      for (const std::string& d : item.details) json.text(d);
      json.end_array();
      json.key("quote"), json.text_or_null(item.quote);
      json.key("source"), json.text_or_null(item.source);
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return out + "\n";
}

std::string table_text(const std::vector<std::vector<std::string>>& rows, Colour colour, std::size_t width) {
  constexpr std::size_t kWidest = 26;
  if (rows.empty()) return {};
  Paint paint{colour};
  std::size_t columns = rows[0].size();
  std::vector<std::size_t> wide(columns, 0);
  std::vector<std::vector<std::string>> cells;
  for (const auto& row : rows) {
    auto& out = cells.emplace_back();
    for (std::size_t c = 0; c < columns; ++c) {
      std::size_t most = c + 1 < columns ? kWidest : 200;
      out.push_back(safe(row[c], most));
      wide[c] = std::max(wide[c], std::min(display_width(out.back()), most + 1));
    }
  }
  std::size_t before = 0;
  for (std::size_t c = 0; c + 1 < columns; ++c) before += wide[c] + 2;
  std::size_t rest = width > before + 20 ? width - before : 20;
  std::string out;
  for (std::size_t r = 0; r < cells.size(); ++r) {
    std::string line;
    for (std::size_t c = 0; c + 1 < columns; ++c) line += pad(cells[r][c], wide[c]) + "  ";
    line += display_width(cells[r][columns - 1]) > rest ? safe(cells[r][columns - 1], rest - 1) : cells[r][columns - 1];
    while (!line.empty() && line.back() == ' ') line.pop_back();
    out += (r == 0 ? paint("1", line) : line) + "\n";
  }
  return out;
}

}  // namespace parley
