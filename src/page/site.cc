// See site.h.
#include "page/site.h"

#include <libdeflate.h>

#include <algorithm>

#include "base/hash.h"
#include "base/parallel.h"
#include "page/embedded.h"
#include "page/posted.h"

namespace parley {
namespace {

constexpr std::size_t kMostStored = 256, kMostBytes = 96U << 20U;
constexpr std::size_t kWorthPacking = 1400;  // bytes: below, one packet holds it anyway

std::shared_ptr<const std::string> gzipped(const std::string& bytes) {
  if (bytes.size() < kWorthPacking) return nullptr;
  const std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> packer(libdeflate_alloc_compressor(4),
                                                                                        libdeflate_free_compressor);
  if (!packer) return nullptr;
  std::string out(libdeflate_gzip_compress_bound(packer.get(), bytes.size()), '\0');
  out.resize(libdeflate_gzip_compress(packer.get(), bytes.data(), bytes.size(), out.data(), out.size()));
  return out.empty() ? nullptr : std::make_shared<const std::string>(std::move(out));
}

const char* type_of(AnswerForm form) {
  return form == AnswerForm::csv   ? "text/csv; charset=utf-8"
         : form == AnswerForm::ics ? "text/calendar; charset=utf-8"
                                   : "application/json; charset=utf-8";
}

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::bad_usage:
      return 400;
    case ErrorCode::not_found:
      return 404;
    case ErrorCode::bad_input:
      return 422;
    case ErrorCode::ledger_locked:
      return 503;
    default:
      return 500;
  }
}

/// True if one of the tags of If-None-Match is this one.
bool is_known(const std::string& if_none_match, const std::string& etag) {
  for (std::string_view tag : split(if_none_match, ',')) {
    tag = trim(tag);
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == etag || tag == "*") return true;
  }
  return false;
}

const EmbeddedFile* file_at(std::string_view path) {
  for (const EmbeddedFile& f : embedded_files())
    if (f.path == path) return &f;
  return nullptr;
}

PageReply file_reply(const PageRequest& request, const EmbeddedFile& file) {
  PageReply reply;
  reply.type = file.type;
  reply.headers = {{"ETag", std::string(file.etag)}, {"Cache-Control", "no-cache"}, {"Vary", "Accept-Encoding"}};
  if (is_known(request.if_none_match, std::string(file.etag))) {
    reply.status = 304;
    return reply;
  }
  const bool pack = request.takes_gzip && !file.packed.empty();
  if (pack) reply.headers.emplace_back("Content-Encoding", "gzip");
  reply.body = std::make_shared<const std::string>(pack ? file.packed : file.bytes);
  return reply;
}

PageReply no_page_reply() {
  PageReply reply;
  reply.type = "text/plain; charset=utf-8";
  reply.body = std::make_shared<const std::string>(
      "This build of parley has no page, its data only: Node.js or npm's packages were missing when it was built.\n"
      "To get the page: install nodejs and npm, run `npm ci` in web/, and build again (./run demo does all of it).\n"
      "The data: /brief.json /timeline.json /meetings.json /forecasts.json /search.json?q=… and more "
      "(docs/http.md).\n");
  return reply;
}

}  // namespace

Site::Site(SiteOptions options, const Knowledge& knowledge)
    : options_(std::move(options)), knowledge_(knowledge), data_(options_.ledger) {
  options_.gate.editable = !options_.analyst.empty();
}

void Site::warm() {
  const auto state = data_.state(std::nullopt);
  if (!state) return;
  in_parallel(3, threads_here(), [&](std::size_t k) {
    if (k == 0) (void)(*state)->scores();
    if (k == 1) (void)(*state)->event_actors();
    if (k == 2) (void)(*state)->claim_sources();
  });
}

bool Site::is_reading() { return data_.is_reading(); }

PageReply Site::answer(const PageRequest& request) {
  if (auto refused = turn_away(request, options_.gate)) return *refused;
  if (request.method == "POST") return take_correction(request);
  if (!is_utf8(request.path)) return error_reply(400, "the address holds bytes that are not UTF-8");
  if (const EmbeddedFile* file = file_at(request.path)) return file_reply(request, *file);
  std::string path = request.path.substr(request.path.starts_with('/') ? 1 : 0);
  Address address;
  const std::size_t dot = path.rfind('.');
  const std::string ending = dot == std::string::npos ? "" : path.substr(dot + 1);
  const std::string stem = path.substr(0, dot);
  address.view = stem.substr(0, stem.find('/'));
  if (stem.find('/') != std::string::npos) address.id = stem.substr(stem.find('/') + 1);
  if (ending == "json" || ending == "csv" || ending == "ics") {
    address.form = ending == "csv" ? AnswerForm::csv : ending == "ics" ? AnswerForm::ics : AnswerForm::json;
    if (find_view(address.view) == nullptr || !has_form(address.view, address.form))
      return error_reply(
          404, "there is no " + path + "; views: " + [] {
            std::string names;
            for (std::string_view name : view_names()) names += (names.empty() ? "" : ", ") + std::string(name);
            return names;
          }() + " (docs/http.md)");
    return answer_view(request, address);
  }
  if (!ending.empty() && path.find('/') == std::string::npos)
    return error_reply(404, "there is no file " + request.path);
  const EmbeddedFile* index = file_at("/index.html");
  return index == nullptr ? no_page_reply() : file_reply(request, *index);
}

