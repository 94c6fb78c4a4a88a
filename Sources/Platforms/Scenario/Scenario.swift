import Documents
import SimCore

/// A question to the simulator: a stream of requests, and the deployments that are to serve it.
public struct Scenario: Sendable {
  /// The name: that of the file, without its ending.
  public var name: String
  /// What the scenario is about, in words.
  public var about: String
  /// Where all randomness starts.
  public var seed: UInt64
  /// The requests.
  public var workload: Workload
  /// The deployments, each of which serves the same requests.
  public var deployments: [Deployment]
  /// What is written besides the summary.
  public var outputs: Outputs
  /// What deployments are held to when they are compared; runs do not depend on it.
  public var objectives: [Objective] = []
  /// The fingerprint of what the scenario says, but for its seed; nil for one that is made in code.
  public var digest: Digest?
  /// What the scenario says, after settings; nil for one that is made in code.
  package var document: JSONValue?
  /// In which state the file of the trace was when its bytes became part of the fingerprint; nil
  /// before, and where there is none.
  var traceState: TraceFile.State?
  /// The same of the files of functions, by their order.
  var functionStates: [TraceFile.State] = []

  /// A scenario made in code rather than read from a file.
  ///
  /// - Parameters:
  ///   - name: the name that stands in results.
  ///   - about: what it is about.
  ///   - seed: where all randomness starts.
  ///   - workload: the requests.
  ///   - deployments: what serves them, of names that differ.
  ///   - outputs: what is written besides the summary.
  public init(
    name: String, about: String = "", seed: UInt64, workload: Workload,
    deployments: [Deployment] = [], outputs: Outputs = Outputs()
  ) {
    self.name = name
    self.about = about
    self.seed = seed
    self.workload = workload
    self.deployments = deployments
    self.outputs = outputs
    digest = nil
  }
}

/// The requests of a scenario.
public struct Workload: Sendable, Hashable {
  /// Where the times of the requests come from.
  public enum Arrivals: Sendable, Hashable {
    /// A random process.
    case process(ArrivalProcess)
    /// A file of times.
    case trace(Trace)
    /// Clients that wait for an answer before they send again.
    case closedLoop(ClosedLoop)
    /// Many functions of one account.
    case functions(FunctionWorkload)
  }

  /// A file of times of arrival.
  public struct Trace: Sendable, Hashable {
    /// The path of the file, as the scenario gives it.
    public var file: String
    /// The name of its column; nil for the first.
    public var column: String?
    /// The name of the last of several columns of counts, which are added up over all rows.
    public var lastColumn: String?
    /// The texts in columns that rows are to have, of which there are some only beside a named
    /// column of times; empty for all rows.
    public var only: [ColumnText] = []
    /// How times are written.
    public var times = TraceTimes.automatic
    /// What of the trace is sent, how fast, and how often.
    public var part = TracePart()
    /// What times are multiplied with: 0.5 sends the same requests in half the time.
    public var timeScale: Double { part.timeScale }

    /// A trace.
    public init(file: String, column: String? = nil, timeScale: Double = 1) {
      self.file = file
      self.column = column
      part.timeScale = timeScale
    }

    /// What reads it.
    package var parser: TraceParser {
      let column: TraceColumn = column.map { .name($0) } ?? .index(0)
      let parser =
        part.counts == nil
        ? TraceParser(column: column, times: times)
        : TraceParser(counts: column, through: lastColumn)
      return parser.choosing(only)
    }

    /// What stands for standard input in place of the name of a file.
    package static let standardInput = "-"

    /// Where the file is, for a scenario whose own file is in some directory.
    func path(in directory: String) -> String {
      if file == Self.standardInput { return "/dev/stdin" }
      let path = PathText.text(file.utf8)
      return path.utf8.first == 0x2f ? path : "\(directory)/\(path)"
    }
  }

  /// Where the times come from.
  public var arrivals: Arrivals
  /// How far they are followed; nil for a whole trace.
  public var extent: Extent?
  /// How long after the last arrival answers are waited for; nil until all requests have ended.
  public var patience: Interval?
  /// What is left out before requests are counted; nil for nothing.
  public var warmUp: WarmUp?
  /// What a request brings and its answer takes.
  public var payload = Payload()

  /// Requests of a scenario.
  public init(
    arrivals: Arrivals, extent: Extent?, patience: Interval? = nil, warmUp: WarmUp? = nil
  ) {
    self.arrivals = arrivals
    self.extent = extent
    self.patience = patience
    self.warmUp = warmUp
  }
}

extension Scenario {
  /// Whether a deployment has several services, or clients that send requests again.
  package var hasSystems: Bool { deployments.contains { $0.systemPlan != nil } }
}

extension Workload {
  /// Whether a trace, or a file of functions, is standard input.
  package var readsStandardInput: Bool {
    let files: [String] =
      switch arrivals {
      case .trace(let trace): [trace.file]
      case .functions(let functions):
        if case .files(let files) = functions.source { files.all } else { [] }
      case .process, .closedLoop: []
      }
    return files.contains { [Trace.standardInput, "/dev/stdin", "/dev/fd/0"].contains($0) }
  }

  /// Whether requests are for many functions.
  package var hasFunctions: Bool {
    if case .functions = arrivals { true } else { false }
  }

  /// For how long requests arrive; nil where only a run itself tells.
  package var length: Interval? {
    guard let limit = extent?.limit, limit < .longest else { return nil }
    return limit
  }
}

/// What a scenario writes besides the summary.
public struct Outputs: Sendable, Hashable {
  /// The length of a window of the timeline.
  public var window: Interval
  /// Whether every request is written.
  public var requests: Bool
  /// Whether every event of an instance and every decision of an autoscaler is written.
  public var events: Bool

  /// What is written; by default the summary and a timeline of seconds.
  public init(window: Interval = .seconds(1), requests: Bool = false, events: Bool = false) {
    self.window = window
    self.requests = requests
    self.events = events
  }
}

/// A model on a platform.
public struct Deployment: Sendable, Hashable {
  /// The name, unique within the scenario.
  public var name: String
  /// The platform's name.
  public var platform: String
  /// The model's name; empty for none.
  public var model: String
  /// The runtime's name; empty for none.
  public var runtime: String
  /// What is there to serve.
  public var capacity: AnyCapacity
  /// How long things take.
  public var latency: AnyLatency
  /// What they cost.
  public var billing: AnyBilling
  /// How long clients wait.
  public var client: Client
  /// How instances are kept for the functions of a workload of functions.
  public var functions = FunctionKeepAlive.platform
  /// The services that it consists of; nil where it is one.
  ///
  /// Where there are several, the policies of the deployment itself are those of the first.
  public var system: SystemDeployment?
  /// Whether instances with more memory, which the platform offers, would compute faster.
  public var isSlowedByMemory = false
  /// The memory of an instance, and the sizes on offer; nil on machines, and for one made in code.
  package var memory: MemoryOffer?
  /// What it rests on without anybody having said it; nothing for one made in code.
  package var assumptions: [Assumption] = []

  /// A deployment of policies made in code.
  public init(
    name: String, platform: String, model: String = "", runtime: String = "",
    capacity: AnyCapacity, latency: AnyLatency, billing: AnyBilling, client: Client = Client()
  ) {
    self.name = name
    self.platform = platform
    self.model = model
    self.runtime = runtime
    self.capacity = capacity
    self.latency = latency
    self.billing = billing
    self.client = client
  }
}
