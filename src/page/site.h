// The page as a whole: an address in, an answer out. The gate first, then files of the page itself, then views as JSON,
// CSV or iCalendar, with ETags and a small store of answers given before.
//
// Addresses: docs/http.md. Neighbours: gate.h, views.h, embedded.h (the files), http_server.h (the wire).
#pragma once

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "page/gate.h"
#include "page/views.h"

namespace parley {

struct SiteOptions {
  std::string ledger;
  std::string codebook;  // folder
  GateRules gate;
  std::string analyst = {};               // who corrects; empty: nobody, the page is read-only
  std::function<std::string()> now = {};  // the time, as the ledger keeps it; needed where there is an analyst
};

class Site {
 public:
  /// `knowledge` outlives the site.
  Site(SiteOptions options, const Knowledge& knowledge);

  /// Reads the ledger ahead of the first question, and numbers and scores what views ask for; errors wait for that
  /// question.
  void warm();
  /// True while the ledger is read in the background.
  bool is_reading();
  /// Safe to call from several threads.
  PageReply answer(const PageRequest& request);

 private:
  struct Address {
    std::string view, id;
    AnswerForm form = AnswerForm::json;
  };
  struct Stored {
    std::string key, etag;
    std::shared_ptr<const std::string> body, packed;
  };
  PageReply take_correction(const PageRequest& request);
  PageReply answer_view(const PageRequest& request, const Address& address);
  std::optional<PageReply> answer_early(const PageRequest& request, const Address& address);
  Result<Stored> make(const std::string& key, const std::string& etag, const PageRequest& request,
                      const Address& address);
  std::optional<Stored> stored(const std::string& key, const std::string& etag);
  void store(const Stored& answer);

  SiteOptions options_;
  const Knowledge& knowledge_;
  PageData data_;
  KeptOutlook outlook_;
  std::mutex mutex_;
  std::list<Stored> answers_;  // the last one used in front
  std::map<std::string, std::list<Stored>::iterator, std::less<>> by_key_;
  std::size_t bytes_ = 0;
};

}  // namespace parley
