@testable import SimCore

/// Bytes at hand, served in portions of at most a given size.
struct ByteList: ByteSource {
  var bytes: [UInt8]
  var portion = Int.max
  var position = 0
  /// How many bytes can be read before reading fails.
  var failsAt = Int.max

  init(_ text: String, portion: Int = .max) {
    bytes = Array(text.utf8)
    self.portion = portion
  }

  mutating func read(into buffer: inout [UInt8]) throws(TraceError) -> Int {
    if position >= failsAt { throw TraceError(.unreadable("the disk is on fire")) }
    let count = min(buffer.count, portion, bytes.count - position)
    for index in 0..<count { buffer[index] = bytes[position + index] }
    position += count
    return count
  }
}

/// What a trace reads as: its times in nanoseconds, and the error that ended it.
struct TraceReading: Equatable {
  var times: [Int64] = []
  var error: TraceError?
}

func readTrace(
  _ source: ByteList, column: TraceColumn = .index(0), chunkSize: Int = 64
) -> TraceReading {
  var arrivals = TraceArrivals(
    source: source, parser: TraceParser(column: column, chunkSize: chunkSize))
  var reading = TraceReading()
  while let time = arrivals.next() { reading.times.append(time.nanoseconds) }
  reading.error = arrivals.error
  return reading
}
