// Moved: see base/random.h.
#pragma once

#include "base/random.h"
