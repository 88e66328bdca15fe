// See program.h.
#include "support/program.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "base/file.h"

namespace parley {

namespace fs = std::filesystem;

void ProgramTest::SetUp() {
  std::string name = (fs::temp_directory_path() / "parley-program-XXXXXX").string();
  folder_ = ::mkdtemp(name.data());
}

void ProgramTest::TearDown() { fs::remove_all(folder_); }

std::string ProgramTest::write(const std::string& name, const std::string& bytes) const {
  fs::create_directories((folder_ / name).parent_path());
  std::ofstream(file(name), std::ios::binary) << bytes;
  return file(name);
}

Outcome ProgramTest::run(const std::string& arguments, const std::string& environment) const {
  std::string command =
      environment + " " + std::string(PARLEY_PROGRAM) + " " + arguments + " >" + file("out") + " 2>" + file("err");
  int status = std::system(command.c_str());
  return {WEXITSTATUS(status), *read_file(file("out")), *read_file(file("err"))};
}

}  // namespace parley
