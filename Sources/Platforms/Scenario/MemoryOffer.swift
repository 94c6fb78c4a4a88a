import Documents

/// The memory of an instance, and what else its platform offers.
package struct MemoryOffer: Hashable, Sendable {
  /// The size of an instance.
  package let size: ByteCount
  /// The least and the greatest size.
  package let sizes: ClosedRange<ByteCount>
  /// The only sizes, from the least to the greatest; empty where any within the range is.
  package let options: [ByteCount]
}
