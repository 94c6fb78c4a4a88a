import SimCore

/// The start of an instance as five steps, as the paper's section 5.1 and figure 7 divide it.
///
/// The first two happen before the instance can take a request. The other three belong to the
/// handler (the paper's algorithm 1 downloads the model inside the first invocation), so they
/// lengthen the first request of the instance and are billed as its execution. With a ``graph``
/// that lets steps overlap, what of the download is done by the end of the imports is done before
/// the instance is ready, and only the rest lengthens the first request.
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

    /// Its place in the order, from 0.
    var index: Int {
      switch self {
      case .containerInitialisation: 0
      case .libraryImport: 1
      case .modelDownload: 2
      case .modelLoad: 3
      case .firstInference: 4
      }
    }
  }

  /// How long the container takes.
  package let containerInitialisation: Distribution
  /// How long the imports take.
  package let libraryImport: Distribution
  /// How long the download of the model takes.
  package let modelDownload: Distribution
  /// How long loading the model takes.
  package let modelLoad: Distribution
  /// How much longer the first inference takes.
  package let firstInference: Distribution
  /// Which of the first two steps the platform bills as execution time.
  package let billedSteps: Set<Step>
  /// Which steps wait for which.
  package let graph: StartGraph
  private let isSequential: Bool

  /// A cold start of five steps.
  public init(
    containerInitialisation: Distribution, libraryImport: Distribution,
    modelDownload: Distribution, modelLoad: Distribution, firstInference: Distribution,
    billedSteps: Set<Step> = [], graph: StartGraph = .sequential
  ) {
    self.containerInitialisation = containerInitialisation
    self.libraryImport = libraryImport
    self.modelDownload = modelDownload
    self.modelLoad = modelLoad
    self.firstInference = firstInference
    self.billedSteps = billedSteps
    self.graph = graph
    isSequential = graph.isSequential
  }

  /// A start from a snapshot of memory, in which the model is loaded.
  package init(restore: Distribution, firstInference: Distribution, billedSteps: Set<Step>) {
    let nothing = Distribution.constant(.zero)
    self.init(
      containerInitialisation: restore, libraryImport: nothing, modelDownload: nothing,
      modelLoad: nothing, firstInference: firstInference, billedSteps: billedSteps)
  }

  /// A start that takes no time.
  package static let none = ColdStart(
    containerInitialisation: .constant(.zero), libraryImport: .constant(.zero),
    modelDownload: .constant(.zero), modelLoad: .constant(.zero), firstInference: .constant(.zero))

  /// The steps before an instance can take a request; where steps overlap also the rest of them,
  /// because what is left for the first request depends on both.
  package func startup(using random: inout Random) -> Startup {
    if !isSequential {
      return overlapped(StepLengths { length(of: $0).sample(using: &random) })
    }
    let container = containerInitialisation.sample(using: &random)
    let imports = libraryImport.sample(using: &random)
    return Startup(duration: container + imports, billed: billed(container, imports))
  }

  /// The steps within the first request, where they follow one another.
  package func firstRequest(using random: inout Random) -> Interval {
    let download = modelDownload.sample(using: &random)
    let load = modelLoad.sample(using: &random)
    return min(download + load + firstInference.sample(using: &random), .longest)
  }

  /// A start of steps that overlap: ready when container and imports are done.
  private func overlapped(_ lengths: StepLengths) -> Startup {
    let times = graph.times(lengths)
    var ready = Interval.zero
    var end = Interval.zero
    for (task, time) in zip(graph.tasks, times) {
      end = max(end, time.end)
      if task.step == .containerInitialisation || task.step == .libraryImport {
        ready = max(ready, time.end)
      }
    }
    return Startup(
      duration: ready, billed: billed(lengths[.containerInitialisation], lengths[.libraryImport]),
      preparation: end - ready)
  }

  private func billed(_ container: Interval, _ imports: Interval) -> Interval {
    (billedSteps.contains(.containerInitialisation) ? container : .zero)
      + (billedSteps.contains(.libraryImport) ? imports : .zero)
  }

  /// How long a step takes.
  package func length(of step: Step) -> Distribution {
    switch step {
    case .containerInitialisation: containerInitialisation
    case .libraryImport: libraryImport
    case .modelDownload: modelDownload
    case .modelLoad: modelLoad
    case .firstInference: firstInference
    }
  }

  /// The tasks in time when every step takes its mean, in the order of the graph; the figure 7 of
  /// the paper, to scale.
  package var meanSchedule: [ScheduledStep] {
    graph.schedule(StepLengths { Interval(seconds: length(of: $0).mean) })
  }

  /// The time of the whole when every step takes its mean, in seconds.
  package var mean: Double { meanSchedule.reduce(0) { max($0, $1.end) } }
}
