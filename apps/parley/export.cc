// parley export: the record as files.
#include "ledger/export.h"

#include "command.h"

namespace parley {

int run_export(const CommandOptions& o) {
  auto record = record_for(o);
  if (!record) return complain(record.error());
  ExportFormat format = o.format == "csv"   ? ExportFormat::csv
                        : o.format == "ics" ? ExportFormat::ics
                                            : ExportFormat::jsonl;
  auto done = export_record(*record, format, o.directory);
  if (!done) return complain(done.error());
  return record->reports.empty() ? kNothing : kDone;
}

}  // namespace parley
