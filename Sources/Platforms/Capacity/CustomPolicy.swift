/// A policy that is none of the catalog's, so that a deployment can have it.
///
/// Two are equal when the policies are: of one type and with equal values.
public struct CustomPolicy<Policy: Sendable>: Hashable, Sendable {
  /// The policy.
  public let policy: Policy
  /// The same value, as one that can be compared.
  private let identity: any Hashable & Sendable

  /// A policy, given once as what it does and once as what it is compared by.
  init(_ policy: Policy, identity: some Hashable & Sendable) {
    self.policy = policy
    self.identity = identity
  }

  /// Whether both are of one type and equal.
  public static func == (one: Self, other: Self) -> Bool {
    AnyHashable(one.identity) == AnyHashable(other.identity)
  }

  /// Feeds the value.
  public func hash(into hasher: inout Hasher) { identity.hash(into: &hasher) }
}
