/// A model on one of the paper's systems.
package struct PaperDeployment: Hashable, Sendable {
  /// The system.
  package let system: PaperSystem
  /// The model.
  package let model: PaperModel
  /// The runtime, where it is not that of the paper's table 1.
  package let otherRuntime: String?

  /// A model with the runtime of the paper's table 1, or another.
  package init(
    _ cloud: PaperCloud, _ service: PaperService, _ model: PaperModel = .mobileNet,
    otherRuntime: String? = nil
  ) {
    system = PaperSystem(cloud: cloud, service: service)
    self.model = model
    self.otherRuntime = otherRuntime
  }

  package static let lambda = PaperDeployment(.amazon, .serverless)
  package static let lambdaTensorFlow = PaperDeployment(
    .amazon, .serverless, otherRuntime: "tf-1.4")
  package static let functions = PaperDeployment(.google, .serverless)
  package static let functionsTensorFlow = PaperDeployment(
    .google, .serverless, otherRuntime: "tf-1.15")
  package static let sageMaker = PaperDeployment(.amazon, .managed)
  package static let aiPlatform = PaperDeployment(.google, .managed)
  package static let amazonCPU = PaperDeployment(.amazon, .processorServer)
  package static let googleCPU = PaperDeployment(.google, .processorServer)
  package static let amazonGPU = PaperDeployment(.amazon, .graphicsServer)
  package static let googleGPU = PaperDeployment(.google, .graphicsServer)

  /// The same system with the model ALBERT.
  package var albert: PaperDeployment { PaperDeployment(system.cloud, system.service, .albert) }

  /// What comparisons call it, such as `Lambda TF` or `SageMaker ALBERT`.
  package var name: String {
    system.name + (otherRuntime == nil ? "" : " TF") + (model == .albert ? " ALBERT" : "")
  }

  /// Its name in the scenarios.
  package var deployment: String {
    guard let otherRuntime else { return system.deployment(of: model) }
    return "\(system.platform)-\(model.rawValue)-\(otherRuntime)"
  }

  /// A run of it, in the workload of a number such as 40.
  package func cell(_ workload: Int) -> PaperCell {
    PaperCell(scenario: "workload-\(workload)", deployment: deployment)
  }
}
