import Foundation
import TestSupport
import Testing

/// Scenarios from hostile hands: each is refused in words, with its place, and nothing is written;
/// or it runs within bounds.
@Suite struct HostileScenariosTests {
  /// A text, and what is said of it.
  struct Refusal: Sendable, CustomTestStringConvertible {
    let name: String
    let text: @Sendable () -> [UInt8]
    let says: [String]

    init(_ name: String, _ text: @escaping @Sendable () -> [UInt8], _ says: String...) {
      (self.name, self.text, self.says) = (name, text, says)
    }

    init(_ name: String, _ text: String, _ says: String...) {
      (self.name, self.text, self.says) = (name, { Array(text.utf8) }, says)
    }

    var testDescription: String { name }
  }

  /// A number beyond all limits of what there may be many of.
  private static let million = Campaign.part(of: 1_000_000)

  private static let lambda =
    #"{ "platform": "aws-lambda@2021-03", "model": "mobilenet", "runtime": "ort-1.6" }"#
  private static let workload =
    #"{ "requests": 5, "arrivals": { "poisson": { "rate": "1/s" } } }"#

  private static func scenario(
    seed: String = "1", workload: String = workload, deployments: String = lambda
  ) -> String {
    #"{ "seed": \#(seed), "workload": \#(workload), "deployments": [\#(deployments)] }"#
  }

  private static func named(_ name: String) -> String {
    scenario(
      deployments: """
        { "name": "\(name)", "platform": "aws-lambda", "model": "mobilenet", "runtime": "ort-1.6" }
        """)
  }

