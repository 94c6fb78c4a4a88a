import Platforms

/// What a search leaves out, gathered while it is made.
struct PlanNotes {
  /// What is not tried of which deployments.
  var gaps: [PlanGap: [String]] = [:]
  /// Deployments with values of their own, which hold on their platform only.
  var unported: [String] = []
  /// The platforms that were asked for; nil for all that fit.
  var platforms: [String]?
  /// Whether deployments stay on their platforms.
  var keepsPlatforms = false
  private var refusals: [(reason: String, count: Int)] = []

  /// The most reasons for refusals that are told.
  private static let mostReasons = 3
  /// The most names in a sentence.
  private static let mostNames = 3

  /// Counts a combination that is no deployment.
  mutating func refuse(_ reason: String) {
    if let place = refusals.firstIndex(where: { $0.reason == reason }) {
      refusals[place].count += 1
    } else {
      refusals.append((reason, 1))
    }
  }

  /// All of it as sentences.
  func sentences(_ axes: [SweepAxis], _ workload: Workload) -> [String] {
    var sentences: [String] = []
    if keepsPlatforms {
      sentences.append("Other platforms: only what --vary names is varied.")
    } else if let platforms {
      sentences.append("Other platforms than \(platforms.joined(separator: ", ")).")
    } else {
      sentences.append(
        "Platforms for which the catalog has no service time of the same model and runtime; "
          + "--platforms also tries other runtimes.")
    }
    if !unported.isEmpty {
      sentences.append(
        "Other platforms for \(Self.names(unported)): a service time of one's own holds on its "
          + "platform only.")
    }
    for gap in PlanGap.allCases {
      if let names = gaps[gap] { sentences.append(gap.sentence(Self.names(names))) }
    }
    let total = refusals.reduce(0) { $0 + $1.count }
    if total > 0 {
      let reasons = refusals.prefix(Self.mostReasons).map { "\($0.reason) (\($0.count))" }
      sentences.append(
        "\(total) combinations that are no valid deployment: "
          + reasons.joined(separator: "; ") + (refusals.count > Self.mostReasons ? " ..." : "")
          + ".")
    }
    if !workload.isScalable {
      sentences.append("Other loads: the requests of a trace are what they are.")
    }
    sentences.append(
      axes.isEmpty
        ? "Values between and beyond those above, and all other keys, such as keep-alive, "
          + "workers, queues, routing and clients: --vary tries them."
        : "Values between and beyond those above, and all other keys.")
    return sentences
  }

  private static func names(_ names: [String]) -> String {
    let shown = names.prefix(mostNames).map { Quoted.visible($0) }.joined(separator: ", ")
    return names.count > mostNames ? "\(shown) and \(names.count - mostNames) more" : shown
  }
}
