import TestSupport
import Testing

/// Wrong command lines: status 2, advice, and nothing started.
@Suite struct MisuseTests {
  @Test(arguments: [
    (["rnu"], "unknown command 'rnu'; did you mean 'run'?"),
    (["run"], "SCENARIO is missing"),
    (["run", "small", "--sed", "3"], "unknown option '--sed'; did you mean '--seed'?"),
    (["run", "small", "--seed", "-1"], "--seed must be a whole number from 0 to"),
    (["run", "small", "--seed", "1.5"], "--seed must be a whole number from 0 to"),
    (["run", "small", "--jobs", "0"], "--jobs must be a whole number from 1 to"),
    (["run", "small", "--replications", "0"], "--replications must be a whole number from 1"),
    (["run", "small", "--format", "xml"], "--format must be table, csv or json, not 'xml'"),
    (["run", "small", "--requests"], "--requests writes a file and needs --out DIR"),
    (["run", "small", "--events"], "--events writes a file and needs --out DIR"),
    (["run", "small", "--until", "1"], "write a share of the mean above 0% and up to 100%"),
    (["run", "small", "--until", "0%"], "write a share of the mean above 0% and up to 100%"),
    (["run", "small", "--until", "nan%"], "write a share of the mean above 0% and up to 100%"),
    (["run", "small", "--until", "1e400%"], "write a share of the mean above 0% and up to 100%"),
    (["run", "small", "--until", "-1%"], "write a share of the mean above 0% and up to 100%"),
    (["run", "small", "--until", "%"], "write a share of the mean above 0% and up to 100%"),
    (["run", "small", "--until", "latency_p98=1%"], "did you mean 'latency_p9"),
    (["run", "small", "--until", "=1%"], "'' is no figure of summary.csv"),
    (
      ["run", "small", "--until", "1%", "--replications", "9"],
      "--until takes 10 replications or more"
    ),
    (
      ["run", "small", "--until", "1%", "--requests", "--out", "out"],
      "--until does not go with requests.csv and events.csv"
    ),
    (["run", "small", "--resume", "--replications", "3"], "--resume needs the --out DIR"),
    (["run", "small", "--resume", "--out", "out"], "needs --replications or --until"),
    (
      [
        "run", "small", "--resume", "--replications", "3", "--out", "out", "--set",
        "outputs.events=true",
      ],
      "--resume cannot bring back the rows of requests.csv and events.csv"
    ),
    (["run", "small", "--out", ""], "--out needs the name of a directory"),
    (
      ["run", "small", "--only", "quik", "--out", "out"],
      "--only 'quik': no deployment has this name, platform or model; did you mean 'quick'?"
    ),
    (["run", "small", "./small.json", "--out", "out"], "would write to the same folder"),
    (["compare"], "SCENARIO is missing"),
    (["compare", "small", "--objectiv", "max<1s"], "did you mean '--objective'?"),
    (["compare", "small", "--objective", "p99<1s"], "did you mean p(99)?"),
    (
      ["compare", "small", "--objective", "p(99)<1"],
      "--objective 'p(99)<1' has a bound that is none"
    ),
    (["compare", "small", "--load", "0"], "--load must be a number from 1e-06 to 1000000.0"),
    (["compare", "small", "--only", "quik"], "did you mean 'quick'?"),
    (["compare", "small", "--resume", "--out", "out"], "and needs --replications"),
    (["sweep", "small", "--out", "out"], "--vary PATH=VALUES is missing"),
    (["sweep", "small", "--vary", "workload.load=1,2"], "--out DIR is missing"),
    (["sweep", "small", "--vary", "workload.load", "--out", "out"], "--vary must have the form"),
    (
      ["sweep", "small", "--vary", "workload.load=1..2", "--out", "out"],
      "is a range without a number of values; write how many, such as 1..10/10"
    ),
    (
      [
        "sweep", "small", "--vary", "workload.load=1,2", "--vary", "workload.load=3", "--out",
        "out",
      ], "is given twice; write all of its values at once"
    ),
    (["sweep", "small", "--vary", "seed=1,2", "--out", "out"], "write --replications N"),
    (
      ["sweep", "small", "--vary", "deployments.quik.client.timeout=1s", "--out", "out"],
      "did you mean deployments.quick?"
    ),
    (
      ["sweep", "small", "--vary", "deployments[7].name=a,b", "--out", "out"],
      "has no element [7]; there are 2, counted from 0"
    ),
    (
      ["sweep", "small", "--vary", "workload.load=1,2", "--shard", "3/2", "--out", "out"],
      "--shard must be a part of several such as 2/8"
    ),
    (["run", "small", "--set", "deployments.quik.name=a"], "did you mean deployments.quick?"),
    (["merge", "a", "b"], "--out DIR is missing"), (["merge", "--out", "a"], "DIR is missing"),
    (["merge", "a", "b", "--out", "a"], "is one of the parts; name another directory"),
    (["--seed", "1", "run", "small"], "stands before a command"),
    (["catalog", "aws-lamda"], "did you mean 'aws-lambda'?"),
    (["catalog", "aws-lambda", "mobilenet"], "mobilenet"),
    (["list", "platforms"], "WHAT must be scenarios or policies, not 'platforms'"),
    (["completion", "csh"], "SHELL must be bash, zsh or fish, not 'csh'"),
    (["help", "rnu"], "did you mean 'run'?"),
  ])
  func `a wrong command line is explained, and nothing is started`(
    arguments: [String], message: String
  ) throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    let result = try Program.run(arguments, in: workplace.directory.path)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.messages.hasPrefix("simctl: error: "))
    #expect(result.messages.contains(message))
    #expect(result.messages.contains("--help'."))
    #expect(Set(try workplace.tree().keys) == ["small.json"])
  }

  @Test func `without a command the overview goes to standard error`() throws {
    let workplace = try Workplace()
    let result = try workplace.run()
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(try result.messages == workplace.output(of: "help"))
  }
}
