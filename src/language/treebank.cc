// See treebank.h.
#include "language/treebank.h"

#include <array>
#include <charconv>

#include "base/text.h"

namespace parley {
namespace {

constexpr std::array<std::string_view, 17> kPosNames = {"NOUN", "PROPN", "VERB",  "AUX", "ADJ",   "ADV",
                                                        "DET",  "PRON",  "NUM",   "ADP", "CCONJ", "SCONJ",
                                                        "PART", "INTJ",  "PUNCT", "SYM", "X"};

int number_of(std::string_view text) {
  int n = -1;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  return error == std::errc() && end == text.data() + text.size() ? n : -1;
}

/// Collects lines into sentences.
class Reader {
 public:
  Status line(std::string_view l, const std::string& where) {
    if (l.ends_with('\r')) l.remove_suffix(1);
    if (l.empty()) return close(where);
    if (l[0] == '#') {
      comment(l);
      return {};
    }
    auto columns = split(l, '\t');
    if (columns.size() < 8) return fail(ErrorCode::bad_input, "a CoNLL-U line with fewer than 8 columns", where);
    bool no_space = columns.size() > 9 && columns[9].find("SpaceAfter=No") != std::string_view::npos;
    std::string_view id = columns[0];
    if (auto dash = id.find('-'); dash != std::string_view::npos) {
      token_first_ = number_of(id.substr(0, dash));
      token_last_ = number_of(id.substr(dash + 1));
      token_space_ = !no_space;
      return {};
    }
    if (id.find('.') != std::string_view::npos) return {};
    word(columns, number_of(id), !no_space);
    return {};
  }

  Status close(const std::string& where) {
    for (const TreebankWord& w : now_.words)
      if (w.head < -1 || w.head >= static_cast<int>(now_.words.size()))
        return fail(ErrorCode::bad_input, "a head outside its sentence", where);
    if (!now_.words.empty()) out.push_back(std::move(now_));
    now_ = {};
    now_.document = document_;
    token_first_ = token_last_ = -1;
    return {};
  }

  std::vector<TreebankSentence> out;

 private:
  void comment(std::string_view l) {
    std::string_view body = trim(l.substr(1));
    auto value = [&](std::string_view key) {
      std::string_view rest = body.substr(key.size());
      auto equals = rest.find('=');
      return equals == std::string_view::npos ? std::string() : std::string(trim(rest.substr(equals + 1)));
    };
    if (body.starts_with("newdoc")) {
      now_.document = document_ = value("newdoc");
      now_.paragraph = true;
    } else if (body.starts_with("newpar")) {
      now_.paragraph = true;
    } else if (body.starts_with("text =")) {
      now_.text = value("text");
    }
  }

  void word(const std::vector<std::string_view>& c, int id, bool space) {
    TreebankWord w;
    w.form = c[1];
    w.lemma = c[2];
    w.pos = universal_pos(c[3]);
    w.tag = c[4];
    int head = number_of(c[6]);
    w.head = head < 0 ? -1 : head - 1;
    w.deprel = deprel_of(c[7]).value_or(Deprel::dep);
    bool inside = id >= token_first_ && id <= token_last_;
    w.word_of_token = inside && id > token_first_;
    w.space_after = inside ? id == token_last_ && token_space_ : space;
    now_.words.push_back(std::move(w));
  }

  TreebankSentence now_;
  std::string document_;
  int token_first_ = -1, token_last_ = -1;
  bool token_space_ = true;
};

}  // namespace

Result<std::vector<TreebankSentence>> read_treebank(std::string_view bytes, const std::string& name) {
  Reader reader;
  std::size_t number = 0;
  for (std::string_view l : split(bytes, '\n')) {
    ++number;
    TRY_VOID(reader.line(l, name + ":" + std::to_string(number)));
  }
  TRY_VOID(reader.close(name));
  return std::move(reader.out);
}

std::string_view universal_name(Pos pos) { return kPosNames[static_cast<std::size_t>(pos) % kPosNames.size()]; }

Pos universal_pos(std::string_view name) {
  for (std::size_t k = 0; k < kPosNames.size(); ++k)
    if (kPosNames[k] == name) return static_cast<Pos>(k);
  return Pos::x;
}

}  // namespace parley
