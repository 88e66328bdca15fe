// What the programs tell the allocator once, at their start. The library itself does not.
#pragma once

namespace parley {

/// Keeps memory that is freed for the next use instead of giving it back to the system: texts of some hundred kilobytes
/// come and go by the thousand, and each return costs the system's clearing of every page (a tenth of the time from
/// archive to ledger). No more is kept than was in use at once. Does nothing where the allocator is not glibc's.
void keep_freed_memory();

}  // namespace parley
