import SimCore

/// What the members of an account hold of it at some time in a run.
final class AccountBooks {
  private let limit: Int
  private let starts: StartLimit?
  private var bucket: StartLimit.Bucket
  /// Requests that all members hold.
  fileprivate(set) var held = 0

  /// The books of an account at the start of a run.
  init(_ account: Account) {
    limit = account.limit ?? .max
    starts = account.starts
    bucket = StartLimit.Bucket(account.starts ?? StartLimit(burst: 1, rate: 0))
  }

  /// Whether no member may take another request.
  var isFull: Bool { held >= limit }

  /// Takes starts from the limit.
  ///
  /// - Returns: how many instances may be created.
  func take(_ wanted: Int, at now: Instant) -> Int {
    guard let starts else { return max(wanted, 0) }
    return starts.take(wanted, from: &bucket, at: now)
  }
}

/// A service as a member of its account.
///
/// What it holds changes only while an event of it is handled, and is noted after each, so that the
/// sum over all members is known without asking them.
final class AccountMember {
  let account: AccountBooks
  private var held = 0

  /// A member that holds nothing.
  init(of account: AccountBooks) { self.account = account }

  /// Notes what the service holds: requests in service, those that an instance starts for alone,
  /// and of those that wait for any instance as many as the starting ones have slots for.
  func note(_ fleet: FleetView, slots: Int) {
    let places = (fleet.starting - fleet.startingForOne) * slots
    let holds = fleet.inService + fleet.startingForOne + min(places, fleet.waiting)
    account.held += holds - held
    held = holds
  }
}
