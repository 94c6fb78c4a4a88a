import Documents
import Platforms
import SimCore
import Testing

@Suite struct DecimalTextAppendTests {
  private func exact(_ nanoseconds: Int64) -> String {
    var bytes = Array("x".utf8)
    DecimalText.append(seconds: Interval(nanoseconds: nanoseconds), to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(
    arguments: [
      (0, "0"), (1, "0.000000001"), (100_000_000, "0.1"), (1_000_000_000, "1"),
      (1_000_000_010, "1.00000001"), (2_250_000_000, "2.25"), (600_000_000_000, "600"),
      (-5_500_000_000, "-5.5"), (99_999_999_000_000_000, "99999999"),
      (100_000_000_000_000_000, "100000000"), (1_000_000_005_000_000_007, "1000000005.000000007"),
      (Int64.max, "9223372036.854775807"), (Int64.min, "-9223372036.854775808"),
    ] as [(Int64, String)])
  func `Seconds are appended exactly and without needless zeros`(nanoseconds: Int64, text: String) {
    #expect(exact(nanoseconds) == "x" + text)
  }

  @Test func `Appended seconds are the nine-decimal text without its zeros`() {
    var random = Random(seed: 3)
    for _ in 0..<3000 {
      var nanoseconds = Int64(truncatingIfNeeded: random.next()) >> Int64(random.next() % 64)
      // Rounded numbers, because random ones hardly ever end in zeros.
      if random.next() % 2 == 0 { nanoseconds = nanoseconds / 1_000_000 * 1_000_000 }
      var expected = DecimalText.ratio(Int128(nanoseconds), 1_000_000_000, digits: 9)
      while expected.last == "0" { expected.removeLast() }
      if expected.last == "." { expected.removeLast() }
      #expect(exact(nanoseconds) == "x" + expected)
    }
  }

  @Test(arguments: [
    0, 7, -7, 10, 99, 100, 12_345_678, 99_999_999, 100_000_000, -100_000_000, Int.max, Int.min,
  ])
  func `Integers are appended as the standard library writes them`(integer: Int) {
    var bytes: [UInt8] = []
    DecimalText.append(integer, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == String(integer))
  }

  @Test func `Appending keeps what was there`() {
    var bytes: [UInt8] = []
    DecimalText.append(seconds: .milliseconds(1500), digits: 3, to: &bytes)
    bytes.append(UInt8(ascii: ","))
    DecimalText.append(-42, to: &bytes)
    bytes.append(UInt8(ascii: ","))
    DecimalText.append(0.25, digits: 1, to: &bytes)
    bytes.append(UInt8(ascii: ","))
    DecimalText.append(Double.infinity, digits: 1, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "1.500,-42,0.2,inf")
  }
}
