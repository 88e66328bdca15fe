// What the verbs of the command line share: options, exit codes, messages. Data goes to stdout, messages to stderr.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "language/model.h"
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
  bool jsonl = false, conllu = false, tree = false;
  std::string model;  // file of the language model; empty: found beside the program
  // train
  std::string subject, out;
  std::uint64_t seed = 20181108;
  int rounds = 20;
};

int run_read(const CommandOptions& options);
int run_brief(const CommandOptions& options);
int run_show(const CommandOptions& options);
int run_export(const CommandOptions& options);
int run_inspect(const CommandOptions& options);
int run_train(const CommandOptions& options);

/// Prints "parley: where: message" to stderr and gives the exit code that fits.
int complain(const Error& error);

/// Loads the codebook named by the options, by PARLEY_CODEBOOK, or found beside the program.
Result<Knowledge> knowledge_for(const CommandOptions& options);

/// Loads the language model named by --model, by PARLEY_MODELS (a folder), or found beside the program.
Result<LanguageModel> language_model_for(const CommandOptions& options);

/// The record that the options ask for (--ledger, --on).
Result<Record> record_for(const CommandOptions& options);

/// Writes to stdout in one go; false if it cannot (a closed pipe).
bool print(std::string_view text);

/// Width of the terminal on stdout or stderr; 100 where there is none.
unsigned terminal_width();

}  // namespace parley