PageReply Site::take_correction(const PageRequest& request) {
  const auto stored = [&]() -> Result<Correction> {
    Correction c = TRY(read_correction(data_, request.body));
    c.by = options_.analyst;
    Ledger ledger = TRY(Ledger::open(options_.ledger, Ledger::Mode::read_write));
    TRY_VOID(ledger.correct({c}, options_.now()));
    return c;
  }();
  if (!stored) return error_reply(status_of(stored.error().code), stored.error().text());
  PageReply reply;
  reply.status = 201;
  reply.headers = {{"Cache-Control", "no-store"}};
  reply.body = std::make_shared<const std::string>(correction_json(*stored) + "\n");
  return reply;
}

PageReply Site::answer_view(const PageRequest& request, const Address& address) {
  std::string key = request.path;
  for (const auto& [name, value] : request.params)
    key += "&" + std::to_string(name.size()) + name + std::to_string(value.size()) + value;
  const auto version = data_.version();
  if (!version && address.view != "status") return error_reply(status_of(version.error().code), version.error().text());
  const std::string etag = '"' + content_id("e", key + '|' + (version ? *version : "none")).substr(2) + '"';
  PageReply reply;
  reply.type = type_of(address.form);
  reply.headers = {{"ETag", etag}, {"Cache-Control", "no-cache"}, {"Vary", "Accept-Encoding"}};
  if (version && is_known(request.if_none_match, etag)) {
    reply.status = 304;
    return reply;
  }
  std::optional<Stored> answer = stored(key, etag);
  if (!answer && version && request.takes_early)
    if (auto early = answer_early(request, address)) return *early;
  if (!answer) {
    auto made = make(key, etag, request, address);
    if (!made) return error_reply(status_of(made.error().code), made.error().text());
    if (version) store(*made);
    answer = std::move(*made);
  }
  const bool pack = request.takes_gzip && answer->packed;
  if (pack) reply.headers.emplace_back("Content-Encoding", "gzip");
  if (address.form != AnswerForm::json)
    reply.headers.emplace_back("Content-Disposition", "attachment; filename=\"parley-" + address.view +
                                                          (address.form == AnswerForm::csv ? ".csv\"" : ".ics\""));
  reply.body = pack ? answer->packed : answer->body;
  return reply;
}

/// What can be said before the record has been read, with how far that is; nothing if it has been.
std::optional<PageReply> Site::answer_early(const PageRequest& request, const Address& address) {
  if (address.form != AnswerForm::json || data_.is_worth_waiting_for()) return std::nullopt;
  data_.read_ahead();
  const bool alone = is_early(address.view) && !request.params.contains("on") && !request.params.contains("status");
  ViewRoom room{data_, knowledge_, options_.codebook, outlook_, options_.analyst};
  if (alone) room.reports = data_.reports_alone();
  if (alone && !room.reports) return std::nullopt;
  const HowFar far = data_.how_far();
  std::string body = "{\"reading\":{\"done\":" + std::to_string(far.done) + ",\"all\":" + std::to_string(far.all) + "}";
  PageReply reply;
  reply.status = alone ? 200 : 202;
  if (alone) {
    const auto view = [&]() -> Result<std::string> {
      PageQuery query = TRY(PageQuery::read(request.params, knowledge_.lexicon));
      if (!address.id.empty()) query.id = address.id;
      return (*find_view(address.view))(room, query);
    }();
    if (!view) return error_reply(status_of(view.error().code), view.error().text());
    body += "," + view->substr(1);
  } else {
    body += "}\n";
  }
  reply.headers = {{"Cache-Control", "no-store"}, {"Preference-Applied", "respond-async"}};
  reply.body = std::make_shared<const std::string>(std::move(body));
  return reply;
}

Result<Site::Stored> Site::make(const std::string& key, const std::string& etag, const PageRequest& request,
                                const Address& address) {
  PageQuery query = TRY(PageQuery::read(request.params, knowledge_.lexicon));
  query.form = address.form;
  if (!address.id.empty()) query.id = address.id;
  ViewRoom room{data_, knowledge_, options_.codebook, outlook_, options_.analyst};
  auto body = std::make_shared<const std::string>(TRY((*find_view(address.view))(room, query)));
  return Stored{key, etag, body, gzipped(*body)};
}

std::optional<Site::Stored> Site::stored(const std::string& key, const std::string& etag) {
  std::lock_guard lock(mutex_);
  const auto it = by_key_.find(key);
  if (it == by_key_.end() || it->second->etag != etag) return std::nullopt;
  answers_.splice(answers_.begin(), answers_, it->second);
  return answers_.front();
}

void Site::store(const Stored& answer) {
  const auto size = [](const Stored& s) { return s.body->size() + (s.packed ? s.packed->size() : 0); };
  if (size(answer) > kMostBytes / 4) return;
  std::lock_guard lock(mutex_);
  if (const auto it = by_key_.find(answer.key); it != by_key_.end()) {
    bytes_ -= size(*it->second);
    answers_.erase(it->second);
    by_key_.erase(it);
  }
  answers_.push_front(answer);
  by_key_[answer.key] = answers_.begin();
  bytes_ += size(answer);
  while (answers_.size() > kMostStored || bytes_ > kMostBytes) {
    bytes_ -= size(answers_.back());
    by_key_.erase(answers_.back().key);
    answers_.pop_back();
  }
}

}  // namespace parley
