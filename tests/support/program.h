// The program in a folder of its own, as a user calls it.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "support/folder.h"

namespace parley {

struct Outcome {
  int code = -1;
  std::string out, err;
};

class ProgramTest : public ::testing::Test {
 protected:
  [[nodiscard]] std::string file(const std::string& name) const { return folder_.file(name); }
  /// Writes a file into the folder, and its folders where they are missing; its path.
  std::string write(const std::string& name, const std::string& bytes) const { return folder_.write(name, bytes); }
  /// Runs `parley ARGUMENTS` through the shell; `environment`: "NAME=value …".
  Outcome run(const std::string& arguments, const std::string& environment = {}) const;
  [[nodiscard]] std::string ledger(const std::string& name = "l.db") const { return " --ledger " + file(name); }

  TestFolder folder_;
};

}  // namespace parley
