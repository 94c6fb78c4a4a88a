import FuzzSupport
import SimCore

// Any bytes as a trace: the times rise, and neither they nor the error depend on how many bytes are
// read at a time. The first byte chooses the column, what rows hold, and how they are sent.

/// What reading a trace gave.
struct Reading: Equatable {
  var times: [Instant] = []
  var error: TraceError?
}

struct Bytes: ByteSource {
  var rest: ArraySlice<UInt8>

  mutating func read(into buffer: inout [UInt8]) throws(TraceError) -> Int {
    let part = rest.prefix(buffer.count)
    rest = rest.dropFirst(part.count)
    for (index, byte) in part.enumerated() { buffer[index] = byte }
    return part.count
  }
}

func reading(
  _ bytes: ArraySlice<UInt8>, _ column: TraceColumn, _ size: Int, _ part: TracePart
) -> Reading {
  let parser =
    part.counts == nil
    ? TraceParser(column: column, chunkSize: size) : TraceParser(counts: column, chunkSize: size)
  var arrivals = TraceArrivals(
    source: Bytes(rest: bytes), parser: parser, requests: 10_000, part: part)
  var reading = Reading()
  while let time = arrivals.next() { reading.times.append(time) }
  reading.error = arrivals.error
  return reading
}

/// Tries one input.
@c(LLVMFuzzerTestOneInput)
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Fuzzer.bytes(start, count)
  let choice = bytes.first ?? 0
  let column: TraceColumn =
    choice % 4 < 3 ? .index(Int(choice % 4)) : .name("time")
  var part = TracePart()
  part.timeScale = choice & 64 == 0 ? 1 : 1e9
  if choice & 4 != 0 {
    part.counts = TracePart.Counts(period: .seconds(1), isEven: choice & 8 != 0)
  }
  if choice & 16 != 0 { (part.start, part.length) = (.seconds(1), .seconds(1000)) }
  if choice & 32 != 0 { part.load = choice & 128 == 0 ? 0.5 : 2.5 }
  let whole = reading(bytes.dropFirst(), column, 65_536, part)
  require(zip(whole.times, whole.times.dropFirst()).allSatisfy { $0 <= $1 }, "the times rise")
  require(
    whole.times.allSatisfy { .zero <= $0 && $0 <= .latestHorizon }, "the times are in the run")
  require(whole.error != nil || !whole.times.isEmpty, "an empty trace is an error")
  if let error = whole.error { ReportRules.check("\(error)") }
  require(reading(bytes.dropFirst(), column, 1, part) == whole, "bytes one by one say the same")
  require(reading(bytes.dropFirst(), column, 7, part) == whole, "and seven at a time")
  return 0
}
