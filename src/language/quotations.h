// Quotations of a report, by their marks.
#pragma once

#include "record/document.h"
#include "record/report.h"

namespace parley {

/// Finds quotations by their marks, block by block: an open one ends with its block (a quotation that runs over
/// paragraphs opens anew in each).
void find_quotations(const Report& report, Document& document);

}  // namespace parley
