import SimCore

/// The start of an instance as five steps in sequence, as the paper's section 5.1 and figure 7
/// divide it.
///
/// The first two happen before the instance can take a request. The other three belong to the
/// handler (the paper's algorithm 1 downloads the model inside the first invocation), so they
/// lengthen the first request of the instance and are billed as its execution.
public struct ColdStart: Hashable, Sendable {
  /// The steps, in their order.
  public enum Step: String, CaseIterable, Hashable, Sendable {
    /// Pull the built package and start its container.
    case containerInitialisation = "container_initialisation"
    /// Import the serving runtime and its dependencies.
    case libraryImport = "library_import"
    /// Pull the model from storage.
    case modelDownload = "model_download"
    /// Load the model into the runtime.
    case modelLoad = "model_load"
    /// What the first inference takes longer than any later one.
    case firstInference = "first_inference"
  }

  /// How long the container takes.
  public let containerInitialisation: Distribution
  /// How long the imports take.
  public let libraryImport: Distribution
  /// How long the download of the model takes.
  public let modelDownload: Distribution
  /// How long loading the model takes.
  public let modelLoad: Distribution
  /// How much longer the first inference takes.
  public let firstInference: Distribution
  /// Which of the first two steps the platform bills as execution time.
  public let billedSteps: Set<Step>

  /// A cold start of five steps.
  public init(
    containerInitialisation: Distribution, libraryImport: Distribution,
    modelDownload: Distribution, modelLoad: Distribution, firstInference: Distribution,
    billedSteps: Set<Step> = []
  ) {
    self.containerInitialisation = containerInitialisation
    self.libraryImport = libraryImport
    self.modelDownload = modelDownload
    self.modelLoad = modelLoad
    self.firstInference = firstInference
    self.billedSteps = billedSteps
  }

  /// The steps before an instance can take a request.
  public func startup(using random: inout Random) -> Startup {
    let container = containerInitialisation.sample(using: &random)
    let imports = libraryImport.sample(using: &random)
    let billed =
      (billedSteps.contains(.containerInitialisation) ? container : .zero)
      + (billedSteps.contains(.libraryImport) ? imports : .zero)
    return Startup(duration: container + imports, billed: billed)
  }

  /// The steps within the first request.
  public func firstRequest(using random: inout Random) -> Interval {
    let download = modelDownload.sample(using: &random)
    let load = modelLoad.sample(using: &random)
    return min(download + load + firstInference.sample(using: &random), .longest)
  }

  /// The mean of all five steps together, in seconds.
  public var mean: Double {
    containerInitialisation.mean + libraryImport.mean + modelDownload.mean + modelLoad.mean
      + firstInference.mean
  }
}
