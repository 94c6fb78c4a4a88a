extension RandomScenario {
  /// The files of functions that scenarios name, with their bytes.
  static let functionFiles = [
    "invocations.csv":
      "HashOwner,HashApp,HashFunction,Trigger,1,2\no,a,f,http,9,4\no,a,g,timer,1,0\n",
    "durations.csv":
      "HashOwner,HashApp,HashFunction,percentile_Average_0,percentile_Average_1,"
      + "percentile_Average_25,percentile_Average_50,percentile_Average_75,percentile_Average_99,"
      + "percentile_Average_100\no,a,f,10,10,20,300,700.5,900,1000\n",
    "calls.csv":
      "fn,at,took,mb\nf,0.5,0.4,128\ng,0.5,0,9\nf,1.5,1.25,256\nf,1.25,0.1,1\ng,9,2,80\n",
    "memory.csv": "HashOwner,HashApp,AverageAllocatedMb\no,a,150\n",
  ]

  /// A scenario of many functions.
  mutating func textOfFunctions(seed: UInt64) -> String {
    let deployments = (0..<number(1...2)).map { index in
      jsonObject([
        ("name", jsonText("functions \(index)")), ("platform", jsonText("aws-lambda")),
        ("memory", jsonText("1GB")),
        (
          "capacity",
          jsonObject([
            ("limit", "\(number(1...6))"), ("keep_alive", sometimes { $0.duration(500...9000) }),
            ("greatest_age", seldom(3) { $0.duration(900...9000) }),
            ("reuse", sometimes { jsonText($0.pick(["newest", "oldest"])) }),
          ])
        ),
        ("latency", jsonObject([("service_time", duration(10...900))])),
        ("client", sometimes { jsonObject([("timeout", $0.duration(500...3000))]) }),
        ("functions", sometimes { jsonObject([("keep_alive", $0.functionKeepAlive())]) }),
      ])
    }
    let isDrawn = chance(2)
    let workload = jsonObject([
      ("duration", isDrawn ? duration(500...4000) : duration(60_000...90_000)),
      ("patience", sometimes { $0.duration(0...9000) }),
      ("load", sometimes { $0.pick(["0.5", "1", "2"]) }),
      (
        "arrivals",
        jsonObject([("functions", isDrawn ? drawnFunctions() : readFunctions())])
      ),
    ])
    return jsonObject([
      ("seed", "\(seed % (1 << 53))"), ("workload", workload),
      ("deployments", jsonArray(deployments)),
    ])
  }

  private mutating func drawnFunctions() -> String {
    jsonObject([
      ("count", "\(number(1...9))"), ("rate", rate(5...40)),
      ("timers", sometimes { $0.decimal(0...1) }),
      ("execution", sometimes { jsonText($0.pick(["published", "deployment"])) }),
      ("variation", sometimes { $0.decimal(0...2) }),
    ])
  }

  private mutating func readFunctions() -> String {
    if chance(2) {
      let isEnd = chance(2)
      return jsonObject([
        ("requests", jsonText("calls.csv")),
        (
          "columns",
          jsonObject([
            ("function", jsonArray([jsonText("fn")])),
            (isEnd ? "end" : "start", jsonText("at")),
            ("duration", isEnd ? jsonText("took") : sometimes { _ in jsonText("took") }),
            ("memory", sometimes { _ in jsonText("mb") }),
          ])
        ),
      ])
    }
    return jsonObject([
      ("file", jsonText("invocations.csv")),
      ("durations", sometimes { _ in jsonText("durations.csv") }),
      ("memory", sometimes { _ in jsonText("memory.csv") }),
    ])
  }

  private mutating func functionKeepAlive() -> String {
    if chance(2) {
      return jsonObject([
        ("greedy_dual", jsonObject([("memory", jsonText("\(number(1...4))GB"))]))
      ])
    }
    let policy = jsonObject([
      ("bin", sometimes { $0.duration(10_000...20_000) }),
      ("range", sometimes { $0.duration(4000...20_000) }),
      ("head", sometimes { $0.decimal(0...0.4) }),
      ("tail", sometimes { $0.decimal(0.5...1) }), ("margin", sometimes { $0.decimal(0...0.5) }),
      ("variation", sometimes { $0.decimal(0...3) }), ("outside", sometimes { $0.decimal(0...1) }),
    ])
    return jsonObject([("hybrid_histogram", policy)])
  }
}
