// The marked pages that train_pages() learns from. See html_training.h.
#include <filesystem>

#include "base/file.h"
#include "base/hash.h"
#include "intake/html.h"
#include "intake/html_training.h"

namespace parley {

bool is_training_host(std::string_view host) { return (fnv1a(host) >> 8) % 2 == 0; }

Result<std::vector<LabelledPage>> read_labelled_pages(const std::string& dir) {
  std::string file = dir + "/evaldata.json";
  auto gold = parse_json(TRY(read_file(file)));
  if (!gold) return fail(ErrorCode::bad_input, gold.error().message, file);
  std::vector<LabelledPage> pages;
  for (const auto& [url, entry] : gold->table) {
    LabelledPage p;
    p.host = host_of(url);
    if (!is_training_host(p.host)) continue;
    std::error_code error;
    for (const char* folder : {"/eval/", "/cache/"}) {
      std::filesystem::path path = dir + folder + entry.str("file");
      if (!p.bytes.empty() || !std::filesystem::exists(path, error)) continue;
      if (auto text = decode_page(TRY(read_file(path)), {}, nullptr)) p.bytes = std::move(*text);
    }
    if (p.bytes.empty()) continue;
    p.wanted = entry.texts("with");
    p.unwanted = entry.texts("without");
    p.comments = entry.texts("comments");
    pages.push_back(std::move(p));
  }
  return pages;
}

}  // namespace parley
