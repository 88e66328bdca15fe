// See program.h.
#include "support/program.h"

#include <sys/wait.h>

#include <cstdlib>

#include "base/file.h"

namespace parley {

Outcome ProgramTest::run(const std::string& arguments, const std::string& environment) const {
  std::string command =
      environment + " " + std::string(PARLEY_PROGRAM) + " " + arguments + " >" + file("out") + " 2>" + file("err");
  int status = std::system(command.c_str());
  return {WEXITSTATUS(status), *read_file(file("out")), *read_file(file("err"))};
}

}  // namespace parley
