import Documents
import SimCore

extension ScenarioObject {
  /// The values that a deployment comes to once the catalog is laid under it: those of a platform,
  /// and the sizes of the model and of the runtime.
  static let settings = ScenarioObject(
    "settings", isLayered: true,
    keys: [
      DeploymentKeys.machine, PlatformKeys.memory, PlatformKeys.cpu, DeploymentKeys.capacity,
      DeploymentKeys.latency, DeploymentKeys.billing, DeploymentKeys.client, ModelKeys.size,
      RuntimeKeys.packageSize, PlatformKeys.packageLimit,
    ])
}

/// What the policies of a deployment share: its machine or memory, its sizes, its tree of values.
struct PlatformSettings {
  let reader: KeyReader
  /// The memory of an instance; nil for a machine.
  let memory: ByteCount?
  /// The memory and the sizes on offer; nil for a machine.
  let memoryOffer: MemoryOffer?
  /// The processor of an instance in the unit of its price; nil for a machine.
  let cpu: Ratio?
  /// How many times as long service takes as with the memory of the platform's measurements.
  private let serviceSlowdown: Double
  /// Whether a greater size of memory is offered at which service takes less time.
  let isSlowedByMemory: Bool
  /// The price of the machine.
  let pricePerHour: Money?
  /// The machine's CPU credits.
  let credits: CPUCredits?
  /// What of the machine a model has to fit into; nil where that is not known.
  private let room: MachineRoom?
  /// How much processor comes with the memory; nil for a machine.
  private let curve: CPUCurve?
  /// What the memory has to hold.
  private let need: MemoryNeed
  private let deployment: KeyReader
  private let catalog: Catalog
  /// The size of the model in MB.
  let modelMegabytes: Double
  /// The size of the runtime's package in MB.
  let packageMegabytes: Double
  /// Whether a model or runtime could not be read, so that it is unknown what it would have said.
  let missesPart: Bool

  /// The greatest size of anything.
  static let greatestSize = ByteCount(bytes: 1 << 50)
  /// The sizes that memory may have.
  static let memorySizes = ByteCount(bytes: 1 << 20)...greatestSize

  /// Reads what the policies share.
  ///
  /// - Parameters:
  ///   - tree: all layers of the deployment.
  ///   - deployment: the deployment as the user wrote it.
  ///   - decoder: the decoder of the tree.
  ///   - missesPart: whether a model or runtime could not be read.
  init?(
    _ tree: JSONValue, _ deployment: KeyReader, _ decoder: DeploymentDecoder,
    missesPart: Bool
  ) {
    let path = deployment.path
    guard let reader = KeyReader(tree, .settings, path: path, log: decoder.log) else {
      return nil
    }
    self.reader = reader
    self.missesPart = missesPart
    let model = reader[ModelKeys.size]
    modelMegabytes = model.map(Self.megabytes) ?? 0
    let package = reader[RuntimeKeys.packageSize]
    packageMegabytes = package.map(Self.megabytes) ?? 0
    if let limit = reader[PlatformKeys.packageLimit], let package, package > limit {
      deployment.log.report(
        deployment.value(DeploymentKeys.runtime), path: deployment.path(DeploymentKeys.runtime),
        what:
          "has a package of \(package.text), more than the \(limit.text) that the platform takes",
        fix: "choose a runtime with a smaller package")
    }

    let machine = Machine(reader, decoder)
    pricePerHour = machine.price
    credits = machine.credits
    room = machine.room
    self.deployment = deployment
    catalog = decoder.catalog
    need = MemoryNeed(model: model ?? .zero, package: package ?? .zero)
    memory = Self.memory(reader, deployment, holding: need)
    let rules = Self.rules(reader)
    memoryOffer = memory.flatMap { rules?.offer($0) }
    let curve = reader.value(PlatformKeys.cpu).flatMap {
      CPUCurve($0, reader.path(PlatformKeys.cpu), decoder.log)
    }
    self.curve = curve
    guard let memory, let curve else {
      (cpu, serviceSlowdown, isSlowedByMemory) = (nil, 1, false)
      return
    }
    cpu = curve.exactFraction(of: memory)
    let use = Self.serviceUse(reader)
    serviceSlowdown = curve.slowdown(at: Self.megabytes(memory), use)
    let greatest = rules?.greatest ?? Self.memorySizes.lowerBound
    isSlowedByMemory =
      greatest > memory && curve.slowdown(at: Self.megabytes(greatest), use) < serviceSlowdown
  }

  /// What service makes of the processor; whatever is wrong with it is reported with the latency.
  private static func serviceUse(_ reader: KeyReader) -> ProcessorUse {
    let quiet = ProblemLog(file: reader.log.file)
    guard let value = reader.value(DeploymentKeys.latency),
      let latency = KeyReader(
        value, LatencyKeys.object, path: reader.path(DeploymentKeys.latency), log: quiet)
    else { return ProcessorUse() }
    return ProcessorUse(
      vcpus: latency[LatencyKeys.vcpus], waitingShare: latency[LatencyKeys.waitingShare])
  }

