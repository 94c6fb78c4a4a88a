import Documents
import SimCore
import Testing

@Suite struct ByteCountTests {
  @Test(
    arguments: [
      ("2048MB", 2048 << 20), ("2GB", 2 << 30), ("16MB", 16 << 20), ("512KB", 512 << 10),
      ("51.5MB", 54_001_664), ("1.5GiB", 3 << 29), ("100B", 100), ("100 MiB", 100 << 20),
      ("1KiB", 1024), ("1TB", 1 << 40), ("1TiB", 1 << 40), ("0B", 0), ("1048576TB", 1 << 60),
    ] as [(String, Int64)])
  func `Sizes use powers of 1024`(text: String, bytes: Int64) throws {
    #expect(try ByteCount(text: text).bytes == bytes)
  }

  @Test func `A decimal size is rounded to the nearest byte, halves to even`() throws {
    // 51.3 * 2^20 = 53791948.8, and 2^-11 KB is half a byte.
    #expect(try ByteCount(text: "51.3MB").bytes == 53_791_949)
    #expect(try ByteCount(text: "0.00048828125KB").bytes == 0)
    #expect(try ByteCount(text: "0.00146484375KB").bytes == 2)
    #expect(try ByteCount(text: "0.\(String(repeating: "0", count: 50))1MB").bytes == 0)
  }

  @Test func `Fractions of a byte and sizes beyond the largest are refused`() {
    let half = #expect(throws: QuantityError.self) { try ByteCount(text: "0.5B") }
    #expect(half?.what == "the size \"0.5B\" is a fraction of a byte")
    for text in ["1048577TB", "9\(String(repeating: "0", count: 50))TB"] {
      let large = #expect(throws: QuantityError.self) { try ByteCount(text: text) }
      #expect(large?.fix == "write a size of at most 1048576TB")
    }
    let spelling = #expect(throws: QuantityError.self) { try ByteCount(text: "5mb") }
    #expect(spelling?.fix.hasPrefix("did you mean `MB`?") == true)
  }

  @Test func `A size's text is the shortest exact one and reads back`() throws {
    #expect(ByteCount.megabytes(512).text == "512MB")
    #expect(ByteCount.megabytes(1536).text == "1.5GB")
    #expect(ByteCount.gigabytes(10).text == "10GB")
    #expect(ByteCount.kilobytes(3).text == "3KB")
    #expect(ByteCount(bytes: 1000).text == "1000B")
    #expect(ByteCount(bytes: -1024).text == "-1KB")
    #expect(ByteCount.zero.text == "0B")
    var random = Random(seed: 5)
    for _ in 0..<1000 {
      let shift = random.next() % 61
      let size = ByteCount(bytes: Int64((random.next() >> (4 + shift)) << (shift / 2)))
      guard size <= .largest else { continue }
      #expect(try ByteCount(text: size.text) == size)
    }
  }

  @Test func `Sizes add, subtract and convert`() {
    var size = ByteCount.megabytes(3) + .kilobytes(512)
    #expect(size.megabytes == 3.5)
    size += .megabytes(1)
    size -= .kilobytes(512)
    #expect(size == .megabytes(4))
    #expect(size - .megabytes(5) < .zero)
    #expect(ByteCount.megabytes(512).gigabytes == 0.5)
  }
}