  private static func rate(_ value: String, _ extent: String = #""requests": 5"#) -> String {
    scenario(workload: #"{ \#(extent), "arrivals": { "poisson": { "rate": \#(value) } } }"#)
  }

  private static func modulated(_ rate: Int, _ extent: String) -> String {
    scenario(
      workload: """
        { \(extent), "arrivals": { "mmpp": { "states": [{ "rate": "1/s" }, { "rate": "2/s" }],
          "generator": [[-\(rate), \(rate)], [\(rate), -\(rate)]] } } }
        """)
  }

  private static func endpoint(_ capacity: String) -> String {
    scenario(
      deployments: """
        { "platform": { "name": "own", "capacity": \(capacity),
          "latency": { "policy": "preloaded", "service_time": "1ms" },
          "billing": { "policy": "per-instance", "per_hour": "1USD" } } }
        """)
  }

  private static func bytes(_ text: String, _ inserted: [UInt8], at mark: String) -> [UInt8] {
    let parts = text.components(separatedBy: mark)
    return Array(parts[0].utf8) + inserted + Array(parts.dropFirst().joined().utf8)
  }

  static let refused: [Refusal] = [
    Refusal("truncated", String(scenario().dropLast(40)), "input:1:150: ", "the file ends"),
    Refusal(
      "nested 100,000 deep", { Array(repeating: UInt8(ascii: "["), count: 100_000) },
      "input:1:65: ", "more than 64"),
    Refusal(
      "objects 100,000 deep", { Array(String(repeating: #"{"a":"#, count: 100_000).utf8) },
      "more than 64"),
    Refusal("a key twice", scenario(seed: #"1, "seed": 2"#), "input:1:14: seed: ", "stands twice"),
    Refusal("NaN", scenario(seed: "NaN"), "input:1:11: ", "NaN"),
    Refusal("infinity", scenario(seed: "-Infinity"), "input:1:11: ", "Infinity"),
    Refusal("1e400", scenario(seed: "1e400"), "input:1:11: ", "1e400"),
    Refusal("a fraction", scenario(seed: "0.5"), "seed: must be a whole number, found 0.5"),
    Refusal("below zero", scenario(seed: "-1"), "seed: must be at least 0, found -1"),
    Refusal("a number as a string", scenario(seed: #""7""#), "seed: ", "write 7 without quotes"),
    Refusal("a rate as a number", rate("5"), "poisson.rate: ", #"write "5/s""#),
    Refusal("a rate with an exponent", rate(#""1e400/s""#), "poisson.rate: ", "has an exponent"),
    Refusal(
      "a rate beyond the clock", rate(#""1000000000000/s""#), "poisson.rate: ",
      "must be at most 1000000000/s"),
    Refusal("a rate below all", rate(#""0.\#(String(repeating: "0", count: 60))1/s""#), "rate: "),
    Refusal(
      "invalid UTF-8", { bytes(named("caf?"), [0xC3, 0x28], at: "?") }, "input:1:", "UTF-8"),
    Refusal("overlong UTF-8", { bytes(named("?"), [0xC0, 0xAF], at: "?") }, "input:1:", "UTF-8"),
    Refusal("a lone surrogate", named(#"a\ud800b"#), "input:1:", "surrogate"),
    Refusal("a surrogate in UTF-8", { bytes(named("?"), [0xED, 0xA0, 0x80], at: "?") }, "UTF-8"),
    Refusal("a zero byte", { bytes(named("?"), [0], at: "?") }, "input:1:", "u0000"),
    Refusal(
      "too many deployments",
      {
        Array(
          scenario(deployments: Array(repeating: "{}", count: million).joined(separator: ","))
            .utf8)
      }, "deployments: has \(million) elements; give 1 to 10000 deployments"),
    Refusal(
      "too many states",
      {
        let states = Array(repeating: #"{"rate":"1/s"}"#, count: million / 5).joined(separator: ",")
        return Array(
          scenario(
            workload: """
              { "requests": 5, "arrivals": { "mmpp": { "states": [\(states)],
                "path": [{ "state": "9", "for": "1s" }] } } }
              """
          ).utf8)
      }, "mmpp.states: has \(million / 5) states, more than the 64 allowed"),
    Refusal(
      "wrong states of a long path",
      {
        let path = Array(repeating: #"{"state":"x","for":"1s"}"#, count: million / 5)
        return Array(
          scenario(
            workload: """
              { "requests": 5, "arrivals": { "mmpp": { "states": [{ "rate": "1/s" }],
                "path": [\(path.joined(separator: ","))] } } }
              """
          ).utf8)
      }, "path[0].state: \"x\" is not one of the choices", "and \(million / 5 - 50) more"),
    Refusal("a path as a name", named("../../x"), "deployments[0].name: ", "is not a name"),
    Refusal("an absolute path as a name", named("/etc/passwd"), "name: ", "is not a name"),
    Refusal("control characters", named(#"a\u001b[31mb"#), #"is not a name: "a\u001B[31mb""#),
    Refusal("reversed text", named("a\u{202E}b"), #"is not a name: "a\u202Eb""#),
    Refusal("a formula", named("=cmd|' /C calc'!A0"), "name: ", "is not a name"),
    Refusal("another formula", named("@SUM(1+1)"), "name: ", "is not a name"),
    Refusal("markup", named("<script>alert(1)</script>"), "name: ", "is not a name"),
    Refusal("a name without end", named(String(repeating: "a", count: 100_000)), "too long"),
    Refusal(
      "ten million instances",
      endpoint(#"{ "policy": "fixed-server", "instances": 10000000, "workers": 1, "backlog": 1 }"#),
      "capacity.instances: must be at most 1000000, found 10000000"),
    Refusal(
      "ten million of an endpoint",
      endpoint(
        #"{ "policy": "managed-endpoint", "maximum": 10000000, "workers": 1, "backlog": 1 }"#),
      "capacity.maximum: must be at most 1000000"),
    Refusal(
      "a billion changes of state", modulated(100_000, #""duration": "10000s""#),
      "workload.arrivals: about 1000000000", "lower the rates of change, or the extent"),
    Refusal(
      "a billion changes and a count", modulated(100_000, #""duration": "10000s", "requests": 5"#),
      "workload.arrivals: about 1000000000", "lower the rates of change, or the extent"),
    Refusal(
      "a trace whose name has a zero byte",
      scenario(workload: #"{ "arrivals": { "trace": { "file": "a\u0000b" } } }"#),
      "trace.file: has control characters"),
  ]

  @Test(.timeLimit(.hang), arguments: refused)
  func `what is hostile is refused in words, with its place, and nothing is written`(
    refusal: Refusal
  ) throws {
    let workplace = try Workplace()
    let input = workplace.directory.file("input")
    try Data(refusal.text()).write(to: URL(fileURLWithPath: input))
    for command in [["run", "input", "--out", "out"], ["validate", "input"]] {
      let result = try Program.run(command, in: workplace.directory.path)
      #expect(result.status == 1)
      #expect(result.output.isEmpty)
      // Of many files, each begins the lines about it.
      let start = command[0] == "run" ? "simctl: error: input:" : "input:"
      #expect(result.messages.hasPrefix(start), "\(result.messages)")
      for words in refusal.says { #expect(result.messages.contains(words), "\(result.messages)") }
      #expect(result.messages.utf8.count < 40_000)
      #expect(result.messages.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A })
    }
    #expect(try workplace.tree().keys.sorted() == ["input"])
  }

  @Test(.timeLimit(.hang))
  func `every part of a scenario from its beginning is refused`() throws {
    let workplace = try Workplace()
    let text = Array(Self.scenario().utf8)
    for length in stride(from: 0, to: text.count, by: 13) {
      let part = String(decoding: text.prefix(length), as: UTF8.self)
      let result = try workplace.run("run", "-", "--out", "out", input: part)
      #expect(result.status == 1)
      #expect(result.messages.hasPrefix("simctl: error: standard input:1:"))
    }
    #expect(try workplace.tree().isEmpty)
  }

  @Test(.timeLimit(.hang))
  func `a file of a gigabyte, and a device without end, are refused once enough is read`() throws {
    let workplace = try Workplace(["large": Self.scenario()])
    let file = try FileHandle(
      forWritingTo: URL(fileURLWithPath: workplace.directory.file("large.json")))
    try file.truncate(atOffset: 1 << 30)
    try file.close()
    for path in ["./large.json", "/dev/zero"] {
      let result = try workplace.run("run", path, "--out", "out")
      #expect(result.status == 1)
      #expect(
        result.messages == """
          simctl: error: cannot read '\(path)': File too large
          simctl: A scenario has at most 16 MiB; the times of requests belong into a trace (CSV).

          """)
    }
  }

  @Test func `a number below zero that is none, and other odd spellings, are what they say`()
    throws
  {
    let workplace = try Workplace()
    for seed in ["-0", "0e99", "1E0", "1.0", "9007199254740992"] {
      let text = Self.scenario(seed: seed)
      #expect(try workplace.run("validate", "-", input: text).status == 0, "\(seed)")
    }
  }

  @Test(
    .timeLimit(.hang),
    arguments: [
      endpoint(
        #"{ "policy": "fixed-server", "instances": \#(million), "workers": 9, "backlog": 1 }"#),
      endpoint(
        #"{ "policy": "managed-endpoint", "minimum": \#(million / 2), "maximum": 1000000, "#
          + #""workers": 1, "backlog": 100000000 }"#),
      modulated(400, #""duration": "\#(million / 100)s", "requests": 5"#),
      rate(#""0.000000000000001/s""#), rate(#""1000000000/s""#),
    ])
  func `the greatest that is allowed runs within bounds`(text: String) throws {
    let workplace = try Workplace(["great": text])
    let result = try workplace.run("run", "great.json", "--out", "out")
    #expect(result.status == 0, "\(result.messages)")
    #expect(try workplace.table("out/great/summary.csv").rows.count == 1)
  }

  @Test(
    .timeLimit(.hang),
    arguments: [
      rate(#""1000000000/s""#, #""duration": "26000d""#), modulated(1000, #""duration": "50000s""#),
    ])
  func `a run that would take years heeds a signal`(text: String) throws {
    let workplace = try Workplace(["years": text])
    #expect(try workplace.run("validate", "years.json").status == 0)
    let process = try Program.process(
      ["run", "years", "--out", "out"], in: workplace.directory.path)
    try Program.start(process)
    usleep(300_000)
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 143)
    let left = try workplace.tree().filter { !$0.key.hasSuffix("/") }
    #expect(left.keys.sorted() == ["years.json"])
  }

  @Test(arguments: [
    "=1+1.json", "<b>.json", "a\u{1B}[2Jb.json", "a\nb.json", "-x.json", " .json", "...json",
    "\u{202E}nosj.json",
  ])
  func `a file whose name could be a command names no scenario`(name: String) throws {
    let workplace = try Workplace()
    try workplace.write(Self.scenario(), to: name)
    let result = try workplace.run("run", "./\(name)", "--out", "out")
    #expect(result.status == 1)
    #expect(result.messages.contains("cannot name a scenario"), "\(result.messages)")
    #expect(result.messages.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
    #expect(try workplace.tree().count == 1)
  }

  @Test func `a path without end is shown by its ends`() throws {
    let workplace = try Workplace(["small": Self.scenario()])
    let path = String(repeating: "x", count: 100_000)
    for arguments in [
      ["run", "small", "--out", path], ["run", path], ["run", "./" + path], ["validate", path],
      ["run", "small", "--set", "\(path)=1"], ["run", "small", "--\(path)"], [path],
    ] {
      let result = try Program.run(arguments, in: workplace.directory.path)
      #expect(result.status != 0)
      #expect(result.messages.utf8.count < 2000, "\(arguments.map { $0.prefix(20) })")
    }
  }

  @Test func `markup in a value that the paper's page could show is text there`() throws {
    let workplace = try Workplace()
    let hostile = #"<script>alert("x")</script>"#
    let result = try workplace.run(
      "paper", "--draws", "2", "--quiet", "--set", "workload.requests=20", "--set",
      "about=\(hostile)", "--out",
      "paper", "--update-verdicts", "verdicts.csv")
    #expect(result.status == 0, "\(result.messages)")
    let files = try workplace.tree("paper")
    #expect(files.count > 10)
    for (name, bytes) in files {
      #expect(!String(decoding: bytes, as: UTF8.self).contains("<script"), "\(name)")
    }
    let named = try workplace.run(
      "paper", "--set", "deployments[0].name=\(hostile)", "--out", "paper")
    #expect(named.status == 1)
    #expect(named.messages.contains("is not a name"))
  }
}
