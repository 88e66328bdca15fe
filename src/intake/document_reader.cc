// See document_reader.h.
#include "intake/document_reader.h"

#include "base/text.h"
#include "intake/byte_source.h"
#include "intake/content.h"
#include "intake/gzip_source.h"
#include "intake/http_message.h"
#include "intake/rules.h"
#include "intake/warc.h"

namespace parley {
namespace {

std::string too_long(std::size_t most) {
  return "is longer than " + std::to_string(most >> 20) +
         " MB, which is no single report: split it, or give the reports as JSON lines";
}

class Reader {
 public:
  Reader(const std::string& name, const IntakeRules& rules, DocumentSink& sink)
      : name_(name), rules_(rules), sink_(sink) {}

  Status run(std::istream& stream) {
    StreamSource source(stream);
    stream_ = &source;
    TRY_VOID(read(source, 0));
    if (traps_ > 1)
      problem(std::to_string(traps_ - 1) + (traps_ == 2 ? " more part" : " more parts") +
                  " of it unpacked to far more than their size, and were passed over",
              {});
    return {};
  }

 private:
  Status read(ByteSource& source, int depth) {
    constexpr int kDeepest = 2;  // .gz.gz is read, no further
    ByteWindow window(source);
    std::string_view head = window.ahead(kHeadBytes).substr(0, kHeadBytes);
    if (head.starts_with('{')) head = with_first_line(window);
    switch (look_at(head, name_.ends_with("l") || name_.ends_with("l.gz"))) {
      case ContentKind::gzip: {
        if (depth >= kDeepest) {
          problem("is packed more than twice: unpack it first", {});
          return {};
        }
        WindowSource packed(window);
        GzipSource unpacked(packed, budget_);
        return read(unpacked, depth + 1);
      }
      case ContentKind::warc:
        return read_warc(window);
      case ContentKind::json_lines:
        return read_lines(window);
      case ContentKind::foreign:
        problem(words_about_foreign(head), {});
        return {};
      default:
        return read_whole(window);
    }
  }

  /// A first line of JSON may be longer than what is looked at otherwise.
  static std::string_view with_first_line(ByteWindow& window) {
    std::size_t size = kHeadBytes;
    std::string_view s = window.ahead(size);
    while (s.find('\n') == std::string_view::npos && s.size() >= size && size < kLargestDocument)
      s = window.ahead(size *= 4);
    return s.substr(0, std::max(kHeadBytes, std::min(s.find('\n'), s.size())));
  }

  /// What a window gives, as a source again.
  class WindowSource final : public ByteSource {
   public:
    explicit WindowSource(ByteWindow& window) : window_(window) {}
    std::size_t read(char* to, std::size_t size) override {
      std::string_view s = window_.at_hand();
      if (s.empty()) s = window_.ahead(1);
      std::size_t n = s.copy(to, size);
      window_.skip(n);
      return n;
    }
    bool resume() override { return window_.resume(); }
    [[nodiscard]] std::string damage() const override { return window_.source().damage(); }

   private:
    ByteWindow& window_;
  };

  void problem(std::string message, const std::string& place) {
    sink_.problem({ErrorCode::bad_input, std::move(message), place.empty() ? name_ : name_ + ", " + place});
  }

  /// Of traps the first is told, the others are counted.
  void trap(std::string message, const std::string& place) {
    if (traps_++ == 0) problem(std::move(message), place);
  }

  void tell_progress() { sink_.bytes_read(stream_->bytes_read()); }

  // ---- archives

  Status read_warc(ByteWindow& window) {
    WarcReader archive(window, kLargestDocument);
    while (!sink_.stopped()) {
      WarcRecord record;
      auto more = archive.next(record);
      tell_progress();
      if (!more) {
        archive.is_trap() ? trap(more.error().message, more.error().where)
                          : problem(more.error().message, more.error().where);
        continue;
      }
      if (!*more) break;
      TRY_VOID(take_record(record));
    }
    return {};
  }

