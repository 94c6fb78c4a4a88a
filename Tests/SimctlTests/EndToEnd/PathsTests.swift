import Foundation
import TestSupport
import Testing

/// Paths that are any bytes, and standard streams that are closed.
@Suite struct PathsTests {
  /// Runs a line of the shell in which `$0` is the program.
  private func shell(_ line: String, in workplace: Workplace) throws -> Int32 {
    let process = try Program.process([], in: workplace.directory.path)
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", line, try Program.path]
    try Program.start(process)
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// What the system calls the entries of a directory, one a line, with other bytes as `\\xff`.
  private func names(_ folder: String, in workplace: Workplace) throws -> [String] {
    let line = #"LC_ALL=C; cd \#(folder) && for f in *; do printf '%q\n' "$f"; done >../names"#
    #expect(try shell(line, in: workplace) == 0)
    return try workplace.directory.text("names").split(separator: "\n").map(String.init)
  }

  @Test func `files are written under the very bytes of the path`() throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    try Data().write(to: URL(fileURLWithPath: workplace.directory.file("messages")))
    for name in [#"r\xff"#, #"r\xfe"#, #"\xf4\x8f\xbf\xbf"#, #"\xc3"#, #"\xc3\xa9"#] {
      let line = #"mkdir -p d; "$0" run small --out $'d/\#(name)/in' 2>messages"#
      #expect(try shell(line, in: workplace) == 0)
      let shown = name == #"\xc3\xa9"# ? "\u{e9}" : name.uppercased().replacing("X", with: "x")
      #expect(
        try workplace.directory.text("messages").uppercased()
          == "simctl: wrote d/\(shown)/in/small/\n".uppercased())
      #expect(try shell(#"test -s $'d/\#(name)/in/small/run.json'"#, in: workplace) == 0)
    }
    #expect(try names("d", in: workplace).count == 5)
  }

  @Test func `scenarios and traces in such a directory are read`() throws {
    let workplace = try Workplace([
      "traced": ExampleScenarios.machine(
        workload: #"{ "arrivals": { "trace": { "file": "times.csv" } } }"#)
    ])
    try workplace.write("1\n2\n", to: "times.csv")
    let line = #"""
      mkdir $'in\xff' && mv traced.json times.csv $'in\xff' || exit 9
      "$0" validate $'in\xff/traced.json' && "$0" run $'in\xff/traced.json' -q >/dev/null \
        && "$0" check $'in\xff/traced.json' -q
      """#
    #expect(try shell(line, in: workplace) == 0)
  }

  @Test func `what is no path must be text`() throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    for words in [#"--set $'about=\xff'"#, #"--only $'\xff'"#, #"--until $'\xff'"#] {
      #expect(try shell(#"exec "$0" run small \#(words) 2>messages"#, in: workplace) == 2)
      let messages = try workplace.directory.text("messages")
      #expect(messages.contains("must be text in UTF-8, unlike '"))
      #expect(messages.contains(#"\xFF'"#))
    }
    #expect(try shell(#"cp small.json $'\xff.json'"#, in: workplace) == 0)
    #expect(try shell(#"exec "$0" run $'./\xff.json' 2>messages"#, in: workplace) == 1)
    #expect(try workplace.directory.text("messages").contains("cannot name a scenario"))
  }

  @Test(arguments: ["0<&-", "1>&-", "2>&-", "1>&- 2>&-", "0<&- 1>&- 2>&-"])
  func `no file gets the number of a standard stream that is closed`(closed: String) throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    let expected = try Workplace(["small": ExampleScenarios.byHand])
    for way in ["--replications 3", "--requests --events"] {
      try expected.output(
        of: "run", "small", "--out", "out", "--replications", "3")
      if way.hasPrefix("--requests") {
        try expected.output(of: "run", "small", "--out", "out", "--requests", "--events")
      }
      let line = #"exec "$0" run small --out out \#(way) \#(closed)"#
      // Results that cannot be printed are a failure, as they are on a full disk.
      #expect(try shell(line, in: workplace) == (closed.contains("1>") ? 1 : 0))
      #expect(try workplace.tree("out") == expected.tree("out"))
    }
    #expect(try shell(#"exec "$0" run small 0<&- 1>printed"#, in: workplace) == 0)
  }

  @Test func `messages go nowhere rather than into the journal`() throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    let line =
      #"exec "$0" run small --out out --replications 100000 2>&- & sleep 1.5; kill $!; wait $!"#
    #expect(try shell(line, in: workplace) == 143)
    let journal = try Data(
      contentsOf: URL(fileURLWithPath: workplace.directory.file("out/small/.simctl-journal")))
    #expect(!journal.isEmpty)
    #expect(journal.range(of: Data("simctl: ".utf8)) == nil)
  }
}
