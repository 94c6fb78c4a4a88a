import Platforms
import Studies

extension CommandLineTool {
  /// The program: its version and its commands.
  static let simctl = CommandLineTool(
    name: "simctl", version: Simulator.version,
    summary: "Simulate where to serve a model: latency, success and cost in the cloud",
    examples: [
      Example("simctl run workload-200.json", "the paper's high workload on all its systems"),
      Example("simctl run quick-start.json --out results", "a model of one's own, results as CSV"),
      Example("simctl paper", "the paper's tables, published beside simulated"),
      Example("simctl catalog aws-lambda", "what is known of a platform, with sources"),
    ],
    names: { kind in
      guard let catalog = try? Catalog.builtIn() else { return [] }
      return switch kind {
      case .scenarios: BuiltInScenarios.names
      case .catalog: Catalog.Section.allCases.flatMap { catalog.names($0) }
      case .platforms: catalog.names(.platforms)
      case .nothing, .files, .directories, .commands: []
      }
    },
    commands: [
      .new, .run, .compare, .plan, .crossover, .sweep, .merge, .report, .calibrate, .paper,
      .paperFit, .paperPosterior, .paperEdges, .check, .validate, .verify, .evidence, .catalog,
      .list,
    ])
}
