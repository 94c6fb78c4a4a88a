/// Verdicts on the paper's numbers and statements, by name: those of runs, or those committed.
package struct PaperVerdicts: Sendable {
  /// A verdict on a number or on a statement, of many draws.
  package enum Entry: Hashable, Sendable {
    /// On the mean of a number, and on the published one as a further draw.
    case number(PaperVerdict, DrawVerdict)
    /// On a statement.
    case shape(ShapeVerdict)

    /// The words that files have for it: of a statement the second is empty.
    package var words: (verdict: String, asDraw: String) {
      switch self {
      case .number(let verdict, let draw): (verdict.rawValue, draw.rawValue)
      case .shape(let verdict): (verdict.rawValue, "")
      }
    }

    /// What messages call it.
    package var text: String {
      words.asDraw.isEmpty ? words.verdict : words.verdict + " and " + words.asDraw
    }

    /// The entry of words for a name; nil when there are no such words.
    package init?(_ verdict: String, _ asDraw: String, id: String) {
      if id.hasPrefix("shape-") {
        guard let shape = ShapeVerdict(rawValue: verdict), asDraw.isEmpty else { return nil }
        self = .shape(shape)
      } else {
        guard let mean = PaperVerdict(rawValue: verdict), let draw = DrawVerdict(rawValue: asDraw)
        else { return nil }
        self = .number(mean, draw)
      }
    }

    /// Whether it says less for the simulation than another on the same.
    package func isWorse(than other: Entry) -> Bool {
      switch (self, other) {
      case (.number(let now, let draw), .number(let before, let drawBefore)):
        now.isWorse(than: before) || draw.isWorse(than: drawBefore)
      case (.shape(let now), .shape(let before)): now.isWorse(than: before)
      default: true
      }
    }
  }

  /// A verdict that has changed for the worse.
  package struct Decline: Hashable, Sendable {
    /// The name.
    package let id: String
    /// The verdict before.
    package let before: Entry
    /// The verdict now.
    package let now: Entry
  }

  /// The names and verdicts, in order.
  package let entries: [(id: String, verdict: Entry)]

  /// The verdicts of a version of this program, which no later one should fall behind.
  package static let committed: PaperVerdicts = {
    let text = String(decoding: PackageResources.verdicts_csv, as: UTF8.self)
    guard let verdicts = PaperVerdicts(text: text) else {
      preconditionFailure("The committed verdicts have a wrong line.")
    }
    return verdicts
  }()

  /// Verdicts with their names.
  package init(_ entries: [(id: String, verdict: Entry)]) { self.entries = entries }

  /// The verdicts of a file; nil when it has a wrong line.
  package init?(text: String) {
    var entries: [(id: String, verdict: Entry)] = []
    for line in text.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 3, let entry = Entry(fields[1], fields[2], id: fields[0])
      else { return nil }
      entries.append((fields[0], entry))
    }
    self.entries = entries
  }

  /// The verdicts as a file.
  package var text: String {
    entries.reduce("id,verdict,as_draw\n") { text, entry in
      let (verdict, asDraw) = entry.verdict.words
      return text + "\(entry.id),\(verdict),\(asDraw)\n"
    }
  }

  /// Which verdicts are worse than earlier ones; one that is no longer there is worse than any.
  package func declines(from earlier: PaperVerdicts) -> [Decline] {
    let known = Dictionary(entries.map { ($0.id, $0.verdict) }) { first, _ in first }
    return earlier.entries.compactMap { id, before in
      let missing: Entry =
        if case .shape = before { .shape(.missing) } else { .number(.missing, .missing) }
      let now = known[id] ?? missing
      return now.isWorse(than: before) ? Decline(id: id, before: before, now: now) : nil
    }
  }
}
