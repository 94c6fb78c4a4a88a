extension RandomScenario {
  /// A deployment of several services.
  mutating func system(_ index: Int) -> String {
    isService = true
    defer { isService = false }
    var names = (0..<number(1...3)).map { "service \($0)" }
    var services = names.map { deployment(named: $0) }
    let planner = sometimes { $0.planner() }
    let isPlanned = planner.map { $0 != "null" } ?? false
    if isPlanned {
      services.append(planned)
      names.append("planned")
    }
    // A service that no stage names is refused.
    let stages = (0..<number(0...2)).map { _ in stage(names) } + [stage(names, areAll: true)]
    return jsonObject([
      ("name", jsonText("system \(index)")), ("services", jsonArray(services)),
      ("stages", jsonArray(stages)), ("accounts", sometimes { $0.accounts(names) }),
      ("price_per_step", sometimes { $0.money(99) }), ("planner", planner),
    ])
  }

  /// A service whose machines a planner counts.
  private var planned: String {
    #"""
    { "name": "planned", "platform": "aws-sagemaker", "latency": { "service_time": "90ms" },
      "capacity": { "minimum": 0, "maximum": 5, "autoscaler": null, "provisioning": "2s" } }
    """#
  }

  private mutating func planner() -> String {
    if chance(8) { return "null" }
    let period = number(500...3000)
    return jsonObject([
      ("members", jsonArray([jsonText("planned")])), ("period", jsonText("\(period)ms")),
      ("window", jsonText("\(number(100...period))ms")),
      ("headroom", sometimes { $0.decimal(0.2...3) }),
      ("look_back", sometimes { $0.chance(4) ? "null" : $0.duration(500...9000) }),
      ("launch", sometimes { $0.duration(0...9000) }),
      ("hold", sometimes { "\($0.number(1...6))" }),
    ])
  }

  private mutating func stage(_ names: [String], areAll: Bool = false) -> String {
    let order = chance(2) ? names : names.reversed()
    let count = areAll ? names.count : number(1...names.count)
    let some = jsonArray(order.prefix(count).map(jsonText))
    let weights = names.map { name in
      jsonObject([("service", jsonText(name)), ("weight", decimal(0.001...9))])
    }
    let kind = number((areAll ? 1 : 0)...3)
    return jsonObject([
      ("service", kind == 0 ? jsonText(pick(names)) : nil), ("overflow", kind == 1 ? some : nil),
      ("after", kind == 1 && count > 1 ? sometimes { $0.duration(1...900) } : nil),
      ("first_with_room", kind == 2 ? some : nil),
      ("split", kind == 3 ? jsonArray(weights) : nil),
      ("retries", sometimes { $0.retries() }),
    ])
  }

  /// How requests are sent again; all of it ends within some seconds.
  mutating func retries() -> String {
    jsonObject([
      ("attempts", "\(number(2...5))"), ("back_off", sometimes { $0.duration(0...500) }),
      ("factor", sometimes { $0.decimal(1...3) }), ("longest", sometimes { $0.duration(0...900) }),
      ("jitter", sometimes { jsonText($0.pick(["full", "none"])) }),
    ])
  }

  private mutating func accounts(_ names: [String]) -> String {
    if chance(6) { return chance(2) ? "null" : "[]" }
    let startsAreLimited = chance(2)
    return jsonArray([
      jsonObject([
        ("members", jsonArray(names.map(jsonText))),
        ("limit", startsAreLimited ? sometimes { "\($0.number(1...9))" } : "\(number(1...9))"),
        ("burst", startsAreLimited ? sometimes { "\($0.number(1...9))" } : nil),
        ("starts", startsAreLimited ? rate(1...9) : nil),
      ])
    ])
  }
}
