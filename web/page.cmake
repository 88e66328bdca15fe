# The page as a C++ file: bundled from web/src where Node.js and web/node_modules are there, empty otherwise.
set(page_source ${PROJECT_BINARY_DIR}/embedded_page.cc)
find_program(PARLEY_NODE NAMES node nodejs)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/web/package-lock.json)
set(PARLEY_HAS_PAGE OFF)
if(NOT PARLEY_PAGE STREQUAL "OFF" AND PARLEY_NODE AND EXISTS ${PROJECT_SOURCE_DIR}/web/node_modules/esbuild)
  set(PARLEY_HAS_PAGE ON)
elseif(PARLEY_PAGE STREQUAL "ON")
  message(FATAL_ERROR "PARLEY_PAGE=ON needs Node.js and its packages: install nodejs and npm, run `npm ci` in web/")
elseif(NOT PARLEY_PAGE STREQUAL "OFF")
  message(WARNING "`parley serve` will have no page, its data only: Node.js or web/node_modules is missing. Install "
                  "nodejs and npm, run `npm ci` in web/, configure again (./run does all of it).")
endif()
if(PARLEY_HAS_PAGE)
  file(GLOB_RECURSE page_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/web/src/*)
  add_custom_command(
    OUTPUT ${page_source}
    COMMAND ${PARLEY_NODE} ${PROJECT_SOURCE_DIR}/web/build.mjs ${page_source}
    DEPENDS ${page_files} ${PROJECT_SOURCE_DIR}/web/build.mjs ${PROJECT_SOURCE_DIR}/web/package-lock.json
    COMMENT "Bundling the page" VERBATIM)
else()
  file(CONFIGURE OUTPUT ${page_source} @ONLY CONTENT [=[
// No page: see web/page.cmake.
#include "page/embedded.h"

namespace parley {

const std::vector<EmbeddedFile>& embedded_files() {
  static const std::vector<EmbeddedFile> kNone;
  return kNone;
}

}  // namespace parley
]=])
endif()
target_sources(parley_page PRIVATE ${page_source})
