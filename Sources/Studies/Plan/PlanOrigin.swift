import Documents
import Platforms

/// A deployment from which candidates are made: one of the scenario, or one of them on another
/// platform of the catalog.
struct PlanOrigin: Sendable {
  /// The index of the deployment in the scenario.
  let index: Int
  /// What brings it to another platform; empty for the scenario's own.
  let settings: [(path: String, value: String)]
  /// What it is called.
  let name: String
  /// What it is without further changes.
  let deployment: Deployment

  /// The path of the deployment.
  static func path(_ index: Int) -> String { "deployments[\(index)]" }
}

/// Where the deployments of a scenario could run besides.
struct PlanPlatforms {
  /// The scenario as JSON.
  let value: JSONValue
  /// What deployments may name.
  let catalog: Catalog

  /// The keys that a deployment may have for another platform to be named in its place.
  private static let portable: Set<String> = ["platform", "model", "runtime", "client"]

  /// A model and the runtime that serves it, each a name of the catalog.
  struct Served: Hashable {
    let model: String
    let runtime: String
  }

  /// The object of a deployment.
  private func object(_ index: Int) -> JSONValue? {
    guard case .array(let deployments)? = value["deployments"]?.kind else { return nil }
    return deployments[index]
  }

  /// What a deployment serves as the catalog knows it; nil with values of one's own for it, which
  /// hold on no other platform.
  func served(_ index: Int) -> Served? {
    guard let object = object(index), case .string(let model)? = object["model"]?.kind,
      case .string(let runtime)? = object["runtime"]?.kind
    else { return nil }
    return object["latency"]?["service_time"] == nil ? Served(model: model, runtime: runtime) : nil
  }

  /// The runtimes with which the catalog knows a model on a platform.
  func runtimes(_ platform: String, _ model: String) -> [String] {
    catalog.entries(.runtimes).map(\.name).filter {
      catalog.profile(platform: platform, model: model, runtime: $0) != nil
    }
  }

  /// The platforms of the catalog, by the names that mean those of the scenario's time: where all
  /// deployments are on named editions, no edition is newer than the newest of them.
  func names() -> [(platform: String, name: String)] {
    let months = months
    return catalog.subjects(.platforms).compactMap { platform in
      guard let month = months.last else { return (platform, platform) }
      return catalog.edition(.platforms, of: platform, at: month).map { (platform, $0.fullName) }
    }
  }

  /// The editions that the scenario names, from the oldest; none where a platform goes without.
  private var months: [String] {
    let names = Catalog.deployments(of: value).compactMap { deployment -> String? in
      var platform = deployment["platform"]
      while let like = platform?["like"] { platform = like }
      if case .string(let name)? = platform?.kind { return name }
      return nil
    }
    if !names.allSatisfy({ $0.contains("@") }) { return [] }
    return names.compactMap { catalog.entry(.platforms, named: $0)?.edition }.sorted()
  }

  /// What puts a deployment on another platform, where it has nothing but that platform's values.
  func settings(
    _ index: Int, to platform: String, runtime: String
  ) -> [(path: String, value: String)] {
    guard let object = object(index), case .object(let members) = object.kind,
      let served = served(index)
    else { return [] }
    let path = PlanOrigin.path(index)
    if members.allSatisfy({ Self.portable.contains($0.key) }), runtime == served.runtime {
      return [("\(path).platform", platform)]
    }
    func string(_ text: String) -> JSONValue { JSONValue(.string(text)) }
    var kept = [
      JSONMember(key: "platform", value: string(platform)),
      JSONMember(key: "model", value: string(served.model)),
      JSONMember(key: "runtime", value: string(runtime)),
    ]
    if let client = object["client"] { kept.append(JSONMember(key: "client", value: client)) }
    return [(path, JSONValue(.object(kept)).compactText)]
  }
}
