import Documents
import SimCore

/// Durations as files hold them, such as `"2.25s"`.
extension Interval: WrittenQuantity {
  package static var kind: QuantityKind { .duration }
  package static var noun: String { "a duration" }
  package static var commonUnit: String { "s" }
  package static var unlimited: Interval { .longest }
}
