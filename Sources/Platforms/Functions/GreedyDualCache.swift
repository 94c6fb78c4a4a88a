import SimCore

/// Which function gives up an instance when memory is needed: the one of the least priority.
///
/// The priority of an instance is the clock at its last use, plus what it would cost to start it
/// again times how often its function was called since it was last without instances, over its
/// memory. The clock is the priority of the instance that went last, so that those that nobody uses
/// fall behind. Source: A. Fuerst and P. Sharma, "FaasCache: Keeping Serverless Computing Alive
/// with Greedy-Dual Caching", ASPLOS 2021.
///
/// The functions with idle instances stand in a heap by a priority that theirs has not fallen below
/// since; the true one is found when a function comes to the front.
struct GreedyDualCache: ~Copyable {
  /// What the start of an instance costs, in seconds.
  let cost: Double
  /// The priority of the instance that went last.
  private(set) var clock = 0.0

  var heap: [Entry] = []
  var functions: Table<State>

  struct Entry {
    var priority: Double
    var function: Int

    static func < (left: Entry, right: Entry) -> Bool {
      left.priority < right.priority
        || (left.priority == right.priority && left.function < right.function)
    }
  }

  struct State: BitwiseCopyable {
    var size: Int64
    var calls: Int64 = 0
    var isListed = false
  }

  /// A cache without instances.
  init(cost: Double, sizes: [Int64]) {
    self.cost = cost
    functions = Table(minimumCapacity: sizes.count)
    for size in sizes { functions.append(State(size: size)) }
  }

  /// A function is called.
  mutating func called(_ function: Int) { functions[function].calls &+= 1 }

  /// A function has an idle instance, which was last used at some reading of the clock.
  mutating func becameIdle(_ function: Int, clock: Double) {
    if functions[function].isListed { return }
    functions[function].isListed = true
    push(Entry(priority: priority(function, clock), function: function))
  }

  /// A function has no instance left, and begins anew when it has one again.
  ///
  /// One that still stands in the heap goes on: its priority must not fall below what stands there.
  mutating func isEmpty(_ function: Int) {
    if !functions[function].isListed { functions[function].calls = 0 }
  }

  /// Finds the function that is to give up its oldest idle instance, and sets the clock.
  ///
  /// - Parameter oldest: the clock at the last use of a function's oldest idle instance; nil where
  ///   there is none.
  /// - Returns: the function; nil where no instance is idle.
  mutating func victim(_ oldest: (Int) -> Double?) -> Int? {
    while let entry = pop() {
      guard let clock = oldest(entry.function) else {
        functions[entry.function].isListed = false
        continue
      }
      let present = priority(entry.function, clock)
      if present > entry.priority {
        push(Entry(priority: present, function: entry.function))
        continue
      }
      functions[entry.function].isListed = false
      self.clock = max(self.clock, present)
      return entry.function
    }
    return nil
  }

  private func priority(_ function: Int, _ clock: Double) -> Double {
    let state = functions[function]
    return clock + Double(state.calls) * cost / (Double(max(state.size, 1)) / 0x1p20)
  }

  private mutating func push(_ entry: Entry) {
    heap.append(entry)
    var index = heap.count - 1
    while index > 0, entry < heap[(index - 1) / 2] {
      heap[index] = heap[(index - 1) / 2]
      index = (index - 1) / 2
    }
    heap[index] = entry
  }

  private mutating func pop() -> Entry? {
    guard let first = heap.first else { return nil }
    let entry = heap.removeLast()
    if heap.isEmpty { return first }
    var index = 0
    while 2 * index + 1 < heap.count {
      var child = 2 * index + 1
      if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
      if !(heap[child] < entry) { break }
      heap[index] = heap[child]
      index = child
    }
    heap[index] = entry
    return first
  }
}
