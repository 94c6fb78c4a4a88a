import SimCore

/// How a provider takes back machines that it has spare, as on a spot market.
///
/// A machine is left to its user for a random time, from the moment it is ready. Some notice before
/// the end it takes no more requests, and another is started in its place. What it has not finished
/// by the end is lost. Source: AWS, "Spot Instance interruption notices" (two minutes); Google
/// Cloud, "Spot VMs" (30 seconds).
public struct Interruptions: Hashable, Sendable {
  /// How long a machine is left to its user, from the moment it is ready; each at least a second.
  public let lifetime: Distribution
  /// How long before its end a machine takes no more requests; at least zero.
  ///
  /// It takes some for a second at least, however long the notice.
  public let notice: Interval
  /// How long it takes to find another machine, before that one's own start.
  ///
  /// Meanwhile there is none: nothing is charged, but a policy sees it among those that start.
  public let replacement: Distribution

  /// Interruptions.
  public init(
    lifetime: Distribution, notice: Interval = .zero, replacement: Distribution = .constant(.zero)
  ) {
    precondition(notice >= .zero, "A notice comes before the end.")
    self.lifetime = lifetime
    self.notice = notice
    self.replacement = replacement
  }

  /// The shortest time for which a machine is left to its user, and takes requests.
  ///
  /// Without it, machines that are taken back as soon as they are ready would never let time pass.
  static let shortest = Interval.seconds(1)
}
