// Rules and the report as a whole. See intake.h.
#include "intake/intake.h"

#include "base/hash.h"
#include "base/text.h"
#include "intake/rules.h"

namespace parley {
namespace {

/// "en" if enough of the first words are English stop words, "und" otherwise.
std::string language_of(std::string_view text, const IntakeRules::Data& rules) {
  std::size_t words = 0;
  std::size_t stops = 0;
  std::string word;
  for (std::size_t p = 0; p <= text.size() && words < 2000; ++p) {
    if (p < text.size() && is_ascii_alpha(text[p])) {
      if (word.size() < 20) word += to_ascii_lower(text[p]);
    } else if (!word.empty()) {
      ++words;
      stops += rules.stop_words.contains(word);
      word.clear();
    }
  }
  return words > 0 && static_cast<double>(stops) >= rules.least_share * static_cast<double>(words) ? "en" : "und";
}

}  // namespace

IntakeRules::IntakeRules() : data_(std::make_unique<Data>()) {}
IntakeRules::~IntakeRules() = default;
IntakeRules::IntakeRules(IntakeRules&&) noexcept = default;
IntakeRules& IntakeRules::operator=(IntakeRules&&) noexcept = default;

Result<IntakeRules> IntakeRules::load(const Value& root, const std::string& file) {
  IntakeRules rules;
  Data& d = *rules.data_;
  const Value& stamp = root.at("stamp");
  d.published_words = stamp.texts("published");
  d.modified_words = stamp.texts("modified");
  if (d.published_words.empty()) return fail(ErrorCode::bad_codebook, "[stamp] has no 'published' words", file);
  const Value& weight = stamp.at("weight");
  d.given = weight.number("given", d.given);
  d.field = weight.number("field", d.field);
  d.stated = weight.number("stated", d.stated);
  d.bare = weight.number("bare", d.bare);
  d.dateline = weight.number("dateline", d.dateline);
  for (const auto& [zone, offset] : root.at("zones").table) d.zones[zone] = offset.text;
  for (const auto& [month, number] : root.at("months").table) d.months[month] = static_cast<int>(number.integer);
  d.byline_starts = root.at("byline").texts("starts");
  d.byline_ends = root.at("byline").texts("ends");
  d.byline_longest = static_cast<std::size_t>(root.at("byline").whole("longest", 90));
  d.caption_starts = root.at("caption").texts("starts");
  d.caption_ends = root.at("caption").texts("ends");
  d.boilerplate = root.at("boilerplate").texts("holds");
  d.article_ends = root.at("boilerplate").texts("ends_article");
  d.boilerplate_longest = static_cast<std::size_t>(root.at("boilerplate").whole("longest", 220));
  for (auto& w : root.at("language").texts("stop_words")) d.stop_words.insert(w);
  d.least_share = root.at("language").number("least_share", d.least_share);
  return rules;
}

Report make_report(std::string text, const Given& given, const IntakeRules& rules) {
  Report r;
  r.text = std::move(text);
  r.origin = given.text_name;
  r.blocks = find_blocks(r.text, rules.data());
  read_metadata(r, given, rules.data());
  r.language = given.language.empty() ? language_of(r.text, rules.data()) : given.language;
  if (r.language != "en") r.warnings.push_back("does not look like English: little will be found in it");
  r.sha256 = sha256_hex(r.text);
  r.id = content_id("rep", r.sha256 + '\n' + r.url + '\n' + given.published);
  return r;
}

}  // namespace parley
