// What speaks for and against explanations, across reports. Written down in docs/reading.md.
//
// An explanation names acts ("because Chile had sent a warship"). What tells of the same act elsewhere, by the same
// entry of the codebook with the same sides, is evidence: told as done, it is consistent with the hypothesis; told as
// not done, or denied, it is inconsistent. The words of the hypothesis itself are none.
#pragma once

#include <vector>

#include "record/findings.h"

namespace parley {

/// Fills `supports` and `contradicts` of the explanations with ids of claims (where somebody is said to tell of the
/// act) and events (where the report itself does): from the same report, and from others of about the same days that
/// repeat none. Order: nearest report first. Derived anew each time; what was read stays as it is.
void tie_evidence(const std::vector<Report>& reports, Findings& findings);

}  // namespace parley
