// Learns which blocks of a page are its article, from pages of which some pieces are marked as wanted or not.
//
// The marks are those of trafilatura's evaluation (evaldata.json: `with`, `without`, `comments`): a few words here and
// there, so most blocks of a page have none. What a first round of networks says of the others, where it is sure, is
// taken as a weak mark for the next round; each page is judged by networks that have not seen its host. Pages of half
// of the hosts are learned from (is_training_host), the rest is for measuring.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "intake/html_model.h"
#include "intake/url.h"

namespace parley {

struct LabelledPage {
  std::string host;
  std::string bytes;  // UTF-8
  std::vector<std::string> wanted, unwanted, comments;
};

struct PageTraining {
  std::uint64_t seed = 20181128;
  int epochs = 12;
  int rounds = 2;       // of weak marks, after one without
  int networks = 2;     // of the second pass, whose mean counts
  float weak = .15F;    // weight of a weak mark
  float sure = 2;       // log odds from which a block gets one
  float decay = 2e-3F;  // of weights, a step
  float rate = 3e-3F;
  std::size_t weak_per_page = 40;
};

/// True for the half of the hosts that is learned from: by a hash of the name.
bool is_training_host(std::string_view host);

/// The pages of DIR/evaldata.json that lie in DIR/cache and DIR/eval and whose hosts are learned from. Errors:
/// not_found, bad_input.
Result<std::vector<LabelledPage>> read_labelled_pages(const std::string& dir);

/// Trains on the pages. The same pages and options give the same weights.
PageModel train_pages(const std::vector<LabelledPage>& pages, const HintTable& hints, const PageTraining& training,
                      const std::function<void(const std::string&)>& tell);

}  // namespace parley
