import Documents

/// The keys of a function's memory.
enum MemoryKeys {
  static let least = Key<ByteCount?>(
    "least", .size(PlatformSettings.memorySizes), .otherwise("1 MB"), "the least size")
  static let greatest = Key<ByteCount?>(
    "greatest", .size(PlatformSettings.memorySizes), .otherwise("2^50 bytes"), "the greatest size")
  static let options = Key<JSONValue?>(
    "options", .value(.worded(.list(.size, least: 0, most: nil), "list of sizes")),
    .otherwise("any from least to greatest"),
    "the only sizes")
  static let standard = Key<JSONValue?>(
    "default", .value(.size), .otherwise("a deployment must name one"),
    "the size where a deployment names none")

  static let object = ScenarioObject(
    "memoryRules", "The memory sizes that the platform offers.", isLayered: true,
    keys: [least, greatest, options, standard])
}

/// What the memory of an instance has to hold at least: the model and the runtime's package.
struct MemoryNeed {
  let model: ByteCount
  let package: ByteCount

  var total: ByteCount { model + package }
}

/// The memory sizes that a platform offers.
struct MemoryRules {
  /// The size where a deployment names none.
  private(set) var standard: ByteCount?
  /// Whether a size was written for that.
  let hasStandard: Bool
  private let sizes: ClosedRange<ByteCount>
  private let options: [ByteCount]

  /// The greatest size that is offered.
  var greatest: ByteCount { options.filter { sizes.contains($0) }.max() ?? sizes.upperBound }

  /// What is offered besides a size.
  func offer(_ size: ByteCount) -> MemoryOffer {
    MemoryOffer(
      size: size, sizes: sizes, options: options.filter { sizes.contains($0) }.sorted())
  }

  /// Reads the rules; nil with problems reported.
  init?(_ value: JSONValue, _ path: JSONPath, _ log: ProblemLog) {
    typealias Keys = MemoryKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    let all = PlatformSettings.memorySizes
    let least = reader[Keys.least] ?? all.lowerBound
    let greatest = reader[Keys.greatest, in: least...all.upperBound] ?? all.upperBound
    sizes = least...greatest
    let elements = reader.array(Keys.options) ?? []
    options = elements.compactMap { log.amount($0.0, $0.1, in: all) }
    hasStandard = reader.value(Keys.standard) != nil
    standard = reader.value(Keys.standard).flatMap { choose($0, reader.path(Keys.standard), log) }
  }

  /// A size within the rules; nil with a problem reported.
  func choose(_ value: JSONValue, _ path: JSONPath, _ log: ProblemLog) -> ByteCount? {
    guard let size = log.amount(value, path, in: sizes) else { return nil }
    guard options.isEmpty || options.contains(size) else {
      let most = 20
      let choices =
        options.prefix(most).map { "\"\($0.text)\"" }.joined(separator: ", ")
        + (options.count > most ? " or another of \(options.count)" : "")
      log.report(
        value, path: path, what: "is no size that the platform offers",
        fix: "write one of \(choices)")
      return nil
    }
    return size
  }

  /// Reports a memory size that cannot hold what it has to.
  func check(_ size: ByteCount, _ need: MemoryNeed, _ deployment: KeyReader) {
    guard need.total > size else { return }
    let key = DeploymentKeys.memory
    deployment.log.report(
      deployment.value(key) ?? deployment.object, path: deployment.path(key),
      what: "is \(size.text), which cannot hold a model of \(need.model.text) and a package of "
        + need.package.text,
      fix: leastSize(holding: need.total).map { "write \"memory\": \"\($0.text)\" or more" }
        ?? "choose a smaller model or runtime: the platform offers no memory of \(need.total.text)")
  }

  /// The least size on offer that holds so much, in whole MB where any size is; nil for none.
  private func leastSize(holding need: ByteCount) -> ByteCount? {
    if !options.isEmpty { return options.filter { $0 >= need && sizes.contains($0) }.min() }
    let megabyte: Int64 = 1_048_576
    let rounded = ByteCount(bytes: (need.bytes + megabyte - 1) / megabyte * megabyte)
    let size = max(rounded, sizes.lowerBound)
    return sizes.contains(size) ? size : nil
  }
}
