import Platforms

/// Numbers of the paper that are left out of the evidence together, to be predicted by the others.
package struct LeftOut: Sendable {
  /// What is left out at a time.
  package enum Kind: String, CaseIterable, Sendable {
    /// All numbers of a platform.
    case platforms
    /// All numbers of a table or of the text.
    case tables
    /// The numbers of a platform in a workload, so that others still say when requests come.
    case workloads
  }

  package let kind: Kind
  /// What is left out, such as `aws-lambda`.
  package let name: String
  /// The numbers.
  package let targets: [PaperTarget]

  /// Everything of a kind that can be left out, in the order of the paper.
  static func all(_ kind: Kind, _ model: FitModel) -> [LeftOut] {
    var names: [String] = []
    var members: [String: [PaperTarget]] = [:]
    for target in PaperTarget.all {
      for name in Self.names(kind, target, model) {
        if members[name] == nil { names.append(name) }
        members[name, default: []].append(target)
      }
    }
    return names.map { LeftOut(kind: kind, name: $0, targets: members[$0] ?? []) }
  }

  private static func names(_ kind: Kind, _ target: PaperTarget, _ model: FitModel) -> [String] {
    let platform = model.platform(of: target) ?? target.deployment
    switch kind {
    case .platforms: return [platform]
    case .tables: return [target.place.hasPrefix("Table") ? target.place : "text"]
    case .workloads: return target.measuredOn.map { "\($0) of \(platform)" }
    }
  }
}

/// A number that was predicted without itself and its like.
package struct LeftOutPrediction: Sendable {
  package let leftOut: LeftOut
  package let target: PaperTarget
  /// The middle of the predicted values; nil where too few draws give the number.
  package let median: Double?
  /// Where nine of ten predicted values lie.
  package let interval: ClosedRange<Double>?

  /// The error of the median as a fraction of the published number; of a band the distance from it.
  package var error: Double? {
    median.map { median in
      let nearest =
        target.kind.isBand ? min(max(median, target.low), target.high) : target.published
      return (median - nearest) / target.published
    }
  }

  /// Whether the published number, as it is printed, lies in the interval.
  package var isCovered: Bool? {
    interval.map { $0.overlaps(target.low...target.high) }
  }

  /// Whether the number is one that a model could miss.
  package var isContested: Bool { target.numberClass == .contested }
}
