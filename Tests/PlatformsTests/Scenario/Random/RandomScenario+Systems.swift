extension RandomScenario {
  /// A deployment of several services.
  mutating func system(_ index: Int) -> String {
    isService = true
    defer { isService = false }
    let names = (0..<number(1...3)).map { "service \($0)" }
    let services = names.map { deployment(named: $0) }
    // A service that no stage names is refused.
    let stages = (0..<number(0...2)).map { _ in stage(names) } + [stage(names, areAll: true)]
    return jsonObject([
      ("name", jsonText("system \(index)")), ("services", jsonArray(services)),
      ("stages", jsonArray(stages)), ("accounts", sometimes { $0.accounts(names) }),
      ("price_per_step", sometimes { $0.money(99) }),
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
