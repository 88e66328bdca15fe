// parley serve: the record as a page in a browser, on this machine only.
#include <pthread.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <thread>

#include "base/text.h"
#include "command.h"
#include "page/embedded.h"
#include "page/site.h"

namespace parley {
namespace {

/// Keeps SIGINT and SIGTERM for wait_for_end(); threads made later do the same.
sigset_t hold_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return set;
}

Result<int> serve(const CommandOptions& o) {
  const sigset_t signals = hold_signals();
  const Knowledge knowledge = TRY(knowledge_for(o));
  if (o.editable != !trim(o.analyst).empty())
    return fail(ErrorCode::bad_usage, "--editable and --analyst NAME go together: a correction is kept under a name");
  SiteOptions options{o.ledger, TRY(codebook_for(o)), {}, std::string(trim(o.analyst)), now_utc};
  ServerLimits limits;
  if (o.connections > 0) limits.connections = o.connections;
  auto server = TRY(PageServer::bind(o.port, limits));
  options.gate.port = server->port();
  options.gate.token = o.token;
  for (std::string_view name : split(o.host_names, ','))
    if (!trim(name).empty()) options.gate.names.emplace_back(trim(name));
  Site site(options, knowledge);
  std::fprintf(stderr, "parley: the page of %s is at http://127.0.0.1:%d/%s (Ctrl-C ends it)\n", o.ledger.c_str(),
               server->port(), o.token.empty() ? "" : "?token=…");
  if (embedded_files().empty())
    std::fprintf(
        stderr,
        "parley: this build has no page, its data only (docs/http.md); with nodejs and npm, `npm ci` in web/ and "
        "a new build give it one\n");
  std::thread ending([&] {
    int signal = 0;
    sigwait(&signals, &signal);
    server->stop();
  });
  std::atomic<bool> warmed = false;
  std::thread warming([&] {
    site.warm();
    warmed = true;
  });
  server->run([&](const PageRequest& request) { return site.answer(request); });
  pthread_kill(ending.native_handle(), SIGTERM);  // had it ended by itself
  ending.join();
  if (!warmed || site.is_reading())
    std::_Exit(kDone);  // a large ledger is still being read, and nobody waits for it any more
  warming.join();
  return kDone;
}

}  // namespace

int run_serve(const CommandOptions& o) {
  auto code = serve(o);
  return code ? *code : complain(code.error());
}

}  // namespace parley
