// Places of a page that name a day outside its text and fields: its address, its scripts; and in which order the page
// writes day and month. Neighbour: html_dates.cc, which weighs them. Inside the stage only.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/html_metadata.h"

namespace parley {

/// The order of day and month in "03/04/2019", by the page's locale (of <html lang>, of a folder of its address, of
/// og:locale) and its host.
DayOrder day_order_of(const PageContext& context);

/// The day in an address ("/2018/11/28/", "/2018-11-28", "/20181128", "/2018/7/2/", "/28-11-2018"); empty if there is
/// none.
std::string day_in_address(const std::string& address);

/// A day in any of the forms that machines and people write: 2018-11-28…, 20181128, seconds since 1970, a written one.
std::optional<std::string> day_of_words(std::string_view words, const IntakeRules::Data& rules, DayOrder order);

/// Both days that "11/01/2021" may mean, a space between them; empty if the words do not begin with such numbers.
std::string other_reading(std::string_view words);

/// Hands the values of keys that hold a word ("ublish": "publishedAt", "datePublished") in scripts that are no JSON-LD
/// to `visit`, until it returns true.
void find_days_in_scripts(std::string_view page, std::string_view key,
                          const std::function<bool(std::string_view)>& visit);

/// The lines of a block, which may be parted by single breaks; those of more than `longest` bytes left out.
std::vector<Span> lines_of_block(std::string_view text, Span block, std::size_t longest);

}  // namespace parley