  /// How many times as long a step of a start takes as with the memory of the platform's
  /// measurements.
  ///
  /// - Parameters:
  ///   - vcpus: the most processor that it can use at once; nil for what the platform says.
  ///   - boost: the least that a start has; nil for what comes with the memory.
  /// - Returns: the factor; 1 on a machine.
  func slowdown(ofStepUsing vcpus: Double?, boost: Double? = nil) -> Double {
    guard let memory, let curve else { return 1 }
    return curve.slowdown(
      at: Self.megabytes(memory), ProcessorUse(vcpus: vcpus), boost: boost ?? 0)
  }

  /// Reports a model of which so many copies do not fit into the machine.
  func checkModel(copies: Int = 1) {
    room?.check(need.model, copies: copies, deployment, catalog)
  }

  /// The size of memory at which the platform's service times were measured, where computation
  /// takes another time with the memory that an instance has.
  var scaledFrom: ByteCount? {
    guard serviceSlowdown != 1, let curve else { return nil }
    return ByteCount(bytes: Int64(curve.measuredAt * 0x1p20))
  }

  /// How many times as long service takes as it was measured to take.
  ///
  /// A time that was measured where model and package do not fit is reported: nobody can have
  /// measured it there.
  ///
  /// - Parameters:
  ///   - latency: the keys of the latency.
  ///   - measured: the size of memory at which service was measured; nil for the platform's.
  ///   - use: what service makes of the processor.
  /// - Returns: the factor; 1 on a machine.
  func slowdown(
    ofServiceIn latency: KeyReader, measuredAt measured: ByteCount?, _ use: ProcessorUse
  ) -> Double {
    guard let memory, let curve else { return 1 }
    let origin = measured ?? ByteCount(bytes: Int64(curve.measuredAt * 0x1p20))
    let factor = curve.slowdown(
      at: Self.megabytes(memory), from: measured.map(Self.megabytes), use)
    if factor != 1, need.total > origin, need.total <= memory {
      let key = LatencyKeys.serviceTime
      latency.log.report(
        latency.value(key), path: latency.path(key),
        what: "is a time measured at \(origin.text), where a model of \(need.model.text) and a "
          + "package of \(need.package.text) do not fit, and cannot be scaled from there to "
          + memory.text,
        fix: "say where it was measured: add \"\(LatencyKeys.measuredAt.name)\": "
          + "\"\(memory.text)\" beside it if it was there")
    }
    return factor
  }

  /// The rules of the platform's memory, once more.
  private static func rules(_ reader: KeyReader) -> MemoryRules? {
    // Whatever is wrong with them has been reported where they were read first.
    reader.value(PlatformKeys.memory).flatMap {
      MemoryRules($0, reader.path(PlatformKeys.memory), ProblemLog(file: reader.log.file))
    }
  }

  /// The memory of an instance in GB of 2^30 bytes; zero for a machine.
  var gigabytes: Ratio { memory.map { Ratio($0.bytes, over: 1 << 30) } ?? .zero }

  /// A size in MB of 2^20 bytes.
  static func megabytes(_ size: ByteCount) -> Double { Double(size.bytes) / 1_048_576 }

  /// The memory of an instance: what the deployment says, within the platform's rules.
  private static func memory(
    _ reader: KeyReader, _ deployment: KeyReader,
    holding need: MemoryNeed
  ) -> ByteCount? {
    typealias Keys = DeploymentKeys
    guard let value = reader.value(PlatformKeys.memory) else {
      deployment.log.report(
        ifGiven: deployment.value(Keys.memory), path: deployment.path(Keys.memory),
        what: "does not apply: this platform has no memory setting",
        fix: reader.value(Keys.machine) == nil
          ? "remove it" : "remove it, or choose another \"machine\"")
      return nil
    }
    // After a problem some size stands in, so that no other problem follows from it.
    let standIn = memorySizes.lowerBound
    guard let rules = MemoryRules(value, reader.path(Keys.memory), reader.log) else {
      return standIn
    }
    reader.log.report(
      ifGiven: reader.value(Keys.machine), path: reader.path(Keys.machine),
      what: "does not apply: instances of this platform are sized by their memory",
      fix: "remove it, or choose a \"memory\"")
    guard let own = deployment.value(Keys.memory) else {
      if !rules.hasStandard {
        deployment.log.report(
          deployment.object, path: deployment.path,
          what: "the key `memory` is missing, and the platform has no default",
          fix: "add \"memory\"")
      }
      if let standard = rules.standard { rules.check(standard, need, deployment) }
      return rules.standard ?? standIn
    }
    let size = rules.choose(own, deployment.path(Keys.memory), deployment.log)
    if let size { rules.check(size, need, deployment) }
    return size ?? standIn
  }
}

extension ProblemLog {
  /// Records a problem with a value that should not be there, if it is there.
  func report(
    ifGiven value: JSONValue?, path: JSONPath, what: @autoclosure () -> String,
    fix: @autoclosure () -> String
  ) {
    if let value { report(value, path: path, what: what(), fix: fix()) }
  }
}
