import Documents
import SimCore

/// The keys of a cold start: its five steps, what holds for all of them, and which wait for which.
enum ColdStartKeys {
  static let containerInitialisation = step(
    .containerInitialisation, "pull the package and start its container; size: the package")
  static let libraryImport = step(
    .libraryImport, "import the runtime and its dependencies; size: the package")
  static let modelDownload = step(.modelDownload, "pull the model from storage; size: the model")
  static let modelLoad = step(.modelLoad, "load the model into the runtime; size: the model")
  static let firstInference = step(
    .firstInference,
    "what the first inference takes longer than a later one; size: the model")
  static let restore = Key<JSONValue?>(
    "restore", .defined(.step), .otherwise("no snapshot"),
    """
    what stands for the first four steps where instances start from a snapshot of memory, with the \
    model loaded; size: package and model
    """)
  static let variation = Key<Double>(
    "variation", .number(0...100), default: 0,
    """
    the coefficient of variation, the standard deviation over the mean, of each step that does \
    not vary by itself; such a step becomes log-normal
    """)
  static let billed = Key<JSONValue?>(
    "billed", steps([.containerInitialisation, .libraryImport]), .standard("[]", words: "none"),
    "which of the first two steps are billed as execution time; the other three always are")
  static let cpuBound = Key<JSONValue?>(
    "cpu_bound", steps(ColdStart.Step.allCases), .standard("[]", words: "none"),
    "which steps take longer with less processor, see `cpu` of [platforms](#platforms)")
  static let vcpus = Key<Double?>(
    "vcpus", .number(CPUKeys.amounts), .otherwise("`cpu.usable`"),
    """
    the most processor that a step can use at once, in the unit of `cpu.points`; of effect on the \
    steps of `cpu_bound` that do not say it themselves
    """)
  static let boost = Key<JSONValue?>(
    "boost", .object(BoostKeys.object).orNull, .otherwise("none"),
    """
    the processor that a start has in place of what comes with the memory, see below; `null` for \
    none
    """)
  static let graph = Key<StartGraph.Order>(
    "graph", .choice, default: StartGraph.Order.sequential,
    """
    which steps overlap: none (`"sequential"`), the model download with the imports after the \
    prerequisite (`"parallel-1"`), or also the download of each slice of the model with the \
    load of the one before (`"parallel-2"`)
    """)
  static let prerequisite = Key<Interval>(
    "prerequisite", .duration, default: .zero,
    """
    how much of the import comes before the download can begin, at most all of it; of effect \
    where steps overlap
    """)
  static let slices = Key<Int>(
    "slices", .integer(1...1000), default: 8,
    "into how many equal slices `\"parallel-2\"` cuts the model")

  static let object = ScenarioObject(
    "coldStart",
    "The start of an instance: five steps, of which the last three lengthen its first request.",
    isLayered: true, listing: .declared,
    keys: [
      containerInitialisation, libraryImport, modelDownload, modelLoad, firstInference, restore,
      variation,
      billed, graph, prerequisite, slices, cpuBound, vcpus, boost,
    ])

  private static func step(_ step: ColdStart.Step, _ about: String) -> Key<JSONValue?> {
    Key(step.rawValue, .defined(.step), .standard("\"0s\"", words: nil), about)
  }

  private static func steps(_ steps: [ColdStart.Step]) -> ValueKind<JSONValue> {
    .value(.list(.choice(steps.map(\.rawValue)), least: 0, most: nil)).worded("list of steps")
  }
}

/// The keys of more processor during a start.
enum BoostKeys {
  static let vcpus = Key<Double?>(
    "vcpus", .number(CPUKeys.amounts), .required,
    """
    the processor of a start, in the unit of `cpu.points`; of effect on the steps of `cpu_bound`, \
    and no less than what comes with the memory
    """)
  static let after = Key<Interval>(
    "after", .duration(.zero ... .seconds(3600)), default: .zero,
    "for how long after the start it is charged too, where billing is `per-use`")

  static let object = ScenarioObject(
    "boost",
    """
    More processor during a start; where billing is `per-use`, what is billed of the start is \
    charged for it.
    """,
    isLayered: true, keys: [vcpus, after])
}

/// The keys of a step of a cold start: `factor` times (`base` and so much for each megabyte).
enum StepKeys {
  static let base = Key<Distribution>(
    "base", .distribution, default: .constant(.zero), "what the step takes whatever the size")
  static let perMegabyte = Key<Interval>(
    "per_mb", .duration, default: .zero,
    "what each MB (2^20 bytes) of the package or the model adds")
  static let factor = Key<Double>(
    "factor", .number(0...1e6), default: 1, "what the sum is multiplied with")
  static let vcpus = Key<Double?>(
    "vcpus", .number(CPUKeys.amounts), .otherwise("that of `cold_start`"),
    "the most processor that the step can use at once, if it is one of `cpu_bound`")

  static let object = ScenarioObject(
    "stepParts", isLayered: true, keys: [base, perMegabyte, factor, vcpus])
}

extension Definition {
  static let step: Definition = Definition(
    "step",
    "The time of a step: a duration, a distribution, or factor * (base + per_mb * size).",
    words: "step", standard: "\"0s\""
  ) { .either([.defined(.distribution), .object(StepKeys.object)]) }
}

