// From the field lists of findings.h and report.h to JSON and back.
//
// to_json writes one object on one line, keys in the order of the list, `kind` first; from_json reads what to_json
// wrote and leaves alone what it does not know, so that later versions may add fields.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "base/value.h"
#include "record/findings.h"

namespace parley {

/// One finding as a JSON object, without a line end. Instantiated in fields.cc for each kind.
template <class F>
std::string to_json(const F& finding);
std::string to_json(const Report& report);

/// Reads an object that to_json wrote. Error bad_input if a field has another type.
template <class F>
Result<F> from_json(const Value& object);
Result<Report> report_from_json(const Value& object);

/// Actors as the JSON list that to_json writes for them.
std::string actors_json(const std::vector<ActorRef>& actors);

}  // namespace parley
