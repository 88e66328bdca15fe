// The attributes of a tag that say something to a reader of news, and the hints in their words. Inside the stage only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "intake/html_words.h"

namespace parley {

/// What of a tag's attributes a reader needs, as written.
struct Attributes {
  HintTable::Found found;
  std::string_view datetime, content, name, property, rel, href, type, lang, class_value;
  bool itemprop = false;
};

/// Reads the attributes of a tag, the first 64 of them. The values that hint at something are added to `names`, if it
/// is given.
void read_attributes(std::string_view attributes, HintMemo& hints, Attributes& out,
                     std::vector<std::string_view>* names);

/// "/author/ada-berg": the folders of a link's path hint as the words of a class do, if they name an author.
void hint_by_address(Attributes& link, HintMemo& hints);

/// Markup that was written as text ("&lt;p&gt;…&lt;/p&gt;") goes, from `begin` on, if the text is wrapped in it: where
/// tags are only spoken of, they stay.
void strip_markup(std::string& text, std::size_t begin);

}  // namespace parley
