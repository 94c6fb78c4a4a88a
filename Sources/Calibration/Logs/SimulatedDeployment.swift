import Documents
import Platforms
import SimCore
import Studies

/// What a simulated run says of a deployment whose `requests.csv` is read as a log.
package struct SimulatedDeployment: Hashable, Sendable {
  /// The memory of its instances in MB; nil where the platform offers no sizes.
  package let memory: Int?
  /// The mean time on the network, in nanoseconds; latencies are those of clients.
  package let network: Int64

  init(_ deployment: Deployment) {
    let size = deployment.memory?.size.bytes
    memory = size.flatMap { $0 % (1 << 20) == 0 ? Int($0 >> 20) : nil }
    switch deployment.latency {
    case .staged(let policy): network = Int64((policy.networkTime.mean * 1e9).rounded())
    case .preloaded(let policy): network = Int64((policy.networkTime.mean * 1e9).rounded())
    case .custom: network = 0
    }
  }

  /// The deployments of the run whose `run.json` lies beside a log, by their names.
  ///
  /// - Parameters:
  ///   - log: a log, which may be of anything else.
  ///   - catalog: what the deployments may name.
  ///   - isStopped: asked now and then; reading ends when it says so.
  /// - Returns: the deployments; none where there is no such file, or it cannot be understood.
  static func all(
    beside log: String, _ catalog: Catalog, isStopped: () -> Bool
  ) -> [String: SimulatedDeployment] {
    guard log != "-" else { return [:] }
    let path = Directory.path(Directory.containing(log), "run.json")
    guard case .regular = try? System.kind(of: path),
      let bytes = try? ScenarioText.read(path, isStopped: isStopped),
      let document = (try? JSONParser.parse(bytes, file: path))?["document"],
      let scenario = try? ScenarioText(Array(document.prettyText.utf8), shownName: path)
        .scenario(catalog)
    else { return [:] }
    return Dictionary(
      scenario.deployments.map { ($0.name, SimulatedDeployment($0)) }, uniquingKeysWith: { $1 })
  }
}
