// parley brief: the state of play.
#include <unistd.h>

#include <cstdlib>

#include "base/text.h"
#include "command.h"
#include "outlook/resolve.h"
#include "page/render.h"

namespace parley {

int run_brief(const CommandOptions& o) {
  auto record = record_for(o);
  if (!record) return complain(record.error());
  auto knowledge = knowledge_for(o);
  if (!knowledge) return complain(knowledge.error());
  BriefOptions options;
  if (!o.on.empty()) options.on = parse_date(o.on);
  for (std::string_view part : split(o.about, ',')) {
    if (trim(part).empty()) continue;
    std::string code = knowledge->lexicon.code_of_name(trim(part));
    if (code.empty())
      return complain(
          {ErrorCode::bad_usage,
           "no actor '" + std::string(trim(part)) + "' in the codebook: give a code (PRK) or a name (North Korea)",
           "--about"});
    options.about.push_back(code);
  }
  options.name_of = [&](std::string_view code) { return knowledge->lexicon.name_of_code(code); };
  resolve_forecasts(*record, options.on);
  Brief brief = make_brief(*record, options);
  Colour colour = ::isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr ? Colour::yes : Colour::no;
  std::string text = o.format == "json"       ? brief_json(brief)
                     : o.format == "markdown" ? brief_markdown(brief)
                                              : brief_text(brief, colour, std::min(100U, terminal_width()));
  print(text);
  return record->reports.empty() ? kNothing : kDone;
}

}  // namespace parley
