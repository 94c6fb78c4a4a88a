import Foundation
import Studies
import TestSupport
import Testing

@Suite struct SourceTests {
  private static let roots = ["Sources", "Tests", "Package.swift"]

  @Test func `no Swift file is longer than 400 lines and no line than 100 characters`() throws {
    let sources = try SwiftSource.all(under: Self.roots)
    #expect(sources.count > 200)
    for source in sources {
      let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count - 1 <= 400, "\(source.path) has \(lines.count - 1) lines")
      for (index, line) in lines.enumerated() where line.count > 100 {
        Issue.record("\(source.path):\(index + 1) has \(line.count) characters")
      }
    }
  }

  @Test(arguments: BannedText.all.indices)
  func `banned texts do not occur`(index: Int) throws {
    let rule = BannedText.all[index]
    for source in try SwiftSource.all(under: rule.folders) {
      let places = source.places(of: rule.text, inCode: rule.inCode)
      if rule.exceptions[source.path] != nil {
        #expect(!places.isEmpty, "\(source.path) needs no exception for \(rule.text) any more")
        continue
      }
      for line in places {
        Issue.record("\(source.path):\(line): instead of \(rule.text) write \(rule.instead)")
      }
    }
    for path in rule.exceptions.keys { #expect(Repository.exists(path)) }
  }

  /// The modules that each target may import.
  private static let imports: [(folder: String, modules: Set<String>)] = [
    ("Sources/SimCore", []),
    ("Sources/Documents", []),
    ("Sources/Platforms", ["SimCore", "Documents"]),
    (
      "Sources/Studies",
      [
        "SimCore", "Documents", "Platforms", "Dispatch", "Synchronization", "Darwin", "Glibc",
        "Musl",
      ]
    ),
    ("Sources/Charts", ["SimCore", "Documents", "Platforms"]),
    ("Sources/Verification", ["SimCore", "Documents", "Platforms", "Studies", "Synchronization"]),
    ("Sources/Evidence", ["SimCore", "Documents", "Platforms", "Studies", "Charts"]),
    ("Sources/Calibration", ["SimCore", "Documents", "Platforms", "Studies", "Charts"]),
    ("Sources/Reproduction", ["SimCore", "Documents", "Platforms", "Studies", "Charts"]),
    ("Sources/Reporting", ["SimCore", "Documents", "Platforms", "Studies", "Charts"]),
    (
      "Sources/simctl",
      [
        "SimCore", "Documents", "Platforms", "Studies", "Verification", "Reproduction", "Evidence",
        "Reporting", "Calibration", "Synchronization",
        "Darwin", "Glibc", "Musl",
      ]
    ),
  ]

  /// A trace is read by the system's own calls.
  private static let systemReaders = ["Sources/Platforms/Trace/TraceFile.swift"]

  @Test(arguments: imports.indices)
  func `targets import what they may and no more`(index: Int) throws {
    let (folder, allowed) = Self.imports[index]
    for source in try SwiftSource.all(under: [folder]) {
      let system: Set<String> =
        Self.systemReaders.contains(source.path) ? ["Darwin", "Glibc", "Musl"] : []
      for line in source.code {
        guard
          let match = line.firstMatch(of: /^\s*(?:@\w+\s+)*(?:\w+\s+)?import\s+(?:\w+\s+)?([\w.]+)/)
        else { continue }
        let module = String(match.1)
        #expect(allowed.union(system).contains(module), "\(source.path) imports \(module)")
      }
    }
  }

  /// Files that walk through a dictionary or set where the order cannot reach any output.
  private static let harmlessWalks = [
    "Sources/Studies/Results/OrderedRows.swift": "every waiting run is woken, in whatever order"
  ]

  @Test func `no order of a dictionary or set reaches anything`() throws {
    for source in try SwiftSource.all(under: ["Sources"]) {
      let walks = source.unorderedWalks
      if Self.harmlessWalks[source.path] != nil {
        #expect(walks.count == 1, "\(source.path) has \(walks.count) walks, not the one known")
        continue
      }
      for line in walks {
        Issue.record("\(source.path):\(line): put the dictionary or set in order, or use an array")
      }
    }
  }

  @Test func `no file names a place on somebody's machine`() throws {
    let endings = [".swift", ".md", ".json", ".csv", ".yml", ".sh"]
    let places = ["wo" + "rk", "tm" + "p", "ho" + "me", "ro" + "ot", "Us" + "ers"].map { "/\($0)/" }
    for path in endings.flatMap({ Repository.files($0) }) {
      let text = try Repository.text(path)
      for place in places where text.contains(place) {
        // A path begins where no other path or address goes on.
        let isNamed = text.ranges(of: place).contains { range in
          guard range.lowerBound > text.startIndex else { return true }
          let before = text[text.index(before: range.lowerBound)]
          return !before.isLetter && !before.isNumber && !"~.}/)".contains(before)
        }
        #expect(!isNamed, "\(path) names \(place)")
      }
    }
  }
}