extension DeploymentDecoder {
  func coldStart(
    _ value: JSONValue, _ path: JSONPath, _ settings: PlatformSettings
  ) -> ColdStart? {
    typealias Keys = ColdStartKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    let variation = reader[Keys.variation]
    let billed = steps(reader, Keys.billed, among: [.containerInitialisation, .libraryImport])
    let bound = steps(reader, Keys.cpuBound, among: ColdStart.Step.allCases)
    let vcpus = reader[Keys.vcpus]
    let boost = startBoost(reader)
    var importSlowdown = 1.0
    func step(
      _ key: Key<JSONValue?>, _ step: ColdStart.Step, _ megabytes: Double
    ) -> Distribution? {
      guard let value = reader.value(key) else { return .constant(.zero) }
      let path = reader.path(key)
      let time = stepTime(value, path, megabytes: megabytes, variation: variation)
      guard let time else { return nil }
      let slowdown =
        bound.contains(step)
        ? settings.slowdown(ofStepUsing: time.vcpus ?? vcpus, boost: boost?.vcpus) : 1
      if step == .libraryImport { importSlowdown = slowdown }
      return slowdown == 1 ? time.distribution : time.distribution.scaled(by: slowdown)
    }
    let container = step(
      Keys.containerInitialisation, .containerInitialisation, settings.packageMegabytes)
    let imports = step(Keys.libraryImport, .libraryImport, settings.packageMegabytes)
    let download = step(Keys.modelDownload, .modelDownload, settings.modelMegabytes)
    let load = step(Keys.modelLoad, .modelLoad, settings.modelMegabytes)
    let inference = step(Keys.firstInference, .firstInference, settings.modelMegabytes)
    guard let container, let imports, let download, let load, let inference else { return nil }
    if reader.value(Keys.restore) != nil {
      let size = settings.packageMegabytes + settings.modelMegabytes
      return step(Keys.restore, .containerInitialisation, size).map {
        ColdStart(restore: $0, firstInference: inference, billedSteps: billed)
      }
    }
    return ColdStart(
      containerInitialisation: container, libraryImport: imports, modelDownload: download,
      modelLoad: load, firstInference: inference, billedSteps: billed,
      graph: graph(reader, importing: imports.mean / importSlowdown))
  }

  /// The processor of a start, and how long after it that is charged; nil where it has no other.
  func startBoost(_ start: KeyReader) -> (vcpus: Double, after: Interval)? {
    guard let value = start[ColdStartKeys.boost],
      let reader = KeyReader(
        value, BoostKeys.object, path: start.path(ColdStartKeys.boost), log: start.log)
    else { return nil }
    reader.require()
    let after = reader[BoostKeys.after]
    return reader[BoostKeys.vcpus].map { ($0, after) }
  }

  /// The same out of the values of a deployment, quietly: whatever is wrong with it is reported
  /// with the latency.
  func startBoost(_ settings: PlatformSettings) -> (vcpus: Double, after: Interval)? {
    let quiet = ProblemLog(file: log.file)
    let path = settings.reader.path(DeploymentKeys.latency)
    guard let latency = settings.reader.value(DeploymentKeys.latency),
      let reader = KeyReader(latency, LatencyKeys.object, path: path, log: quiet),
      let start = reader.value(LatencyKeys.coldStart),
      let steps = KeyReader(start, ColdStartKeys.object, path: path, log: quiet)
    else { return nil }
    return startBoost(steps)
  }

  /// Which steps of a cold start wait for which; the import has a mean in seconds, at the speed at
  /// which the prerequisite is given.
  private func graph(_ reader: KeyReader, importing: Double) -> StartGraph {
    typealias Keys = ColdStartKeys
    let order = reader[Keys.graph]
    let prerequisite = reader[Keys.prerequisite]
    let slices = reader[Keys.slices]
    if order == .sequential { return .sequential }
    // A prerequisite that is as long as the whole import leaves nothing that could overlap.
    let fraction = importing > 0 ? min(prerequisite.seconds / importing, 1) : 0
    return StartGraph(order, prerequisite: fraction, slices: slices)
  }

  private func steps(
    _ reader: KeyReader, _ key: Key<JSONValue?>, among steps: [ColdStart.Step]
  ) -> Set<ColdStart.Step> {
    var found: Set<ColdStart.Step> = []
    for (element, path) in reader.array(key) ?? [] {
      if let name = log.choice(element, path, of: steps.map(\.rawValue)),
        let step = ColdStart.Step(rawValue: name)
      {
        found.insert(step)
      }
    }
    return found
  }

  /// The time of a step: a duration or distribution, or a base and so much for each megabyte; and
  /// the most processor that it can use, where it says so.
  private func stepTime(
    _ value: JSONValue, _ path: JSONPath, megabytes: Double, variation: Double
  ) -> (distribution: Distribution, vcpus: Double?)? {
    guard isStep(value) else {
      return log.distribution(value, path).map { (varied($0, variation), nil) }
    }
    typealias Keys = StepKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    let perMegabyte = reader[Keys.perMegabyte]
    let factor = reader[Keys.factor]
    let vcpus = reader[Keys.vcpus]
    guard let base = reader.valid(Keys.base) else { return nil }
    let time = base.shifted(by: perMegabyte.scaled(by: megabytes)).scaled(by: factor)
    return (varied(time, variation), vcpus)
  }

  /// Whether a value is meant to be the parts of a step, and not a distribution.
  private func isStep(_ value: JSONValue) -> Bool {
    guard case .object(let members) = value.kind else { return false }
    if members.contains(where: { StepKeys.object.names.contains($0.key) }) { return true }
    let families = DistributionKeys.object.names
    return !members.contains { Suggestion.nearest(to: $0.key, among: families) != nil }
  }

  /// A constant time becomes a log-normal one of the same mean; a time that varies already stays.
  private func varied(_ time: Distribution, _ variation: Double) -> Distribution {
    guard variation > 0, time.variance == 0, time.mean > 0 else { return time }
    return .logNormal(mean: Interval(seconds: time.mean), coefficientOfVariation: variation)
  }
}
