import Documents
import Platforms
import Studies

/// What the options of `simctl new` say of a scenario.
struct DraftOptions {
  let modelSize: ByteCount?
  let packageSize: ByteCount?
  let latency: DraftLatency?
  let measuredAt: ByteCount?
  let memory: ByteCount?
  let graphicsLatency: DraftLatency?
  let traffic: DraftTraffic?
  let objectives: [String]

  /// The options of a command line.
  ///
  /// - Throws: a `UsageError` that names the option, or `InputError`.
  init(_ arguments: ParsedArguments) throws {
    modelSize = try Self.value("model-size", arguments, Self.size)
    packageSize = try Self.value("package-size", arguments, Self.size)
    latency = try Self.value("latency", arguments, Self.latency)
    measuredAt = try Self.value("measured-at", arguments, Self.memory)
    memory = try Self.value("memory", arguments, Self.memory)
    graphicsLatency = try Self.value("gpu-latency", arguments, Self.latency)
    let kinds = ["rate", "daily", "trace"].filter(arguments.isGiven)
    if kinds.count > 1 {
      throw UsageError(
        "--\(kinds[0]) and --\(kinds[1]) both say when requests come; give one of them",
        command: "new")
    }
    traffic =
      try Self.value("rate", arguments) { try DraftTraffic(rate: $0) }
      ?? Self.value("daily", arguments) { try DraftTraffic(daily: $0) }
      ?? Self.value("trace", arguments) { try DraftTraffic(trace: $0) }
    objectives = try arguments.objectives().map(\.text)
  }

  /// The scenario, if nothing has to be asked.
  var draft: ScenarioDraft? {
    guard let modelSize, let latency, let traffic else { return nil }
    var draft = ScenarioDraft(
      modelSize: modelSize, packageSize: packageSize, memory: memory, latency: latency,
      traffic: traffic)
    draft.measuredAt = measuredAt
    draft.graphicsLatency = graphicsLatency
    draft.objectives = objectives
    return draft
  }

  private static func value<Value>(
    _ option: String, _ arguments: ParsedArguments, _ read: (String) throws -> Value
  ) throws -> Value? {
    try arguments.text(option).map { text in
      do {
        return try read(text)
      } catch let error as DraftMistake {
        throw UsageError("--\(option): \(error.what); \(error.fix)", command: "new")
      }
    }
  }

  /// A size of files.
  static func size(_ text: String) throws -> ByteCount {
    try size(text, in: .zero...ByteCount(bytes: 1 << 50))
  }

  /// A size of memory.
  static func memory(_ text: String) throws -> ByteCount {
    try size(text, in: ByteCount(bytes: 1 << 20)...ByteCount(bytes: 1 << 50))
  }

  private static func size(
    _ text: String, in range: ClosedRange<ByteCount>
  ) throws(DraftMistake) -> ByteCount {
    let size: ByteCount
    do throws(QuantityError) {
      size = try ByteCount(text: text)
    } catch {
      throw DraftMistake(what: error.what, fix: error.fix)
    }
    guard range.contains(size) else {
      throw DraftMistake(
        what: "the size \(Quoted.text(text)) is not from \(range.lowerBound.text) to "
          + range.upperBound.text, fix: "write a size such as 512MB")
    }
    return size
  }

  /// A time, or a file of samples.
  static func latency(_ text: String) throws -> DraftLatency {
    try DraftLatency(text) { Interruption.isRequested }
  }

  /// An objective as it is written.
  static func objective(_ text: String) throws -> String {
    do throws(Objective.Mistake) {
      return try Objective(text).text
    } catch {
      throw DraftMistake(what: "\(Quoted.text(text)) \(error.what)", fix: error.fix)
    }
  }
}