  Status take_record(WarcRecord& record) {
    RawDocument d;
    std::string place = "record " + std::to_string(record.number);
    d.given.text_name = name_ + ", " + place + (record.uri.empty() ? "" : " (" + record.uri.substr(0, 200) + ")");
    d.given.url = record.uri;
    d.given.fetched = parse_date(record.date) ? record.date : std::string();
    d.note = record.note;
    bool http = record.content_type.starts_with("application/http") || record.block.starts_with("HTTP/");
    if (record.type == "response" && http) {
      std::uint64_t traps = budget_.traps();
      auto message = read_http_message(record.block, kLargestDocument, budget_);
      if (!message) {
        std::string what = message.error().message + ": passed over";
        budget_.traps() > traps ? trap(what, place) : problem(what, place);
        return {};
      }
      if (message->status != 200) {
        sink_.pass_over("answers with status " + std::to_string(message->status));
        return {};
      }
      d.charset = message->charset;
      if (!message->note.empty()) d.note += (d.note.empty() ? "" : "; ") + message->note;
      d.bytes = std::move(message->body);
    } else if (record.uri.starts_with("metadata:")) {  // the crawler's own log
      return {};
    } else if (record.type == "resource" || record.type == "conversion") {
      d.bytes = record.block;
    } else {
      if (record.type == "response") sink_.pass_over("answers of other protocols");
      return {};
    }
    return take_fetched(std::move(d));
  }

  /// What was fetched: a page, a feed, a text, or something else.
  Status take_fetched(RawDocument d) {
    std::string_view head = std::string_view(d.bytes).substr(0, kHeadBytes);
    if (trim(head).empty()) {
      sink_.pass_over("empty answers");
      return {};
    }
    ContentKind kind = look_at(head);
    bool binary =
        head.find('\0') != std::string_view::npos && !head.starts_with("\xFF\xFE") && !head.starts_with("\xFE\xFF");
    if (kind == ContentKind::page) {
      d.kind = RawDocument::Kind::page;
      return sink_.document(std::move(d));
    }
    if (kind == ContentKind::feed) return take_feed(std::move(d));
    bool script = head.starts_with('{') || head.starts_with('[') || head.starts_with('<') || !is_prose(head);
    if (kind != ContentKind::text || binary || script) {
      sink_.pass_over("pictures, scripts and other files");
      return {};
    }
    d.kind = RawDocument::Kind::text;
    return take_text(std::move(d));
  }

  /// Letters and spaces for the most part: no script, style sheet or table.
  static bool is_prose(std::string_view s) {
    std::size_t plain = 0;
    for (char c : s) plain += is_ascii_alpha(c) || c == ' ' || static_cast<unsigned char>(c) >= 0x80;
    return plain * 10 >= s.size() * 9;
  }

  // ---- feeds

  Status take_feed(RawDocument d) {
    auto text = decode_page(std::move(d.bytes), d.charset, nullptr);
    auto feed = text ? read_feed(*text, rules_) : tl::unexpected(text.error());
    if (!feed) {
      sink_.problem({ErrorCode::bad_input, feed.error().message, d.given.text_name});
      return {};
    }
    if (!feed->damage.empty())
      sink_.problem({ErrorCode::bad_input, feed->damage + ": the rest was not read", d.given.text_name});
    std::size_t number = 0;
    for (FeedEntry& e : feed->entries) {
      ++number;
      if (!e.text.empty()) {
        RawDocument report;
        report.kind = RawDocument::Kind::record;
        report.bytes = e.text;
        report.given.text_name = d.given.text_name + ", entry " + std::to_string(number);
        report.given.url = e.url;
        report.given.fetched = d.given.fetched;
        report.given.publisher = e.publisher;
        take_entry(e, report.given);
        TRY_VOID(take_text(std::move(report)));
      }
      TRY_VOID(sink_.feed_entry(std::move(e)));
    }
    return {};
  }

  // ---- JSON lines, pages, texts

