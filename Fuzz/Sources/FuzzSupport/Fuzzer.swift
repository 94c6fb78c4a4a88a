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
}

/// Stops with a message that names a broken promise; the fuzzer keeps the input.
public func require(_ holds: Bool, _ promise: @autoclosure () -> String) {
  if holds { return }
  print("BROKEN PROMISE: \(promise())")
  preconditionFailure("a promise is broken")
}
