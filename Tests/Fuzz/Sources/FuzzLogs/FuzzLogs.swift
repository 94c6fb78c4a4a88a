import Calibration
import FuzzSupport

// Any bytes as a log: arrivals rise, and figures do not contradict one another. The first byte says
// how many observations are kept and whether a second log follows at a zero byte.

/// Stops unless each arrival is no earlier than the one before.
final class Arrivals {
  private var latest: Int64 = 0

  func note(_ time: Int64) {
    require(time >= latest, "arrivals rise")
    latest = time
  }
}

/// Tries one input.
@c(LLVMFuzzerTestOneInput)
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Fuzzer.bytes(start, count)
  let choice = bytes.first ?? 0
  let arrivals = Arrivals()
  var intake = LogIntake(most: 2 + Int(choice % 16)) { arrivals.note($0) }
  let logs =
    choice < 128
    ? [bytes.dropFirst()]
    : bytes.dropFirst().split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
  do {
    for log in logs {
      intake.begin("log")
      let lines = log.split(separator: 0x0a, omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() { try intake.take(line, index + 1) }
      intake.end()
    }
    try intake.finish()
  } catch {
    require(false, "a log is never the end of the reading: \(error)")
  }
  require(intake.contradiction == nil, "figures hold together: \(intake.contradiction ?? "")")
  return 0
}
