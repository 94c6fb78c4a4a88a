import Documents
import Platforms
import Studies

/// What lies beside the `requests.csv` of a simulated run: the scenario in its `run.json`.
enum RunDocument {
  /// The memory of instances by the name of their deployment, in MB.
  ///
  /// - Parameters:
  ///   - log: a log, which may be of anything else.
  ///   - catalog: what the deployments may name.
  ///   - isStopped: asked now and then; reading ends when it says so.
  /// - Returns: the sizes; none where there is no file that says them.
  static func memories(
    beside log: String, _ catalog: Catalog, isStopped: () -> Bool
  ) -> [String: Int] {
    guard log != "-" else { return [:] }
    let path = Directory.path(Directory.containing(log), "run.json")
    guard case .regular = try? System.kind(of: path),
      let bytes = try? ScenarioText.read(path, isStopped: isStopped),
      let document = (try? JSONParser.parse(bytes, file: path))?["document"],
      let scenario = try? ScenarioText(Array(document.prettyText.utf8), shownName: path)
        .scenario(catalog)
    else { return [:] }
    var sizes: [String: Int] = [:]
    for deployment in scenario.deployments {
      if let size = deployment.memory?.size.bytes, size % (1 << 20) == 0 {
        sizes[deployment.name] = Int(size >> 20)
      }
    }
    return sizes
  }
}
