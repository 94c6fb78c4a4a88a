#include <stdint.h>

// How many counters of costs there are.
enum { SIMCTL_COSTS = 512 };

// Sets a counter that libFuzzer takes for coverage: an input that is the first to set it is kept.
void simctl_note_cost(int counter);
