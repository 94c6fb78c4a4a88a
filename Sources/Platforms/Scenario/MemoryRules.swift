/// The keys of a function's memory.
enum MemoryKey: String, CaseIterable {
  case least, greatest, options
  case standard = "default"
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

  /// Reads the rules; nil with problems reported.
  init?(_ value: JSONValue, _ path: JSONPath, _ log: ProblemLog) {
    guard let reader = ObjectReader<MemoryKey>(value, path: path, log: log) else { return nil }
    let all = PlatformSettings.memorySizes
    let least = reader.bytes(.least, in: all) ?? all.lowerBound
    let greatest = reader.bytes(.greatest, in: least...all.upperBound) ?? all.upperBound
    sizes = least...greatest
    let elements = reader.array(.options) ?? []
    options = elements.compactMap { log.bytes($0.0, $0.1, in: all) }
    hasStandard = reader.value(.standard) != nil
    standard = reader.value(.standard).flatMap { choose($0, reader.path(.standard), log) }
  }

  /// A size within the rules; nil with a problem reported.
  func choose(_ value: JSONValue, _ path: JSONPath, _ log: ProblemLog) -> ByteCount? {
    guard let size = log.bytes(value, path, in: sizes) else { return nil }
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
  func check(_ size: ByteCount, _ need: MemoryNeed, _ deployment: ObjectReader<DeploymentKey>) {
    guard need.total > size else { return }
    deployment.log.report(
      deployment.value(.memory) ?? deployment.object, path: deployment.path(.memory),
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
