// See quotations.h.
#include "language/quotations.h"

#include "base/text.h"

namespace parley {

void find_quotations(const Report& report, Document& document) {
  std::string_view text = report.text;
  for (const Block& block : report.blocks) {
    if (block.role == BlockRole::boilerplate || block.role == BlockRole::duplicate) continue;
    std::uint32_t open = 0;
    bool inside = false;
    for (std::uint32_t p = block.span.begin; p < block.span.end; ++p) {
      std::string_view three = text.substr(p, 3);
      bool opening = three == "\xE2\x80\x9C";
      bool closing = three == "\xE2\x80\x9D";
      bool straight = text[p] == '"';
      bool apostrophes = text.substr(p, 2) == "''";  // in some archives both marks
      bool begins_word = (p == block.span.begin || !is_ascii_alpha(text[p - 1])) && p + 2 < block.span.end &&
                         !is_ascii_space(text[p + 2]);
      bool wire_opening = text.substr(p, 2) == "``" || (apostrophes && !inside && begins_word);
      bool wire_closing = inside && apostrophes;
      if (!opening && !closing && !straight && !wire_opening && !wire_closing) continue;
      std::uint32_t end = p + (straight ? 1 : wire_opening || wire_closing ? 2 : 3);
      opening = opening || wire_opening;
      closing = closing || wire_closing;
      if (inside && (closing || straight)) {
        document.quotations.push_back({open, end});
        inside = false;
      } else if (!inside && (opening || straight)) {
        inside = true;
        open = p;
      }
      p = end - 1;
    }
    if (inside) document.quotations.push_back({open, trim(text, block.span).end});
  }
}

}  // namespace parley
