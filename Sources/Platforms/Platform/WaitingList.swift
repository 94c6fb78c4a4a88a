import SimCore

/// All requests that wait and whose client may give up, in order of arrival.
///
/// Every client of a deployment has the same patience, so the oldest waiting request is the first
/// to give up, and one timer for it serves them all.
@frozen
@usableFromInline
struct WaitingList: BitwiseCopyable {
  @usableFromInline var oldest: Int32 = -1
  @usableFromInline var youngest: Int32 = -1
  /// Whether a timer is on the agenda.
  @usableFromInline var isTimed = false

  @inlinable
  init() {}

  @inlinable
  mutating func append(_ flight: Int, in flights: inout Table<Flight>) {
    let index = Int32(truncatingIfNeeded: flight)
    flights[flight].older = youngest
    flights[flight].younger = -1
    if youngest >= 0 { flights[Int(youngest)].younger = index } else { oldest = index }
    youngest = index
  }

  @inlinable
  mutating func remove(_ flight: Int, in flights: inout Table<Flight>) {
    let older = flights[flight].older
    let younger = flights[flight].younger
    if older >= 0 { flights[Int(older)].younger = younger } else { oldest = younger }
    if younger >= 0 { flights[Int(younger)].older = older } else { youngest = older }
  }
}
