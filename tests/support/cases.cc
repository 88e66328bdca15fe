// Runs tests/cases/<stage>/*.case: blocks parted by a line "====", each an input, a line "----", and what is expected.
// See docs/case.md.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "support/knowledge.h"

namespace parley {
namespace {

struct CaseBlock {
  std::string file, input, expected, date = "2018-11-28";
  std::size_t line = 0;
};

std::vector<CaseBlock> load_cases(const std::string& stage) {
  std::vector<CaseBlock> out;
  std::vector<std::filesystem::path> files;
  for (const auto& e : std::filesystem::directory_iterator(std::string(PARLEY_SOURCE_DIR) + "/tests/cases/" + stage))
    if (e.path().extension() == ".case") files.push_back(e.path());
  std::sort(files.begin(), files.end());
  for (const auto& path : files) {
    std::ifstream file(path);
    CaseBlock block{path.filename().string(), {}, {}, "2018-11-28", 1};
    bool expected = false;
    std::size_t number = 0;
    auto close = [&] {
      if (!trim(block.input).empty()) out.push_back(block);
      block = {path.filename().string(), {}, {}, "2018-11-28", number + 1};
      expected = false;
    };
    for (std::string line; std::getline(file, line);) {
      ++number;
      if (line == "====") {
        close();
      } else if (line == "----") {
        expected = true;
      } else if (!expected && line.starts_with("date: ")) {
        block.date = line.substr(6);
      } else if (!line.starts_with("# ")) {
        (expected ? block.expected : block.input) += line + '\n';
      }
    }
    close();
  }
  return out;
}

std::string codes(const std::vector<ActorRef>& actors) {
  std::string out;
  for (const ActorRef& a : actors) out += (out.empty() ? "" : ",") + a.code;
  return out;
}

std::string or_dash(const std::string& s) { return s.empty() ? "-" : squeeze(s); }

std::string times_of(const Analysis& a) {
  std::string out;
  for (const Timex& t : a.times)
    out += std::string(slice(a.report.text, t.span)) + " => " + std::string(name_of(t.type)) + ' ' + t.value + ' ' +
           or_dash(t.mod) + ' ' + std::string(name_of(t.role)) + '\n';
  return out;
}

std::string findings_of(const Analysis& a) {
  std::string out;
  for (const Event& e : a.findings.events)
    out += "event " + std::string(name_of(e.type)) + ' ' + codes(e.source) + '>' + codes(e.target) + ' ' +
           std::string(name_of(e.status)) + ' ' + or_dash(e.time.value) + '\n';
  for (const Meeting& m : a.findings.meetings) {
    out += "meeting " + codes(m.parties) + ' ' + or_dash(m.level) + ' ' + std::string(name_of(m.status)) + ' ' +
           or_dash(m.planned.value) + ':';
    for (const MeetingStep& s : m.history)
      out += ' ' + std::string(name_of(s.status)) + (s.value.empty() ? "" : "@" + s.value);
    out += '\n';
  }
  for (const Claim& c : a.findings.claims)
    out += "claim " + std::string(name_of(c.source_class)) + ' ' + std::string(name_of(c.stance)) + ": " +
           or_dash(c.source) + " | " + or_dash(c.content) + '\n';
  for (const Forecast& f : a.findings.forecasts)
    out += "forecast " + or_dash(f.window.value) + ": " + or_dash(f.phrase) + '\n';
  for (const Demand& d : a.findings.demands)
    out += "demand " + std::string(name_of(d.form)) + ' ' + codes(d.by) + '>' + codes(d.to) + ": " + or_dash(d.what) +
           '\n';
  for (const Explanation& e : a.findings.explanations)
    out += "explanation " + or_dash(e.by) + ": " + or_dash(e.hypothesis) + '\n';
  for (const Commitment& c : a.findings.commitments)
    out += "commitment " + codes(c.by) + ' ' + std::string(name_of(c.state)) + ": " + or_dash(c.what) + '\n';
  return out;
}

/// Each expected line must be among the lines found; a line that begins with "not " must not be.
void check(const CaseBlock& block, const std::string& found) {
  std::string all = '\n' + found;
  for (std::string_view line : split(block.expected, '\n')) {
    if (trim(line).empty()) continue;
    bool negative = line.starts_with("not ");
    std::string wanted = '\n' + std::string(negative ? line.substr(4) : line) + '\n';
    EXPECT_EQ(all.find(wanted) == std::string::npos, negative)
        << block.file << ":" << block.line << ": " << line << "\n  found:\n"
        << found;
  }
}

TEST(Cases, Time) {
  auto cases = load_cases("time");
  ASSERT_FALSE(cases.empty());
  for (const CaseBlock& block : cases) check(block, times_of(*read_text(block.input, block.date)));
}

TEST(Cases, Reading) {
  auto cases = load_cases("reading");
  ASSERT_FALSE(cases.empty());
  for (const CaseBlock& block : cases) check(block, findings_of(*read_text(block.input, block.date)));
}

}  // namespace
}  // namespace parley
