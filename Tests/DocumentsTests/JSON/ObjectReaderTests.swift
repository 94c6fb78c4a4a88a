import Documents
import Platforms
import SimCore
import Testing

@Suite struct ObjectReaderTests {
  private enum Key: String, CaseIterable {
    case name, memory, price, rate, share, instances, enabled, policy, models
    case keepAlive = "keep_alive"
  }

  private let log = ProblemLog(file: "web.json")

  private func reader(_ text: String) throws -> ObjectReader<Key>? {
    ObjectReader<Key>(try parsed(text), path: .root.appending(key: "d"), log: log)
  }

  @Test func `A right object is read without problems`() throws {
    let object = try #require(
      try reader(
        """
        {"name": "web", "memory": "512MB", "price": "0.20USD", "rate": "60/min", "share": 0.5,
         "instances": 1e1, "enabled": true, "policy": "lru", "models": ["a", "b"],
         "keep_alive": "10min"}
        """))
    #expect(object.string(.name) == "web")
    #expect(object.bytes(.memory, in: .megabytes(128)...(.gigabytes(10))) == .megabytes(512))
    #expect(object.money(.price, in: .zero ... .largest)?.text == "0.2USD")
    #expect(object.rate(.rate, in: 0...1) == 1)
    #expect(object.number(.share, in: 0...1) == 0.5)
    #expect(object.integer(.instances, in: 0...10) == 10)
    #expect(object.bool(.enabled) == true)
    #expect(object.choice(.policy, of: ["lru", "fifo"]) == "lru")
    #expect(object.interval(.keepAlive, in: .zero ... .longest) == .minutes(10))
    let models = try #require(object.array(.models))
    #expect(models.map(\.1.description) == ["d.models[0]", "d.models[1]"])
    #expect(models.map(\.0.kind) == [.string("a"), .string("b")])
    #expect(object.required(.name)?.kind == .string("web"))
    #expect(object.path(.keepAlive).description == "d.keep_alive")
    try log.throwIfAny()
  }

  @Test func `Absent keys give nil and no problem unless required`() throws {
    let object = try #require(try reader("{}"))
    #expect(object.string(.name) == nil)
    #expect(object.bool(.enabled) == nil)
    #expect(object.integer(.instances, in: 0...1) == nil)
    #expect(object.number(.share, in: 0...1) == nil)
    #expect(object.interval(.keepAlive, in: .zero ... .longest) == nil)
    #expect(object.bytes(.memory, in: .zero ... .largest) == nil)
    #expect(object.rate(.rate, in: 0...1) == nil)
    #expect(object.money(.price, in: .zero ... .largest) == nil)
    #expect(object.choice(.policy, of: []) == nil)
    #expect(object.array(.models) == nil)
    #expect(object.value(.name) == nil)
    #expect(log.problems.isEmpty)
    #expect(object.required(.name) == nil)
    #expect(
      log.problems.map(\.description) == [
        "web.json:1:1: d: the key `name` is missing; add \"name\""
      ])
  }

  @Test func `All unknown keys are reported at once with the nearest known one`() throws {
    _ = try reader("{\"keep-alive\": 1,\n \"name\": 2, \"zzz\": 3}")
    let names =
      "`name`, `memory`, `price`, `rate`, `share`, `instances`, `enabled`, `policy`, "
      + "`models`, `keep_alive`"
    #expect(
      log.problems.map(\.description) == [
        "web.json:1:2: d[\"keep-alive\"]: unknown key; did you mean `keep_alive`? "
          + "The keys here are \(names)",
        "web.json:2:13: d.zzz: unknown key; remove it, or write one of \(names)",
      ])
  }

  @Test(arguments: ["null", "[]", "\"{}\"", "1"])
  func `Anything but an object is reported`(text: String) throws {
    #expect(try reader(text) == nil)
    #expect(log.problems.count == 1)
    #expect(log.problems.first?.what.hasPrefix("must be an object, found ") == true)
  }

  @Test func `Every wrong value of an object is reported`() throws {
    let object = try #require(
      try reader(
        """
        {"name": 1, "memory": "64MB", "price": "1EUR", "rate": "2/s", "share": 2, "instances": 3.5,
         "enabled": "true", "policy": "lur", "models": {}, "keep_alive": 600}
        """))
    #expect(object.string(.name) == nil)
    #expect(object.bytes(.memory, in: .megabytes(128)...(.megabytes(10240))) == nil)
    #expect(object.money(.price, in: .zero ... .largest) == nil)
    #expect(object.rate(.rate, in: 0...1) == nil)
    #expect(object.number(.share, in: 0...1) == nil)
    #expect(object.integer(.instances, in: 0...10) == nil)
    #expect(object.bool(.enabled) == nil)
    #expect(object.choice(.policy, of: ["lru", "fifo"]) == nil)
    #expect(object.array(.models) == nil)
    #expect(object.interval(.keepAlive, in: .zero ... .longest) == nil)
    #expect(log.problems.count == 10)
    let report = #expect(throws: ProblemReport.self) { try log.throwIfAny() }
    #expect(report?.problems.count == 10)
  }

  @Test func `A megabyte of unknown keys is answered in bounded text`() throws {
    let keys = (0..<50_000).map { "\"k\($0)\":0" }.joined(separator: ",")
    _ = try reader("{\(keys)}")
    #expect(log.problems.count == ProblemLog.maximumProblems)
    #expect(log.problems.count + log.omitted == 50_000)
  }
}

extension ObjectReader {
  /// The duration of a key, within a range.
  fileprivate func interval(_ key: Name, in range: ClosedRange<Interval>) -> Interval? {
    value(key).flatMap { log.amount($0, path(key), in: range) }
  }
}
