// The floor: what a plain C++ program needs for the two speed jobs, written for nothing but them.
//
//   g++ -O3 -march=native -std=c++20 floor.cpp -o floor
//   ./floor on-demand 10000000
//   ./floor mm8 10000000
//
// on-demand: Poisson arrivals at 100/s; service exponential with mean 0.05 s; one request for each
// instance; the newest idle instance first; a new instance where none is idle, which adds 2.25 s;
// an instance idle for 600 s ends. mm8: the same requests to eight workers with one queue.
//
// It does what makes such a loop fast: the next arrival stays outside the heap, the heap has four
// children a node and sixteen-byte entries, exponential draws come from a ziggurat, and there are no
// keep-alive timers: with the newest first, the instance that has been idle longest is at the bottom
// of the stack. It has no scenario, no policies, no time series, no histogram and no cost; it keeps
// every latency in memory and sorts out the 99th percentile at the end.

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string_view>
#include <vector>

namespace {

constexpr double arrivalRate = 100;
constexpr double meanService = 0.05;
constexpr double coldStart = 2.25;
constexpr double keepAlive = 600;
constexpr int workers = 8;
constexpr double never = std::numeric_limits<double>::infinity();

// xoshiro256++ 1.0 (D. Blackman and S. Vigna, 2019), seeded by SplitMix64.
class Generator {
 public:
  explicit Generator(std::uint64_t seed) {
    for (auto& word : state) {
      seed += 0x9e3779b97f4a7c15;
      std::uint64_t mixed = seed;
      mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
      mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
      word = mixed ^ (mixed >> 31);
    }
  }

  std::uint64_t bits() {
    const std::uint64_t result = std::rotl(state[0] + state[3], 23) + state[0];
    const std::uint64_t shifted = state[1] << 17;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = std::rotl(state[3], 45);
    return result;
  }

  double uniform() { return static_cast<double>(bits() >> 11) * 0x1p-53; }

 private:
  std::array<std::uint64_t, 4> state;
};

// Exponential draws with mean 1 by the ziggurat (G. Marsaglia and W. Tsang, "The ziggurat method for
// generating random variables", 2000) with 256 layers of equal area.
class Exponential {
 public:
  explicit Exponential(std::uint64_t seed) : generator(seed) {
    constexpr double tail = 7.69711747013104972;
    constexpr double area = 0.0039496598225815571993;
    std::array<double, layers + 1> edge;
    edge[0] = area / std::exp(-tail);
    edge[1] = tail;
    for (int i = 2; i < layers; ++i) {
      edge[i] = -std::log(std::exp(-edge[i - 1]) + area / edge[i - 1]);
    }
    edge[layers] = 0;
    for (int i = 0; i <= layers; ++i) height[i] = std::exp(-edge[i]);
    for (int i = 0; i < layers; ++i) {
      width[i] = edge[i] * 0x1p-56;
      inside[i] = static_cast<std::uint64_t>(edge[i + 1] / edge[i] * 0x1p56);
    }
    start = tail;
  }

  double operator()() {
    double beyond = 0;
    for (;;) {
      const std::uint64_t word = generator.bits();
      const auto layer = static_cast<std::size_t>(word & (layers - 1));
      const std::uint64_t place = word >> 8;
      const double draw = static_cast<double>(place) * width[layer];
      if (place < inside[layer]) [[likely]] return beyond + draw;
      if (layer == 0) {
        beyond += start;
        continue;
      }
      const double low = height[layer];
      const double high = height[layer + 1];
      if (low + generator.uniform() * (high - low) < std::exp(-draw)) return beyond + draw;
    }
  }

 private:
  static constexpr int layers = 256;
  Generator generator;
  double start;
  std::array<std::uint64_t, layers> inside;
  std::array<double, layers> width;
  std::array<double, layers + 1> height;
};

// A service that is under way: when it ends, and a number that says whose it is.
struct Service {
  double end;
  std::uint64_t subject;
};

// A heap of services with four children a node, the earliest end on top.
class Heap {
 public:
  double earliest() const { return count == 0 ? never : nodes[0].end; }
  std::size_t size() const { return count; }

  void push(Service service) {
    if (count == nodes.size()) nodes.resize(std::max<std::size_t>(64, 2 * count));
    lift(count++, service);
  }

  // Pulls the earliest children up to a leaf, and lifts the last entry from there.
  Service pop() {
    const Service first = nodes[0];
    const Service last = nodes[--count];
    std::size_t hole = 0;
    std::size_t child = 1;
    while (child + 3 < count) {
      const std::size_t left = child + (nodes[child + 1].end < nodes[child].end);
      const std::size_t right = child + 2 + (nodes[child + 3].end < nodes[child + 2].end);
      const std::size_t best = nodes[right].end < nodes[left].end ? right : left;
      nodes[hole] = nodes[best];
      hole = best;
      child = 4 * best + 1;
    }
    if (child < count) {
      std::size_t best = child;
      for (std::size_t other = child + 1; other < count; ++other) {
        if (nodes[other].end < nodes[best].end) best = other;
      }
      nodes[hole] = nodes[best];
      hole = best;
    }
    if (count > 0) lift(hole, last);
    return first;
  }

