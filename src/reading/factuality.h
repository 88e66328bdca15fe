// How sure the text presents an event, on the FactBank scale: 3 certainly so, 0 open, -3 certainly not.
//
// A small network with learned weights (models/factuality.bin): the features of a predicate (factuality_features.h) add
// up to a hidden layer; from that it tells how likely each value of the scale is, once for each of three groups of
// readers, who judged news, web texts and short business news. A second, linear model tells from the words of the
// sentence which group would be asked. The answer is the median of the mixture, which makes the least absolute error.
// docs/decisions/0015-factuality.md tells why, and how good it is.
// Scale: Saurí and Pustejovsky 2009; data: Lee and others 2015 (UW), Rudinger and others 2018 (UDS-IH2), Minard and
// others 2016 (MEANTIME), all as unified by Stanovsky and others 2017.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/model_file.h"
#include "reading/factuality_features.h"
#include "reading/reading.h"

namespace parley {

/// First section of the model file; changes with every change of a feature.
constexpr std::string_view kFactualityVersion = "parley factuality 1";

constexpr std::size_t kReaderGroups = 3;      // news, web, business news
constexpr std::size_t kCertainties = 13;      // values that the network tells apart: -3, -2.5 … 3
constexpr std::size_t kFactualityWidth = 48;  // of the hidden layer

/// Value of one of the kCertainties.
constexpr double certainty_value(std::size_t number) { return -3 + 0.5 * static_cast<double>(number); }

/// Probabilities of the certainties; they add up to 1.
using Certainties = std::array<float, kCertainties>;

/// Scores to probabilities, in place.
void to_shares(std::span<float> scores);

/// Rows of 8-bit weights, found by the hash of their feature.
template <std::size_t kWidth>
struct WeightRows {
  std::span<const std::uint32_t> keys;  // in order
  std::span<const std::int8_t> rows;    // kWidth numbers for each
  float unit = 0;                       // value of one step of a weight

  /// Adds up the rows of the features. Returns how many of them are known.
  std::size_t sum(const std::vector<std::uint32_t>& features, std::array<float, kWidth>& to) const;
};

class FactualityModel {
 public:
  /// Maps models/factuality.bin and loads the rules of status.h. Errors: not_found; bad_input for a model that is
  /// damaged or of another version; bad_codebook.
  static Result<std::shared_ptr<const FactualityModel>> load(const std::string& path, const std::string& codebook_dir);

  /// How sure the document presents what the tokens name, -3..3 in steps of a half; 3 for a range that is empty or
  /// outside the document.
  [[nodiscard]] double certainty(const Document& document, TokenRange predicate) const;

  /// Probabilities of the certainties for features.
  [[nodiscard]] Certainties judge(const FactualityFeatures& features) const;

 private:
  ModelFile file_;
  StatusRules status_;
  WeightRows<kFactualityWidth> event_;
  WeightRows<kReaderGroups> text_;
  std::span<const float> hidden_;  // kFactualityWidth: what the hidden layer starts from
  std::span<const float> heads_;   // for each group and certainty the weights of the hidden layer, and one by itself
  std::span<const float> lean_;    // kReaderGroups: towards which group, whatever the text
};

/// The value below which half of the probability lies.
double median_certainty(const Certainties& shares);

/// FactualityModel::certainty with the knowledge's model. Error not_found if models/ has no factuality.bin.
Result<double> certainty_of(const Knowledge& knowledge, const Document& document, TokenRange predicate);

}  // namespace parley
