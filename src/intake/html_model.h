// The learned judge of a page's blocks: which of them are the article.
//
// Two small networks of one hidden layer. The first sees a block's features (html_features.h); the second sees them
// again, and what the first said of the blocks around it. models/intake.bin holds their weights and those of words of
// class names and of short blocks; models/SOURCE-intake.md says how they were made. Inside the stage only.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/model_file.h"
#include "base/result.h"
#include "intake/html_features.h"

namespace parley {

inline constexpr std::size_t kHidden = 16;
/// One hidden layer of rectified units, one output: the log odds that a block belongs to the article.
struct BlockNetwork {
  std::size_t inputs = 0;
  std::vector<float> first;   // inputs + 1 (bias, last) rows of kHidden
  std::vector<float> second;  // kHidden + 1 (bias, last)

  [[nodiscard]] bool fits(std::size_t n) const {
    return inputs == n && first.size() == (n + 1) * kHidden && second.size() == kHidden + 1;
  }
  /// Log odds for one row of `inputs` numbers.
  [[nodiscard]] float operator()(const SparseRow& row) const;
};

struct PageModel {
  std::vector<BlockNetwork> form;     // first pass; the mean of their outputs counts
  std::vector<BlockNetwork> context;  // second pass
  WordWeights class_words, text_words;

  static Result<PageModel> load(const std::string& path);
  [[nodiscard]] ModelWriter save() const;
};

/// The mean of the networks' answers.
float judge(const std::vector<BlockNetwork>& networks, const SparseRow& row);

/// What the second pass sees beside the features of block k: log odds of the first pass of it and those around it.
void append_context(const HtmlPage& page, const PageView& view, const std::vector<float>& first_pass,
                    std::vector<float>& rows);

/// Log odds of each block to belong to the article.
std::vector<float> judge_blocks(const HtmlPage& page, const PageView& view, const PageModel& model);

}  // namespace parley
