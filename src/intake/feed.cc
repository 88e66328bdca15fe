// See feed.h. The XML kinds: each entry is a list of fields by their path below it, from which the entry is made.
#include "intake/feed.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "intake/feed_parts.h"
#include "intake/html_entities.h"
#include "intake/html_page.h"
#include "intake/html_scanner.h"
#include "intake/url.h"
#include "intake/xml_scanner.h"

namespace parley {
namespace {

constexpr std::size_t kDeepest = 64;            // open elements that are followed
constexpr std::size_t kLongestField = 1 << 20;  // bytes
constexpr std::size_t kMostFields = 200;

/// Name of the root element of XML; empty if the bytes are none.
std::string root_of(std::string_view head) {
  head = trim(head);
  if (head.starts_with("\xEF\xBB\xBF")) head = trim(head.substr(3));
  if (!head.starts_with('<')) return {};
  XmlScanner scanner(head);
  for (XmlToken t; scanner.next(t);) {
    if (t.kind == XmlToken::Kind::open) return lower_ascii(local_name(t.name));
    if (!trim(t.text).empty()) return {};
  }
  return {};
}

bool is_feed_root(std::string_view root) {
  return root == "rss" || root == "feed" || root == "rdf" || root == "urlset" || root == "sitemapindex";
}

bool is_json_feed(std::string_view head) {
  head = trim(head.substr(0, std::min<std::size_t>(head.size(), 4096)));
  return head.starts_with('{') && head.find("jsonfeed.org/version/") != std::string_view::npos;
}

/// Fields of an entry or of the feed: path below it ("author/name") → values.
using Fields = std::multimap<std::string, std::string>;

class XmlFeed {
 public:
  XmlFeed(std::string_view xml, const IntakeRules& rules) : xml_(xml), rules_(rules) {}

  Feed run() {
    XmlScanner scanner(xml_);
    for (XmlToken t; scanner.next(t);) {
      if (t.kind == XmlToken::Kind::open) open(t);
      if (t.kind == XmlToken::Kind::text) text(t);
      if (t.kind == XmlToken::Kind::close) close(t);
      if (feed_.entries.size() >= kMostEntries) {
        feed_.damage = too_many_entries();
        break;
      }
    }
    while (in_entry() && open_.size() > entry_depth_) {  // the feed is cut off
      leave(xml_.size());
      open_.pop_back();
    }
    if (in_entry()) finish_entry();
    feed_.title = line(first(about_, {"channel/title", "title"}));
    return std::move(feed_);
  }

 private:
  struct Open {
    std::string name;
    std::string text;
    std::size_t content_begin = 0;
    bool has_children = false;
  };

  [[nodiscard]] bool in_entry() const { return entry_depth_ > 0; }
  static bool is_entry(std::string_view name) { return name == "item" || name == "entry" || name == "url"; }

  void open(const XmlToken& t) {
    std::string name = lower_ascii(local_name(t.name));
    const auto& foreign = rules_.data().feed.foreign_prefixes;
    std::string prefix = lower_ascii(prefix_of(t.name));
    if (!prefix.empty() && std::find(foreign.begin(), foreign.end(), prefix) != foreign.end())
      name = prefix + ":" + name;
    if (!open_.empty()) open_.back().has_children = true;
    if (name == "sitemap") ++feed_.links;
    if (is_entry(name) && !in_entry()) {
      entry_depth_ = open_.size() + 1;
      fields_.clear();
    } else if (name == "item" && in_entry()) {  // the one before was never closed
      finish_entry();
      entry_depth_ = open_.size() + 1;
    }
    attributes(name, t);
    if (t.self_closing || open_.size() >= kDeepest) return;
    open_.push_back({name, {}, t.end, false});
  }

  /// What the attributes of links and categories say.
  void attributes(const std::string& name, const XmlToken& t) {
    if (t.attributes.empty()) return;
    if (name == "link") {
      std::string href = decode_entities(attribute(t.attributes, "href"));
      std::string_view rel = attribute(t.attributes, "rel");
      if (!href.empty() && (rel.empty() || rel == "alternate")) add(path("link@href"), href);
      if (!href.empty() && rel == "self") add(path("link@self"), href);
    }
    if (name == "guid") add(path("guid@ispermalink"), std::string(attribute(t.attributes, "isPermaLink")));
    if (std::string_view lang = attribute(t.attributes, "xml:lang"); !lang.empty())
      add(path("@lang"), std::string(lang));
  }

  void text(const XmlToken& t) {
    if (open_.empty() || open_.back().text.size() > kLongestField) return;
    open_.back().text += t.is_cdata ? std::string(t.text) : decode_entities(t.text);
  }

  void close(const XmlToken& t) {
    std::string name = lower_ascii(local_name(t.name));
    std::size_t depth = open_.size();
    auto matches = [&](const Open& o) { return o.name == name || local_name(o.name) == name; };
    while (depth > 0 && !matches(open_[depth - 1])) --depth;
    if (depth == 0) return;  // closes nothing that is open
    while (open_.size() >= depth) {
      if (open_.size() == entry_depth_) {
        finish_entry();
      } else {
        leave(t.begin);
      }
      open_.pop_back();
    }
  }

  /// The field that ends here; one that holds elements is kept as its markup.
  void leave(std::size_t end) {
    Open& o = open_.back();
    bool markup =
        o.has_children && (o.name == "content" || o.name == "summary" || o.name == "description" || o.name == "title");
    std::string value = markup ? std::string(xml_.substr(o.content_begin, end - o.content_begin)) : std::move(o.text);
    if (trim(value).empty()) return;
    std::string where;
    for (std::size_t k = in_entry() ? entry_depth_ : 1; k < open_.size(); ++k)
      where += (where.empty() ? "" : "/") + open_[k].name;
    add(where, std::move(value));
  }

