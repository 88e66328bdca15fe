// parley inspect time: expressions of time, as JSON lines or underlined for people.
#pragma once

#include "command.h"

namespace parley {

int run_inspect_time(const CommandOptions& options);

}  // namespace parley
