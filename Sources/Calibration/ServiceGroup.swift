/// The requests of instances of one size, and what is fitted to those before the held-back ones.
package struct ServiceGroup: Hashable, Sendable {
  /// The memory in MB; nil where the log does not say it.
  package let memory: Int?
  /// How many requests are fitted.
  package let fitted: Int
  /// How many of them were the first of their instance; nil where the log does not say it.
  package let coldStarts: Int?
  /// The times of service.
  package let service: DurationFit
  /// The times of starts; nil for fewer than 5.
  package let start: DurationFit?
  /// The mean time on the network, in seconds; 0 where nothing is known of it.
  package let network: Double
  /// The response times of the held-back requests in seconds, from short to long.
  package let heldBack: [Double]

  /// The fewest starts that are fitted.
  private static let fewestStarts = 5

  /// The groups of a log, those with most requests first.
  ///
  /// - Parameters:
  ///   - observations: all requests.
  ///   - cut: the arrival from which they are held back.
  /// - Returns: a group for each memory size with requests to fit.
  package static func all(
    _ observations: [LogDigest.Observation], cut: Double
  ) -> [ServiceGroup] {
    var sizes: [Int?] = []
    for observation in observations where !sizes.contains(observation.memory) {
      sizes.append(observation.memory)
      if sizes.count == mostSizes { break }
    }
    return sizes.compactMap { size in
      ServiceGroup(observations.filter { $0.memory == size }, memory: size, cut: cut)
    }.sorted { ($0.fitted, $1.memory ?? 0) > ($1.fitted, $0.memory ?? 0) }
  }

  /// The most memory sizes that are told apart.
  private static let mostSizes = 64

  private init?(_ all: [LogDigest.Observation], memory: Int?, cut: Double) {
    let before = all.filter { $0.arrival < cut }
    let warm = before.filter { $0.isCold != true }
    // A start that the log has a time of leaves the time of service as it is.
    let served = before.filter { $0.isCold != true || $0.start != nil }
    guard let service = DurationFit((served.isEmpty ? before : served).map(\.service)) else {
      return nil
    }
    self.memory = memory
    self.service = service
    fitted = before.count
    coldStarts =
      before.contains { $0.isCold != nil } ? before.count { $0.isCold == true } : nil
    let usual = warm.isEmpty ? 0 : warm.reduce(0) { $0 + $1.service } / Double(warm.count)
    let starts = before.filter { $0.isCold == true }.map { cold in
      cold.start ?? max(0, cold.service - usual)
    }
    start = starts.count >= Self.fewestStarts ? DurationFit(starts) : nil
    network = before.reduce(0) { $0 + $1.network } / Double(max(1, before.count))
    heldBack = all.filter { $0.arrival >= cut }.map(\.response).sorted()
  }
}
