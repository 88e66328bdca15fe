// Rules and the report as a whole. See intake.h.
#include "intake/intake.h"

#include "base/hash.h"
#include "base/text.h"
#include "intake/html.h"
#include "intake/language_gate.h"
#include "intake/rules.h"

namespace parley {
namespace {

/// The [[line]] tables.
Status load_lines(const Value& root, const std::string& file, IntakeRules::Data& d) {
  for (const Value& v : root.at("line").list) {
    std::string where = file + ":" + std::to_string(v.line);
    auto role = parse_name<BlockRole>(v.str("role"));
    if (!role)
      return fail(ErrorCode::bad_codebook, "[[line]] has no role, or one that is unknown: '" + v.str("role") + "'",
                  where);
    LineRule rule;
    rule.role = *role;
    rule.reason = v.str("reason");
    rule.longest = static_cast<std::size_t>(v.whole("longest", static_cast<std::int64_t>(rule.longest)));
    rule.sentence = v.flag("sentence");
    rule.edge = v.str("place") == "edge";
    rule.ends_article = v.flag("ends_article");
    for (const std::string& pattern : v.texts("match"))
      if (auto added = d.patterns.add(pattern, static_cast<std::uint32_t>(d.lines.size())); !added)
        return fail(ErrorCode::bad_codebook, added.error().message, where);
    d.lines.push_back(std::move(rule));
  }
  return {};
}

void load_page_words(const Value& page, const Value& byline, PageWords& w) {
  w.author_starts = byline.texts("page_starts");
  w.author_line_starts = byline.texts("page_line_starts");
  w.author_links = byline.texts("page_links");
  for (auto& word : byline.texts("no_names")) w.no_names.insert(word);
  const Value& meta = page.at("meta");
  w.published = meta.texts("published");
  w.vague = meta.texts("vague");
  w.description = meta.texts("description");
  w.script = meta.texts("script");
  w.last_script = meta.texts("last_script");
  w.modified = meta.texts("modified");
  w.author = meta.texts("author");
  w.title = meta.texts("title");
  w.site = meta.texts("site");
  for (const auto& [family, weight] : page.at("date_weight").table)
    w.date_weight[family] = weight.kind == Value::Kind::integer ? static_cast<double>(weight.integer) : weight.real;
  for (const auto& [kind, group] : page.at("date_group").table) w.date_group[kind] = group.text;
  const Value& sure = page.at("date_confidence");
  w.sure_one = sure.number("one", w.sure_one);
  w.sure_two = sure.number("two", w.sure_two);
  w.sure_three = sure.number("three", w.sure_three);
  w.sure_changed = sure.number("changed", w.sure_changed);
  w.sure_contradicted = sure.number("contradicted", w.sure_contradicted);
  const Value& refuse = page.at("refuse");
  w.shortest = static_cast<std::size_t>(refuse.whole("shortest", 140));
  w.list = static_cast<std::size_t>(refuse.whole("list", 400));
  w.longest = static_cast<std::size_t>(refuse.whole("longest", 400000));
  w.short_article = static_cast<std::size_t>(refuse.whole("short_article", 1500));
  w.error_titles = refuse.texts("error_titles");
  w.paywall = refuse.texts("paywall");
  w.home_paths = refuse.texts("home_paths");
  w.month_first = page.at("locale").texts("month_first");
  w.day_first_hosts = page.at("locale").texts("day_first_hosts");
}

void load_feed_words(const Value& feed, FeedWords& w) {
  w.shortest_content = static_cast<std::size_t>(feed.whole("shortest_content", 400));
  w.shortest_description = static_cast<std::size_t>(feed.whole("shortest_description", 1000));
  w.cut_ends = feed.texts("cut_ends");
  w.foreign_prefixes = feed.texts("foreign_prefixes");
}

void load_copy_rules(const Value& root, CopyRules& rules) {
  rules.tracking = root.at("url").texts("tracking");
  rules.denials = root.at("reversal").texts("denials");
  for (const Value& v : root.at("opposites").list)
    rules.opposites.push_back({v.texts("one"), v.texts("other"), v.flag("within_a_sentence")});
}

}  // namespace

IntakeRules::IntakeRules() : data_(std::make_unique<Data>()) {}
IntakeRules::~IntakeRules() = default;
IntakeRules::IntakeRules(IntakeRules&&) noexcept = default;
IntakeRules& IntakeRules::operator=(IntakeRules&&) noexcept = default;

Result<IntakeRules> IntakeRules::load(const Value& root, const std::string& file) {
  IntakeRules rules;
  Data& d = *rules.data_;
  TRY_VOID(load_lines(root, file, d));
  const Value& stamp = root.at("stamp");
  d.published_words = stamp.texts("published");
  d.modified_words = stamp.texts("modified");
  if (d.published_words.empty()) return fail(ErrorCode::bad_codebook, "[stamp] has no 'published' words", file);
  for (const auto& list :
       {d.published_words, d.modified_words, stamp.texts("fillers"), root.at("weekdays").texts("names")})
    for (const std::string& phrase : list)
      for (std::string_view w : split(phrase, ' ')) d.stamp_words.emplace(w);
  const Value& weight = stamp.at("weight");
  d.weight.given = weight.number("given", d.weight.given);
  d.weight.field = weight.number("field", d.weight.field);
  d.weight.stated = weight.number("stated", d.weight.stated);
  d.weight.dateline = weight.number("dateline", d.weight.dateline);
  d.weight.bare = weight.number("bare", d.weight.bare);
  d.weight.undated_year = weight.number("undated_year", d.weight.undated_year);
  d.weight.below = weight.number("below", d.weight.below);
  d.dateline_longest = static_cast<std::size_t>(root.at("dateline").whole("longest", 120));
  for (const auto& [zone, offset] : root.at("zones").table) d.zones[zone] = offset.text;
  for (const auto& [month, number] : root.at("months").table) {
    d.months[month] = static_cast<int>(number.integer);
    d.stamp_words.insert(month);
  }
  for (const std::string& w : root.at("stamp").texts("date_links")) d.date_links.insert(w);
  const Value& byline = root.at("byline");
  d.byline_starts = byline.texts("starts");
  d.byline_ends = byline.texts("ends");
  d.byline_roles = byline.texts("roles");
  d.byline_helpers = byline.texts("helpers");
  for (auto& w : byline.texts("titles")) d.byline_titles.insert(w);
  for (auto& w : byline.texts("particles")) d.byline_particles.insert(w);
  d.byline_longest = static_cast<std::size_t>(byline.whole("longest", 110));
  for (auto& w : root.at("outlet").texts("words")) d.outlet_words.insert(w);
  for (auto& w : root.at("language").texts("stop_words")) d.stop_words.insert(w);
  d.least_share = root.at("language").number("least_share", d.least_share);
  d.hints = TRY(HintTable::load(root.at("page").at("hints"), file));
  load_page_words(root.at("page"), byline, d.page);
  load_feed_words(root.at("feed"), d.feed);
  load_copy_rules(root, d.copies);
  d.page_threshold = root.at("page").number("threshold", d.page_threshold);
  return rules;
}

const CopyRules& IntakeRules::copies() const { return data_->copies; }

Status IntakeRules::load_page_model(const std::string& path) {
  auto model = std::make_shared<PageModel>(TRY(PageModel::load(path)));
  for (auto [hash, weight] : model->class_words) data_->hints.set_weight(hash, weight);
  data_->page_model = std::move(model);
  return {};
}

namespace {

/// The words that tell the language: the article's, or all where most of them stand outside of it (another script).
std::string told_by(const Report& r) {
  std::string article = article_text(r);
  return article.size() * 4 < r.text.size() ? r.text : article;
}

}  // namespace

Report make_report(std::string text, const Given& given, const IntakeRules& rules) {
  Report r;
  r.text = std::move(text);
  r.origin = given.text_name;
  r.blocks = find_blocks(r.text, rules.data());
  read_metadata(r, given, rules.data());
  r.language = given.language.empty() ? language_of(told_by(r), rules.data()) : given.language;
  if (std::string words = words_about_language(r.language); !words.empty()) r.warnings.push_back(words);
  r.sha256 = sha256_hex(r.text);
  r.id = report_id(r, given);
  return r;
}

std::string report_id(const Report& report, const Given& given) {
  return content_id("rep",
                    report.sha256 + '\n' + report.url + '\n' + (given.from_feed ? std::string() : given.published));
}

}  // namespace parley
