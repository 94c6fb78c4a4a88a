#include "costs.h"

// libFuzzer reads and clears what lies in this section after every input.
__attribute__((section("__libfuzzer_extra_counters"))) static uint8_t costs[SIMCTL_COSTS];

void simctl_note_cost(int counter) {
  if (counter >= 0 && counter < SIMCTL_COSTS) costs[counter] = 1;
}
