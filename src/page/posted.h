// What the page sends to be kept: a correction of the evidence of an explanation, as JSON from a browser.
#pragma once

#include <string_view>

#include "ledger/corrections.h"
#include "page/page_data.h"

namespace parley {

/// Reads {"explanation", "evidence", "bearing", "note", "on"}; note and on may be missing. The analyst is not part of
/// it. Errors: bad_usage names the field; not_found: the record of that day has no such explanation, claim or event.
Result<Correction> read_correction(PageData& data, std::string_view body);

}  // namespace parley
