import Documents

/// Editions: what the catalog knows of one platform at several times.
///
/// An edition's key in the file is the platform's name and, after an `@`, the month from which its
/// values hold: `aws-lambda@2026-09`. The first edition goes by the name alone and says its month
/// as `edition`. An edition with a `base` has all values of that entry but those it has itself;
/// `null` takes one away.
extension Catalog {
  /// The editions of a platform, from the oldest; one entry where it has no editions.
  package func editions(_ section: Section, of name: String) -> [Entry] {
    entries(section).filter { $0.subject == name }
      .sorted { ($0.edition ?? "") < ($1.edition ?? "") }
  }

  /// The entry that a scenario means: an edition by its whole name, or else the newest.
  ///
  /// - Parameters:
  ///   - section: the part of the catalog.
  ///   - name: such as `aws-lambda@2021-03`, or `aws-lambda` for the newest edition.
  /// - Returns: the entry; nil where there is none of that name.
  package func entry(_ section: Section, named name: String) -> Entry? {
    indices[section]?.places[name].map { entries(section)[$0] }
  }

  /// What the things of a section are called, each once, without editions.
  package func subjects(_ section: Section) -> [String] {
    var known: Set<String> = []
    return entries(section).map(\.subject).filter { known.insert($0).inserted }
  }

  /// All names that scenarios may use: of each thing its own, then those of its editions.
  package func names(_ section: Section) -> [String] { indices[section]?.names ?? [] }

  /// The names of a section, and where in it the entries are that they mean.
  struct NameIndex: Sendable {
    private(set) var names: [String] = []
    private(set) var places: [String: Int] = [:]

    /// The index of some entries.
    init(_ entries: [Entry]) {
      var editions: [String: [Int]] = [:]
      for (place, entry) in entries.enumerated() {
        editions[entry.subject, default: []].append(place)
        places[entry.fullName] = place
      }
      for entry in entries {
        guard let found = editions.removeValue(forKey: entry.subject) else { continue }
        let ordered = found.sorted { (entries[$0].edition ?? "") < (entries[$1].edition ?? "") }
        places[entry.subject] = ordered.last
        names.append(entry.subject)
        names += ordered.map { entries[$0].fullName }.filter { $0 != entry.subject }
      }
    }
  }

  /// The edition of a platform that held at some month, by its whole name; nil for none so early.
  package func edition(_ section: Section, of name: String, at month: String) -> Entry? {
    editions(section, of: name).last { ($0.edition ?? "") <= month }
  }

  /// A name without its edition.
  package static func subject(of name: String) -> String {
    String(name.prefix { $0 != "@" })
  }
}

extension Catalog.Entry {
  /// The name without the edition.
  package var subject: String { Catalog.subject(of: name) }

  /// The month from which the values hold, such as `2021-03`; nil for what has no editions.
  package var edition: String? {
    if subject != name { return String(name.dropFirst(subject.count + 1)) }
    guard case .string(let month)? = own["edition"]?.kind else { return nil }
    return month
  }

  /// The name with the edition, where there is one.
  package var fullName: String { edition.map { "\(subject)@\($0)" } ?? name }

  /// The key of the entry whose values hold where this one has none.
  var base: String? {
    guard case .string(let base)? = own["base"]?.kind else { return nil }
    return base
  }

  /// Its own values alone, without those of its base.
  package var ownParameters: [Parameter] { Parameter.all(in: own, since: edition) }
}

extension Catalog {
  /// Lays every entry with a base over that.
  ///
  /// - Throws: ``ProblemReport`` where a base is no entry that stands before.
  static func inherited(
    _ entries: [Entry], file: String
  ) throws(ProblemReport) -> [Entry] {
    var done: [Entry] = []
    for entry in entries {
      guard let name = entry.base else {
        done.append(entry)
        continue
      }
      guard let base = done.first(where: { $0.name == name }) else {
        throw ProblemReport(
          Problem(
            file: file, what: "\(entry.name) has the base \(name), which is not before it",
            fix: "name an entry that stands further up"))
      }
      let below = dated(base.annotated, base.edition)
      done.append(
        Entry(name: entry.name, annotated: laid(entry.own, over: below), own: entry.own))
    }
    return done
  }

  /// A value of an entry over that of its base: objects key by key, unless they name different
  /// policies; `null` takes the base's away.
  private static func laid(_ own: JSONValue, over base: JSONValue) -> JSONValue {
    guard case .object(var members) = base.kind, case .object(let changes) = own.kind,
      base["value"] == nil, own["value"] == nil
    else { return own }
    if let policy = own["policy"], policy.compactText != base["policy"]?.compactText { return own }
    members.removeAll { ["edition", "base"].contains($0.key) }
    for change in changes {
      let place = members.firstIndex { $0.key == change.key }
      if case .null = change.value.kind {
        if let place { members.remove(at: place) }
      } else if let place {
        let value = laid(change.value, over: members[place].value)
        members[place] = JSONMember(key: change.key, value: value)
      } else {
        members.append(change)
      }
    }
    return JSONValue(.object(members))
  }

  /// A value in which all that has a source says since when it holds.
  private static func dated(_ value: JSONValue, _ edition: String?) -> JSONValue {
    guard let edition, case .object(var members) = value.kind else { return value }
    if value["value"] != nil {
      if value["since"] != nil { return value }
      members.append(JSONMember(key: "since", value: JSONValue(.string(edition))))
    } else {
      for index in members.indices {
        members[index] = JSONMember(
          key: members[index].key, value: dated(members[index].value, edition))
      }
    }
    return JSONValue(.object(members))
  }
}