 private:
  void lift(std::size_t hole, Service service) {
    while (hole > 0) {
      const std::size_t parent = (hole - 1) / 4;
      if (nodes[parent].end <= service.end) break;
      nodes[hole] = nodes[parent];
      hole = parent;
    }
    nodes[hole] = service;
  }

  std::vector<Service> nodes;
  std::size_t count = 0;
};

struct Outcome {
  std::vector<double> latencies;
  std::size_t coldStarts = 0;
};

Outcome onDemand(std::size_t requests, std::uint64_t seed) {
  struct Idle {
    double since;
    std::uint64_t instance;
  };
  Exponential interarrival(seed);
  Exponential service(seed + 1);
  Outcome outcome;
  outcome.latencies.reserve(requests);
  Heap heap;
  std::vector<Idle> idle;  // the newest last; those before `bottom` have ended
  std::size_t bottom = 0;
  std::vector<double> arrivalAt;  // of the request that an instance serves

  double arrival = interarrival() / arrivalRate;
  std::size_t arrived = 0;
  while (outcome.latencies.size() < requests) {
    if (heap.earliest() <= arrival) {
      const Service ended = heap.pop();
      outcome.latencies.push_back(ended.end - arrivalAt[ended.subject]);
      idle.push_back({ended.end, ended.subject});
      continue;
    }
    const double now = arrival;
    while (bottom < idle.size() && idle[bottom].since + keepAlive <= now) ++bottom;
    double duration = service() * meanService;
    std::uint64_t instance;
    if (bottom < idle.size()) {
      instance = idle.back().instance;
      idle.pop_back();
    } else {
      idle.clear();
      bottom = 0;
      instance = arrivalAt.size();
      arrivalAt.push_back(0);
      duration += coldStart;
      ++outcome.coldStarts;
    }
    arrivalAt[instance] = now;
    heap.push({now + duration, instance});
    arrival = ++arrived < requests ? now + interarrival() / arrivalRate : never;
  }
  return outcome;
}

Outcome eightWorkers(std::size_t requests, std::uint64_t seed) {
  Exponential interarrival(seed);
  Exponential service(seed + 1);
  Outcome outcome;
  outcome.latencies.reserve(requests);
  Heap heap;
  std::array<double, workers> arrivalAt{};  // of the request that a worker serves
  std::array<std::uint64_t, workers> freeWorkers{0, 1, 2, 3, 4, 5, 6, 7};
  std::size_t freeCount = workers;
  std::vector<double> waiting(1024);  // a ring of arrival times, its size a power of two
  std::size_t head = 0;
  std::size_t tail = 0;

  double arrival = interarrival() / arrivalRate;
  std::size_t arrived = 0;
  while (outcome.latencies.size() < requests) {
    if (heap.earliest() <= arrival) {
      const Service ended = heap.pop();
      outcome.latencies.push_back(ended.end - arrivalAt[ended.subject]);
      if (head != tail) {
        arrivalAt[ended.subject] = waiting[head++ & (waiting.size() - 1)];
        heap.push({ended.end + service() * meanService, ended.subject});
      } else {
        freeWorkers[freeCount++] = ended.subject;
      }
      continue;
    }
    const double now = arrival;
    if (freeCount > 0) {
      const std::uint64_t worker = freeWorkers[--freeCount];
      arrivalAt[worker] = now;
      heap.push({now + service() * meanService, worker});
    } else {
      if (tail - head == waiting.size()) {
        std::vector<double> larger(2 * waiting.size());
        for (std::size_t i = head; i != tail; ++i) {
          larger[i & (larger.size() - 1)] = waiting[i & (waiting.size() - 1)];
        }
        waiting.swap(larger);
      }
      waiting[tail++ & (waiting.size() - 1)] = now;
    }
    arrival = ++arrived < requests ? now + interarrival() / arrivalRate : never;
  }
  return outcome;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string_view job = count > 1 ? arguments[1] : "";
  const long long requests = count > 2 ? std::atoll(arguments[2]) : 10'000'000;
  if ((job != "on-demand" && job != "mm8") || requests < 1) {
    std::fprintf(stderr, "usage: floor on-demand|mm8 [REQUESTS] [SEED]\n");
    return 2;
  }
  const auto size = static_cast<std::size_t>(requests);
  const std::uint64_t seed = count > 3 ? std::strtoull(arguments[3], nullptr, 10) : 1;
  Outcome outcome = job == "mm8" ? eightWorkers(size, seed) : onDemand(size, seed);

  double sum = 0;
  for (const double latency : outcome.latencies) sum += latency;
  const std::size_t rank = (size * 99 + 99) / 100 - 1;
  const auto percentile = outcome.latencies.begin() + static_cast<std::ptrdiff_t>(rank);
  std::nth_element(outcome.latencies.begin(), percentile, outcome.latencies.end());
  std::printf(
      "{\"requests\": %zu, \"cold_starts\": %zu, \"mean_s\": %.6f, \"p99_s\": %.6f}\n", size,
      outcome.coldStarts, sum / static_cast<double>(size), *percentile);
}
