// `parley serve` on the wire: it tells its address, answers, keeps slow and greedy clients from stopping it, and ends
// when it is told to.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>

#include "support/program.h"

namespace parley {
namespace {

class Serve : public ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    ASSERT_EQ(
        run("read --date 2018-11-28 " +
            write("a.txt", "Iran and France will hold talks in Geneva on January 9, officials said.\n") + ledger())
            .code,
        0);
    int tube[2];
    ASSERT_EQ(pipe(tube), 0);
    child_ = fork();
    if (child_ == 0) {
      dup2(tube[1], STDERR_FILENO);
      close(tube[0]), close(tube[1]);
      execl(PARLEY_PROGRAM, PARLEY_PROGRAM, "serve", "--ledger", file("l.db").c_str(), "--port", "0", "--connections",
            "8", nullptr);
      _exit(127);
    }
    close(tube[1]);
    std::string said;
    char c = 0;
    while (read(tube[0], &c, 1) == 1 && c != '\n') said += c;
    close_ = tube[0];
    const std::size_t at = said.find("127.0.0.1:");
    ASSERT_NE(at, std::string::npos) << said;
    port_ = std::stoi(said.substr(at + 10));
  }
  void TearDown() override {
    if (child_ > 0) kill(child_, SIGKILL), waitpid(child_, nullptr, 0);
    close(close_);
    ProgramTest::TearDown();
  }
  [[nodiscard]] int connected() const {
    const int s = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(port_));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(connect(s, reinterpret_cast<sockaddr*>(&to), sizeof to), 0);
    return s;
  }
  /// Sends a request and reads until the other side closes.
  [[nodiscard]] std::string ask(const std::string& request) const {
    const int s = connected();
    std::size_t sent = 0;
    for (ssize_t n = 0;
         sent < request.size() && (n = send(s, request.data() + sent, request.size() - sent, MSG_NOSIGNAL)) > 0;)
      sent += static_cast<std::size_t>(n);
    std::string out;
    char buffer[4096];
    for (ssize_t n = 0; (n = recv(s, buffer, sizeof buffer, 0)) > 0;) out.append(buffer, static_cast<std::size_t>(n));
    close(s);
    return out;
  }
  [[nodiscard]] std::string host() const { return "Host: 127.0.0.1:" + std::to_string(port_) + "\r\n"; }
  [[nodiscard]] std::string get(const std::string& path) const {
    return ask("GET " + path + " HTTP/1.1\r\n" + host() + "Connection: close\r\n\r\n");
  }

  pid_t child_ = -1;
  int port_ = 0, close_ = -1;
};

TEST_F(Serve, AnswersAndEnds) {
  const std::string got = get("/status.json");
  EXPECT_TRUE(got.starts_with("HTTP/1.1 200 ")) << got;
  EXPECT_NE(got.find("\"reports\":1,"), std::string::npos) << got;
  EXPECT_NE(got.find("Content-Security-Policy: default-src 'self'"), std::string::npos) << got;
  EXPECT_TRUE(ask("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n").starts_with("HTTP/1.1 403 "));
  EXPECT_NE(ask("nonsense\r\n\r\n").find("nosniff"), std::string::npos) << "errors of the wire carry the same headers";
  kill(child_, SIGTERM);
  int status = 0;
  ASSERT_EQ(waitpid(child_, &status, 0), child_);
  child_ = -1;
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
}

TEST_F(Serve, SilentConnectionsMakeRoom) {
  std::vector<int> silent;
  for (int k = 0; k < 40; ++k) silent.push_back(connected());  // five times as many as it takes
  EXPECT_TRUE(get("/status.json").starts_with("HTTP/1.1 200 "));
  for (int s : silent) close(s);
  EXPECT_TRUE(get("/status.json").starts_with("HTTP/1.1 200 "));
}

TEST_F(Serve, EndlessRequestsAreCutOff) {
  const std::string got = ask("GET /status.json HTTP/1.1\r\n" + host() + "X: " + std::string(200, 'a') + "\r\n" + [] {
    std::string lines;
    for (int k = 0; k < 2000; ++k) lines += "Y: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\r\n";
    return lines;
  }() + "\r\n");
  EXPECT_FALSE(got.starts_with("HTTP/1.1 200 ")) << got.substr(0, 100);
  EXPECT_TRUE(get("/status.json").starts_with("HTTP/1.1 200 "));
}

TEST_F(Serve, ABodyIsNotTakenForARequest) {
  // What another site can make a browser send: a form whose text is a request with headers of its own, placed so that
  // it begins where the server would read on.
  const std::string inner = "GET /status.json HTTP/1.1\r\n" + host() + "Connection: close\r\n\r\n";
  for (const std::size_t fill : {0U, 4096U, 5000U}) {
    const std::string head = "POST /corrections.json HTTP/1.1\r\n" + host() +
                             "Origin: http://evil.example\r\nContent-Type: text/plain\r\nContent-Length: ";
    std::string body(fill, ' ');
    if (fill == 4096) {  // to the byte: the head and the filling are one buffer
      const std::size_t length = head.size() + 4 + 4;
      body.resize(4096 - length);
    }
    body += inner;
    const std::string got = ask(head + std::to_string(body.size()) + "\r\n\r\n" + body);
    EXPECT_EQ(got.find("\"reports\":1,"), std::string::npos) << fill;
    EXPECT_TRUE(got.starts_with("HTTP/1.1 403 ")) << got.substr(0, 80);
  }
  const std::string two = ask("GET /nothing.json HTTP/1.1\r\n" + host() + "\r\n" + inner);
  EXPECT_EQ(two.find("\"reports\":1,"), std::string::npos) << "requests come one after the other";
}

}  // namespace
}  // namespace parley
