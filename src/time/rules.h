// The compiled rules of codebook/time.toml and calendar.toml. Inside the stage only.
#pragma once

#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/phrase_table.h"
#include "time/time.h"

namespace parley {

struct Occasion {
  std::string name, kind;
  std::vector<std::string> of;
  std::vector<DateRange> dates;
};

struct TimeRules::Data {
  using Numbers = std::unordered_map<std::string, int>;
  Numbers months, weekdays, numbers, fixed;
  std::unordered_set<std::string> months_need_day, months_after;
  std::unordered_map<std::string, std::string> units, seasons, dayparts;
  std::unordered_map<std::string, std::string> parts;  // word → START, MID, END
  std::unordered_map<std::string, int> shift;          // -1, 0, 1
  std::unordered_set<std::string> every, future, recent, former;
  PhraseTable references;
  std::vector<std::string> reference_values;
  std::unordered_map<std::string, TimeRole> roles;
  std::unordered_map<std::string, std::array<double, 2>> part_bounds;
  PhraseTable occasions;  // lower-case names and aliases
  std::vector<Occasion> occasion_list;
  int occasion_days = 100, photo_days = 45;
  double weight_year = .7, weight_occasion = .6, weight_office = .5;
};

}  // namespace parley
