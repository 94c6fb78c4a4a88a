import SimCore

/// How a provider takes back machines that it has spare, as on a spot market.
///
/// A machine is left to its user for a random time, from the moment it is ready. Some notice before
/// the end it takes no more requests, and another is started in its place. What it has not finished
/// by the end is lost. Source: AWS, "Spot Instance interruption notices" (two minutes); Google
/// Cloud, "Spot VMs" (30 seconds).
///
/// Its values are kept by reference: most plans have none, and are copied often.
public struct Interruptions: Hashable, Sendable {
  private let values: Values

  /// How long a machine is left to its user, from the moment it is ready; each at least a second.
  public var lifetime: Distribution { values.lifetime }
  /// How long before its end a machine takes no more requests; at least zero.
  ///
  /// It takes some for a second at least, however long the notice.
  public var notice: Interval { values.notice }
  /// How long it takes to find another machine, before that one's own start.
  ///
  /// Meanwhile there is none: nothing is charged, but a policy sees it among those that start.
  public var replacement: Distribution { values.replacement }

  /// Interruptions.
  public init(
    lifetime: Distribution, notice: Interval = .zero, replacement: Distribution = .constant(.zero)
  ) {
    precondition(notice >= .zero, "A notice comes before the end.")
    values = Values(lifetime, notice, replacement)
  }

  private final class Values: Sendable {
    let lifetime: Distribution
    let notice: Interval
    let replacement: Distribution

    init(_ lifetime: Distribution, _ notice: Interval, _ replacement: Distribution) {
      self.lifetime = lifetime
      self.notice = notice
      self.replacement = replacement
    }
  }

  /// Whether both say the same.
  public static func == (one: Interruptions, other: Interruptions) -> Bool {
    one.lifetime == other.lifetime && one.notice == other.notice
      && one.replacement == other.replacement
  }

  /// Feeds its values to a hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(lifetime)
    hasher.combine(notice)
    hasher.combine(replacement)
  }

  /// The shortest time for which a machine is left to its user, and takes requests.
  ///
  /// Without it, machines that are taken back as soon as they are ready would never let time pass.
  static let shortest = Interval.seconds(1)
}
