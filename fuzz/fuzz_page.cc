// Foreign bytes as requests to the page: method, address with its query, headers as far as they are looked at, and
// body. Answered or refused, never a crash; what is answered as JSON is JSON, and only the page itself changes
// anything.
#include <unistd.h>

#include <filesystem>
#include <string>

#include "base/json_reader.h"
#include "base/text.h"
#include "page/site.h"

using namespace parley;

namespace {

const std::string kRoot = PARLEY_SOURCE_DIR;

const Knowledge& knowledge() {
  static const Knowledge kKnowledge = *load_knowledge(kRoot + "/codebook", kRoot + "/models");
  return kKnowledge;
}

/// A small ledger: one report with a finding of every kind that views follow.
std::string make_ledger() {
  const std::string path = "/tmp/parley-fuzz-page-" + std::to_string(::getpid()) + ".db";
  for (const char* more : {"", "-wal", "-shm"}) std::filesystem::remove(path + more);
  const std::string text =
      "Norway and Chile will hold talks in Oslo on 9 January 2019, an official said on Friday.\n\n"
      "Norway canceled a visit because Chile had sent a warship, Ada Berg, a researcher, said. The talks will probably "
      "fail "
      "by March 2019. Chile demanded that Norway withdraw its ships.\n";
  Reading reading;
  {
    Given given;
    given.published = "2018-11-28";
    Report report = make_report(text, given, knowledge().intake);
    auto analysis = read_report(std::move(report), knowledge());
    reading = {std::move(analysis->report), std::move(analysis->findings)};
  }
  Ledger ledger = *Ledger::open(path, Ledger::Mode::read_write);
  if (!ledger.add({&reading}, "2019-01-01T00:00:00Z") || !ledger.derive()) __builtin_trap();
  return path;
}

/// The text up to the next line end, which is passed over.
std::string line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string out(rest.substr(0, end));
  rest.remove_prefix(std::min(rest.size(), end + 1));
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Site* const kSite = [] {
    SiteOptions options{make_ledger(), kRoot + "/codebook", {8018, {"parley.example"}, ""}};
    options.analyst = "A. Reader";
    options.now = [] { return std::string("2019-01-01T00:00:00Z"); };
    return new Site(options, knowledge());
  }();
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  PageRequest r;
  r.host = "127.0.0.1:8018";
  const std::string method = line(rest);
  r.method = method.empty() ? "GET" : method == "p" ? "POST" : method;
  r.path = line(rest);
  const std::string query = line(rest);
  for (std::string_view pair : split(query, '&')) {
    const std::size_t sign = std::min(pair.find('='), pair.size());
    r.params.try_emplace(std::string(pair.substr(0, sign)), pair.substr(std::min(pair.size(), sign + 1)));
  }
  for (std::string* header : {&r.origin, &r.content_type, &r.if_none_match, &r.cookie, &r.authorization, &r.fetch_site})
    *header = line(rest);
  if (r.origin == "=") r.origin = "http://127.0.0.1:8018";
  if (r.content_type == "=") r.content_type = "application/json";
  r.body = std::string(rest);
  const PageReply reply = kSite->answer(r);
  if (reply.status < 200 || reply.status > 599 || (reply.status == 201) > (r.method == "POST")) __builtin_trap();
  if (reply.body && reply.type.starts_with("application/json") && !is_json(*reply.body)) __builtin_trap();
  return 0;
}
