import Documents
import Platforms
import SimCore
import Testing

@Suite struct QuantityReadersTests {
  private let log = ProblemLog(file: "f")
  private let path = JSONPath.root.appending(key: "k")

  private var message: String {
    log.problems.first.map { "\($0.what); \($0.fix)" } ?? ""
  }

  private static let durationAdvice =
    "write a duration such as \"250ms\", \"2.25s\" or \"5min\" (units: ns, us, ms, s, min, h, d)"

  @Test(arguments: [
    (
      "30",
      "must be a duration with its unit, found the number 30; "
        + "write \"30s\" if that is meant, or another unit"
    ),
    ("-3", "must be a duration with its unit, found the number -3; \(durationAdvice)"),
    ("{\"s\": 1}", "must be a duration, found an object; \(durationAdvice)"),
    ("\"30\"", "the duration \"30\" has no unit; \(durationAdvice)"),
    ("\"2h\"", "must be at most 1h, found \"2h\"; write a duration from 1s to 1h"),
    ("\"500ms\"", "must be at least 1s, found \"500ms\"; write a duration from 1s to 1h"),
  ])
  func `Wrong durations are explained`(text: String, expected: String) throws {
    let range = Interval.seconds(1)...Interval.minutes(60)
    #expect(log.amount(try parsed(text), path, in: range) == nil)
    #expect(message == expected)
  }

  @Test func `Wrong sizes are explained`() throws {
    let range = ByteCount.megabytes(128)...ByteCount.megabytes(10240)
    #expect(log.amount(try parsed("\"64MB\""), path, in: range) == nil)
    #expect(message == "must be at least 128MB, found \"64MB\"; write a size from 128MB to 10GB")
    let number = ProblemLog(file: "f")
    #expect(number.amount(try parsed("512"), path, in: range) == nil)
    #expect(number.problems.first?.fix == "write \"512MB\" if that is meant, or another unit")
    #expect(number.amount(try parsed("\"512MB\""), path, in: range) == .megabytes(512))
    #expect(number.problems.count == 1)
  }

  @Test func `Wrong rates are explained`() throws {
    #expect(log.rate(try parsed("\"2/s\""), path, in: 0...1) == nil)
    #expect(message == "must be at most 1/s, found \"2/s\"; write a rate from 0/s to 1/s")
    let number = ProblemLog(file: "f")
    #expect(number.rate(try parsed("0.5"), path, in: 0...1) == nil)
    #expect(number.problems.first?.fix == "write \"0.5/s\" if that is meant, or another unit")
    #expect(number.rate(try parsed("\"30/min\""), path, in: 0...(.infinity)) == 0.5)
  }

  @Test func `Wrong amounts are explained`() throws {
    let range = Money.zero...(try Money(text: "1USD"))
    #expect(log.amount(try parsed("\"2 USD\""), path, in: range) == nil)
    #expect(
      message == "must be at most 1USD, found \"2 USD\"; write an amount from 0USD to 1USD")
    let number = ProblemLog(file: "f")
    #expect(number.amount(try parsed("0.2"), path, in: range) == nil)
    #expect(number.problems.first?.fix == "write \"0.2USD\" if that is meant, or another unit")
    #expect(number.amount(try parsed("\"0.2USD\""), path, in: range)?.text == "0.2USD")
  }
}
