// What the verbs of the command line share: options, exit codes, messages. Data goes to stdout, messages to stderr.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "reading/reading.h"

namespace parley {

enum ExitCode { kDone = 0, kNothing = 1, kUsage = 2, kBadInput = 3, kLedgerError = 4 };

struct CommandOptions {
  std::string ledger = "parley.db";
  std::string codebook;  // folder; empty: found beside the program
  // read
  std::vector<std::string> paths;
  std::string date;
  std::string format;
  unsigned threads = 0;
  bool quiet = false;
  // brief, show, export
  std::string about;
  std::string on;
  std::string kind;
  std::string status, by, since, until, search;
  std::size_t limit = 0;
  std::string directory;
  // inspect
  std::string stage;
  std::string date_field;
  bool jsonl = false, conllu = false, tree = false, mentions = false, underline = false, pairs = false,
       factuality = false;
  std::string models;  // folder of the trained models; empty: found beside the program
  // train
  std::string subject, data, treebank, words, out, leave_out;
  std::optional<std::uint64_t> seed;  // empty: the shipped models' own
  int rounds = 0;
  // codebook; subject: check or explain
  std::string text;
  bool verbose = false;
  // outlook; subject: the subcommand
  std::string split = "test", history = "running", predictions;
  std::string history_file = "parley.history", columns, source, target, type;
  int days = 10, every = 28;
  std::string from;
  std::vector<std::string> slip, assume;  // plan: "MEETING=DAYS", "MEETING=CHANCE"
  std::size_t draws = 100000;
  // score
  std::string file, compare, judge, because, svg;
  double clip = 0.01;
  bool extremise = false, settle = false, limit_given = false;
  // ask; text: the question
  bool keep = false, ledger_given = false, history_given = false;
  // serve
  int port = 8018;
  std::string token, host_names, analyst;
  bool editable = false;
  std::size_t connections = 0;
};

int run_read(const CommandOptions& options);
int run_brief(const CommandOptions& options);
int run_show(const CommandOptions& options);
int run_export(const CommandOptions& options);
int run_inspect(const CommandOptions& options);
int run_train(const CommandOptions& options);
int run_outlook(const CommandOptions& options);
int run_plan(const CommandOptions& options);
int run_score(const CommandOptions& options);
int run_ask(const CommandOptions& options);
int run_codebook(const CommandOptions& options);
int run_serve(const CommandOptions& options);

/// Prints "parley: where: message" to stderr and gives the exit code that fits.
int complain(const Error& error);

/// Loads the codebook named by the options, by PARLEY_CODEBOOK, or found beside the program.
Result<Knowledge> knowledge_for(const CommandOptions& options);

/// Folder of the codebook named by the options, by PARLEY_CODEBOOK, or found beside the program.
Result<std::string> codebook_for(const CommandOptions& options);

/// Folder of the trained models named by --models, by PARLEY_MODELS, or found beside the program.
Result<std::string> models_for(const CommandOptions& options);

/// The record that the options ask for (--ledger, --on).
Result<Record> record_for(const CommandOptions& options);

/// The day of --on, else the last one that the record tells of. Error bad_input: it holds no dated report.
Result<Date> last_day(const Record& record, const std::string& on);

/// The time now, for what the ledger keeps as the time of recording: ISO 8601, UTC.
std::string now_utc();

/// Writes to stdout in one go; false if it cannot (a closed pipe).
bool print(std::string_view text);

/// Width of the terminal on stdout or stderr; 100 where there is none.
unsigned terminal_width();

}  // namespace parley