  [[nodiscard]] std::string path(const std::string& name) const {
    std::string where;
    for (std::size_t k = in_entry() ? entry_depth_ : 1; k < open_.size(); ++k) where += open_[k].name + "/";
    return where + name;
  }

  void add(const std::string& where, std::string value) {
    Fields& f = in_entry() ? fields_ : about_;
    if (f.size() < kMostFields && value.size() <= kLongestField) f.emplace(where, std::move(value));
  }

  static std::string first(const Fields& f, std::initializer_list<const char*> names) {
    for (const char* n : names)
      if (auto it = f.lower_bound(n); it != f.end() && it->first == n) return it->second;
    return {};
  }

  [[nodiscard]] std::string line(const std::string& words) const { return feed_line(words, rules_); }

  void finish_entry() {
    FeedEntry e;
    const IntakeRules::Data& d = rules_.data();
    std::string base = first(about_, {"channel/link", "link@href", "channel/link@self", "link@self"});
    std::string guid = first(fields_, {"guid@ispermalink"}) == "false" ? std::string() : first(fields_, {"guid"});
    std::string url = first(fields_, {"origlink", "link@href", "link", "loc"});
    e.url = whole_url(!url.empty() ? url : guid, base);
    e.title = line(first(fields_, {"news/title", "title"}));
    e.published =
        feed_date(first(fields_, {"news/publication_date", "pubdate", "published", "issued", "created", "date"}), d);
    e.modified = feed_date(first(fields_, {"updated", "modified", "lastmod"}), d);
    if (e.published.empty() && first(about_, {"channel/title"}).empty() && fields_.contains("id"))
      e.published = e.modified;  // Atom without <published>
    for (const char* where : {"author/name", "creator", "author"})
      for (auto [from, to] = fields_.equal_range(where); from != to && e.authors.empty(); ++from)
        add_feed_authors(from->second, rules_, e.authors);
    e.publisher = line(first(fields_, {"news/publication/name", "source", "source/title"}));
    if (e.publisher.empty()) e.publisher = line(first(about_, {"channel/title", "title"}));
    e.language = lower_ascii(front_of(first(fields_, {"news/publication/language", "@lang"}), 2));
    if (e.language.empty()) e.language = lower_ascii(front_of(first(about_, {"channel/language", "@lang"}), 2));
    e.text = whole_text(text_of_markup(first(fields_, {"encoded", "content"}), rules_), true, d);
    if (e.text.empty())
      e.text = whole_text(text_of_markup(first(fields_, {"description", "summary"}), rules_), false, d);
    if (!e.url.empty() || !e.text.empty()) feed_.entries.push_back(std::move(e));
    entry_depth_ = 0;
    fields_.clear();
  }

  std::string_view xml_;
  const IntakeRules& rules_;
  Feed feed_;
  std::vector<Open> open_;
  std::size_t entry_depth_ = 0;  // depth of the open entry; 0 outside
  Fields fields_, about_;
};

}  // namespace

bool looks_like_feed(std::string_view head) {
  constexpr std::size_t kLooked = 4096;
  return is_json_feed(head) || is_feed_root(root_of(head.substr(0, kLooked)));
}

Result<Feed> read_feed(std::string_view bytes, const IntakeRules& rules) {
  if (is_json_feed(bytes)) return read_json_feed(bytes, rules);
  if (!is_feed_root(root_of(bytes))) return fail(ErrorCode::bad_input, "is no feed: no rss, feed, RDF or urlset in it");
  Feed feed = XmlFeed(bytes, rules).run();
  if (feed.links > 0 && feed.entries.empty())
    return fail(ErrorCode::bad_input,
                "is an index of " + std::to_string(feed.links) + " sitemaps: give the sitemaps themselves");
  if (feed.entries.empty()) return fail(ErrorCode::bad_input, "is a feed without entries");
  return feed;
}

std::string text_of_markup(std::string_view html, const IntakeRules& rules) {
  if (html.find('<') == std::string_view::npos) return std::string(trim(html));
  HtmlPage page = read_page(html, rules.data().hints);
  std::string out;
  for (const PageBlock& b : page.blocks) {
    if (!out.empty()) out += '\n';
    out += page.words(b);
  }
  return out;
}

void FeedMemory::learn(FeedEntry entry, const IntakeRules& rules) {
  constexpr std::size_t kMost = 1000000;
  std::string address = page_address(entry.url, rules.data().copies.tracking);
  if (address.empty() || entries_.size() >= kMost) return;
  entry.text.clear();
  auto [it, fresh] = entries_.try_emplace(std::move(address), entry);
  if (fresh) return;
  FeedEntry& known = it->second;  // several feeds: the earliest day, and what the others leave open
  if (known.published.empty() || (!entry.published.empty() && entry.published < known.published))
    known.published = entry.published;
  known.modified = std::max(known.modified, entry.modified);
  if (known.title.empty() || (!entry.title.empty() && entry.title < known.title)) known.title = entry.title;
  if (known.authors.empty() || (!entry.authors.empty() && entry.authors < known.authors)) known.authors = entry.authors;
}

const FeedEntry* FeedMemory::find(const std::string& url, const IntakeRules& rules) const {
  auto it = entries_.find(page_address(url, rules.data().copies.tracking));
  return it == entries_.end() ? nullptr : &it->second;
}

void take_entry(const FeedEntry& entry, Given& given) {
  if (given.title.empty()) given.title = entry.title;
  if (given.authors.empty()) given.authors = entry.authors;
  if (!given.published.empty() || given.published_by_user) return;
  given.published = entry.published;
  given.modified = entry.modified;
  given.from_feed = true;
}

}  // namespace parley
