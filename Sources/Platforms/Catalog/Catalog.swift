import Documents

/// What is known of platforms, machines, models and runtimes: every value with its source.
///
/// The catalog is data, built into the library as JSON. In it a value that has a source stands as
/// `{ "value": ..., "source": ... }`; ``plain(_:)`` takes the sources off, so that a scenario
/// overrides the catalog key by key with plain values.
public struct Catalog: Sendable {
  /// The parts of the catalog.
  package enum Section: String, CaseIterable, Sendable {
    /// Serving platforms.
    case platforms
    /// Machines that platforms run on.
    case machines
    /// Models.
    case models
    /// Serving runtimes.
    case runtimes
    /// Service times measured for a platform, a model and a runtime.
    case profiles

    /// One thing of the section, in words.
    package var noun: String {
      switch self {
      case .platforms: "platform"
      case .machines: "machine"
      case .models: "model"
      case .runtimes: "runtime"
      case .profiles: "profile"
      }
    }
  }

  /// An entry: its name, and its values with their sources.
  package struct Entry: Sendable {
    /// The key in the file: the name that scenarios use, with the edition unless it is the first.
    package let name: String
    /// The values, with sources; those of its base too.
    package let annotated: JSONValue
    /// What the file has of the entry itself.
    let own: JSONValue

    /// An entry.
    ///
    /// - Parameters:
    ///   - name: the key in the file.
    ///   - annotated: all values.
    ///   - own: its own ones; nil where those are all.
    init(name: String, annotated: JSONValue, own: JSONValue? = nil) {
      self.name = name
      self.annotated = annotated
      self.own = own ?? annotated
    }

    /// What it is, in a few words.
    package var about: String {
      if case .string(let text)? = annotated["about"]?.kind { return text }
      return ""
    }

    /// The values without their sources.
    package var plain: JSONValue { Catalog.plain(annotated) }

    /// Every value with its path, unit and source, in the order of the file.
    package var parameters: [Parameter] { Parameter.all(in: annotated, since: edition) }
  }

  /// The entries by section; changed only by ``setting(_:_:_:to:)``.
  var sections: [Section: [Entry]]
  /// What the entries are called, by section.
  private(set) var indices: [Section: NameIndex]

  /// The entries of a section, in the order of the file.
  ///
  /// Profiles are named `platform/model/runtime`.
  package func entries(_ section: Section) -> [Entry] { sections[section] ?? [] }

  /// The entry of a key of the file; see ``entry(_:named:)`` for the names of scenarios.
  package func entry(_ section: Section, _ name: String) -> Entry? {
    entries(section).first { $0.name == name }
  }

  /// The profile of a platform, a model and a runtime.
  package func profile(platform: String, model: String, runtime: String) -> Entry? {
    entry(.profiles, "\(platform)/\(model)/\(runtime)")
  }

  /// The catalog of this package.
  ///
  /// - Throws: ``ProblemReport`` when the built-in data is not valid, which tests rule out.
  public static func builtIn() throws(ProblemReport) -> Catalog {
    try Catalog(parsing: builtInText)
  }

  /// A catalog from other texts than those of this package.
  ///
  /// - Parameter text: the JSON of a section, which messages call by ``file(of:)``.
  /// - Throws: ``ProblemReport`` when a text is no JSON.
  package init(parsing text: (Section) -> [UInt8]) throws(ProblemReport) {
    (sections, indices) = ([:], [:])
    for section in Section.allCases {
      let entries = try Self.entries(Self.file(of: section), text(section))
      sections[section] =
        section == .profiles
        ? Self.profiles(entries) : try Self.inherited(entries, file: Self.file(of: section))
      indices[section] = NameIndex(sections[section] ?? [])
    }
  }

  /// The name of the file of a section, such as `platforms.json`.
  package static func file(of section: Section) -> String { section.rawValue + ".json" }

  /// The JSON of a section in this package.
  package static func builtInText(_ section: Section) -> [UInt8] {
    switch section {
    case .platforms: PackageResources.platforms_json
    case .machines: PackageResources.machines_json
    case .models: PackageResources.models_json
    case .runtimes: PackageResources.runtimes_json
    case .profiles: PackageResources.profiles_json
    }
  }

  private static func entries(
    _ file: String, _ bytes: [UInt8]
  ) throws(ProblemReport) -> [Entry] {
    let value = try JSONParser.parse(bytes, file: file)
    return value.members.map { Entry(name: $0.key, annotated: $0.value) }
  }

  /// Spreads out the three levels of the file of profiles.
  private static func profiles(_ platforms: [Entry]) -> [Entry] {
    platforms.flatMap { platform in
      platform.annotated.members.flatMap { model in
        model.value.members.map { runtime in
          Entry(name: "\(platform.name)/\(model.key)/\(runtime.key)", annotated: runtime.value)
        }
      }
    }
  }

  /// A value of the catalog without sources, units and positions.
  static func plain(_ value: JSONValue) -> JSONValue {
    switch value.kind {
    case .object(let members):
      if let inner = value["value"] { return plain(inner) }
      return JSONValue(.object(members.map { JSONMember(key: $0.key, value: plain($0.value)) }))
    case .array(let elements): return JSONValue(.array(elements.map(plain)))
    default: return JSONValue(value.kind)
    }
  }
}

extension JSONValue {
  /// The members of an object; none for any other value.
  var members: [JSONMember] {
    if case .object(let members) = kind { return members }
    return []
  }
}
