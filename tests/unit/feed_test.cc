// Feeds of all kinds: what they say of each entry, which entries are reports, and what pages take from them.
#include "intake/feed.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <sstream>

#include "base/text.h"
#include "intake/document_reader.h"
#include "intake/html.h"
#include "intake/url.h"
#include "intake/xml_scanner.h"
#include "support/archives.h"
#include "support/knowledge.h"

namespace parley {
namespace {

const IntakeRules& rules() { return test_knowledge().intake; }

std::string long_text() {
  std::string out;
  for (int k = 0; k < 8; ++k)
    out += "<p>The envoys of Norway and Chile met in Oslo for round " + std::to_string(k) +
           " of their talks, the foreign ministry said on Friday.</p>";
  return out;
}

std::string rss(const std::string& items, const std::string& more = {}) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- made by hand -->\n<!DOCTYPE rss [<!ENTITY x \"y>\">]>\n<rss "
         "version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>The Northern "
         "Courier</title><link>https://courier.example/</link><language>en-gb</language>" +
         more + items + "</channel></rss>";
}

TEST(Feed, ReadsRss) {
  std::string xml = rss(
      "<item><title><![CDATA[Envoys <b>meet</b> &amp; "
      "part]]></title><link>https://courier.example/a?utm_source=rss</link>"
      "<pubDate>Wed, 28 Nov 2018 16:48:00 +0900</pubDate><dc:creator>Ada Berg</dc:creator><media:title>A picture"
      "</media:title><description>Envoys met. Read more</description></item>"
      "<item><title>Fish &amp;amp; ships</title><guid isPermaLink=\"true\">https://courier.example/b</guid><pubDate>29 "
      "Nov 2018 08:00 GMT</pubDate><author>sun@courier.example (Sun Kim)</author><content:encoded><![CDATA[" +
      long_text() +
      "]]></content:encoded></item>"
      "<item><title>No address</title><guid isPermaLink=\"false\">17</guid></item>");
  ASSERT_TRUE(looks_like_feed(xml));
  auto feed = read_feed(xml, rules());
  ASSERT_TRUE(feed) << feed.error().message;
  EXPECT_EQ(feed->title, "The Northern Courier");
  ASSERT_EQ(feed->entries.size(), 2U);
  const FeedEntry& a = feed->entries[0];
  EXPECT_EQ(a.url, "https://courier.example/a?utm_source=rss");
  EXPECT_EQ(a.title, "Envoys meet & part");
  EXPECT_EQ(a.published, "2018-11-28T16:48:00+09:00");
  EXPECT_EQ(a.authors, (std::vector<std::string>{"Ada Berg"}));
  EXPECT_EQ(a.publisher, "The Northern Courier");
  EXPECT_EQ(a.language, "en");
  EXPECT_EQ(a.text, "");
  const FeedEntry& b = feed->entries[1];
  EXPECT_EQ(b.title, "Fish & ships");
  EXPECT_EQ(b.url, "https://courier.example/b");
  EXPECT_EQ(b.published.substr(0, 10), "2018-11-29");
  EXPECT_EQ(b.authors, (std::vector<std::string>{"Sun Kim"}));
  EXPECT_EQ(split(b.text, '\n').size(), 8U);
}

TEST(Feed, ReadsAtom) {
  std::string xml =
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title>Courier</title><link rel=\"self\" "
      "href=\"https://courier.example/atom\"/><link href=\"https://courier.example/\"/><entry><title "
      "type=\"html\">Envoys &lt;i&gt;meet&lt;/i&gt;</title><link rel=\"edit\" "
      "href=\"https://courier.example/edit\"/><link "
      "rel=\"alternate\" "
      "href=\"/2018/a\"/><published>2018-11-28T07:48:00Z</published><updated>2018-11-29T07:48:00Z</updated>"
      "<author><name>Ada Berg</name></author><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">" +
      long_text() +
      "</div></content></entry><entry><title>Second</title><id>urn:2</id><link href=\"https://courier.example/b\"/>"
      "<updated>2018-11-30T00:00:00Z</updated><summary>Short.</summary></entry></feed>";
  auto feed = read_feed(xml, rules());
  ASSERT_TRUE(feed) << feed.error().message;
  ASSERT_EQ(feed->entries.size(), 2U);
  EXPECT_EQ(feed->entries[0].url, "https://courier.example/2018/a");
  EXPECT_EQ(feed->entries[0].title, "Envoys meet");
  EXPECT_EQ(feed->entries[0].published, "2018-11-28T07:48:00Z");
  EXPECT_EQ(feed->entries[0].modified, "2018-11-29T07:48:00Z");
  EXPECT_EQ(feed->entries[0].authors, (std::vector<std::string>{"Ada Berg"}));
  EXPECT_EQ(split(feed->entries[0].text, '\n').size(), 8U);
  EXPECT_EQ(feed->entries[1].published, "2018-11-30T00:00:00Z");
}

TEST(Feed, ReadsRdfAndSitemaps) {
  auto rdf = read_feed(
      "<rdf:RDF xmlns:rdf=\"x\"><channel rdf:about=\"y\"><title>Courier</title></channel><item "
      "rdf:about=\"z\"><title>A</title><link>https://courier.example/a</link><dc:date>2018-11-28T10:00+09:00</dc:date>"
      "<dc:creator>By Ada Berg</dc:creator></item></rdf:RDF>",
      rules());
  ASSERT_TRUE(rdf) << rdf.error().message;
  ASSERT_EQ(rdf->entries.size(), 1U);
  EXPECT_EQ(rdf->entries[0].published, "2018-11-28T10:00+09:00");
  EXPECT_EQ(rdf->entries[0].authors, (std::vector<std::string>{"Ada Berg"}));
  auto sitemap = read_feed(
      "<urlset xmlns:n=\"news\"><url><loc>https://courier.example/a</loc><lastmod>2018-11-30</lastmod><n:news>"
      "<n:publication><n:name>The "
      "Courier</n:name><n:language>en</n:language></n:publication><n:publication_date>2018-11-28"
      "</n:publication_date><n:title>Envoys meet</n:title></n:news><image:image><image:title>No</image:title>"
      "</image:image></url><url><loc>https://courier.example/b</loc></url></urlset>",
      rules());
  ASSERT_TRUE(sitemap) << sitemap.error().message;
  ASSERT_EQ(sitemap->entries.size(), 2U);
  EXPECT_EQ(sitemap->entries[0].title, "Envoys meet");
  EXPECT_EQ(sitemap->entries[0].published, "2018-11-28");
  EXPECT_EQ(sitemap->entries[0].modified, "2018-11-30");
  EXPECT_EQ(sitemap->entries[0].publisher, "The Courier");
  auto index =
      read_feed("<sitemapindex><sitemap><loc>https://courier.example/s.xml</loc></sitemap></sitemapindex>", rules());
  ASSERT_FALSE(index);
  EXPECT_NE(index.error().message.find("1 sitemaps"), std::string::npos) << index.error().message;
}

TEST(Feed, ReadsJsonFeeds) {
  std::string json =
      "{\n \"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Courier\", \"home_page_url\": "
      "\"https://courier.example/\", \"items\": [{\"id\": \"1\", \"url\": \"/a\", \"title\": \"Envoys meet\", "
      "\"date_published\": \"2018-11-28T10:00:00+09:00\", \"authors\": [{\"name\": \"Ada Berg\"}], \"content_html\": "
      "\"" +
      long_text() + "\"}, {\"id\": \"https://courier.example/b\", \"content_text\": \"Short\"}, 7]}";
  ASSERT_TRUE(looks_like_feed(json));
  auto feed = read_feed(json, rules());
  ASSERT_TRUE(feed) << feed.error().message;
  ASSERT_EQ(feed->entries.size(), 2U);
  EXPECT_EQ(feed->entries[0].url, "https://courier.example/a");
  EXPECT_EQ(feed->entries[0].authors, (std::vector<std::string>{"Ada Berg"}));
  EXPECT_EQ(split(feed->entries[0].text, '\n').size(), 8U);
  EXPECT_EQ(feed->entries[1].url, "https://courier.example/b");
  EXPECT_FALSE(looks_like_feed("{\"text\": \"no feed\"}"));
}

TEST(Feed, TakesTheItemsOfJsonOneByOneWithinBounds) {
  auto feed_of = [](const std::string& items) {
    return read_feed(
        "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [" + items + "\"title\": \"Courier\"}", rules());
  };
  std::string good = R"({"id": "1", "url": "https://courier.example/a", "title": "Envoys meet"})";
  auto whole = feed_of(good + "], ");
  ASSERT_TRUE(whole) << whole.error().message;
  EXPECT_EQ(whole->entries[0].publisher, "Courier");  // which stands behind the items
  EXPECT_EQ(whole->damage, "");
  auto broken = feed_of(good + ", {\"id\": ");
  ASSERT_TRUE(broken);
  EXPECT_EQ(broken->entries.size(), 1U);
  EXPECT_NE(broken->damage, "");
  std::string large = good + R"(, {"id": "2", "x": [0)";
  for (int k = 0; k < 6000; ++k) large += ",0";
  auto bounded = feed_of(large + "]}], ");
  ASSERT_TRUE(bounded);
  EXPECT_EQ(bounded->entries.size(), 1U);
  EXPECT_NE(bounded->damage.find("5000 values"), std::string::npos) << bounded->damage;
  std::string many;
  for (int k = 0; k < 50001; ++k) many += R"({"url":"https://courier.example/)" + std::to_string(k) + R"("},)";
  auto cut = feed_of(many + "{}], ");
  ASSERT_TRUE(cut);
  EXPECT_EQ(cut->entries.size(), 50000U);
  EXPECT_NE(cut->damage.find("more than 50000 entries"), std::string::npos) << cut->damage;
}

TEST(Feed, ReadsWhatIsNotWellFormed) {
  auto feed = read_feed(
      "\xEF\xBB\xBF  <rss><channel><title>Courier & Co<item><title>A < B</title><link>https://courier.example/a</link>"
      "<item><title>B</title><link>https://courier.example/b</link></item></wrong><item><link>https://courier.example/"
      "c",
      rules());
  ASSERT_TRUE(feed) << feed.error().message;
  ASSERT_EQ(feed->entries.size(), 3U);
  EXPECT_EQ(feed->entries[0].url, "https://courier.example/a");
  EXPECT_EQ(feed->entries[1].title, "B");
  EXPECT_FALSE(read_feed("<rss><channel></channel></rss>", rules()));
  EXPECT_FALSE(read_feed("<html><rss/></html>", rules()));
  EXPECT_FALSE(looks_like_feed("<!DOCTYPE html><html><body>feed</body></html>"));
  EXPECT_FALSE(looks_like_feed("The rss feed <rss>"));
}

TEST(Feed, EntriesWithTheirFullTextAreReports) {
  struct Sink : DocumentSink {
    std::vector<RawDocument> documents;
    std::size_t entries = 0;
    Status document(RawDocument d) override {
      documents.push_back(std::move(d));
      return {};
    }
    Status feed_entry(FeedEntry) override {
      ++entries;
      return {};
    }
    void problem(Error e) override { ADD_FAILURE() << e.text(); }
    void pass_over(const std::string&) override {}
    void bytes_read(std::uint64_t) override {}
    [[nodiscard]] bool stopped() const override { return false; }
  } sink;
  std::string items;
  for (const std::string& end : {std::string(), std::string("<p>More of it ...</p>")})
    items += "<item><title>Envoys meet</title><link>https://courier.example/a" + std::to_string(end.size()) +
             "</link><pubDate>Wed, 28 Nov 2018 16:48:00 GMT</pubDate><content:encoded><![CDATA[" + long_text() + end +
             "]]></content:encoded></item>";
  std::istringstream stream(gzip(rss(items)));
  ASSERT_TRUE(read_documents(stream, "feed.xml.gz", rules(), sink));
  EXPECT_EQ(sink.entries, 2U);
  ASSERT_EQ(sink.documents.size(), 1U);
  auto report = make_document_report(sink.documents[0], FeedMemory(), rules());
  ASSERT_TRUE(report);
  EXPECT_EQ(report->report.title, "Envoys meet");
  EXPECT_EQ(report->report.url, "https://courier.example/a0");
  EXPECT_EQ(report->report.published.value.substr(0, 10), "2018-11-28");
  EXPECT_EQ(report->report.publisher, "The Northern Courier");
}

TEST(Feed, SpeaksOfPagesOfTheSameRun) {
  std::string text;
  for (int k = 0; k < 4; ++k)
    text += "The envoys of Norway and Chile met in Oslo, the ministry said, in round " + std::to_string(k) + ".\n";
  RawDocument d;
  d.kind = RawDocument::Kind::page;
  d.bytes = site_page("Envoys meet in Oslo", text.substr(0, text.size() - 1));
  d.given.url = "http://www.courier.example/a/?utm_medium=mail#top";
  RawDocument alone = d;
  auto without = make_document_report(alone, FeedMemory(), rules());
  ASSERT_TRUE(without);
  EXPECT_EQ(without->report.published.value, "");
  FeedMemory feeds;
  feeds.learn(
      {"https://courier.example/a", "Envoys meet in Oslo", "2018-11-28T10:00:00Z", "", {"Ada Berg"}, "", "", ""},
      rules());
  auto with = make_document_report(d, feeds, rules());
  ASSERT_TRUE(with);
  EXPECT_EQ(with->report.published.value, "2018-11-28T10:00:00Z");
  EXPECT_EQ(with->report.published.signals[0].source, "feed");
  EXPECT_EQ(with->report.authors, (std::vector<std::string>{"Ada Berg"}));
  EXPECT_EQ(with->report.id, without->report.id);  // what a feed says is evidence, not another report
}

TEST(Url, NamesThePage) {
  const std::vector<std::string> tracking{"utm_*", "fbclid"};
  std::string a = page_address("https://www.Courier.example:443/World/a/?id=7&utm_source=x&fbclid=1#top", tracking);
  EXPECT_EQ(a, "courier.example/World/a?id=7");
  EXPECT_EQ(page_address("http://courier.example/World/a?fbclid=2&id=7", tracking), a);
  EXPECT_NE(page_address("http://courier.example/World/a?id=8", tracking), a);
  EXPECT_EQ(page_address("http://courier.example/x?b=1&a=2", {}), "courier.example/x?a=2&b=1");
  EXPECT_EQ(page_address("file:///a.html", {}), "");
  EXPECT_EQ(page_address("", {}), "");
}

TEST(Xml, CutsTagsAndTexts) {
  XmlScanner scanner(
      "<?xml?><!DOCTYPE a [<!ENTITY b \"c>\">]><a:b c='>' d=\"<\">x&amp;<![CDATA[<y>]]><!-- <z> --></a:b><e/>1 < 2");
  std::string seen;
  for (XmlToken t; scanner.next(t);) {
    if (t.kind == XmlToken::Kind::open) seen += "+" + std::string(t.name) + (t.self_closing ? "/" : "");
    if (t.kind == XmlToken::Kind::close) seen += "-" + std::string(t.name);
    if (t.kind == XmlToken::Kind::text)
      seen += (t.is_cdata ? "{" : "[") + std::string(t.text) + (t.is_cdata ? "}" : "]");
  }
  EXPECT_EQ(seen, "+a:b[x&amp;]{<y>}-a:b+e/[1 ][< 2]");
}

RC_GTEST_PROP(FeedReader, SurvivesAnyDamage, (std::vector<std::pair<std::size_t, unsigned char>> flips)) {
  std::string xml = rss("<item><title>A</title><link>https://courier.example/a</link><description><![CDATA[" +
                        long_text() + "]]></description></item>");
  for (auto [at, byte] : flips) xml[at % xml.size()] = static_cast<char>(byte);
  auto feed = read_feed(repair_utf8(xml), rules());
  if (feed)
    for (const FeedEntry& e : feed->entries) RC_ASSERT(is_utf8(e.title) && is_utf8(e.text) && is_utf8(e.url));
}

}  // namespace
}  // namespace parley
