/// What it takes to meet a number of the paper.
package enum PaperNumberClass: String, CaseIterable, Sendable {
  /// It comes out of a simulation, which could give another.
  case contested
  /// A price times the length of the run.
  case runLength = "run-length"
  /// No request fails: a success ratio of 1.
  case allServed = "all-served"
  /// It is a parameter, or follows from parameters without a simulation.
  case parameter

  /// What reports call numbers of the class.
  package var words: String {
    switch self {
    case .contested: "contested"
    case .runLength: "price times run length"
    case .allServed: "success of 1"
    case .parameter: "read from parameters"
    }
  }
}

extension PaperTarget {
  /// What it takes to meet the number.
  package var numberClass: PaperNumberClass {
    switch quantity {
    case .coldStart, .coldStartReduction, .service, .serviceRatio: .parameter
    case .cost where Self.servers.contains(deployment): .runLength
    case .success where published == 1 && !kind.isBand: .allServed
    default: .contested
    }
  }

  /// The deployments that cost a price for each second of a run, whatever it has.
  private static let servers: Set<String> = Set(
    [PaperDeployment.amazonCPU, .amazonGPU, .googleCPU, .googleGPU].flatMap {
      [$0.deployment, $0.albert.deployment]
    })
}
