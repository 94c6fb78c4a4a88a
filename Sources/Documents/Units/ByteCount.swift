/// An amount of memory or storage, in bytes.
///
/// 1 KB is 1024 bytes, 1 MB is 2^20 and 1 GB is 2^30, as the cloud providers size and bill memory;
/// `KiB`, `MiB` and `GiB` say the same.
@frozen
public struct ByteCount: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The number of bytes.
  public let bytes: Int64

  /// An amount of the given number of bytes.
  @inlinable
  public init(bytes: Int64) { self.bytes = bytes }

  /// No bytes.
  public static let zero = ByteCount(bytes: 0)

  /// The largest amount a file may state: 2^60 bytes.
  public static let largest = ByteCount(bytes: 1 << 60)

  /// A whole number of kilobytes of 2^10 bytes.
  @inlinable
  public static func kilobytes(_ count: Int64) -> ByteCount { ByteCount(bytes: count << 10) }

  /// A whole number of megabytes of 2^20 bytes.
  @inlinable
  package static func megabytes(_ count: Int64) -> ByteCount { ByteCount(bytes: count << 20) }

  /// A whole number of gigabytes of 2^30 bytes.
  @inlinable
  package static func gigabytes(_ count: Int64) -> ByteCount { ByteCount(bytes: count << 30) }

  /// The amount in megabytes of 2^20 bytes; exact below 2^53 bytes.
  @inlinable
  package var megabytes: Double { Double(bytes) / 0x1p20 }

  /// The amount in gigabytes of 2^30 bytes; exact below 2^53 bytes.
  @inlinable
  package var gigabytes: Double { Double(bytes) / 0x1p30 }

  /// Orders amounts from smaller to larger.
  @inlinable
  public static func < (left: ByteCount, right: ByteCount) -> Bool { left.bytes < right.bytes }

  /// The sum of two amounts.
  @inlinable
  package static func + (left: ByteCount, right: ByteCount) -> ByteCount {
    ByteCount(bytes: left.bytes + right.bytes)
  }

  /// The difference of two amounts.
  @inlinable
  package static func - (left: ByteCount, right: ByteCount) -> ByteCount {
    ByteCount(bytes: left.bytes - right.bytes)
  }

  /// Adds an amount to this one.
  @inlinable
  package static func += (left: inout ByteCount, right: ByteCount) { left = left + right }

  /// Takes an amount from this one.
  @inlinable
  package static func -= (left: inout ByteCount, right: ByteCount) { left = left - right }
}

extension ByteCount {
  /// The amount that a text such as `2048MB`, `2GB`, `512KB`, `51.5MB`, `1.5GiB` or `100B` says.
  ///
  /// A decimal number of a unit larger than the byte is rounded to the nearest byte, because the
  /// writer of `51.3MB` does not mean a fraction of a byte; a fraction in bytes is refused.
  ///
  /// - Throws: ``QuantityError`` when the text is no size or is larger than ``largest``.
  public init(text: String) throws(QuantityError) {
    let quantity = try QuantityText(text, kind: .size)
    let nearest: UInt128
    switch quantity.number.scaled(by: quantity.unit.factor, power: quantity.unit.power) {
    case .exact(let bytes): nearest = bytes
    case .inexact(let bytes):
      guard quantity.unit.size > 1 else {
        throw QuantityError(
          what: "the size \(Excerpt.quoted(text)) is a fraction of a byte",
          fix: "write a whole number of bytes")
      }
      nearest = bytes
    case .tooLarge: nearest = .max
    }
    guard nearest <= UInt128(ByteCount.largest.bytes) else {
      throw QuantityError(
        what: "the size \(Excerpt.quoted(text)) is too large",
        fix: "write a size of at most \(ByteCount.largest.text)")
    }
    self.init(bytes: Int64(nearest))
  }

  /// The shortest text that ``init(text:)`` reads back as this amount, such as `512MB` or `1.5GB`.
  ///
  /// The number is at least 1 unless the amount is zero. Of texts as short, one without decimals is
  /// preferred, and of those the one in the larger unit.
  public var text: String {
    guard bytes != 0 else { return "0B" }
    return (bytes < 0 ? "-" : "") + ShortestQuantity.text(bytes.magnitude, kind: .size)
  }
}
