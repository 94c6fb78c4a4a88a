/// What is to happen, as the model wrote it: a kind and the index of its subject.
///
/// An event is a small number, not an object, so that a pending event takes sixteen bytes with its
/// time. What the kinds mean and what the subject indexes is the model's own affair.
@usableFromInline package struct Event: Hashable, Sendable, BitwiseCopyable {
  /// The kind and the subject in 31 bits: the kind in the upper four.
  @usableFromInline package let code: UInt32

  /// The greatest index a subject may have: 2^27 - 1.
  @usableFromInline package static let greatestSubject = (1 << 27) - 1

  /// An event of some kind, from 0 to 15, about the subject with some index.
  @inlinable
  package init(kind: UInt32, subject: Int = 0) {
    precondition(kind < 16, "an event has one of sixteen kinds")
    precondition(
      UInt(bitPattern: subject) < 1 << 27, "the subject of an event must be below 2^27")
    code = kind &<< 27 | UInt32(truncatingIfNeeded: subject)
  }

  @inlinable
  init(code: UInt32) { self.code = code }

  /// The kind, from 0 to 15.
  @inlinable
  package var kind: UInt32 { code &>> 27 }

  /// The index of the subject.
  @inlinable
  package var subject: Int { Int(code & 0x7ff_ffff) }
}
