// See html_json.h.
#include "intake/html_json.h"

#include "base/text.h"
#include "intake/html_entities.h"

namespace parley {
namespace {

constexpr std::size_t kMostFacts = 4000;
constexpr std::size_t kDeepest = 40;

class JsonWalker {
 public:
  JsonWalker(std::string_view json, JsonFacts& out) : json_(json), out_(out) {
    if (out_.objects.empty()) out_.objects.emplace_back();
  }

  void run() {
    while (p_ < json_.size() && out_.facts.size() < kMostFacts && out_.objects.size() < kMostFacts) {
      char c = json_[p_];
      if (c == '{') {
        open(true);
      } else if (c == '[') {
        open(false);
      } else if (c == '}' || c == ']') {
        if (!open_.empty()) open_.pop_back();
        ++p_;
      } else if (c == '"') {
        read_text();
      } else if (c == ',') {
        if (!open_.empty() && open_.back().is_object) open_.back().key.clear();
        ++p_;
      } else if (is_ascii_digit(c) || is_ascii_alpha(c)) {
        read_bare();
      } else {
        ++p_;
      }
    }
  }

 private:
  struct Open {
    std::uint32_t object = 0;
    bool is_object = false;
    std::string key;  // an array's values stand under the key of the array
  };

  [[nodiscard]] std::uint32_t object() const { return open_.empty() ? 0 : open_.back().object; }
  [[nodiscard]] std::string key() const { return open_.empty() ? std::string() : open_.back().key; }

  void open(bool is_object) {
    ++p_;
    if (open_.size() >= kDeepest) return;
    Open o{object(), is_object, is_object ? std::string() : key()};
    if (is_object) {
      out_.objects.push_back({object(), key(), {}, {}});
      o.object = static_cast<std::uint32_t>(out_.objects.size() - 1);
    }
    open_.push_back(std::move(o));
  }

  void read_text() {
    std::string text = quoted();
    std::size_t after = p_;
    while (after < json_.size() && is_ascii_space(json_[after])) ++after;
    bool is_key = !open_.empty() && open_.back().is_object && after < json_.size() && json_[after] == ':';
    if (is_key) {
      open_.back().key = std::move(text);
      p_ = after + 1;
      return;
    }
    add(std::move(text));
  }

  void add(std::string text) {
    std::string k = key();
    JsonObject& o = out_.objects[object()];
    if (k == "@type") {
      o.type += (o.type.empty() ? "" : " ") + lower_ascii(text);
    } else if (k == "@id") {
      o.id = text;
    }
    out_.facts.push_back({object(), std::move(k), std::move(text)});
  }

  void read_bare() {
    std::size_t start = p_;
    while (p_ < json_.size() && (is_ascii_digit(json_[p_]) || is_ascii_alpha(json_[p_]) || json_[p_] == '.' ||
                                 json_[p_] == '-' || json_[p_] == '+'))
      ++p_;
    std::string word(json_.substr(start, p_ - start));
    if (word != "null") add(std::move(word));
  }

  std::string quoted() {
    std::string out;
    for (++p_; p_ < json_.size() && json_[p_] != '"'; ++p_) {
      if (json_[p_] != '\\' || p_ + 1 >= json_.size()) {
        out += json_[p_];
        continue;
      }
      char c = json_[++p_];
      if (c == 'u') {
        append_utf8(out, escaped());
      } else {
        out += c == 'n' ? '\n' : c == 'r' || c == 't' ? ' ' : c;
      }
    }
    if (p_ < json_.size()) ++p_;
    return out;
  }

  /// "\u2019" (p_ at the u); pairs of surrogates are joined. p_ stays at the last digit.
  char32_t escaped() {
    char32_t c = four_digits(p_ + 1);
    p_ = std::min(p_ + 4, json_.size() - 1);
    if (c >= 0xD800 && c < 0xDC00 && json_.substr(p_ + 1).starts_with("\\u")) {
      char32_t low = four_digits(p_ + 3);
      if (low >= 0xDC00 && low < 0xE000) {
        p_ = std::min(p_ + 6, json_.size() - 1);
        return 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      }
    }
    return c >= 0xD800 && c < 0xE000 ? 0xFFFD : c;
  }

  [[nodiscard]] char32_t four_digits(std::size_t p) const {
    char32_t n = 0;
    for (std::size_t i = p; i < p + 4; ++i) {
      char c = i < json_.size() ? to_ascii_lower(json_[i]) : ' ';
      int d = is_ascii_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
      if (d < 0) return 0xFFFD;
      n = n * 16 + static_cast<char32_t>(d);
    }
    return n;
  }

  std::string_view json_;
  JsonFacts& out_;
  std::size_t p_ = 0;
  std::vector<Open> open_;
};

}  // namespace

std::string_view JsonFacts::value(std::uint32_t object, std::string_view key) const {
  for (const JsonFact& f : facts)
    if (f.object == object && f.key == key) return f.value;
  return {};
}

void add_json_facts(std::string_view json, JsonFacts& facts) { JsonWalker(json, facts).run(); }

}  // namespace parley
