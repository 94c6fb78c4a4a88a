import Documents
import FuzzSupport
import Platforms
import SimCore

// Any text as a duration, size, rate, amount of money or number: what is read is in its range and
// survives being written.

func check<Value: Equatable>(
  _ text: String, _ read: (String) throws(QuantityError) -> Value, _ write: (Value) -> String,
  _ isInRange: (Value) -> Bool, isWritten: (Value) -> Bool = { _ in true }
) {
  let value: Value
  do throws(QuantityError) {
    value = try read(text)
  } catch {
    ReportRules.check("\(error)")
    return
  }
  require(isInRange(value), "\(value) is in its range")
  guard isWritten(value) else { return }
  let again = try? read(write(value))
  require(again == value, "\(value) survives being written as \(write(value))")
}

/// Tries one input.
@c(LLVMFuzzerTestOneInput)
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: Fuzzer.bytes(start, count), as: UTF8.self)
  check(text, Interval.init(text:), \.text) { .zero <= $0 && $0 <= .longest }
  check(text, ByteCount.init(text:), \.text) { .zero <= $0 && $0 <= .largest }
  check(text, Money.init(text:), \.text) { .zero <= $0 && $0 <= .largest }
  check(text, Rate.perSecond(text:), Rate.text(perSecond:)) { rate in
    rate >= 0 && rate.isFinite
  } isWritten: { rate in
    // Whoever asks for a rate refuses others.
    rate == 0 || (1e-15...1e9).contains(rate)
  }
  return 0
}
