/// Entries in the order of their arrival, though logs have them in the order of their ends.
///
/// The earliest of so many entries is handed out when a further one comes; one that comes later
/// than that is counted, and arrives with the latest that was handed out.
struct ArrivalOrder {
  /// How many entries came too late to be put in order.
  private(set) var late = 0

  private static let room = 1 << 16
  private var heap: [(arrival: Int64, number: Int, entry: LogEntry)] = []
  private var latest = Int64.min
  private var number = 0

  /// Takes an entry with an arrival, and hands out the earliest once there is no more room.
  mutating func insert(_ entry: LogEntry, at arrival: Int64) -> LogEntry? {
    if arrival < latest { late += 1 }
    number += 1
    heap.append((max(arrival, latest), number, entry))
    rise(heap.count - 1)
    return heap.count > Self.room ? removeFirst() : nil
  }

  /// Hands out the earliest entry; nil where there is none.
  mutating func removeFirst() -> LogEntry? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      sink()
    }
    latest = first.arrival
    var entry = first.entry
    entry.arrival = first.arrival
    return entry
  }

  private func isBefore(_ one: Int, _ other: Int) -> Bool {
    (heap[one].arrival, heap[one].number) < (heap[other].arrival, heap[other].number)
  }

  private mutating func rise(_ start: Int) {
    var index = start
    while index > 0, isBefore(index, (index - 1) / 2) {
      heap.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private mutating func sink() {
    var index = 0
    while true {
      var least = index
      for child in [2 * index + 1, 2 * index + 2] where child < heap.count {
        if isBefore(child, least) { least = child }
      }
      if least == index { return }
      heap.swapAt(index, least)
      index = least
    }
  }
}
