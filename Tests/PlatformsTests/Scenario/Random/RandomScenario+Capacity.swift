extension RandomScenario {
  /// A whole policy, or some keys that change the one below.
  mutating func capacity(_ base: RandomBase, isWhole: Bool) -> String {
    let policy = isWhole || chance(2) ? jsonText(base.capacity) : nil
    switch base.capacity {
    case "on-demand": return onDemand(policy, isWhole)
    case "fixed-server": return fixedServer(policy, isWhole)
    default: return managedEndpoint(policy, isWhole)
    }
  }

  /// A time, or in one of three cases a law.
  private mutating func keepAlive() -> String {
    guard chance(3) else { return duration(1...3000) }
    if chance(2) {
      return jsonObject([("exponential", jsonObject([("mean", duration(1...3000))]))])
    }
    return jsonObject([
      ("longest", duration(100...5000)),
      ("halving", duration(10...1000)),
      ("alone", sometimes { $0.duration(10...3000) }),
    ])
  }

  private mutating func onDemand(_ policy: String?, _ isWhole: Bool) -> String {
    let limit = number(1...8)
    let startsAreLimited = chance(2)
    let beyondLimit =
      startsAreLimited || isWhole ? sometimes { $0.pick(["refuse", "wait"]) } : nil
    return jsonObject([
      ("policy", policy),
      ("keep_alive", isWhole ? keepAlive() : sometimes { $0.keepAlive() }),
      ("greatest_age", sometimes { $0.chance(4) ? "null" : $0.duration(100...9000) }),
      ("limit", "\(limit)"),
      ("burst", startsAreLimited ? sometimes { "\($0.number(1...6))" } : nil),
      ("starts", startsAreLimited ? rate(1...20) : nil),
      ("beyond_limit", beyondLimit.map { jsonText($0) }),
      ("start_delay", beyondLimit == "wait" ? sometimes { $0.duration(0...900) } : nil),
      ("requests_per_instance", sometimes { $0.chance(4) ? "null" : $0.rate(1...60) }),
      ("longest_wait", sometimes { $0.chance(4) ? "null" : $0.duration(1...3000) }),
      ("longest_wait_starts", sometimes { $0.decimal(0...4) }),
      ("waits_for_any", sometimes { $0.bool() }),
      ("reuse", sometimes { jsonText($0.pick(["newest", "oldest"])) }),
      ("provisioned", sometimes { "\($0.number(0...limit))" }),
      ("prewarm", sometimes { $0.preWarming(limit) }),
      ("backlog", sometimes { "\($0.number(0...20))" }),
      ("pacing", sometimes { $0.duration(50...1000) }),
      ("concurrency", sometimes { "\($0.number(1...5))" }),
    ])
  }

  private mutating func preWarming(_ limit: Int) -> String {
    if chance(2) {
      var time = 0
      return jsonArray(
        (0..<number(0...3)).map { _ in
          time += number(1...2000)
          return jsonObject([("at", jsonText("\(time)ms")), ("instances", "\(number(1...limit))")])
        })
    }
    let period = number(100...1000)
    if chance(2) {
      let target = jsonObject([
        ("target", decimal(0.05...1)), ("period", jsonText("\(period)ms")),
        ("window", jsonText("\(period * number(1...6))ms")),
      ])
      return jsonObject([("utilisation", target)])
    }
    let prediction = jsonObject([
      ("period", jsonText("\(period)ms")), ("window", jsonText("\(period * number(2...6))ms")),
      ("horizon", sometimes { $0.duration(0...2000) }),
      ("headroom", sometimes { $0.decimal(0.1...3) }),
    ])
    return jsonObject([("prediction", prediction)])
  }

  private mutating func fixedServer(_ policy: String?, _ isWhole: Bool) -> String {
    let workers = isWhole || chance(2) ? number(1...4) : nil
    return jsonObject([
      ("policy", policy), ("instances", sometimes { "\($0.number(1...4))" }),
      ("workers", workers.map { "\($0)" }),
      ("model_copies", workers.flatMap { most in sometimes { "\($0.number(1...most))" } }),
      ("backlog", isWhole ? "\(number(0...30))" : sometimes { "\($0.number(0...30))" }),
      ("batch", hasColumns ? nil : sometimes { $0.serverBatch() }),
      ("serves_abandoned", sometimes { $0.bool() }),
      ("interruptions", sometimes { $0.interruptions() }),
    ])
  }

  private mutating func serverBatch() -> String {
    if chance(4) { return "null" }
    let isAdaptive = chance(4)
    return jsonObject([
      ("size", "\(number(1...6))"), ("adaptive", isAdaptive ? "true" : nil),
      ("delay", isAdaptive ? jsonText("0s") : sometimes { $0.duration(0...300) }),
      ("latency_target", sometimes { $0.chance(4) ? "null" : $0.duration(20...900) }),
    ])
  }

  private mutating func interruptions() -> String {
    if chance(4) { return "null" }
    return jsonObject([
      ("lifetime", distribution(20_000)), ("notice", sometimes { $0.duration(0...3000) }),
      ("replacement", sometimes { $0.distribution(2000) }),
    ])
  }

  private mutating func managedEndpoint(_ policy: String?, _ isWhole: Bool) -> String {
    let maximum = number(1...6)
    let workers = isWhole || chance(2) ? number(1...4) : nil
    let autoscaler = sometimes { $0.autoscaler() }
    // Without an autoscaler nothing would start the first instance.
    let least = autoscaler == nil || autoscaler == "null" ? 1 : 0
    return jsonObject([
      ("policy", policy), ("minimum", "\(number(least...maximum))"), ("maximum", "\(maximum)"),
      ("buffer", sometimes { "\($0.number(0...30))" }),
      ("workers", workers.map { "\($0)" }),
      ("model_copies", workers.flatMap { most in sometimes { "\($0.number(1...most))" } }),
      ("backlog", isWhole ? "\(number(0...30))" : sometimes { "\($0.number(0...30))" }),
      ("batch", hasColumns ? nil : sometimes { $0.serverBatch() }),
      (
        "routing",
        sometimes {
          let ways = ["round-robin", "random", "least-outstanding", "two-choices", "shared-queue"]
          return jsonText($0.pick(ways))
        }
      ),
      ("provisioning", sometimes { $0.distribution(2000) }),
      ("drain", sometimes { $0.duration(0...500) }),
      ("serves_abandoned", sometimes { $0.bool() }), ("autoscaler", autoscaler),
      ("interruptions", sometimes { $0.interruptions() }),
    ])
  }

  private mutating func autoscaler() -> String {
    if chance(5) { return "null" }
    let metric = pick(["invocations-per-instance", "utilisation", "in-flight"])
    let isInFlight = metric == "in-flight"
    let isRate = metric == "invocations-per-instance"
    return jsonObject([
      ("metric", jsonText(metric)),
      (
        "target",
        isRate ? "\(number(10...900))" : isInFlight ? decimal(0.3...4) : decimal(0.1...1)
      ),
      ("in_flight", isInFlight ? sometimes { $0.inFlight() } : "null"),
      ("scale_in_share", sometimes { $0.decimal(0...1) }),
      ("scale_out_share", sometimes { $0.decimal(1...2) }),
      ("scale_out_least", sometimes { "\($0.number(1...4))" }),
      ("scale_out_factor", sometimes { $0.decimal(1...3) }),
      ("scale_out_more", sometimes { "\($0.number(1...3))" }),
      ("scale_in_most", sometimes { $0.chance(4) ? "null" : "\($0.number(1...3))" }),
      ("scale_in_most_share", sometimes { $0.chance(4) ? "null" : $0.decimal(0.1...1) }),
      ("step_window", sometimes { $0.duration(0...9000) }),
      ("delay_datapoints", sometimes { "\($0.number(0...3))" }),
      ("zero_delay", sometimes { $0.duration(0...9000) }),
      ("scale_in_window", sometimes { $0.duration(0...9000) }),
      ("period", duration(1000...3000)),
      ("scale_out_datapoints", sometimes { "\($0.number(1...3))" }),
      ("scale_in_datapoints", sometimes { "\($0.number(1...3))" }),
      ("scale_out_cooldown", sometimes { $0.duration(0...3000) }),
      ("scale_in_cooldown", sometimes { $0.duration(0...3000) }),
    ])
  }

  private mutating func inFlight() -> String {
    jsonObject([
      ("window", sometimes { $0.duration(500...9000) }),
      ("report", sometimes { $0.duration(500...4000) }),
      ("panic_window", sometimes { $0.duration(500...3000) }),
      ("panic_share", sometimes { $0.decimal(1.1...3) }),
      ("scale_in_factor", sometimes { $0.decimal(1.1...3) }),
      ("scale_out_smoothing", sometimes { $0.decimal(0.1...3) }),
      ("scale_in_smoothing", sometimes { $0.decimal(0.1...3) }),
      ("from_zero", sometimes { "\($0.number(1...3))" }),
      ("zero_delay", sometimes { $0.duration(0...3000) }),
      ("silence_resets", sometimes { $0.bool() }),
    ])
  }
}
