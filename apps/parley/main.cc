// The command line: verbs and options, no logic. Each verb lives in a file of its own name.
#include <CLI/CLI.hpp>

#include "command.h"

int main(int argc, char** argv) {
  using parley::CommandOptions;
  CommandOptions o;
  CLI::App app{
      "Parley reads reports about negotiations and keeps an auditable record: what is scheduled and what slipped, who\n"
      "demands what, who claims what, what was forecast. Every item opens the sentence that it came from."};
  app.footer(
      "Examples:\n  parley read reports/ feed.jsonl\n  parley brief --about PRK,USA --on 2018-11-29\n  parley show "
      "meetings --status postponed\n"
      "  parley export --format ics calendar/");
  app.set_version_flag("--version", std::string("parley ") + PARLEY_VERSION);
  app.require_subcommand(1);
  auto common = [&](CLI::App* verb) {
    verb->add_option("--ledger", o.ledger, "the ledger's file")->capture_default_str();
    verb->add_option("--codebook", o.codebook, "folder of the codebook (default: beside the program)");
    return verb;
  };

  auto* read = common(app.add_subcommand("read", "read reports into the ledger"));
  read->add_option("PATH", o.paths,
                   "files, folders, patterns ('*.html'), or - for standard input; plain text, HTML pages, WARC "
                   "archives, feeds and news sitemaps, or JSON lines with text, url, published, …; each may be packed "
                   "with gzip. What a file is, is told from its content")
      ->required();
  read->add_option("--date", o.date, "day of publication of all these reports, YYYY-MM-DD");
  read->add_option("--format", o.format, "jsonl: print the findings as JSON lines")->check(CLI::IsMember({"jsonl"}));
  read->add_option("-j,--jobs,--threads", o.threads, "threads (default: one a core); the result is the same for any");
  read->add_flag("--quiet", o.quiet, "no progress bar");
  read->footer(
      "Examples:\n  parley read 2018/*.txt\n  parley read --date 2018-11-28 story.txt --format jsonl\n  parley "
      "read CC-NEWS-20181128.warc.gz --jobs 4\n  parley read feed.xml pages/     (the feed's dates and titles are "
      "evidence "
      "for its pages)\n  curl -s https://courier.example/feed | parley read -");

  auto* brief = common(app.add_subcommand("brief", "the state of play"));
  brief->add_option("--about", o.about, "actors, by code or name: PRK,USA");
  brief->add_option("--on", o.on, "as known on that day, YYYY-MM-DD");
  brief->add_option("--format", o.format, "text, markdown or json")->check(CLI::IsMember({"text", "markdown", "json"}));
  brief->footer(
      "Examples:\n  parley brief\n  parley brief --about PRK,USA --on 2018-11-10\n  parley brief --about Iran --format "
      "markdown > iran.md");

  auto* show = common(app.add_subcommand("show", "list one kind of finding"));
  show->add_option("KIND", o.kind,
                   "meetings, events, claims, forecasts, demands, explanations, commitments, actors, sources, reports, "
                   "contradictions, corrections")
      ->required()
      ->check(CLI::IsMember({"meetings", "events", "claims", "forecasts", "demands", "explanations", "commitments",
                             "actors", "sources", "reports", "contradictions", "corrections"}));
  show->add_option("--about", o.about, "only what involves these actors: PRK,USA");
  show->add_option("--on", o.on, "as known on that day, YYYY-MM-DD");
  show->add_option("--status", o.status, "only this status, state, stance or type");
  show->add_option("--by", o.by, "only from sources whose words hold this");
  show->add_option("--search", o.search, "only where the quote holds this");
  show->add_option("--limit", o.limit, "at most so many (0: all)");
  show->add_option("--format", o.format, "table, jsonl or csv")->check(CLI::IsMember({"table", "jsonl", "csv"}));
  show->footer(
      "Examples:\n  parley show meetings --about PRK,USA\n  parley show forecasts --status open\n  parley show claims "
      "--by Pompeo --format csv");

  auto* exporting = common(app.add_subcommand("export", "write the record as files"));
  exporting->add_option("DIR", o.directory, "folder to write into")->required();
  exporting->add_option("--format", o.format, "jsonl, csv or ics")
      ->required()
      ->check(CLI::IsMember({"jsonl", "csv", "ics"}));
  exporting->add_option("--on", o.on, "as known on that day, YYYY-MM-DD");
  exporting->footer(
      "Examples:\n  parley export --format csv out/\n  parley export --format ics calendar/   (then open "
      "calendar/meetings.ics)");

  auto* serving = common(app.add_subcommand("serve", "the record as a page in a browser, on this machine only"));
  serving->add_option("--models", o.models, "folder of the trained models (default: beside the program)");
  serving->add_option("-p,--port", o.port, "port on 127.0.0.1; 0: any that is free")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  serving->add_option("--token", o.token, "answer only who gives this token: for use behind a proxy")
      ->envname("PARLEY_TOKEN");
  serving->add_option("--host", o.host_names, "host names that a proxy passes on: parley.example.org,…");
  serving->add_flag("--editable", o.editable, "take corrections of the evidence of explanations; needs --analyst");
  serving->add_option("--analyst", o.analyst, "with --editable: under whose name corrections are kept");
  serving->add_option("--connections", o.connections, "at most so many at a time (default 256)")
      ->check(CLI::Range(4, 10000));
  serving->footer(
      "Examples:\n  parley serve\n  parley serve --ledger iran.db --port 0      (prints the address)\n  parley serve "
      "--editable --analyst \"A. Reader\"\n  parley serve "
      "--host parley.example.org --token 7d1c0a…     (behind a proxy that speaks TLS)");

  auto* inspect = app.add_subcommand("inspect", "one stage alone, for people and for measurements");
  inspect->add_option("STAGE", o.stage, "language, time, events, claims or article")
      ->required()
      ->check(CLI::IsMember({"language", "time", "events", "claims", "article"}));
  inspect->add_option("FILE", o.paths, "files")->required();
  inspect->add_option("--codebook", o.codebook, "folder of the codebook (default: beside the program)");
  inspect->add_option("--models", o.models, "language: folder of the trained models (default: beside the program)");
  inspect->add_option("--date", o.date, "day of publication, YYYY-MM-DD");
  inspect->add_flag("--jsonl", o.jsonl, "the files are JSON lines of {id, text, …}; article: also of {id, path, url}");
  inspect->add_option("--date-field", o.date_field, "with --jsonl: the field that holds the day (default: date)");
  inspect->add_flag("--conllu", o.conllu, "language: the files are CoNLL-U, to be filled in");
  inspect->add_flag("--tree", o.tree, "language: draw the trees for a terminal");
  inspect->add_flag("--mentions", o.mentions, "language: who is meant, as JSON lines");
  inspect->add_flag("--factuality", o.factuality,
                    "claims: the files are JSON lines of {id, text, spans}; how sure each span's event is, -3 to 3");
  inspect->add_flag("--pairs", o.pairs,
                    "events: the files are lines of id, sentence, source, target (tabs); prints id, type, confidence");
  inspect->add_flag("--underline", o.underline, "time: the text with its expressions underlined, and their values");
  inspect->footer(
      "Examples:\n  parley inspect language --tree story.txt\n  parley inspect time --date 2018-11-28 story.txt\n  "
      "parley inspect time --date 2018-11-28 --underline story.txt\n  "
      "parley inspect events --jsonl sentences.jsonl\n  parley inspect events --pairs pairs.tsv\n  "
      "parley inspect claims --jsonl texts.jsonl\n  parley inspect claims --factuality --jsonl spans.jsonl\n "
      " parley inspect article story.txt\n  parley inspect article --jsonl pages.jsonl\n  parley inspect article "
      "CC-NEWS-20181128.warc.gz     (a line for each page)");

  auto* train = app.add_subcommand("train", "learn the weights in models/ from annotated corpora");
  train
      ->add_option("MODEL", o.subject,
                   "language (tags, lemmas, trees), entities (names), pairs (relations of source and target), claims "
                   "(who says what), factuality (how sure a text is) or intake (what of a page is its article)")
      ->required()
      ->check(CLI::IsMember({"language", "entities", "pairs", "claims", "factuality", "intake"}));
  train->add_option("--data", o.data, "folder of the corpora: treebanks *-train*.conllu; models/SOURCE*.md lists all")
      ->required();
  train->add_option("--out", o.out, "file to write")->required();
  train->add_option("--treebank", o.treebank,
                    "language: folder of our own trees (default: models/treebank beside the codebook)");
  train->add_option("--models", o.models,
                    "claims, factuality: folder of the trained models (default: beside the program)");
  train->add_option("--codebook", o.codebook, "folder of the codebook (default: beside the program)");
  train->add_option("--words", o.words,
                    "entities: word groups (default: models/words/clusters.txt beside the codebook)");
  train->add_option(
      "--leave-out", o.leave_out,
      "for measuring; entities: a corpus to leave out, or tenth (GMB's last tenth); pairs: folds (writes the "
      "answers of five-fold cross-validation); factuality: folds (writes its scores)");
  train->add_option("--seed", o.seed, "of the random numbers (default: as shipped)");
  train->add_option("--rounds", o.rounds, "passes over the corpora (0: as shipped)");
  train->add_flag("--quiet", o.quiet, "no progress");
  train->footer(
      "Examples:\n  parley train language --data treebanks --out models/language.bin\n  "
      "parley train entities --data corpora --out models/entities.bin\n  "
      "parley train pairs --data events --out models/pairs.bin\n  "
      "parley train pairs --data events --leave-out folds --out answers.tsv\n  "
      "parley train claims --data polnear/train --out models/claims.bin\n  "
      "parley train factuality --data judgements --out models/factuality.bin\n  "
      "parley train intake --data pages --out models/intake.bin");

  auto* codebook = app.add_subcommand("codebook", "check the codebook's entries, or see what a sentence sets off");
  codebook->require_subcommand(1);
  codebook->add_option("--codebook", o.codebook, "folder of the codebook (default: beside the program)");
  auto* codebook_check = codebook->add_subcommand("check", "read the example of every entry; exit code 1 if one fails");
  codebook_check->add_flag("--verbose", o.verbose,
                           "also list shadowed examples, and words that stand in several files");
  codebook_check->footer("Examples:\n  parley codebook check\n  parley codebook --codebook mine check --verbose");
  auto* codebook_explain =
      codebook->add_subcommand("explain", "which entries a sentence sets off, which almost, and why not");
  codebook_explain->add_option("TEXT", o.text, "a sentence, quoted")->required();
  codebook_explain->footer("Examples:\n  parley codebook explain \"Iran withdrew from the talks with France.\"");
  codebook->footer(
      "Examples:\n  parley codebook check\n  parley codebook explain \"Iran withdrew from the talks with France.\"");

  auto* outlook = app.add_subcommand("outlook", "what is likely next, from a history of events");
  outlook->require_subcommand(1);
  auto* evaluate = outlook->add_subcommand("evaluate", "rank the other party of each event of a benchmark's split");
  evaluate
      ->add_option("DIR", o.directory,
                   "folder with train.txt, valid.txt, test.txt: lines of source, type, target, time (numbers)")
      ->required();
  evaluate->add_option("--split", o.split, "valid or test (then valid is known history)")
      ->check(CLI::IsMember({"valid", "test"}))
      ->capture_default_str();
  evaluate
      ->add_option("--history", o.history,
                   "running: every day before the query's is known; frozen: only what was known when the split began")
      ->check(CLI::IsMember({"running", "frozen"}))
      ->capture_default_str();
  evaluate->add_option("--predictions", o.predictions, "file to write: query, direction, up to 100 actor:score")
      ->required();
  evaluate->add_flag("--quiet", o.quiet, "no progress");
  evaluate->footer("Examples:\n  parley outlook evaluate ICEWS14 --split valid --predictions answers.tsv");
  auto* importing =
      outlook->add_subcommand("import", "take events into the history: event data sets, or the ledger's own");
  importing->add_option("FILE", o.paths, "ICEWS, POLECAT or GDELT files, CSV, or a ledger")->required();
  importing->add_option("--history", o.history_file, "the history's file")->capture_default_str();
  importing->add_option("--format", o.format, "icews, polecat, gdelt, csv or ledger (default: as the file looks)")
      ->check(CLI::IsMember({"icews", "polecat", "gdelt", "csv", "ledger"}));
  importing->add_option("--columns", o.columns, "which column is which: day=date,source=from,target=to,type=what");
  importing->add_option("--codebook", o.codebook, "folder of the codebook (default: beside the program)");
  importing->footer(
      "Examples:\n  parley outlook import parley.db\n  parley outlook import events.2018.tab --history "
      "world.history\n  parley outlook import mine.csv --format csv --columns "
      "\"day=on,source=who,target=whom,type=what\"");
  auto asking = [&](CLI::App* verb) {
    verb->add_option("--history", o.history_file, "the history's file")->capture_default_str();
    verb->add_option("--on", o.on, "first day that is not known, YYYY-MM-DD (default: the day after the last event)");
    verb->add_option("--format", o.format, "text or jsonl")->check(CLI::IsMember({"text", "jsonl"}));
    verb->add_option("--codebook", o.codebook, "folder of the codebook (default: beside the program)");
  };
  auto* next = outlook->add_subcommand("next", "what one actor is likely to do next, to whom, and why");
  next->add_option("--source", o.source, "the actor, by code or name")->required();
  next->add_option("--target", o.target, "only towards this one");
  next->add_option("--type", o.type, "only acts of this type (CONSULT, SANCTION, …)");
  next->add_option("--days", o.days, "window, from --on")->check(CLI::Range(1, 365))->capture_default_str();
  next->add_option("--limit", o.limit, "at most so many (default 10)");
  asking(next);
  next->footer(
      "Examples:\n  parley outlook next --source PRK --on 2018-11-28\n  parley outlook next --source PRK --target USA "
      "--format jsonl");
  auto* when = outlook->add_subcommand("when", "when two actors will next do a thing: curve, likely day, reasons");
  when->add_option("--pair", o.about, "two actors, by code or name: PRK,USA")->required();
  when->add_option("--type", o.type, "types of acts, any of these: CONSULT or CONSULT,AGREE")->required();
  when->add_option("--by", o.by, "last day of the window, YYYY-MM-DD")->required();
  asking(when);
  when->add_option("--svg", o.svg, "also write the curve to this file");
  auto* when_ledger =
      when->add_option("--ledger", o.ledger, "also tell what this ledger knows to be set, and its slips");
  when->footer(
      "Examples:\n  parley outlook when --pair PRK,USA --type CONSULT --by 2018-12-31 --on 2018-11-28\n  parley "
      "outlook when --pair PRK,USA --type CONSULT --by 2018-12-31 --on 2018-11-28 --ledger parley.db --svg "
      "curve.svg");
  auto* planning = common(outlook->add_subcommand(
      "plan", "the meetings that lie ahead: what each waits for, when it may take place, what delays it"));
  planning->add_option("--about", o.about, "only meetings of these actors, by code or name: PRK,USA");
  planning->add_option("--on", o.on,
                       "first day that is not known, YYYY-MM-DD (default: the day after the last report)");
  auto* plan_days =
      planning->add_option("--days", o.days, "how far to look ahead (default 365)")->check(CLI::Range(1, 3650));
  planning->add_option("--slip", o.slip, "what it does to the rest if a meeting slips: ID or words of its name=DAYS");
  planning->add_option("--assume", o.assume,
                       "take this chance for a meeting or condition: ID or words of its name=0.8");
  planning->add_option("--draws", o.draws, "so many draws")->check(CLI::Range(200, 10000000))->capture_default_str();
  planning->add_option("--seed", o.seed, "of the random numbers (default 1)");
  planning->add_option("--svg", o.svg, "also draw the plan to this file");
  auto* plan_limit = planning->add_option("--limit", o.limit, "of meetings that hang on nothing (default 8; 0: all)");
  planning->add_option("--format", o.format, "text or json")->check(CLI::IsMember({"text", "json"}));
  planning->add_option("--models", o.models, "folder of the trained models (default: beside the program)");
  planning->footer(
      "Examples:\n  parley outlook plan --about PRK,USA --on 2018-11-30\n  parley outlook plan --slip \"high-level "
      "talks=21\" --svg plan.svg\n  parley outlook plan --assume \"eases sanctions=0.2\" --format json");
  auto* backtesting =
      outlook->add_subcommand("backtest", "what would have been stated in the past, and how good it was");
  backtesting->add_option("--type", o.type, "types of acts, any of these")->required();
  backtesting->add_option("--history", o.history_file, "the history's file")->capture_default_str();
  backtesting->add_option("--days", o.days, "window: again within so many days?")->check(CLI::Range(1, 365));
  backtesting->add_option("--every", o.every, "days from one day of asking to the next")
      ->check(CLI::Range(1, 3650))
      ->capture_default_str();
  backtesting->add_option("--from", o.from, "first day of asking, YYYY-MM-DD (default: the middle of the history)");
  backtesting->add_option("--until", o.until, "windows end before that day (default: the end of the history)");
  backtesting->add_option("--svg", o.svg, "also write the calibration plot to this file");
  backtesting->add_option("--format", o.format, "text or jsonl")->check(CLI::IsMember({"text", "jsonl"}));
  backtesting->add_option("--codebook", o.codebook, "folder of the codebook (default: beside the program)");
  backtesting->footer(
      "Examples:\n  parley outlook backtest --type CONSULT --days 14\n  parley outlook backtest --type CONSULT --from "
      "2018-06-01 --every 7 --svg plot.svg");
  outlook->footer(
      "Examples:\n  parley outlook import parley.db\n  parley outlook next --source PRK\n  parley outlook when --pair "
      "PRK,USA --type "
      "CONSULT --by 2018-12-31");

  auto* score = common(app.add_subcommand("score", "who was right: forecasts settled by later reports, and scored"));
  score->add_option("DB", o.ledger, "the ledger's file");
  score->add_option(
      "--file", o.file,
      "score this file instead: CSV, TSV or JSON lines with probability, outcome, forecaster, question, …");
  score->add_option("--columns", o.columns, "with --file, which column is which: probability=p,outcome=won");
  score->add_option("--on", o.on, "as known on that day, YYYY-MM-DD");
  score->add_option("--clip", o.clip, "log score: probabilities are held this far from 0 and 1")
      ->check(CLI::Range(1e-9, 0.49))
      ->capture_default_str();
  score->add_option("--compare", o.compare, "forecasters to compare, by name: A,B (default: the five with most)");
  score->add_flag("--extremise", o.extremise,
                  "also pool experts with an exponent on the odds, fitted on resolved ones");
  auto* score_limit = score->add_option("--limit", o.limit, "rows of each kind (default 15; 0: all)");
  score->add_option("--svg", o.svg, "also write the calibration plot to this file");
  score->add_flag("--settle", o.settle, "write what became of forecasts since the last time into the ledger");
  score->add_option("--judge", o.judge, "judge one by hand: ID=yes, no, void, condition-not-met or open");
  score->add_option("--because", o.because, "with --judge: why");
  score->add_option("--by", o.by, "with --judge: who judges");
  score->add_option("--format", o.format, "text or jsonl")->check(CLI::IsMember({"text", "jsonl"}));
  score->add_flag("--quiet", o.quiet, "no remarks");
  score->footer(
      "Examples:\n  parley score\n  parley score parley.db --on 2019-06-01 --svg calibration.svg\n  parley score "
      "--file "
      "resolved.csv --columns \"probability=p,outcome=won\"\n  parley score --settle\n  parley score --judge "
      "for-0ab46a85364f04c0=void --because \"another summit was meant\"");

  auto* asking_words = app.add_subcommand("ask", "a question in words: a probability, its reasons and its evidence");
  asking_words->add_option("QUESTION", o.text, "as in \"Will A and B meet before 1 March 2019?\"")->required();
  auto* ask_ledger =
      asking_words->add_option("--ledger", o.ledger, "the ledger's file, if there is one")->capture_default_str();
  auto* ask_history = asking_words->add_option("--history", o.history_file, "a history of events, if there is one")
                          ->capture_default_str();
  asking_words->add_option("--on", o.on, "first day that is not known, YYYY-MM-DD (default: the day after the last)");
  asking_words->add_option("--until", o.until, "ask again on every day from --on to this one");
  asking_words->add_option("--svg", o.svg, "with --until: also draw the answers to this file");
  asking_words->add_flag("--keep", o.keep, "keep the answer in the ledger as a forecast that parley score will judge");
  asking_words->add_option("--format", o.format, "text or jsonl")->check(CLI::IsMember({"text", "jsonl"}));
  asking_words->add_option("--codebook", o.codebook, "folder of the codebook (default: beside the program)");
  asking_words->add_option("--models", o.models, "folder of the trained models (default: beside the program)");
  asking_words->footer(
      "Examples:\n  parley ask \"Will the United States and North Korea hold high-level talks before 1 January 2019?\" "
      "--on 2018-11-28\n  parley ask \"Will Japan sanction Russia within two months?\" --history world.history");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? parley::kDone : parley::kUsage;
  }
  if (*read) return parley::run_read(o);
  if (*brief) return parley::run_brief(o);
  if (*show) return parley::run_show(o);
  if (*exporting) return parley::run_export(o);
  if (*serving) return parley::run_serve(o);
  if (*score) {
    o.limit_given = score_limit->count() > 0;
    return parley::run_score(o);
  }
  if (*asking_words) {
    o.ledger_given = ask_ledger->count() > 0;
    o.history_given = ask_history->count() > 0;
    return parley::run_ask(o);
  }
  if (*train) return parley::run_train(o);
  if (*outlook) {
    o.subject = outlook->get_subcommands().front()->get_name();
    o.ledger_given = when_ledger->count() > 0;
    o.limit_given = plan_limit->count() > 0;
    if (*planning && plan_days->count() == 0) o.days = 365;
    return *planning ? parley::run_plan(o) : parley::run_outlook(o);
  }
  if (*codebook) {
    o.subject = *codebook_check ? "check" : "explain";
    return parley::run_codebook(o);
  }
  return parley::run_inspect(o);
}
