// parley inspect language, in its three forms.
#pragma once

#include "command.h"

namespace parley {

int run_inspect_language(const CommandOptions& options);

}  // namespace parley
