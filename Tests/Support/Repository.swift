import Foundation

/// The files of this repository, as its tests about itself see them.
package enum Repository {
  /// The folder of the package.
  package static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Everything in the repository, with paths from its root, in order; build folders left out.
  package static let entries: [(path: String, isFolder: Bool)] = {
    var found: [(path: String, isFolder: Bool)] = []
    let walk = FileManager.default.enumerator(
      at: root, includingPropertiesForKeys: [.isDirectoryKey, .isSymbolicLinkKey])
    while let url = walk?.nextObject() as? URL {
      let values = try? url.resourceValues(forKeys: [.isDirectoryKey, .isSymbolicLinkKey])
      let isFolder = values?.isDirectory == true && values?.isSymbolicLink != true
      let name = url.lastPathComponent
      if name.hasPrefix(".build") || [".git", ".swiftpm"].contains(name) {
        if isFolder { walk?.skipDescendants() }
        continue
      }
      let path = url.path(percentEncoded: false).dropFirst(root.path(percentEncoded: false).count)
      found.append((path.trimmingCharacters(in: CharacterSet(charactersIn: "/")), isFolder))
    }
    return found.sorted { $0.path < $1.path }
  }()

  /// The paths of all files with an ending, such as `.swift`, under one of some folders.
  package static func files(_ ending: String, under folders: [String] = [""]) -> [String] {
    entries.filter { entry in
      !entry.isFolder && entry.path.hasSuffix(ending)
        && folders.contains { $0.isEmpty || entry.path.hasPrefix($0 + "/") || entry.path == $0 }
    }.map(\.path)
  }

  /// Whether there is a file or folder at a path from the root.
  package static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path(percentEncoded: false))
  }

  /// The text of a file.
  package static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// Writes the text of a file.
  package static func write(_ text: String, to path: String) throws {
    try text.write(to: root.appending(path: path), atomically: true, encoding: .utf8)
  }
}
