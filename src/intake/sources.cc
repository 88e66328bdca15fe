// See sources.h.
#include "intake/sources.h"

#include <glob.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "base/file.h"
#include "base/text.h"
#include "intake/byte_source.h"
#include "intake/content.h"
#include "intake/gzip_source.h"

namespace parley {
namespace {

namespace fs = std::filesystem;

bool is_hidden(const fs::path& p) { return p.filename().string().starts_with('.'); }

/// Endings of files that hold reports, whatever stands in them.
bool has_known_ending(const fs::path& p) {
  std::string e = lower_ascii(p.extension().string());
  for (std::string_view known : {".txt", ".text", ".jsonl", ".ndjson", ".html", ".htm", ".xhtml", ".warc", ""})
    if (e == known) return true;
  return false;
}

/// The front of a file, unpacked if it is packed.
std::string head_of(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  StreamSource source(stream);
  ByteWindow window(source);
  constexpr std::size_t kPacked = 1 << 14;
  std::string head(window.ahead(kPacked));
  if (!looks_like_gzip(head)) return head;
  MemorySource packed(head);
  UnpackBudget budget;
  GzipSource unpacked(packed, budget);
  ByteWindow inside(unpacked);
  return std::string(inside.ahead(kPacked));
}

bool has_known_content(const std::string& path) {
  switch (look_at(head_of(path))) {
    case ContentKind::warc:
    case ContentKind::feed:
    case ContentKind::json_lines:
    case ContentKind::page:
      return true;
    default:
      return false;
  }
}

void walk(const std::string& folder, Sources& out) {
  std::vector<SourceFile> found;
  std::error_code error;
  auto it = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    if (is_hidden(it->path())) {
      if (it->is_directory(error)) it.disable_recursion_pending();
      continue;
    }
    if (!it->is_regular_file(error)) continue;
    std::string path = it->path().string();
    if (has_known_ending(it->path()) || has_known_content(path)) {
      found.push_back({path, it->file_size(error)});
    } else {
      ++out.passed_over;
    }
  }
  if (error) out.problems.push_back({ErrorCode::unreadable, error.message(), folder});
  if (found.empty())
    out.problems.push_back(
        {ErrorCode::not_found, "no reports in this folder (texts, pages, JSON lines, feeds, WARC archives)", folder});
  std::sort(found.begin(), found.end(), [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  out.files.insert(out.files.end(), found.begin(), found.end());
}

/// Files and folders that a pattern means, by name. Empty if it means none.
std::vector<std::string> expand(const std::string& pattern) {
  std::vector<std::string> out;
  if (pattern.find_first_of("*?[") == std::string::npos) return out;
  glob_t found = {};
  if (::glob(pattern.c_str(), GLOB_NOSORT, nullptr, &found) == 0)
    for (std::size_t k = 0; k < found.gl_pathc; ++k) out.emplace_back(found.gl_pathv[k]);
  ::globfree(&found);
  std::sort(out.begin(), out.end());
  return out;
}

void add_path(const std::string& path, Sources& out) {
  std::error_code error;
  if (path == "-") {
    out.files.push_back({path, 0});
  } else if (fs::is_directory(path, error)) {
    walk(path, out);
  } else {
    out.files.push_back({path, fs::is_regular_file(path, error) ? fs::file_size(path, error) : 0});
  }
}

}  // namespace

Sources collect_sources(const std::vector<std::string>& paths) {
  Sources out;
  for (const std::string& path : paths) {
    std::error_code error;
    if (path == "-" || fs::exists(path, error)) {
      add_path(path, out);
      continue;
    }
    std::vector<std::string> expanded = expand(path);
    if (expanded.empty()) out.problems.push_back({ErrorCode::not_found, "no such file or folder", path});
    for (const std::string& p : expanded) add_path(p, out);
  }
  if (out.files.size() > 1)
    std::stable_partition(out.files.begin(), out.files.end(), [](const SourceFile& f) {
      std::error_code error;
      return f.path != "-" && fs::is_regular_file(f.path, error) && look_at(head_of(f.path)) == ContentKind::feed;
    });
  return out;
}

Status with_stream(const SourceFile& file, const std::function<Status(std::istream&, const std::string& name)>& read) {
  if (file.path == "-") return read(std::cin, "(standard input)");
  std::ifstream stream(file.path, std::ios::binary);
  if (!stream || fs::is_directory(file.path)) {
    auto bytes = read_file(file.path);  // says why
    if (!bytes) return tl::unexpected(bytes.error());
  }
  return read(stream, file.path);
}

}  // namespace parley
