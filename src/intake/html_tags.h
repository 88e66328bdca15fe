// The elements of HTML that matter to a reader, and how each behaves.
//
// A page is read without a document tree: inline elements are passed through, block elements open and close on a stack,
// raw elements (scripts, styles) are skipped whole. Everything unknown is a block, which is what a custom element of a
// news page nearly always is. Inside the stage only.
#pragma once

#include <cstdint>
#include <string_view>

namespace parley {

enum class Tag : std::uint8_t {
  other,  // unknown: a block
  a,
  abbr,
  address,
  article,
  aside,
  b,
  base,
  blockquote,
  body,
  br,
  button,
  caption,
  center,
  cite,
  code,
  dd,
  del,
  details,
  div,
  dl,
  dt,
  em,
  fieldset,
  figcaption,
  figure,
  font,
  footer,
  form,
  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
  head,
  header,
  hr,
  html,
  i,
  iframe,
  img,
  input,
  ins,
  kbd,
  label,
  legend,
  li,
  link,
  main,
  mark,
  math,
  menu,
  meta,
  nav,
  noscript,
  object,
  ol,
  option,
  p,
  picture,
  pre,
  q,
  s,
  samp,
  script,
  section,
  select,
  small,
  source,
  span,
  strong,
  style,
  sub,
  summary,
  sup,
  svg,
  table,
  tbody,
  td,
  template_,
  textarea,
  tfoot,
  th,
  thead,
  time,
  title,
  tr,
  u,
  ul,
  var,
  video,
  wbr,
};

enum class TagKind : std::uint8_t {
  block,    // ends a piece of text, goes on the stack
  in_line,  // part of a piece of text
  empty,    // has no end tag
  raw,      // its content is not text of the page
};

/// The tag of that name, in any case.
Tag tag_of(std::string_view name);

TagKind kind_of(Tag tag);

/// True for h1 to h6.
constexpr bool is_heading(Tag t) { return t >= Tag::h1 && t <= Tag::h6; }

/// True for elements around which nobody writes an article: nav, footer, aside, form, button, select, …
bool is_edge_tag(Tag tag);

}  // namespace parley
