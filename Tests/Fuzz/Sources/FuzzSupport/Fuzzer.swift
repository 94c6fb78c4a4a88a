import CCosts
import CFuzzer

/// What libFuzzer gives and takes.
public enum Fuzzer {
  /// The bytes of an input.
  public static func bytes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: start, count: count))
  }

  /// The bytes changed at random as libFuzzer does it where nothing else is asked for.
  public static func mutated(_ bytes: [UInt8], largest: Int) -> [UInt8] {
    var room = bytes + [UInt8](repeating: 0, count: max(0, largest - bytes.count))
    let size = room.withUnsafeMutableBufferPointer {
      LLVMFuzzerMutate($0.baseAddress, min(bytes.count, largest), largest)
    }
    return Array(room.prefix(size))
  }

  /// Has an input kept that costs more than those of its kind before it: a tenth more or so.
  public static func noteCost(nanosecondsPerByte cost: Double, kind: Int) {
    let steps = 64
    var level = 0
    var bound = 1.0
    while level < steps - 1, cost > bound {
      bound *= 1.15
      level += 1
    }
    simctl_note_cost(CInt(kind * steps + level))
  }
}

/// Stops with a message that names a broken promise; the fuzzer keeps the input.
public func require(_ holds: Bool, _ promise: @autoclosure () -> String) {
  if holds { return }
  print("BROKEN PROMISE: \(promise())")
  preconditionFailure("a promise is broken")
}
