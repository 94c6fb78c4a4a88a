import Foundation
import Platforms
import SimCore
import TestSupport
import Testing

@testable import Studies

@Suite struct JournalTests {
  private let folder: ScratchDirectory
  private let scenario: Scenario
  /// The results that the tests keep, in the order in which they are added.
  private let results: [(key: RunKey, figures: RunFigures)]

  init() throws {
    folder = try ScratchDirectory()
    scenario = try Replications.scenario(ExampleScenarios.byHand)
    var results: [(RunKey, RunFigures)] = []
    for (deployment, replication) in [(1, 0), (0, 3), (0, 0)] {
      let row = try Replications.row(
        scenario, deployment: deployment, replication: replication)
      results.append((RunKey(deployment: deployment, replication: replication), row.figures))
    }
    self.results = results
  }

  private var path: String { folder.file(Journal.name) }

  private func open(_ scenario: Scenario? = nil, resumes: Bool = true) throws -> Journal {
    try Journal(FolderLock(folder.path), of: scenario ?? self.scenario, resumes: resumes)
  }

  /// A journal of all results, and its bytes.
  private func fill() throws -> [UInt8] {
    let journal = try open(resumes: false)
    for (key, figures) in results { _ = try journal.append(figures, of: key) }
    return try InputFile.read(path)
  }

  private func write(_ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  /// Figures as bytes, which are equal only for equal figures.
  private static func bytes(_ figures: RunFigures) -> [UInt8] {
    var bytes: [UInt8] = []
    figures.append(to: &bytes)
    return bytes
  }

  private func expectResults(_ journal: Journal, _ count: Int) throws {
    #expect(Set(journal.places.keys) == Set(results.prefix(count).map(\.key)))
    for (key, figures) in results.prefix(count) {
      #expect(
        Self.bytes(try journal.figures(at: try #require(journal.places[key])))
          == Self.bytes(figures))
    }
  }

  @Test func `results come back as they were`() throws {
    _ = try fill()
    try expectResults(try open(), 3)
    // And after one more process.
    try expectResults(try open(), 3)
    do {
      let journal = try open(resumes: false)
      #expect(journal.isEmpty)
      journal.remove()
    }
    #expect(try folder.names.isEmpty)
  }

  private static let leftoverFolder = "SIMCTL_TEST_LEFTOVERS"

  @Test func `what a process that died has left is removed by the next, and nothing else`()
    async throws
  {
    // The process opens the journal and goes without having renamed or removed its file.
    setenv(Self.leftoverFolder, folder.path, 1)
    await #expect(processExitsWith: .success) {
      let variables = ProcessInfo.processInfo.environment
      let folder = try #require(variables[JournalTests.leftoverFolder])
      let scenario = try Replications.scenario(ExampleScenarios.byHand)
      _ = try Journal(FolderLock(folder), of: scenario, resumes: false)
      let number = ProcessInfo.processInfo.processIdentifier
      try Data([1]).write(to: URL(fileURLWithPath: "\(folder)/.simctl-\(number)-3.tmp"))
    }
    let others = [".simctl-one-3.tmp", "mine.tmp", ".simctl-notes"]
    for name in others { try Data([1]).write(to: URL(fileURLWithPath: folder.file(name))) }
    #expect(try folder.names.count == others.count + 2)
    for resumes in [true, false] { _ = try open(resumes: resumes) }
    #expect(try Set(folder.names) == Set(others + [Journal.name]))
  }

  @Test func `a journal that is cut off anywhere keeps the results before`() throws {
    let whole = try fill()
    var counts: Set<Int> = []
    for length in 0..<whole.count {
      try write(Array(whole[..<length]))
      var count = 0
      do {
        let journal = try open()
        count = journal.places.count
        try expectResults(journal, count)
        counts.insert(count)
        guard length % 7 == 0 else { continue }
        // What is added next can be read, whatever was there.
        let (key, figures) = results[count]
        let place = try journal.append(figures, of: key)
        #expect(Self.bytes(try journal.figures(at: place)) == Self.bytes(figures))
      }
      try expectResults(try open(), count + 1)
    }
    #expect(counts == [0, 1, 2])
  }

  @Test func `what was added after a cut is there for the next process`() throws {
    let whole = try fill()
    try write(Array(whole[..<(whole.count - 5)]))
    do {
      let journal = try open()
      try expectResults(journal, 2)
      _ = try journal.append(results[2].figures, of: results[2].key)
    }
    try expectResults(try open(), 3)
  }

  @Test func `a changed byte costs the results behind it, or is an error, and nothing else`() throws
  {
    let whole = try fill()
    for index in whole.indices {
      var changed = whole
      changed[index] ^= 0x20
      try write(changed)
      do {
        let journal = try open()
        try expectResults(journal, journal.places.count)
        #expect(journal.places.count < 3)
      } catch let error as StudyError {
        // Only the first line is no record with a fingerprint.
        #expect(index < 17)
        #expect(
          error.message.contains(
            index < 15 ? "no journal that simctl has made" : "no journal that this version"))
      }
    }
  }

