// The house keeps its order: includes run one way, and no file outgrows its idea.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

namespace {

namespace fs = std::filesystem;

const std::map<std::string, std::set<std::string>>& allowed() {
  static const std::map<std::string, std::set<std::string>> kAllowed = {
      {"base", {}},
      {"record", {"base"}},
      {"intake", {"base", "record"}},
      {"language", {"base", "record"}},
      {"time", {"base", "record"}},
      {"reading", {"base", "record", "intake", "language", "time"}},
      {"ledger", {"base", "record", "intake", "language", "time", "reading"}},
      {"outlook", {"base", "record", "intake", "language", "time", "reading", "ledger"}},
      {"page", {"base", "record", "intake", "language", "time", "reading", "ledger", "outlook"}},
  };
  return kAllowed;
}

TEST(Structure, IncludesRunOneWay) {
  std::size_t seen = 0;
  for (const auto& [stage, may_use] : allowed())
    for (const auto& entry : fs::directory_iterator(fs::path(PARLEY_SOURCE_DIR) / "src" / stage)) {
      std::ifstream file(entry.path());
      for (std::string line; std::getline(file, line);) {
        if (!line.starts_with("#include \"")) continue;
        std::string target = line.substr(10, line.find('/') == std::string::npos ? 0 : line.find('/') - 10);
        ++seen;
        EXPECT_TRUE(target == stage || may_use.contains(target)) << entry.path() << " includes " << line;
      }
    }
  EXPECT_GT(seen, 100U);
}

TEST(Structure, EveryStageHasAReadme) {
  for (const auto& [stage, may_use] : allowed()) {
    if (stage == "base" || stage == "record") continue;
    EXPECT_TRUE(fs::exists(fs::path(PARLEY_SOURCE_DIR) / "src" / stage / "README.md")) << stage;
  }
}

/// Types that all rooms see: those of headers, and of sources outside their namespace without a name. Two of one name
/// would be one to the linker, whatever they hold.
TEST(Structure, NoTwoTypesShareAName) {
  std::map<std::string, std::string> first;
  for (const auto& [stage, may_use] : allowed())
    for (const auto& entry : fs::directory_iterator(fs::path(PARLEY_SOURCE_DIR) / "src" / stage)) {
      std::ifstream file(entry.path());
      bool hidden = false;
      for (std::string line; std::getline(file, line);) {
        if (line == "namespace {") hidden = true;
        if (line == "}  // namespace") hidden = false;
        bool type = line.starts_with("struct ") || line.starts_with("class ") || line.starts_with("enum class ");
        if (hidden || !type || line.find('{') == std::string::npos) continue;
        line.erase(0, line.find(' ', line.starts_with("enum") ? 5 : 0) + 1);
        std::string name = line.substr(0, line.find_first_of(" {"));
        if (name.find('<') != std::string::npos) continue;  // a specialisation
        auto [it, fresh] = first.try_emplace(name, entry.path().string());
        EXPECT_TRUE(fresh) << name << " in " << entry.path() << " and " << it->second;
      }
    }
  EXPECT_GT(first.size(), 200U);
}

}  // namespace
