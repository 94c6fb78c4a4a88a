/// A model on one of the paper's systems.
struct PaperDeployment: Hashable, Sendable {
  /// The system.
  let system: PaperSystem
  /// The model.
  let model: PaperModel
  /// The runtime, where it is not that of the paper's table 1.
  let otherRuntime: String?

  /// A model with the runtime of the paper's table 1, or another.
  init(
    _ cloud: PaperCloud, _ service: PaperService, _ model: PaperModel = .mobileNet,
    otherRuntime: String? = nil
  ) {
    system = PaperSystem(cloud: cloud, service: service)
    self.model = model
    self.otherRuntime = otherRuntime
  }

  static let lambda = PaperDeployment(.amazon, .serverless)
  static let lambdaTensorFlow = PaperDeployment(.amazon, .serverless, otherRuntime: "tf-1.4")
  static let functions = PaperDeployment(.google, .serverless)
  static let functionsTensorFlow = PaperDeployment(.google, .serverless, otherRuntime: "tf-1.15")
  static let sageMaker = PaperDeployment(.amazon, .managed)
  static let aiPlatform = PaperDeployment(.google, .managed)
  static let amazonCPU = PaperDeployment(.amazon, .processorServer)
  static let googleCPU = PaperDeployment(.google, .processorServer)
  static let amazonGPU = PaperDeployment(.amazon, .graphicsServer)
  static let googleGPU = PaperDeployment(.google, .graphicsServer)

  /// The same system with the model ALBERT.
  var albert: PaperDeployment { PaperDeployment(system.cloud, system.service, .albert) }

  /// What comparisons call it, such as `Lambda TF` or `SageMaker ALBERT`.
  var name: String {
    system.name + (otherRuntime == nil ? "" : " TF") + (model == .albert ? " ALBERT" : "")
  }

  /// Its name in the scenarios.
  var deployment: String {
    guard let otherRuntime else { return system.deployment(of: model) }
    return "\(system.platform)-\(model.rawValue)-\(otherRuntime)"
  }

  /// A run of it, in the workload of a number such as 40.
  func cell(_ workload: Int) -> PaperCell {
    PaperCell(scenario: "workload-\(workload)", deployment: deployment)
  }
}
