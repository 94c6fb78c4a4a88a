/// The later of very many pending events, unordered in periods of equal length.
///
/// A heap of a hundred thousand events does not fit into a processor's fast memory, and each event
/// walks its height twice. Here an event is written once to the end of its period and read once
/// when the period begins; only the events of one period are ever in the heap.
///
/// Periods are planned for the events that are there: so long that one holds about
/// ``eventsInPeriod`` of them. What lies beyond the last period is kept apart until the periods are
/// through, or until events have become so many more or fewer that a new plan pays; a plan costs
/// one pass over all events, which as many new ones have paid for.
///
/// Source of the idea: W. T. Tang, R. S. M. Goh and I. L.-J. Thng, "Ladder queue: An O(1) priority
/// queue structure for large-scale discrete event simulation", ACM TOMACS 15(3), 2005.
@usableFromInline
struct Calendar: ~Copyable {
  /// The number of periods.
  private static let periods = 2048
  /// How many events a period is planned to hold.
  private static let eventsInPeriod = 64.0
  /// Rows in a block: a first one that links it, and events.
  private static let blockLength = 16
  /// The longest period, of 2^51 ns: a thousand of them are the longest interval.
  private static let greatestShift = 51

  /// The number of events.
  @usableFromInline private(set) var count = 0

  /// Blocks of events.
  ///
  /// In the first row of each, `time` is the next block of its chain (-1 for none), and `key` is
  /// the number of its events.
  private var blocks = Table<Agenda.Entry>(minimumCapacity: 4)
  /// The chain of unused blocks.
  private var unused = -1
  /// The chain of each period, and in the last row that of all events beyond them; -1 for none.
  private var chains = Table<Int>(minimumCapacity: 4)

  /// The start of the first period, and the length of each as a power of two, in nanoseconds.
  private var start: Int64 = 0
  private var shift = 0
  /// The first period that has not begun.
  private var current = 0

  /// The number of events, and how many had ever been scheduled, when the periods were planned.
  private var plannedCount = 0
  private var plannedAt: UInt64 = 0

  @usableFromInline
  init() {}

  @usableFromInline var isEmpty: Bool { count == 0 }

  /// How many blocks there are, used and unused.
  var blockCount: Int { blocks.count / Self.blockLength }

  /// Whether events have changed enough since the last plan for a new one to pay.
  ///
  /// - Parameters:
  ///   - sequence: how many events have ever been scheduled.
  ///   - near: the number of events outside of the calendar.
  /// - Returns: whether as many have been scheduled since the last plan as there are now.
  func isDueForPlan(at sequence: UInt64, with near: Int = 0) -> Bool {
    sequence &- plannedAt >= UInt64(count + near)
  }

  /// Adds an event that lies in no period that has begun.
  mutating func add(_ entry: Agenda.Entry) {
    let period = Int((entry.time &- start) &>> Int64(shift))
    push(entry, on: min(period, Self.periods))
    count += 1
  }

  /// Adds an event of any time; ``plan(at:)`` must follow.
  mutating func addUnplanned(_ entry: Agenda.Entry) {
    if chains.isEmpty { chains = Table(repeating: -1, count: Self.periods + 1) }
    push(entry, on: Self.periods)
    count += 1
  }

  /// Begins the next period that has events; there must be one.
  ///
  /// - Returns: the end of the period in nanoseconds.
  mutating func beginPeriod(at sequence: UInt64) -> Int64 {
    let hasChanged = count > 2 * plannedCount || count < plannedCount / 4
    if hasChanged && isDueForPlan(at: sequence) { plan(at: sequence) }
    while true {
      while current < Self.periods {
        current += 1
        if chains[current - 1] >= 0 {
          let end = start.addingReportingOverflow(Int64(current) << Int64(shift))
          return end.overflow ? .max : end.partialValue
        }
      }
      plan(at: sequence)
    }
  }

  /// Takes an event of the period that has begun; nil when there is none left.
  mutating func takeFromPeriod() -> Agenda.Entry? {
    guard let entry = pop(from: current - 1) else { return nil }
    count -= 1
    return entry
  }

  /// Makes periods anew for all events.
  mutating func plan(at sequence: UInt64) {
    for period in current..<max(Self.periods, current) {
      while let entry = pop(from: period) { push(entry, on: Self.periods) }
    }
    let times = sampledTimes()
    start = times.least
    current = 0
    plannedCount = count
    plannedAt = sequence
    let span = Double(times.median - times.least)
    let length = max(1, 2 * span * Self.eventsInPeriod / Double(count))
    shift = min(Int(length.exponent), Self.greatestShift)
    // The chain of all is taken apart while events are put back on it.
    var block = chains[Self.periods]
    chains[Self.periods] = -1
    while block >= 0 {
      let first = block * Self.blockLength
      for row in 1...Int(blocks[first].key) {
        let entry = blocks[first + row]
        push(entry, on: min(Int((entry.time &- start) &>> Int64(shift)), Self.periods))
      }
      let next = Int(blocks[first].time)
      release(block)
      block = next
    }
  }

  /// The least time of all events, and about the median; all are beyond the periods.
  private func sampledTimes() -> (least: Int64, median: Int64) {
    let stride = max(1, count / 1000)
    var sample: [Int64] = []
    var least = Int64.max
    var index = 0
    forEach { entry in
      least = min(least, entry.time)
      if index % stride == 0 { sample.append(entry.time) }
      index += 1
    }
    sample.sort()
    return (least, sample[sample.count / 2])
  }

  /// Shows every event.
  func forEach(_ body: (Agenda.Entry) -> Void) {
    for chain in 0..<chains.count {
      var block = chains[chain]
      while block >= 0 {
        let first = block * Self.blockLength
        for row in 1...Int(blocks[first].key) { body(blocks[first + row]) }
        block = Int(blocks[first].time)
      }
    }
  }

  private mutating func push(_ entry: Agenda.Entry, on chain: Int) {
    var first = chains[chain] * Self.blockLength
    if first < 0 || blocks[first].key == UInt64(Self.blockLength - 1) {
      first = newBlock(before: chains[chain]) * Self.blockLength
      chains[chain] = first / Self.blockLength
    }
    let used = blocks[first].key + 1
    blocks[first + Int(used)] = entry
    blocks[first] = Agenda.Entry(time: blocks[first].time, key: used)
  }

  private mutating func pop(from chain: Int) -> Agenda.Entry? {
    let block = chains[chain]
    guard block >= 0 else { return nil }
    let first = block * Self.blockLength
    let used = blocks[first].key
    let entry = blocks[first + Int(used)]
    if used == 1 {
      chains[chain] = Int(blocks[first].time)
      release(block)
    } else {
      blocks[first] = Agenda.Entry(time: blocks[first].time, key: used - 1)
    }
    return entry
  }

  /// An empty block that is linked to another.
  private mutating func newBlock(before next: Int) -> Int {
    let link = Agenda.Entry(time: Int64(next), key: 0)
    if unused < 0 {
      let block = blocks.count / Self.blockLength
      blocks.append(link)
      for _ in 1..<Self.blockLength { blocks.append(.last) }
      return block
    }
    let block = unused
    unused = Int(blocks[block * Self.blockLength].time)
    blocks[block * Self.blockLength] = link
    return block
  }

  private mutating func release(_ block: Int) {
    blocks[block * Self.blockLength] = Agenda.Entry(time: Int64(unused), key: 0)
    unused = block
  }
}
