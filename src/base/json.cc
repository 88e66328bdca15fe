// JSON into the value tree, by nlohmann/json's SAX interface, which needs no recursion for nesting. See value.h and
// json_reader.h.
#include <nlohmann/json.hpp>

#include "base/json_reader.h"

namespace parley {
namespace {

constexpr std::size_t kDeepest = 64;

class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Builder(std::size_t most_values) : most_values_(most_values) {}
  /// Elements of the list under `key` of the outermost object go to `visit`.
  Builder(std::size_t most_values, std::string_view key, const std::function<bool(Value)>& visit)
      : most_values_(most_values), list_key_(key), visit_(&visit) {}

  Value root;
  std::string problem;
  bool ended = false;  // `visit` has seen enough

  bool null() override { return put(Value{}); }
  bool boolean(bool b) override {
    Value v;
    v.kind = Value::Kind::boolean;
    v.boolean = b;
    return put(std::move(v));
  }
  bool number_integer(number_integer_t n) override {
    Value v;
    v.kind = Value::Kind::integer;
    v.integer = n;
    return put(std::move(v));
  }
  bool number_unsigned(number_unsigned_t n) override {
    if (n > static_cast<number_unsigned_t>(INT64_MAX)) return number_float(static_cast<double>(n), {});
    return number_integer(static_cast<number_integer_t>(n));
  }
  bool number_float(number_float_t n, const string_t&) override {
    Value v;
    v.kind = Value::Kind::real;
    v.real = n;
    return put(std::move(v));
  }
  bool string(string_t& s) override {
    Value v;
    v.kind = Value::Kind::text;
    v.text = std::move(s);
    return put(std::move(v));
  }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Value::Kind::table); }
  bool start_array(std::size_t) override { return open(Value::Kind::list); }
  bool key(string_t& s) override {
    keys_.back() = std::move(s);
    return true;
  }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& e) override {
    if (problem.empty()) {
      std::string what = e.what();  // "[json.exception.parse_error.101] parse error at line …: syntax error …"
      std::size_t colon = what.find(": ");
      problem = "not valid JSON at byte " + std::to_string(position) +
                (colon == std::string::npos ? std::string() : " (" + what.substr(colon + 2) + ")");
    }
    return false;
  }

 private:
  /// True between the brackets of the long list, outside its elements.
  [[nodiscard]] bool in_long_list() const {
    return visit_ != nullptr && stack_.size() == 2 && stack_[1].is_list() && keys_[0] == list_key_;
  }

  bool put(Value v) {
    if (in_long_list()) {
      values_ = 0;
      ended = !(*visit_)(std::move(v));
      return !ended;
    }
    if (++values_ > most_values_) {
      problem = "holds more than " + std::to_string(most_values_) + " values";
      return false;
    }
    if (stack_.empty()) {
      root = std::move(v);
    } else if (stack_.back().is_list()) {
      stack_.back().list.push_back(std::move(v));
    } else {
      stack_.back().table.emplace_back(keys_.back(), std::move(v));
    }
    return true;
  }
  bool open(Value::Kind kind) {
    if (stack_.size() >= kDeepest) {
      problem = "nested deeper than " + std::to_string(kDeepest) + " levels";
      return false;
    }
    stack_.emplace_back().kind = kind;
    keys_.emplace_back();
    return true;
  }
  bool close() {
    Value done = std::move(stack_.back());
    stack_.pop_back();
    keys_.pop_back();
    return put(std::move(done));
  }

  std::size_t most_values_;
  std::string_view list_key_;
  const std::function<bool(Value)>* visit_ = nullptr;
  std::size_t values_ = 0;
  std::vector<Value> stack_;
  std::vector<std::string> keys_;
};

Result<Value> run(std::string_view text, Builder& builder) {
  try {
    if (nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) return std::move(builder.root);
  } catch (const std::exception& e) {
    builder.problem = e.what();
  }
  if (builder.ended) return std::move(builder.root);
  return fail(ErrorCode::bad_input, builder.problem.empty() ? "not valid JSON" : builder.problem);
}

}  // namespace

Result<Value> parse_json(std::string_view text) { return parse_bounded_json(text, SIZE_MAX); }

Result<Value> parse_bounded_json(std::string_view text, std::size_t most_values) {
  Builder builder(most_values);
  return run(text, builder);
}

bool is_json(std::string_view text) { return nlohmann::json::accept(text.begin(), text.end()); }

Result<Value> parse_json_list(std::string_view text, std::string_view key, std::size_t most_values,
                              const std::function<bool(Value)>& visit) {
  Builder builder(most_values, key, visit);
  return run(text, builder);
}

}  // namespace parley
