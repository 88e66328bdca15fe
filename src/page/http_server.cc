// See http_server.h. The only file that includes httplib.h.
#include "page/http_server.h"

#include <httplib.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

namespace parley {
namespace {

using Clock = std::chrono::steady_clock;

/// On every answer, also on those that httplib gives to what is no request: nothing from elsewhere is loaded, shown in
/// a frame, or taken for what it is not.
const std::multimap<std::string, std::string> kSafe = {
    {"Content-Security-Policy",
     "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"}};

/// Waits until the socket can be read or written, at most until `end`.
bool wait_for(int socket, short what, Clock::time_point end) {
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    if (left <= 0) return false;
    pollfd poll_on{socket, what, 0};
    const int n = ::poll(&poll_on, 1, static_cast<int>(left));
    if (n > 0) return (poll_on.revents & what) != 0;
    if (n == 0 || errno != EINTR) return false;
  }
}

/// One request's view of a connection: reads end at a deadline and at a number of bytes.
class BoundedStream : public httplib::Stream {
 public:
  BoundedStream(int socket, const ServerLimits& limits)
      : socket_(socket), limits_(limits), end_(Clock::now() + std::chrono::seconds(limits.request_seconds)) {}

  [[nodiscard]] bool is_readable() const override { return wait_for(socket_, POLLIN, end_); }
  [[nodiscard]] bool is_writable() const override { return wait_for(socket_, POLLOUT, write_end()); }
  ssize_t read(char* to, std::size_t size) override {
    if (at_ == filled_ && !fill()) return -1;
    const std::size_t n = std::min(size, filled_ - at_);
    std::copy_n(buffer_.data() + at_, n, to);
    at_ += n;
    return static_cast<ssize_t>(n);
  }
  ssize_t write(const char* from, std::size_t size) override {
    const auto end = write_end();
    std::size_t done = 0;
    while (done < size) {
      if (!wait_for(socket_, POLLOUT, end)) return -1;
      const ssize_t n = ::send(socket_, from + done, size - done, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (n < 0 && (errno == EAGAIN || errno == EINTR)) continue;
      if (n <= 0) return -1;
      done += static_cast<std::size_t>(n);
    }
    return static_cast<ssize_t>(done);
  }
  void get_remote_ip_and_port(std::string& ip, int& port) const override { ip = "127.0.0.1", port = 0; }
  void get_local_ip_and_port(std::string& ip, int& port) const override { ip = "127.0.0.1", port = 0; }
  [[nodiscard]] socket_t socket() const override { return socket_; }
  /// Bytes came that nothing has read.
  [[nodiscard]] bool has_rest() const { return at_ != filled_; }

 private:
  [[nodiscard]] Clock::time_point write_end() const {
    return Clock::now() + std::chrono::seconds(limits_.write_seconds);
  }
  bool fill() {
    if (total_ >= limits_.request_bytes || !wait_for(socket_, POLLIN, end_)) return false;
    const ssize_t n = ::recv(socket_, buffer_.data(), std::min(buffer_.size(), limits_.request_bytes - total_), 0);
    if (n <= 0) return false;
    at_ = 0, filled_ = static_cast<std::size_t>(n), total_ += filled_;
    return true;
  }

  int socket_;
  const ServerLimits& limits_;
  Clock::time_point end_;
  std::array<char, 4096> buffer_{};
  std::size_t at_ = 0, filled_ = 0, total_ = 0;
};

/// When the connection of this thread was taken: threads may begin in another order than connections came.
thread_local Clock::time_point taken;

/// A thread for each connection; they are few, and each is given up before long.
class ThreadEach : public httplib::TaskQueue {
 public:
  void enqueue(std::function<void()> task) override {
    {
      std::lock_guard lock(mutex_);
      ++running_;
    }
    try {
      std::thread([this, task, now = Clock::now()] {
        taken = now;
        task();
        std::lock_guard lock(mutex_);
        if (--running_ == 0) none_.notify_all();
      }).detach();
    } catch (const std::system_error&) {  // no thread to be had: the connection waits in this one
      taken = Clock::now();
      task();
      std::lock_guard lock(mutex_);
      --running_;
    }
  }
  void shutdown() override {
    std::unique_lock lock(mutex_);
    none_.wait(lock, [this] { return running_ == 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable none_;
  std::size_t running_ = 0;
};

PageRequest request_of(const httplib::Request& from) {
  PageRequest out;
  out.method = from.method;
  out.path = from.path;
  for (const auto& [name, value] : from.params) out.params.try_emplace(name, value);
  out.host = from.get_header_value("Host");
  out.origin = from.get_header_value("Origin");
  out.authorization = from.get_header_value("Authorization");
  out.cookie = from.get_header_value("Cookie");
  out.if_none_match = from.get_header_value("If-None-Match");
  out.fetch_site = from.get_header_value("Sec-Fetch-Site");
  out.content_type = from.get_header_value("Content-Type");
  out.body = from.body;
  out.takes_gzip = from.get_header_value("X-Parley-Accepts").find("gzip") != std::string::npos;
  out.takes_early = from.get_header_value("Prefer").find("respond-async") != std::string::npos;
  return out;
}

/// What a body is read of: JSON as it stands, which another site cannot send without asking first.
bool is_json_post(const httplib::Request& request) {
  return request.method == "POST" && request.get_header_value("Content-Type").starts_with("application/json") &&
         !request.has_header("Content-Encoding") && !request.has_header("Transfer-Encoding");
}

class HttplibServer : public PageServer, private httplib::Server {
 public:
  explicit HttplibServer(const ServerLimits& limits) : limits_(limits) {
    set_default_headers(httplib::Headers(kSafe.begin(), kSafe.end()));
    set_tcp_nodelay(true);  // without it the second request of a connection waits 45 ms for an acknowledgement
    set_payload_max_length(limits.request_bytes);
    set_keep_alive_max_count(100000);  // what the answers say; the loop below decides
    set_keep_alive_timeout(limits.idle_seconds);
    set_socket_options([](socket_t socket) {
      int yes = 1;
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    new_task_queue = [] { return new ThreadEach; };  // httplib owns it
    set_pre_routing_handler([this](const httplib::Request& from, httplib::Response& to) {
      if (is_json_post(from)) return HandlerResponse::Unhandled;  // its body comes first
      answer(from, to);
      return HandlerResponse::Handled;
    });
    Post(".*", [this](const httplib::Request& from, httplib::Response& to) { answer(from, to); });
  }
  bool bind_to(int port) {
    port_ = port == 0 ? bind_to_any_port("127.0.0.1") : bind_to_port("127.0.0.1", port) ? port : -1;
    // httplib lets five connections wait to be taken; of more at once, each would be a second late.
    return port_ > 0 && ::listen(svr_sock_, 1024) == 0;
  }
  [[nodiscard]] int port() const override { return port_; }
  void run(PageHandler handler) override {
    handler_ = std::move(handler);
    listen_after_bind();
  }
  void stop() override {
    stopping_ = true;
    httplib::Server::stop();
    std::lock_guard lock(mutex_);
    for (const auto& [since, socket] : waiting_) ::shutdown(socket, SHUT_RDWR);
  }

 private:
  using Waiting = std::pair<Clock::time_point, int>;

  void answer(const httplib::Request& from, httplib::Response& to) {
    // A body that was not read would be taken for the next request of the connection: another site could write one that
    // looks like the page's own.
    const bool unread =
        !is_json_post(from) && (from.has_header("Content-Length") || from.has_header("Transfer-Encoding"));
    answered_ = !unread;
    const PageReply reply = handler_(request_of(from));
    to.status = reply.status;
    for (const auto& [name, value] : reply.headers) to.set_header(name, value);
    if (unread) to.set_header("Connection", "close");
    if (reply.body && reply.status != 304) to.set_content(*reply.body, reply.type);
  }

  bool process_and_close_socket(socket_t socket) override {
    {
      std::lock_guard lock(mutex_);
      ++open_;
    }
    bool closed = false;
    bool good = true;
    for (auto since = taken; !closed && good && !stopping_ && await_request(socket, since); since = Clock::now()) {
      BoundedStream stream(socket, limits_);
      answered_ = false;
      good = process_request(stream, false, closed, [](httplib::Request& request) {
        // Packing is ours to choose: httplib would pack every answer anew, and slowly.
        request.headers.emplace("X-Parley-Accepts", request.get_header_value("Accept-Encoding"));
        request.headers.erase("Accept-Encoding");
        request.headers.erase("Range");
      });
      // What was no request has been told so; nothing more is read from there, nor behind bytes that nobody waited for.
      good = good && answered_ && !stream.has_rest();
    }
    std::lock_guard lock(mutex_);
    --open_;
    ::shutdown(socket, SHUT_RDWR);
    ::close(socket);
    return good;
  }
  /// Makes room first, where there are too many: of those that wait for a request the one that does so longest has to
  /// go, which may be this one. One that waits alone stays: the others are being answered.
  bool await_request(int socket, Clock::time_point since) {
    const Waiting entry{since, socket};
    {
      std::lock_guard lock(mutex_);
      waiting_.insert(entry);
      if (open_ > limits_.connections && waiting_.size() > 1) {
        ::shutdown(waiting_.begin()->second, SHUT_RDWR);
        waiting_.erase(waiting_.begin());
      }
    }
    const bool there = wait_for(socket, POLLIN, since + std::chrono::seconds(limits_.idle_seconds));
    std::lock_guard lock(mutex_);
    return waiting_.erase(entry) > 0 && there;  // not there any more: it had to go
  }

  ServerLimits limits_;
  PageHandler handler_;
  int port_ = 0;
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;
  std::set<Waiting> waiting_;
  std::size_t open_ = 0;
  static thread_local bool answered_;  // the handler saw the request: a connection has its thread
};
thread_local bool HttplibServer::answered_ = false;

}  // namespace

Result<std::unique_ptr<PageServer>> PageServer::bind(int port, const ServerLimits& limits) {
  auto server = std::make_unique<HttplibServer>(limits);
  if (!server->bind_to(port))
    return fail(ErrorCode::unreadable,
                "port " + std::to_string(port) +
                    " of 127.0.0.1 cannot be used (taken by another program, or reserved): choose another with --port, "
                    "or 0 for any");
  return std::unique_ptr<PageServer>(std::move(server));
}

}  // namespace parley
