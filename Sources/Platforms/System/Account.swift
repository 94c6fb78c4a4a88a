/// What several services share: a limit on requests at a time, and on starts of instances.
///
/// Every member asks its own policy as well; whatever limit is reached first is in force.
public struct Account: Hashable, Sendable {
  /// The services, by their indices.
  public var members: [Int]
  /// How many requests all members may have at a time, in service or with an instance starting for
  /// them; nil without a limit.
  ///
  /// A request that comes beyond it is refused as throttled.
  public var limit: Int?
  /// How fast all members together may create instances; nil without a limit.
  ///
  /// Instances that are there at the start of a run are not counted, nor is one that replaces
  /// another at its greatest age.
  public var starts: StartLimit?

  /// An account of some services.
  public init(members: [Int], limit: Int? = nil, starts: StartLimit? = nil) {
    self.members = members
    self.limit = limit
    self.starts = starts
  }
}
