/// The keys of a function's memory.
enum MemoryKey: String, CaseIterable {
  case least, greatest, options
  case standard = "default"
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
      let choices = options.map { "\"\($0.text)\"" }.joined(separator: ", ")
      log.report(
        value, path: path, what: "is no size that the platform offers",
        fix: "write one of \(choices)")
      return nil
    }
    return size
  }
}
