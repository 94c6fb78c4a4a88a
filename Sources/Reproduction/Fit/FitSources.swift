import Documents
import Platforms
import Studies

/// The texts that a fit reads: catalog, scenarios of the paper, and the declaration of what is
/// fitted; those built into the program, or those of a checkout, which it can then change.
package struct FitSources {
  private static let catalogFolder = "Sources/Platforms/Catalog/Data"
  private static let scenarioFolder = "Scenarios"
  private static let declarationFolder = "Sources/Reproduction/Data"

  /// The root of the checkout; nil for what is built in.
  package let directory: String?
  /// The catalog's files by section.
  package let catalog: [Catalog.Section: [UInt8]]
  /// The scenarios by name.
  package let scenarios: [String: [UInt8]]
  /// The declaration.
  package let declaration: [UInt8]

  /// Reads the texts.
  ///
  /// - Parameters:
  ///   - directory: the root of a checkout; nil for what is built in.
  ///   - texts: the text of a scenario that is built in, by the name of its file.
  /// - Throws: `InputError` about a file.
  package init(directory: String?, scenarios texts: (String) -> [UInt8]?) throws {
    self.directory = directory
    func read(_ folder: String, _ file: String, _ builtIn: [UInt8]?) throws -> [UInt8] {
      if let directory {
        return try InputFile.read(
          Self.path(directory, folder, file), maximumSize: JSONParser.maximumBytes)
      }
      guard let builtIn else { preconditionFailure("The paper's scenarios are built in.") }
      return builtIn
    }
    var catalog: [Catalog.Section: [UInt8]] = [:]
    for section in Catalog.Section.allCases {
      catalog[section] = try read(
        Self.catalogFolder, Catalog.file(of: section), Catalog.builtInText(section))
    }
    var scenarios: [String: [UInt8]] = [:]
    for name in PaperExperiments.names {
      let file = name + ".json"
      scenarios[name] = try read(Self.scenarioFolder, file, texts(file))
    }
    self.catalog = catalog
    self.scenarios = scenarios
    declaration = try read(
      Self.declarationFolder, FittedParameters.file, PackageResources.fitted_json)
  }

  /// Puts values into the files of the checkout, and changes no other byte of them.
  ///
  /// - Parameter changes: places and what is to stand there.
  /// - Returns: the paths of the files that were written.
  /// - Throws: what keeps a file from being read or written; no file has changed then.
  package func write(_ changes: [(place: FittedParameter.Place, part: JSONValue)]) throws
    -> [String]
  {
    guard let directory else { preconditionFailure("Only a checkout can be written to.") }
    var texts: [(path: String, old: [UInt8], new: [UInt8])] = []
    for section in Catalog.Section.allCases {
      let own = changes.compactMap { change -> (entry: String, path: String, part: JSONValue)? in
        guard case .catalog(section, let entry) = change.place.holder else { return nil }
        return (entry, change.place.path, change.part)
      }
      let old = catalog[section] ?? []
      let path = Self.path(directory, Self.catalogFolder, Catalog.file(of: section))
      if !own.isEmpty { texts.append((path, old, try Catalog.editing(old, of: section, own))) }
    }
    for name in PaperExperiments.names {
      let old = scenarios[name] ?? []
      let root = try JSONParser.parse(old, file: name)
      let edits = try changes.filter { $0.place.holder == .scenario(name) }.map {
        JSONEdit(of: try root.value(at: $0.place.path), to: $0.part)
      }
      let path = Self.path(directory, Self.scenarioFolder, name + ".json")
      if !edits.isEmpty { texts.append((path, old, JSONEdit.applying(edits, to: old))) }
    }
    let changed = texts.filter { $0.old != $0.new }
    let transaction = OutputTransaction(try FolderLock(directory))
    for text in changed {
      // Somebody may have edited the file while the search ran.
      guard try InputFile.read(text.path) == text.old else {
        throw StudyError(
          "\(Quoted.text(text.path)) has changed since the fit began; nothing was written",
          advice: "Run the fit again.")
      }
      try transaction.file(text.path).append(text.new)
    }
    try transaction.commit()
    return changed.map(\.path)
  }

  private static func path(_ directory: String, _ folder: String, _ file: String) -> String {
    Directory.path(Directory.path(directory, folder), file)
  }
}