  Status read_lines(ByteWindow& window) {
    std::string line;
    for (std::size_t number = 1; !sink_.stopped() && window.next_line(line, kLargestDocument); ++number) {
      if (number % 64 == 0) tell_progress();
      if (trim(line).empty()) continue;
      std::string where = name_ + ":" + std::to_string(number);
      if (line.size() > kLargestDocument) {
        sink_.problem({ErrorCode::bad_input, too_long(kLargestDocument), where});
        continue;
      }
      auto record = parse_json_record(line, where);
      if (!record) {
        sink_.problem(record.error());
        continue;
      }
      RawDocument d;
      d.kind = RawDocument::Kind::record;
      d.bytes = std::move(record->text);
      d.given = std::move(record->given);
      TRY_VOID(take_text(std::move(d)));
    }
    tell_damage(window);
    return {};
  }

  Status take_text(RawDocument d) {
    if (d.bytes.size() <= kLargestText) return sink_.document(std::move(d));
    sink_.problem({ErrorCode::bad_input, too_long(kLargestText), d.given.text_name});
    return {};
  }

  void tell_damage(ByteWindow& window) {
    if (std::string damage = window.source().damage(); !damage.empty())
      problem(damage + ": what comes before was read", {});
  }

  Status read_whole(ByteWindow& window) {
    std::string_view all;
    for (std::size_t size = 1 << 20; size < kLargestDocument * 2 && all.size() <= kLargestDocument; size *= 2) {
      all = window.ahead(size + 1);
      if (window.source().is_trap()) {
        problem(std::string(kTrapWords) + ": passed over", {});
        return {};
      }
      if (all.size() <= size) break;
    }
    tell_progress();
    if (all.size() > kLargestDocument) {
      problem(too_long(kLargestDocument), {});
      return {};
    }
    tell_damage(window);
    if (trim(all).empty()) {
      problem("is empty: nothing to read", {});
      return {};
    }
    RawDocument d;
    d.given.text_name = name_;
    d.bytes = all;
    ContentKind kind = look_at(all.substr(0, kHeadBytes));
    if (kind == ContentKind::feed) return take_feed(std::move(d));
    d.kind = kind == ContentKind::page ? RawDocument::Kind::page : RawDocument::Kind::text;
    return d.kind == RawDocument::Kind::page ? sink_.document(std::move(d)) : take_text(std::move(d));
  }

  const std::string& name_;
  const IntakeRules& rules_;
  DocumentSink& sink_;
  StreamSource* stream_ = nullptr;
  UnpackBudget budget_;
  std::uint64_t traps_ = 0;
};

}  // namespace

Status read_documents(std::istream& stream, const std::string& name, const IntakeRules& rules, DocumentSink& sink) {
  return Reader(name, rules, sink).run(stream);
}

Result<PageReport> make_document_report(RawDocument& d, const FeedMemory& feeds, const IntakeRules& rules) {
  std::string note;
  PageReport out;
  const std::string& name = d.given.text_name;
  if (d.kind == RawDocument::Kind::page) {
    auto text = decode_page(std::move(d.bytes), d.charset, &note);
    if (!text) return fail(text.error().code, text.error().message, name);
    out = make_page_report(*text, d.given, rules);
    const FeedEntry* entry = feeds.empty() ? nullptr : feeds.find(out.report.url, rules);
    if (entry != nullptr) {
      take_entry(*entry, d.given);
      out = make_page_report(*text, d.given, rules);
    }
  } else if (d.kind == RawDocument::Kind::record) {
    out.report = make_report(std::move(d.bytes), d.given, rules);
  } else {
    auto text = decode_text(d.bytes, &note);
    if (!text) return fail(text.error().code, text.error().message, name);
    out.report = make_report(std::move(*text), d.given, rules);
  }
  d.bytes = {};
  auto& warnings = out.report.warnings;
  if (!note.empty()) warnings.insert(warnings.begin(), note);
  if (!d.note.empty()) warnings.insert(warnings.begin(), d.note);
  return out;
}

}  // namespace parley
