#include "command.h"
namespace parley {
int run_brief(const CommandOptions&) { return kUsage; }
int run_show(const CommandOptions&) { return kUsage; }
}  // namespace parley
