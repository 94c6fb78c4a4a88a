extension RandomScenario {
  /// Some keys that change the policy below, or a whole policy of a name.
  mutating func latency(policy: String?) -> String {
    let isWhole = policy != nil
    let isStaged = policy == "staged"
    return jsonObject([
      ("policy", policy.map { jsonText($0) }),
      ("service_time", isWhole ? distribution(400) : sometimes { $0.distribution(400) }),
      ("measured_at", sometimes { jsonText($0.pick(["2GB", "3GB"])) }),
      ("vcpus", sometimes { $0.decimal(0.5...4) }),
      ("waiting_share", sometimes { $0.decimal(0...1) }),
      ("network", sometimes { $0.distribution(30) }),
      ("cold_start", isStaged ? coldStart() : sometimes { $0.coldStart() }),
      ("parallelism", sometimes { $0.decimal(0.5...8) }),
      ("overload", sometimes { $0.overload() }),
      chance(2)
        ? ("batch_marginal", sometimes { $0.decimal(0...2) })
        : ("batch_times", sometimes { #"[[1, "\#($0.number(1...50))ms"], [4, "60ms"]]"# }),
      (
        "column_times",
        hasColumns
          ? sometimes { "[[\"prompt\", \($0.duration(0...3))], [\"output\", \"0.5ms\"]]" } : nil
      ),
      ("streaming", sometimes { $0.streaming() }),
      ("execution_limit", sometimes { $0.chance(3) ? "null" : $0.duration(50...5000) }),
    ])
  }

  private mutating func streaming() -> String {
    if chance(4) { return "null" }
    return jsonObject([
      ("burst", sometimes { jsonText("\($0.number(0...9))KB") }),
      ("per_second", jsonText("\(number(1...900))MB")),
    ])
  }

  private mutating func overload() -> String {
    jsonObject([("from", "\(number(0...10))"), ("factor", decimal(1...3))])
  }

  private static let steps = [
    "container_initialisation", "library_import", "model_download", "model_load", "first_inference",
  ]

  private mutating func coldStart() -> String {
    var members: [(String, String?)] = Self.steps.map { name in
      (name, sometimes { $0.step() })
    }
    members += [
      ("restore", seldom(4) { $0.step() }), ("variation", sometimes { $0.decimal(0...2) }),
      ("billed", sometimes { $0.subset(Array(Self.steps.prefix(2))) }),
      ("cpu_bound", sometimes { $0.subset(Self.steps) }),
      ("vcpus", sometimes { $0.decimal(0.5...4) }),
      (
        "boost",
        sometimes {
          $0.chance(4)
            ? "null" : #"{ "vcpus": \#($0.decimal(0.5...4)), "after": \#($0.duration(0...900)) }"#
        }
      ),
      ("graph", sometimes { jsonText($0.pick(["sequential", "parallel-1", "parallel-2"])) }),
      ("prerequisite", sometimes { $0.duration(0...500) }),
      ("slices", sometimes { "\($0.number(1...20))" }),
    ]
    return jsonObject(members)
  }

  private mutating func step() -> String {
    if chance(2) { return distribution(300) }
    let parts: [(String, String?)] = [
      ("base", sometimes { $0.distribution(200) }),
      ("per_mb", sometimes { jsonText("\($0.number(0...2000))us") }),
    ]
    // One part at least says that these are parts.
    let factor = parts.allSatisfy { $0.1 == nil } || chance(2) ? decimal(0...2) : nil
    return jsonObject(parts + [("factor", factor)])
  }

  private mutating func subset(_ names: [String]) -> String {
    jsonArray(names.filter { _ in chance(2) }.map { jsonText($0) })
  }

  /// A distribution of any family, with a mean of at most about so many milliseconds.
  mutating func distribution(_ most: Int) -> String {
    if chance(6) { return duration(0...most) }
    let time = duration(1...most)
    let family: (String, String) =
      switch number(0...10) {
      case 0: ("constant", duration(0...most))
      case 1: ("exponential", jsonObject([("mean", time)]))
      case 2: ("gamma", jsonObject([("mean", time), ("shape", decimal(0.2...9))]))
      case 3: ("erlang", jsonObject([("mean", time), ("stages", "\(number(1...9))")]))
      case 4: ("lognormal", jsonObject([("mean", time), ("cv", decimal(0...2))]))
      case 5: ("lognormal", jsonObject([("median", time), ("sigma", decimal(0...1))]))
      case 6: ("weibull", jsonObject([("scale", time), ("shape", decimal(0.6...5))]))
      case 7: ("pareto", jsonObject([("minimum", time), ("shape", decimal(1.2...5))]))
      case 8: ("uniform", uniform(most))
      case 9: ("empirical", jsonArray((0..<number(1...5)).map { _ in duration(0...most) }))
      default: ("quantiles", quantiles(most))
      }
    return jsonObject([
      family, ("scale", seldom(3) { $0.decimal(0...2) }),
      ("shift", seldom(3) { $0.duration(0...50) }),
    ])
  }

  private mutating func uniform(_ most: Int) -> String {
    let from = number(0...most)
    return jsonObject([("from", jsonText("\(from)ms")), ("to", duration(from...most + from))])
  }

  private mutating func quantiles(_ most: Int) -> String {
    var time = number(0...most)
    let fractions = ["0"] + (chance(2) ? ["0.5"] : []) + (chance(2) ? ["0.99"] : []) + ["1"]
    return jsonArray(
      fractions.map { fraction in
        defer { time += number(0...most) }
        return "[\(fraction), \"\(time)ms\"]"
      })
  }
}
