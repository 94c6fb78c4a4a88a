extension LogIntake {
  /// How many requests were understood, whether or not they are kept.
  public var requests: Int { digest.requests + digest.untimed }

  /// Whether a scenario can be made of what is kept.
  public var isEnough: Bool { Calibration(digest, fitsProcess: false) != nil }

  /// What of the figures contradicts the others, as a clause; nil where all hold together.
  ///
  /// This is for logs from anywhere: whatever they say, nothing of it may.
  public var contradiction: String? {
    func total(_ parts: some Sequence<Int>) -> Int { parts.reduce(0, +) }
    if total(reader.formats.map(\.count)) != requests { return "requests and their forms" }
    if digest.failures + digest.observations.count > digest.requests { return "failures" }
    if digest.coldStarts > digest.requests { return "cold starts" }
    if digest.isTimed == true {
      if total(digest.counts) != digest.requests { return "requests and their periods" }
      let oldest = Double(digest.ages.oldest)
      if !(0...digest.span * 1e9 + 1e3).contains(oldest) { return "ages of instances" }
    }
    if digest.observations.contains(where: { $0.service < 0 || ($0.start ?? 0) < 0 }) {
      return "times below zero"
    }
    let excerpts = reader.firstMalformed.map(\.excerpt.utf8)
    if excerpts.contains(where: { $0.contains { $0 < 0x20 || $0 == 0x7f } }) {
      return "excerpts with control characters"
    }
    if reader.firstMalformed.count > reader.malformed { return "lines that are not understood" }
    guard let found = Calibration(digest, fitsProcess: false) else { return nil }
    let isSound = found.groups.allSatisfy { $0.service.mean.isFinite && $0.fitted > 0 }
    return isSound ? nil : "fitted times"
  }
}
