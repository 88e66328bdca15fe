// Pages of HTML to articles: what is text of the article, who wrote it, when; hard cases and hostile pages. All pages
// are written for this project.
#include "intake/html.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"
#include "intake/html_entities.h"
#include "intake/html_json.h"
#include "intake/html_model.h"
#include "intake/html_page.h"
#include "intake/html_scanner.h"
#include "intake/html_training.h"
#include "intake/rules.h"
#include "support/knowledge.h"

namespace parley {
namespace {

const std::string kFirst =
    "The envoys of Norway and Chile met in Oslo on Friday, the foreign ministry said, and agreed to go on next week.";
const std::string kSecond =
    "A first round ended without a result in October, when Chile asked for more time, according to two officials.";
const std::string kThird =
    "Norway wants the quota to be cut by a tenth within two years; Chile offers a tenth within five, the envoys said.";

PageReport read(const std::string& page, const std::string& url = "https://courier.example/world/envoys-meet") {
  Given given;
  given.url = url;
  return make_page_report(page, given, test_knowledge().intake);
}

/// A page as news sites build them: navigation, headline, byline, stamp, body, related links, comments, footer.
std::string news_page(const std::string& head, const std::string& body, const std::string& by = "By Ada Berg",
                      const std::string& stamp = "Posted on November 7, 2018") {
  std::string links;
  for (const char* name : {"World", "Politics", "Business", "Sport", "Culture", "Weather", "Opinion"})
    links += std::string("<li><a href=\"/") + name + "\">" + name + "</a></li>";
  return "<!DOCTYPE html><html lang=\"en\"><head><title>Envoys meet in Oslo | The Northern Courier</title>" + head +
         "</head><body><header class=\"site-header\"><nav class=\"main-menu\"><ul>" + links +
         "</ul></nav></header><main><article class=\"article\"><h1>Envoys meet in Oslo</h1><p class=\"byline\">" + by +
         "</p><p class=\"timestamp\">" + stamp + "</p><div class=\"article-body\">" + body +
         "</div></article><aside class=\"related-articles\"><h3>Related articles</h3><ul><li><a href=\"/1\">Harbour of "
         "Bergen closed by storm</a></li><li><a href=\"/2\">Ferry to run again in May</a></li></ul></aside><section "
         "class=\"comments\" id=\"comments\"><h3>2 comments</h3><div class=\"comment\"><p>Fish first, envoys later, "
         "says I, as ever, and so will many.</p></div></section></main><footer class=\"site-footer\"><p>&copy; 2021 "
         "The "
         "Northern Courier. All rights reserved.</p></footer></body></html>";
}

std::string paragraphs() { return "<p>" + kFirst + "</p><p>" + kSecond + "</p><p>" + kThird + "</p>"; }

BlockRole role_of(const Report& r, std::string_view words) {
  for (const Block& b : r.blocks)
    if (slice(r.text, b.span).find(words) != std::string_view::npos) return b.role;
  ADD_FAILURE() << words << " stands in no block";
  return BlockRole::duplicate;
}

TEST(HtmlScanner, CutsTagsAndTexts) {
  HtmlScanner scanner("a<b class='x>y' id=z>c</B><!-- <p> --><script>if (a<b) {}</SCRIPT>d<![CDATA[<e>]]> 1 < 2<br/>");
  std::string seen;
  for (HtmlToken t; scanner.next(t);) {
    if (t.kind == HtmlToken::Kind::text) seen += "[" + std::string(t.text) + "]";
    if (t.kind == HtmlToken::Kind::raw_text) seen += "{" + std::string(t.text) + "}";
    if (t.kind == HtmlToken::Kind::open) seen += "+" + std::string(attribute(t.attributes, "class"));
    if (t.kind == HtmlToken::Kind::close) seen += "-";
  }
  EXPECT_EQ(seen, "[a]+x>y[c]-+{if (a<b) {}}[d][<e>][ 1 ][< 2]+");
}

TEST(HtmlScanner, AQuotationMarkOpensAValueBehindItsSignOnly) {
  HtmlScanner scanner("<p title = \"a>b\" it's>c</p><i a==='>' class=x>d<u b=>e<s c='f>g");
  std::string seen;
  for (HtmlToken t; scanner.next(t);)
    seen +=
        t.kind == HtmlToken::Kind::text ? "[" + std::string(t.text) + "]" : "<" + std::string(trim(t.attributes)) + ">";
  EXPECT_EQ(seen, "<title = \"a>b\" it's>[c]<><a==='>' class=x>[d]<b=>[e]<c='f>g>");
}

TEST(HtmlEntities, AreDecoded) {
  EXPECT_EQ(decode_entities("Fish &amp; chips &#8217;&#x2019;&#146; &nosuch; AT&T &copy 5 &lt;p&gt;"),
            "Fish & chips \xE2\x80\x99\xE2\x80\x99\xE2\x80\x99 &nosuch; AT&T &copy 5 <p>");
  EXPECT_EQ(decode_entities("&#0;&#xD800;&#99999999;"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(HtmlJson, ReadsWhatIsBroken) {
  JsonFacts json;
  add_json_facts(
      "<!-- {\"@type\": [\"NewsArticle\"], \"headline\": \"A \\u00e9\nB\", \"author\": [{\"@type\": \"Person\", "
      "\"name\": "
      "\"Ada Berg\",}, ], \"datePublished\": \"2018-11-07\"",
      json);
  ASSERT_EQ(json.objects.size(), 3U);
  EXPECT_EQ(json.objects[1].type, "newsarticle");
  EXPECT_EQ(json.value(1, "headline"), "A \xC3\xA9\nB");
  EXPECT_EQ(json.objects[2].key, "author");
  EXPECT_EQ(json.value(2, "name"), "Ada Berg");
  EXPECT_EQ(json.value(1, "datePublished"), "2018-11-07");
}

TEST(Html, FindsTheArticleOfAPage) {
  PageReport page = read(news_page("", paragraphs()));
  EXPECT_EQ(page.kind, PageKind::article);
  EXPECT_EQ(article_text(page.report), kFirst + "\n" + kSecond + "\n" + kThird);
  EXPECT_EQ(page.report.title, "Envoys meet in Oslo");
  EXPECT_EQ(page.report.language, "en");
  EXPECT_EQ(role_of(page.report, "Envoys meet in Oslo"), BlockRole::headline);
  EXPECT_EQ(role_of(page.report, "Fish first"), BlockRole::boilerplate);
  EXPECT_EQ(role_of(page.report, "All rights reserved"), BlockRole::boilerplate);
  EXPECT_EQ(role_of(page.report, "Ferry to run"), BlockRole::boilerplate);
}

TEST(Html, KeepsTheBytesOfEachBlock) {
  std::string html = news_page("", paragraphs());
  PageReport page = read(html);
  for (const Block& b : page.report.blocks) {
    if (b.role != BlockRole::body) continue;
    EXPECT_EQ(slice(html, b.raw), slice(page.report.text, b.span));
  }
}

TEST(Html, BreaksMakeParagraphs) {
  PageReport page = read(news_page("", kFirst + "<br><br>" + kSecond + "<br />\n<br />" + kThird));
  EXPECT_EQ(article_text(page.report), kFirst + "\n" + kSecond + "\n" + kThird);
}

TEST(Html, KeepsListsQuotationsAndHeadings) {
  PageReport page =
      read(news_page("", "<p>" + kFirst + "</p><h2>What Chile wants</h2><p>" + kSecond +
                             "</p><ul><li>A quota of 400,000 tonnes, to be cut by a tenth.</li><li>A joint "
                             "committee of both ministries in Oslo.</li></ul><blockquote><p>" +
                             kThird + "</p></blockquote>"));
  std::string text = article_text(page.report);
  EXPECT_NE(text.find("What Chile wants"), std::string::npos) << text;
  EXPECT_NE(text.find("A joint committee"), std::string::npos) << text;
  EXPECT_NE(text.find(kThird), std::string::npos) << text;
  EXPECT_EQ(role_of(page.report, "What Chile wants"), BlockRole::deck);
}

TEST(Html, FindsAFirstParagraphInAnotherContainer) {
  std::string body = "<div class=\"article-lead\"><p>" + kFirst +
                     "</p></div><div class=\"ad-slot\"><p>Advertisement</p></div>" + "<div class=\"article-text\"><p>" +
                     kSecond + "</p><p>" + kThird + "</p></div>";
  EXPECT_EQ(article_text(read(news_page("", body)).report), kFirst + "\n" + kSecond + "\n" + kThird);
}

TEST(Html, JoinsADropCap) {
  std::string body = "<p><span class=\"drop-cap\">T</span>" + kFirst.substr(1) + "</p><p>" + kSecond + "</p>";
  EXPECT_EQ(article_text(read(news_page("", body)).report), kFirst + "\n" + kSecond);
}

TEST(Html, KeepsACaptionOutOfTheText) {
  std::string body =
      "<figure><img src=\"a.jpg\"><figcaption>The envoys pose in Oslo. Photo: Tom Lund</figcaption></figure>" +
      paragraphs();
  PageReport page = read(news_page("", body));
  EXPECT_EQ(article_text(page.report), kFirst + "\n" + kSecond + "\n" + kThird);
  EXPECT_EQ(role_of(page.report, "Photo: Tom Lund"), BlockRole::caption);
}

TEST(Html, ElementsSideBySideArePartedByTheirStyle) {
  PageReport page = read(news_page("", paragraphs(), "<span>By Ada Berg</span><span>7.11.2018</span>", "3 comments"));
  EXPECT_NE(page.report.text.find("Ada Berg 7.11.2018"), std::string::npos);
  EXPECT_EQ(page.report.published.value, "2018-11-07");
  page = read(news_page("", "<p>H<sub>2</sub>O, <b>B</b><b>erg</b> said.</p>" + paragraphs()));
  EXPECT_NE(page.report.text.find("H2O, Berg"), std::string::npos);
}

TEST(Html, ReadsEscapedMarkup) {
  std::string body =
      "<div>&lt;p&gt;" + kFirst + "&lt;/p&gt;&lt;p&gt;" + kSecond + "&lt;/p&gt;</div><p>" + kThird + "</p>";
  std::string text = article_text(read(news_page("", body)).report);
  EXPECT_NE(text.find(kFirst + "\n" + kSecond), std::string::npos) << text;
  EXPECT_EQ(text.find('<'), std::string::npos) << text;
}

TEST(Html, TakesABodyThatStandsInJsonOnly) {
  std::string json = "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"articleBody\":\"" + kFirst +
                     " " + kSecond + " " + kThird + " " + kFirst + " " + kSecond + "\"}</script>";
  PageReport page = read(news_page(json, "<div id=\"app\"></div>"));
  EXPECT_NE(article_text(page.report).find(kThird), std::string::npos) << article_text(page.report);
}

TEST(Html, ADatelineIsNoPartOfTheSentence) {
  PageReport page = read(news_page("", "<p>OSLO, Nov. 7 (Fjord News) -- " + kFirst + "</p><p>" + kSecond + "</p>"));
  EXPECT_EQ(role_of(page.report, "OSLO, Nov. 7"), BlockRole::dateline);
  EXPECT_EQ(role_of(page.report, kFirst), BlockRole::body);
}

// ---- dates

std::string published(const std::string& head, const std::string& stamp,
                      const std::string& url = "https://courier.example/a") {
  return read(news_page(head, paragraphs(), "By Ada Berg", stamp), url).report.published.value.substr(0, 10);
}

TEST(HtmlDates, AgreeingEvidenceMakesSure) {
  std::string head = "<meta property=\"article:published_time\" content=\"2018-11-07T16:48:10+09:00\">";
  PageReport page = read(news_page(head, paragraphs()), "https://courier.example/2018/11/07/envoys");
  EXPECT_EQ(page.report.published.value, "2018-11-07T16:48:10+09:00");
  EXPECT_GE(page.report.published.confidence, .95);
  PageReport alone = read(news_page("", paragraphs()));
  EXPECT_EQ(alone.report.published.value, "2018-11-07");
  EXPECT_LT(alone.report.published.confidence, .95);
  EXPECT_EQ(read(news_page("", paragraphs(), "By Ada Berg", "")).report.published.value, "");
}

TEST(HtmlDates, ReadManyForms) {
  EXPECT_EQ(published("", "7. November 2018"), "2018-11-07");
  EXPECT_EQ(published("", "7 November 2018 at 16:48"), "2018-11-07");
  EXPECT_EQ(published("<meta name=\"pubdate\" content=\"20181107\">", ""), "2018-11-07");
  EXPECT_EQ(published("<meta name=\"sailthru.date\" content=\"1541577600\">", ""), "2018-11-07");
  EXPECT_EQ(published("", "<time datetime=\"2018-11-07T10:00:00Z\">yesterday</time>"), "2018-11-07");
  EXPECT_EQ(published("", "", "https://courier.example/2018/11/07/envoys"), "2018-11-07");
  EXPECT_EQ(published("", "", "https://courier.example/news/20181107001"), "");
}

TEST(HtmlDates, OrderOfDayAndMonthHangsOnTheLocale) {
  EXPECT_EQ(published("<meta property=\"og:locale\" content=\"en_US\">", "Published: 03/04/2019"), "2019-03-04");
  EXPECT_EQ(published("<meta property=\"og:locale\" content=\"en_GB\">", "Published: 03/04/2019"), "2019-04-03");
  EXPECT_EQ(published("", "Published: 03/04/2019", "https://courier.example.uk/a"), "2019-04-03");
  EXPECT_EQ(published("", "Published: 03/04/2019"), "");
}

TEST(HtmlDates, YearsOfTwoDigitsAndOtherLanguages) {
  const std::string german = "<meta property=\"og:locale\" content=\"de_DE\">";
  EXPECT_EQ(published(german, "28.11.18"), "2018-11-28");
  EXPECT_EQ(published(german, "28.11.98, 16:48"), "1998-11-28");
  EXPECT_EQ(published("<meta property=\"og:locale\" content=\"en_US\">", "11/28/18"), "2018-11-28");
  EXPECT_EQ(published(german, "1.2.10.4"), "");
  EXPECT_EQ(published(german, "28.11.16:48"), "");
  EXPECT_EQ(published("", "03/04/19"), "");  // nobody says which is the day
  EXPECT_EQ(published("", "28 de noviembre de 2018"), "2018-11-28");
  EXPECT_EQ(published("", "7 mar\xC3\xA7o 2018"), "2018-03-07");
  EXPECT_EQ(published("", "7 maggio 2018"), "2018-05-07");
  EXPECT_EQ(published("",
                      "2018\xE5\xB9\xB4"
                      "11\xE6\x9C\x88"
                      "28\xE6\x97\xA5"),
            "2018-11-28");
  EXPECT_EQ(published("", "2018\xEB\x85\x84 11\xEC\x9B\x94 28\xEC\x9D\xBC"), "2018-11-28");
}

TEST(HtmlDates, MonthsOfManyLanguages) {
  EXPECT_EQ(published("", "15 \xD0\xB0\xD0\xB2\xD0\xB3\xD1\x83\xD1\x81\xD1\x82\xD0\xB0 2016, 13:43"), "2016-08-15");
  EXPECT_EQ(published("", "7 listopada 2018"), "2018-11-07");
  EXPECT_EQ(published("", "7 Haziran 2018"), "2018-06-07");
}

TEST(HtmlDates, AddressesWithShortNumbers) {
  EXPECT_EQ(published("", "", "https://courier.example/2018/7/2/envoys"), "2018-07-02");
  EXPECT_EQ(published("", "", "https://courier.example/news/29-10-2018"), "2018-10-29");
  EXPECT_EQ(published("", "", "https://courier.example/news/30-11-envoys"), "");
  EXPECT_EQ(published("", "", "https://courier.example/2018/45/2/envoys"), "");
  EXPECT_EQ(published("", "", "https://courier.example/route-66-2018-7/a"), "");
}

TEST(HtmlDates, AFieldTellsWhichNumberIsTheDay) {
  const std::string field = "<meta property=\"article:published_time\" content=\"2018-11-07T04:00:14Z\">";
  EXPECT_EQ(published(field + "<meta property=\"og:locale\" content=\"de_AT\">", "Published: 11/07/2018, 05:00"),
            "2018-11-07");
  EXPECT_EQ(published(field + "<meta property=\"og:locale\" content=\"de_AT\">", "Published: 07/11/2018, 05:00"),
            "2018-11-07");
}

TEST(HtmlDates, TheDayThatThePageShowsForItsChange) {
  const std::string fields =
      "<script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", \"datePublished\": "
      "\"2018-11-03T10:00:00+01:00\", \"dateModified\": \"2018-11-07T10:00:00+01:00\"}</script>";
  EXPECT_EQ(published(fields, "November 7, 2018"), "2018-11-07");
  EXPECT_EQ(published(fields, "November 3, 2018"), "2018-11-03");
}

TEST(HtmlDates, PublishedIsNotAfterModified) {
  PageReport page =
      read(news_page("<meta property=\"article:modified_time\" content=\"2018-11-09T10:00:00+01:00\">"
                     "<meta name=\"date\" content=\"2019-06-11\">",
                     paragraphs()));
  EXPECT_EQ(page.report.published.value, "2018-11-07");
  EXPECT_EQ(page.report.modified.value.substr(0, 10), "2018-11-09");
  bool doubtful = false;
  for (const DateSignal& s : page.report.published.signals)
    doubtful = doubtful || (s.value == "2019-06-11" && s.doubtful);
  EXPECT_TRUE(doubtful);
  EXPECT_EQ(published("<meta property=\"article:modified_time\" content=\"2018-11-09T10:00:00+01:00\">"
                      "<meta property=\"article:published_time\" content=\"2019-06-11T10:00:00+01:00\">"
                      "<script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", \"datePublished\": "
                      "\"2019-06-11T10:00:00+01:00\"}</script>",
                      "Posted on November 7, 2018", "https://courier.example/2019/06/11/envoys"),
            "2018-11-07");
}

TEST(HtmlDates, AShownDayThatAFieldConfirmsBeatsTheFirst) {
  const std::string head = "<meta property=\"article:published_time\" content=\"2018-11-07\">";
  PageReport page = read(news_page(head, paragraphs(), "Monday, November 12, 2018",
                                   "Posted on November 7, 2018"));  // today, then the stamp
  EXPECT_EQ(page.report.published.value, "2018-11-07");
  EXPECT_EQ(published("<meta property=\"article:published_time\" content=\"2018-11-07T07:00:00-05:00\">"
                      "<meta property=\"article:modified_time\" content=\"2018-11-06T22:00:00-05:00\">",
                      ""),
            "2018-11-07");  // a clock of another zone
}

TEST(HtmlDates, AreFoundInTheTitleTheLeadScriptsAndElsewhere) {
  EXPECT_EQ(published("<script>s = {\"publishedAt\": \"2018-11-07T10:00:00Z\"}</script>", ""), "2018-11-07");
  EXPECT_EQ(published("<script>s = {\\\"publishDate\\\": \\\"2018-11-07\\\", \"published\": true}</script>", ""),
            "2018-11-07");
  EXPECT_EQ(published("<script>s = {\"publisher\": \"7 Days\"}</script>", ""), "");
  EXPECT_EQ(published("<script>s = {\"createdAt\": \"2018-11-07T10:00:00Z\"}</script>", ""), "2018-11-07");
  EXPECT_EQ(published("<meta name=\"description\" content=\"Envoys meet (report of 7 November 2018)\">", ""),
            "2018-11-07");
  EXPECT_EQ(published("<meta name=\"description\" content=\"They met on 7 November 2018 in Oslo\">", ""), "");
  auto text = [](const std::string& body) {
    return read(news_page("", body + paragraphs(), "By Ada Berg", "")).report.published.value;
  };
  EXPECT_EQ(text("<p>7.11.2018 - " + kSecond + "</p>"), "2018-11-07");
  EXPECT_EQ(text("<p>On November 7, 2018 " + kSecond + "</p>"), "");  // what is told of
  EXPECT_EQ(text("<p>" + kThird + "</p><p>" + kThird + "<br>Published: November 7, 2018</p>"), "2018-11-07");
  std::string page = news_page("", paragraphs(), "By Ada Berg", "");
  page.replace(page.find(" | The Northern Courier</title>"), 22, " | Courier | 07.11.2018");
  EXPECT_EQ(read(page, "https://courier.example/de-at/a").report.published.value, "2018-11-07");
  EXPECT_EQ(published("", "Published: 03/04/2019", "https://courier.example/en-gb/a"), "2019-04-03");
  EXPECT_EQ(published("", "Published: 03/04/2019", "https://courier.example/en-us/a"), "2019-03-04");
}

TEST(HtmlDates, AChangeOnALaterDayMakesLessSure) {
  const std::string field = "<meta property=\"article:published_time\" content=\"2018-11-07\">";
  const std::string change = "<meta property=\"article:modified_time\" content=\"2018-11-19\">";
  auto sure = [](const std::string& head, const std::string& url) {
    return read(news_page(head, paragraphs()), url).report.published.confidence;
  };
  EXPECT_GE(sure(field, "https://courier.example/a"), .95);
  EXPECT_LT(sure(field + change, "https://courier.example/a"), .95);
  EXPECT_GE(sure(field + change, "https://courier.example/2018/11/07/a"), .95);
}

TEST(HtmlDates, ATimeWithoutAZoneIsTheOutletsOwn) {
  EXPECT_EQ(read(news_page("<meta property=\"article:published_time\" content=\"2018-11-07T23:48:10\">", paragraphs()))
                .report.published.value,
            "2018-11-07T23:48:10");
}

TEST(HtmlDates, OneLineMayHoldBoth) {
  PageReport page =
      read(news_page("", paragraphs(), "By Ada Berg", "Posted on November 7, 2018. Modified on November 9, 2018."));
  EXPECT_EQ(page.report.published.value, "2018-11-07");
  EXPECT_EQ(page.report.modified.value, "2018-11-09") << join({page.report.modified.basis}, "");
}

TEST(HtmlDates, RelatedArticlesAndFootersDoNotWin) {
  std::string related =
      "</div></article><aside class=\"related\"><article><a href=\"/3\">Storm</a><time "
      "datetime=\"2021-01-02\">Jan. 2, 2021</time></article><article><a href=\"/4\">Ferry</a><time "
      "datetime=\"2021-01-03\">Jan. 3, 2021</time></article></aside><div><div>";
  EXPECT_EQ(read(news_page("", paragraphs() + related)).report.published.value, "2018-11-07");
}

TEST(HtmlDates, ALiveBlogIsPublishedWhenItBegan) {
  std::string body = paragraphs();
  for (int i = 10; i < 30; ++i)
    body += "<div class=\"entry\"><time datetime=\"2018-11-" + std::to_string(i) + "T10:00:00+01:00\">10:00</time><p>" +
            kSecond + " Entry " + std::to_string(i) + ".</p></div>";
  std::string head = "<meta property=\"article:published_time\" content=\"2018-11-07T08:00:00+01:00\">";
  EXPECT_EQ(read(news_page(head, body)).report.published.value.substr(0, 10), "2018-11-07");
}

TEST(HtmlDates, AnEveningInUtcIsTheDayThatThePageShows) {
  EXPECT_EQ(published("<meta property=\"article:published_time\" content=\"2018-11-06T22:04:00Z\">", "7 November 2018"),
            "2018-11-07");
  std::string two =
      "<meta property=\"article:published_time\" content=\"2018-11-06T20:04:00Z\">"
      "<script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", \"datePublished\": \"2018-11-06T20:04:00Z\"}"
      "</script>";
  EXPECT_EQ(published(two, "7 November 2018"), "2018-11-07");
}

// ---- people, title

std::string authors(const std::string& head, const std::string& by) {
  return join(read(news_page(head, paragraphs(), by)).report.authors, "|");
}

TEST(HtmlAuthors, AreCleaned) {
  EXPECT_EQ(authors("", "By Ada Berg and Tom Lund"), "Ada Berg|Tom Lund");
  EXPECT_EQ(authors("", "By Ada Berg, staff reporter"), "Ada Berg");
  EXPECT_EQ(authors("<meta name=\"author\" content=\"By Ada Berg\">", ""), "Ada Berg");
  EXPECT_EQ(authors("<meta name=\"author\" content=\"desk@courier.example\">", "By Tom Lund"), "Tom Lund");
  EXPECT_EQ(authors("<meta property=\"og:site_name\" content=\"The Northern Courier\"><meta name=\"author\" "
                    "content=\"The Northern Courier\">",
                    "By Tom Lund"),
            "Tom Lund");
  EXPECT_EQ(authors("<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"author\":[{\"@type\":\"Person\","
                    "\"name\":\"Ada Berg\"},{\"@type\":\"Person\",\"name\":\"Tom Lund\"}]}</script>",
                    "By the newsroom"),
            "Ada Berg|Tom Lund");
}

TEST(HtmlTitle, LosesTheNameOfTheSite) {
  std::string page =
      "<title>Norway and Chile end a long quarrel - The Northern Courier</title><meta property=\"og:site_name\" "
      "content=\"The Northern Courier\"><p>" +
      kFirst + "</p>";
  PageReport r = read(page);
  EXPECT_EQ(r.report.title, "Norway and Chile end a long quarrel");
  EXPECT_EQ(r.report.publisher, "The Northern Courier");
}

// ---- encodings

TEST(HtmlEncoding, FollowsWhatIsDeclaredAndDetectsTheRest) {
  std::string note;
  std::string cyrillic = "<html><head><meta charset=\"windows-1251\"></head><body><p>\xCF\xF0\xE8\xE2\xE5\xF2</p>";
  EXPECT_NE(decode_page(cyrillic, {}, &note)->find("\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82"),
            std::string::npos);
  EXPECT_EQ(note, "converted from windows-1251");
  EXPECT_EQ(*decode_page("caf\xE9", "ISO-8859-1", nullptr), "caf\xC3\xA9");
  EXPECT_EQ(*decode_page("\x93Oslo\x94", "iso-8859-1", nullptr), "\xE2\x80\x9COslo\xE2\x80\x9D");
  EXPECT_EQ(*decode_page("\xC4\xE3\xBA\xC3", "gb2312", nullptr), "\xE4\xBD\xA0\xE5\xA5\xBD");
  EXPECT_EQ(*decode_page("\x93\xFA\x96{", "shift_jis", nullptr), "\xE6\x97\xA5\xE6\x9C\xAC");
  EXPECT_EQ(*decode_page("\xC8\xD5\xB1\xBE", "gb18030", nullptr), "\xE6\x97\xA5\xE6\x9C\xAC");
  EXPECT_EQ(*decode_page("caf\xC3\xA9", "iso-8859-1", nullptr), "caf\xC3\xA9");  // UTF-8, whatever is declared
  EXPECT_EQ(*decode_page("\xEF\xBB\xBF<p>a", {}, nullptr), "<p>a");
  std::string korean;  // undeclared EUC-KR: "남북 고위급 회담" and more, so that there is something to detect
  for (int i = 0; i < 20; ++i)
    korean += "<p>\xB3\xB2\xBA\xCF \xB0\xED\xC0\xA7\xB1\xDE \xC8\xB8\xB4\xE3\xC0\xCC \xBF\xAD\xB8\xB0\xB4\xD9</p>";
  EXPECT_NE(decode_page(korean, {}, nullptr)->find("\xEB\x82\xA8\xEB\xB6\x81"), std::string::npos);
}

// ---- what is no article

TEST(Html, AmpAndPrintVersionsHoldTheSameArticle) {
  std::string whole = article_text(read(news_page("", paragraphs())).report);
  std::string amp =
      "<!doctype html><html amp lang=\"en\"><head><title>Envoys meet in Oslo</title><link rel=\"canonical\" "
      "href=\"https://courier.example/world/envoys-meet\"></head><body><amp-sidebar><ul><li><a "
      "href=\"/\">Home</a></li></ul></amp-sidebar><article><h1>Envoys meet in Oslo</h1><amp-img src=\"a.jpg\" "
      "alt=\"Envoys\"></amp-img>" +
      paragraphs() + "<amp-ad type=\"x\"></amp-ad></article></body></html>";
  std::string print = "<html><head><title>Print: Envoys meet in Oslo</title></head><body><h2>Envoys meet in Oslo</h2>" +
                      paragraphs() + "<p>https://courier.example/world/envoys-meet</p></body></html>";
  EXPECT_EQ(article_text(read(amp).report), whole);
  EXPECT_EQ(article_text(read(print).report).substr(0, whole.size()), whole);
}

TEST(Html, AWallOfConsentIsNoPartOfTheArticle) {
  const std::string wall =
      "<div id=\"cookie-consent\" class=\"consent-modal\"><h2>We value your privacy</h2><p>We and our 842 partners "
      "store "
      "and read information on your device, such as cookies, to show you advertising that suits you.</p><p>You may "
      "accept all of it, or say no to what you do not want, at any time and as often as you like.</p><button>Accept "
      "all</button></div>";
  std::string page = news_page("", paragraphs());
  std::string whole = article_text(read(page).report);
  page.insert(page.find("<header"), wall);
  EXPECT_EQ(article_text(read(page).report), whole);
  EXPECT_NE(read("<html><head><title>Before you continue</title></head><body>" + wall + "</body></html>").kind,
            PageKind::article);
}

TEST(Html, CommentsBehindTheArticleAreOut) {
  const std::string letters =
      "<p>I do not share the view of the envoys, and I say so as somebody who has fished off Oslo for thirty years and "
      "has seen four of these agreements come and go without a single boat being let in.</p>"
      "<p>The ministry would do well to ask the people of the harbor first, as it promised in the spring of last "
      "year.</p>";
  const std::string comments = "<div class=\"reader-comments\">" + letters + letters + letters + "</div>";
  EXPECT_EQ(article_text(read(news_page("", paragraphs() + comments)).report).find("fished off Oslo"),
            std::string::npos);
  const std::string column = "<div class=\"sidebar-letters\">" + letters + "</div>";
  EXPECT_EQ(article_text(read(news_page("", paragraphs() + column)).report).find("fished off Oslo"), std::string::npos);
  // what a page calls so that is all it says is its text
  EXPECT_NE(
      article_text(read(news_page("", "<div class=\"comments-open\">" + paragraphs() + "</div>")).report).find(kSecond),
      std::string::npos);
  EXPECT_NE(
      article_text(read(news_page("", "<div class=\"reader-comments\">" + letters + "</div>" + paragraphs())).report)
          .find(kThird),
      std::string::npos);
}

TEST(Html, WordsAboutConsentAreOutWhereThereAreOthers) {
  const std::string kinds =
      "<div class=\"consent-kinds\"><p>We have always respected it if somebody, as many have done, would rather not "
      "have "
      "them. So that we need not ask again, one of them is kept on the device, which says so.</p></div>";
  const std::string among = article_text(read(news_page("", paragraphs() + kinds)).report);
  EXPECT_EQ(among.find("We have always respected"), std::string::npos);
  EXPECT_NE(among.find(kThird), std::string::npos);
  EXPECT_NE(
      article_text(read(news_page("", "<div class=\"modal-story\">" + paragraphs() + "</div>")).report).find(kThird),
      std::string::npos);
}

TEST(Html, LinesThatTheCodebookKnowsAreOut) {
  const Report r = read(news_page("", "<p>" + kFirst + "</p><p>" + kSecond +
                                          "</p><p>Sign up for the Courier's newsletter</p><p>" + kThird + "</p>"))
                       .report;
  EXPECT_EQ(role_of(r, "Sign up for"), BlockRole::boilerplate);
  EXPECT_EQ(role_of(r, kThird), BlockRole::body);
}

TEST(Html, ChoicesOfAFormAreOut) {
  const std::string choice = "The envoys of Chile, Norway and Peru, who met in Lima in May, as told by two officials.";
  const Report r = read(news_page("", "<p>" + kFirst + "</p><select><option>" + choice + "</option></select><p>" +
                                          kSecond + "</p><p>" + kThird + "</p>"))
                       .report;
  EXPECT_EQ(role_of(r, choice), BlockRole::boilerplate);
  EXPECT_EQ(role_of(r, kThird), BlockRole::body);
}

TEST(Html, NamesOfCustomElementsAreHints) {
  HtmlPage page = read_page("<site-navigation-item href=\"/a\"><p>Talks and envoys</p></site-navigation-item><p>b</p>",
                            test_knowledge().intake.data().hints);
  ASSERT_EQ(page.blocks.size(), 2U);
  EXPECT_NE(page.elements[page.blocks[0].element].chain & bit(Hint::nav), 0U);
  EXPECT_EQ(page.blocks[0].link_bytes, page.blocks[0].text.size());
  EXPECT_EQ(page.elements[page.blocks[1].element].chain, 0U);
  EXPECT_EQ(page.blocks[1].link_bytes, 0U);
}

TEST(HtmlKind, RefusesWhatIsNoArticle) {
  std::string links;
  for (int i = 0; i < 80; ++i)
    links += "<div class=\"teaser\"><h3><a href=\"/" + std::to_string(i) + "\">A headline of the day, number " +
             std::to_string(i) + "</a></h3></div>";
  EXPECT_EQ(read("<title>The Northern Courier</title><body>" + links, "https://courier.example/").kind,
            PageKind::home_page);
  EXPECT_EQ(read("<title>404 - Page not found</title><body><h1>Page not found</h1><p>The page that you look for is not "
                 "here, or it has moved to another place.</p>")
                .kind,
            PageKind::error_page);
  PageReport paywall = read(news_page("", "<p>" + kFirst + "</p><p>Subscribe to continue reading this article.</p>"));
  EXPECT_EQ(paywall.kind, PageKind::paywall);
  EXPECT_FALSE(paywall.why.empty());
  std::string closed =
      "<script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", \"isAccessibleForFree\": \"False\"}</script>";
  EXPECT_EQ(read(news_page(closed, paragraphs())).kind, PageKind::paywall);
  EXPECT_EQ(read(news_page("", paragraphs())).kind, PageKind::article);
  EXPECT_EQ(read(news_page("", paragraphs()), "https://courier.example/").kind, PageKind::home_page);
  EXPECT_EQ(read("<p>Loading</p>").kind, PageKind::no_article);
  EXPECT_TRUE(looks_like_html("\n<!DOCTYPE html><html>"));
  EXPECT_FALSE(looks_like_html("<SEOUL> The envoys met."));
}

// ---- foreign bytes

TEST(Html, HostilePagesAreReadOrCut) {
  auto repeated = [](const std::string& s, std::size_t n) {
    std::string out;
    out.reserve(s.size() * n);
    for (std::size_t i = 0; i < n; ++i) out += s;
    return out;
  };
  PageReport nodes = read(repeated("<p>a</p>", 100000));
  EXPECT_EQ(nodes.report.warnings.empty(), false);
  EXPECT_LE(nodes.report.blocks.size(), 15000U);
  PageReport long_line = read(std::string("<p>") + kFirst + repeated("\xE2\x82\xAC", 1 << 20));  // three bytes each
  EXPECT_EQ(long_line.report.warnings.empty(), false);
  EXPECT_LE(long_line.report.text.size(), (1U << 20) + 4);
  EXPECT_TRUE(is_utf8(long_line.report.text));
  std::string chapters;
  for (int k = 0; k < 4000; ++k) chapters += "<p>" + kFirst + kSecond + std::to_string(k) + ".</p>";
  PageReport book = read(chapters);
  EXPECT_NE(book.kind, PageKind::article);
  EXPECT_NE(book.why.find("400000 bytes"), std::string::npos) << book.why;
  EXPECT_NE(article_text(
                read(repeated("<div>", 20000) + "<p>" + kFirst + kSecond + kThird + repeated("</div>", 20000)).report)
                .find(kSecond),
            std::string::npos);
  read("<p " + repeated("a=1 ", 50000) + ">" + kFirst);
  read(repeated("<a href=\"", 5000));
  read(repeated("</div>", 50000) + repeated("<", 50000) + repeated("<!--", 5000));
  read("<script type=\"application/ld+json\">" + repeated("[{\"author\":", 5000) + "</script>");
}

RC_GTEST_PROP(Html, AnyBytesAreAPage, (const std::vector<std::uint8_t>& picks)) {
  static const std::vector<std::string> kPieces = {"<p>",
                                                   "</p>",
                                                   "<div class=\"",
                                                   "\">",
                                                   "<a href=x>",
                                                   "</a>",
                                                   "<br>",
                                                   "&lt;",
                                                   "&#",
                                                   "<script type=application/ld+json>",
                                                   "{\"a\":[",
                                                   "</script>",
                                                   "<!--",
                                                   "-->",
                                                   "<time datetime=2018-11-07>",
                                                   "<li>",
                                                   "<table><td>",
                                                   "word, word. ",
                                                   "\xE2\x80\x99",
                                                   "<span hidden>",
                                                   "<h1>",
                                                   "<title>",
                                                   "By Ada Berg",
                                                   "<meta name=author content=",
                                                   "'",
                                                   "\"",
                                                   ">",
                                                   "<",
                                                   "&amp;lt;p&gt;",
                                                   "<![CDATA["};
  std::string page;
  for (std::uint8_t p : picks) page += kPieces[p % kPieces.size()];
  PageReport r = read(page);
  std::uint32_t end = 0;
  for (const Block& b : r.report.blocks) {
    RC_ASSERT(b.span.begin >= end);
    RC_ASSERT(b.span.end <= r.report.text.size());
    RC_ASSERT(b.raw.end <= page.size());
    end = b.span.end;
  }
  RC_ASSERT(is_utf8(r.report.text));
  RC_ASSERT(is_utf8(r.report.title));
}

TEST(HtmlModel, TheSecondPassSeesTheFamilyOfABlock) {
  HtmlPage page;
  page.elements.resize(4);  // a root, and three elements of two signatures
  page.elements[1].signature = page.elements[3].signature = 7;
  page.elements[2].signature = 8;
  for (std::uint32_t e : {1U, 2U, 3U}) {
    PageBlock b;
    b.element = e;
    b.text = {3 * (e - 1), 3 * e};
    page.blocks.push_back(b);
  }
  page.text = "aaabbbccc";
  PageView view = view_page(page, {});
  EXPECT_EQ(view.families, (std::vector<std::uint32_t>{0, 1, 0}));
  EXPECT_EQ(view.family_count, 2U);
  std::vector<float> rows;
  append_context(page, view, {6, -6, 3}, rows);
  ASSERT_EQ(rows.size(), 3 * kContextNumbers);
  constexpr std::size_t kOthers = 9, kShare = 10;  // of its family: the mean of the others, how many there are
  EXPECT_FLOAT_EQ(rows[kOthers], .5F);
  EXPECT_FLOAT_EQ(rows[kContextNumbers + kOthers], 0) << "alone in its family";
  EXPECT_FLOAT_EQ(rows[2 * kContextNumbers + kOthers], 1);
  EXPECT_FLOAT_EQ(rows[kShare], .2F);
  EXPECT_FLOAT_EQ(rows[kContextNumbers + kShare], .1F);
}

TEST(HtmlTraining, HostsGoToOneHalf) {
  EXPECT_EQ(host_of("https://www.Courier.example/a/b?c"), "courier.example");
  EXPECT_EQ(host_of("https://web.archive.org/web/20190101/https://courier.example/x"), "courier.example");
  EXPECT_EQ(host_of("a-file.html"), "a-file.html");
  EXPECT_EQ(is_training_host("courier.example"), is_training_host(host_of("http://courier.example:80/")));
}

}  // namespace
}  // namespace parley
