import Documents
import Platforms

/// A scenario for a model of one's own, on the platforms of the catalog that can hold it.
package struct ScenarioDraft: Sendable {
  /// The size of the model's files.
  package var modelSize: ByteCount
  /// The size of a function's package; nil for that of OnnxRuntime.
  package var packageSize: ByteCount?
  /// The memory of a function.
  package var memory: ByteCount
  /// How long a warm instance takes for a request.
  package var latency: DraftLatency
  /// The memory with which that was measured; nil for the function's.
  package var measuredAt: ByteCount?
  /// How long a machine with a graphics processor takes; nil where nobody has measured it.
  package var graphicsLatency: DraftLatency?
  /// The requests.
  package var traffic: DraftTraffic
  /// What deployments are held to, each as an objective is written.
  package var objectives: [String] = []

  /// The runtime of the catalog of which packages and cold starts are taken.
  private static let runtime = "ort-1.6"

  /// A draft of the least that has to be known.
  package init(
    modelSize: ByteCount, packageSize: ByteCount? = nil, memory: ByteCount? = nil,
    latency: DraftLatency, traffic: DraftTraffic
  ) {
    self.modelSize = modelSize
    self.packageSize = packageSize
    self.memory = memory ?? Self.memory(holding: modelSize, packageSize)
    self.latency = latency
    self.traffic = traffic
  }

  /// The memory of a function where nobody says one: 2 GB, or the next whole GB that holds the
  /// model and its package.
  package static func memory(holding model: ByteCount, _ package: ByteCount?) -> ByteCount {
    let need = model.bytes + (package?.bytes ?? 92 << 20)
    let gigabyte: Int64 = 1 << 30
    return ByteCount(bytes: max(2, (need + gigabyte - 1) / gigabyte) * gigabyte)
  }

  /// A scenario, and what is not in it.
  package struct Outcome: Sendable {
    /// The scenario as JSON.
    package let text: String
    /// The names of its deployments.
    package let names: [String]
    /// The platforms that cannot serve the model, with the reason.
    package let leftOut: [(name: String, reason: String)]
  }

  /// The scenario with all platforms that take the model, which may be none.
  ///
  /// - Throws: nothing that a draft with valid parts can cause.
  package func outcome(_ catalog: Catalog) throws -> Outcome {
    var kept: [(String, JSONValue)] = []
    var leftOut: [(name: String, reason: String)] = []
    for (name, deployment) in deployments(catalog) {
      do {
        let text = Array(scenario([deployment]).compactText.utf8)
        _ = try ScenarioText(text, shownName: "draft").scenario(catalog)
        kept.append((name, deployment))
      } catch let error as ProblemReport {
        leftOut.append((name, error.problems.first.map(Self.reason) ?? ""))
      }
    }
    return Outcome(
      text: scenario(kept.map(\.1)).prettyText + "\n", names: kept.map(\.0), leftOut: leftOut)
  }

  /// What is wrong with a deployment, with the key that it is about.
  private static func reason(_ problem: Problem) -> String {
    guard case .key(let key)? = problem.path?.steps.last else { return problem.what }
    return "its \(key) \(problem.what)"
  }

  private func scenario(_ deployments: [JSONValue]) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("about", .text("Where to serve a model of \(modelSize.text)")), ("seed", .number(1)),
      ("workload", traffic.value),
    ]
    if !objectives.isEmpty {
      members.append(("objective", JSONValue(.array(objectives.map { .text($0) }))))
    }
    return .object(members + [("deployments", JSONValue(.array(deployments)))])
  }

  private var model: JSONValue {
    .object([("name", .text("model")), ("size", .text(modelSize.text))])
  }

  private var runtime: JSONValue {
    guard let packageSize else { return .text(Self.runtime) }
    return .object([
      ("name", .text("own runtime")), ("like", .text(Self.runtime)),
      ("package_size", .text(packageSize.text)),
    ])
  }

  /// All deployments that there could be.
  private func deployments(_ catalog: Catalog) -> [(String, JSONValue)] {
    var all = [
      function("lambda", "aws-lambda", memory),
      function(
        "cloud-functions", "gcp-cloud-functions",
        Self.offered(memory, by: "gcp-cloud-functions", catalog)),
      machine("sagemaker", "aws-sagemaker", latency),
      machine("aws-server", "aws-cpu-server", latency),
      machine("gcp-server", "gcp-cpu-server", latency),
    ]
    if let graphicsLatency {
      all.append(machine("aws-gpu-server", "aws-gpu-server", graphicsLatency))
    }
    return all
  }

  private func function(
    _ name: String, _ platform: String, _ memory: ByteCount
  ) -> (String, JSONValue) {
    let time = JSONValue.object([
      ("service_time", latency.value),
      ("measured_at", .text((measuredAt ?? self.memory).text)),
    ])
    let members = [
      ("name", JSONValue.text(name)), ("platform", .text(platform)), ("model", model),
      ("runtime", runtime), ("memory", .text(memory.text)), ("latency", time),
    ]
    return (name, .object(members))
  }

  private func machine(
    _ name: String, _ platform: String, _ latency: DraftLatency
  ) -> (String, JSONValue) {
    let members = [
      ("name", JSONValue.text(name)), ("platform", .text(platform)), ("model", model),
      ("latency", .object([("service_time", latency.value)])),
    ]
    return (name, .object(members))
  }

  /// The least size that a platform offers and that is no less than one, or the greatest that it
  /// offers.
  private static func offered(
    _ memory: ByteCount, by platform: String, _ catalog: Catalog
  ) -> ByteCount {
    let options = catalog.entry(.platforms, platform)?.plain["memory"]?["options"]
    guard case .array(let elements)? = options?.kind else { return memory }
    let sizes = elements.compactMap { element -> ByteCount? in
      guard case .string(let text) = element.kind else { return nil }
      return try? ByteCount(text: text)
    }
    return sizes.filter { $0 >= memory }.min() ?? sizes.max() ?? memory
  }
}