  @Test func `a journal of something else is refused, in words`() throws {
    _ = try fill()
    var other = scenario
    other.seed = 8
    #expect(throws: failure("has the seed 7, not 8")) { try open(other) }
    other = scenario
    other.name = "large"
    #expect(throws: failure("is of the scenario 'small', not 'large'")) { try open(other) }
    other = try Replications.scenario(
      ExampleScenarios.byHand.replacingOccurrences(of: "2.5s", with: "2.6s"))
    let digests = "\(scenario.digest?.text ?? ""), not \(other.digest?.text ?? "")"
    let message = "is of a scenario or trace that says something else: its digest is \(digests)"
    #expect(throws: failure(message)) { try open(other) }
    // It is as it was.
    try expectResults(try open(), 3)
    // The order and choice of deployments is no part of what a result is of.
    other = scenario
    other.deployments.removeLast()
    #expect(
      Set(try open(other).places.keys) == [
        RunKey(deployment: 0, replication: 3), RunKey(deployment: 0, replication: 0),
      ])
  }

  private func failure(_ clause: String) -> StudyError {
    StudyError(
      "the unfinished run in '\(folder.path)' \(clause)", advice: Journal.adviceToBeginAnew)
  }

  @Test func `spaces and line breaks in a scenario's file are no difference`() throws {
    _ = try fill()
    let spaced = ExampleScenarios.byHand.replacingOccurrences(of: "\n", with: "\n\n  ")
    try expectResults(try open(Replications.scenario(spaced)), 3)
  }

  @Test func `two processes cannot write to one journal`() throws {
    let first = try open()
    #expect(throws: StudyError.self) { try open() }
    #expect(first.isEmpty)
  }

  @Test(arguments: [true, false])
  func `a file that is no journal is left as it is`(resumes: Bool) throws {
    for text in ["precious", "simctl", "simctl journey\n"] {
      try folder.write(text, to: Journal.name)
      let isBegun = "simctl journal".hasPrefix(text)
      let expected = StudyError.foreign(path, "journal")
      if isBegun {
        _ = try open(resumes: resumes)
      } else {
        #expect(throws: expected) { try open(resumes: resumes) }
        #expect(try folder.text(Journal.name) == text)
      }
    }
  }

  @Test(arguments: [true, false])
  func `a journal that has a second name is left as it is`(resumes: Bool) throws {
    let whole = try fill()
    try FileManager.default.linkItem(atPath: path, toPath: folder.file("kept"))
    #expect(throws: StudyError.foreign(path, "journal")) { try open(resumes: resumes) }
    #expect(try InputFile.read(folder.file("kept")) == whole)
  }

  @Test func `a journal of another version gives way, but is not resumed`() throws {
    try folder.write("simctl journal 1\nrecords", to: Journal.name)
    let error = #expect(throws: StudyError.self) { try open() }
    #expect(error?.message.contains("no journal that this version of simctl can read") == true)
    #expect(try open(resumes: false).isEmpty)
  }

  @Test func `a name that is no ordinary file is refused`() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(throws: OutputError.self) { try open() }
    try FileManager.default.removeItem(atPath: path)
    try folder.write("precious", to: "target")
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: folder.file("target"))
    #expect(throws: OutputError.self) { try open(resumes: false) }
    #expect(try folder.text("target") == "precious")
  }

  @Test(arguments: [-1, .min]) func `a replication below zero ends what counts`(number: Int) throws
  {
    do {
      let journal = try open(resumes: false)
      for (key, figures) in results {
        let forged = RunKey(deployment: key.deployment, replication: number)
        _ = try journal.append(figures, of: key.replication == 3 ? forged : key)
      }
    }
    try expectResults(try open(), 1)
  }
}
