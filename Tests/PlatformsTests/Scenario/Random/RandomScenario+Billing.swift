extension RandomScenario {
  /// A whole policy, or some keys that change the one below.
  mutating func billing(_ base: RandomBase, isWhole: Bool) -> String {
    if isWhole {
      return chance(2) ? perUse(base, isWhole: true) : perInstance(base, isWhole: true)
    }
    // Functions of the catalog are billed by use, machines by the hour.
    return base.hasMachine ? perInstance(base, isWhole: false) : perUse(base, isWhole: false)
  }

  private mutating func perUse(_ base: RandomBase, isWhole: Bool) -> String {
    let provisioned = jsonObject([
      ("per_gb_second", base.hasMemory ? sometimes { $0.money(10) } : nil),
      ("execution_per_gb_second", base.hasMemory ? sometimes { $0.money(10) } : nil),
      ("per_cpu_second", base.hasCPU ? sometimes { $0.money(10) } : nil),
      ("execution_per_cpu_second", base.hasCPU ? sometimes { $0.money(10) } : nil),
    ])
    return jsonObject(
      [
        ("policy", isWhole || chance(2) ? jsonText("per-use") : nil),
        ("per_request", sometimes { $0.money(10) }),
        ("per_gb_second", base.hasMemory ? sometimes { $0.money(100) } : nil),
        ("per_cpu_second", base.hasCPU ? sometimes { $0.money(100) } : nil),
        ("charged", sometimes { jsonText($0.pick(["requests", "instances"])) }),
        ("provisioned", chance(2) ? provisioned : nil),
        ("step", sometimes { $0.duration(1...200) }),
        ("minimum", sometimes { $0.duration(0...200) }), ("free_tier", sometimes { $0.bool() }),
        ("free_requests", sometimes { "\($0.number(0...40))" }),
        ("free_gb_seconds", sometimes { $0.decimal(0...9) }),
        ("free_cpu_seconds", sometimes { $0.decimal(0...9) }),
        ("tiers", base.hasMemory ? sometimes { $0.tiers() } : nil),
        ("snapshot", base.hasMemory ? seldom(3) { $0.snapshot() } : nil),
      ] + common())
  }

  /// The prices of data, and of the run whatever comes.
  private mutating func common() -> [(String, String?)] {
    [
      ("per_gb_in", sometimes { $0.money(99) }), ("per_gb_out", sometimes { $0.money(99) }),
      ("fixed_per_hour", sometimes { $0.money(9999) }),
    ]
  }

  private mutating func snapshot() -> String {
    jsonObject([
      ("per_gb_second", sometimes { $0.money(10) }), ("per_gb_start", sometimes { $0.money(10) }),
    ])
  }

  /// Prices by volume, which a short run may come to.
  private mutating func tiers() -> String {
    var from = 0
    let tiers = (0..<number(0...3)).map { _ in
      from += number(1...9)
      return jsonObject([("from_gb_seconds", "\(from)"), ("per_gb_second", money(100))])
    }
    return "[\(tiers.joined(separator: ", "))]"
  }

  private mutating func perInstance(_ base: RandomBase, isWhole: Bool) -> String {
    jsonObject(
      [
        ("policy", isWhole || chance(2) ? jsonText("per-instance") : nil),
        (
          "per_hour", isWhole && !base.hasMachine ? money(999_999) : sometimes { $0.money(999_999) }
        ),
        ("per_gb_hour", base.hasMemory ? sometimes { $0.money(999_999) } : nil),
        ("per_cpu_hour", base.hasCPU ? sometimes { $0.money(999_999) } : nil),
        ("per_request", sometimes { $0.money(10) }),
        ("step", sometimes { $0.duration(1...2000) }),
        ("minimum", sometimes { $0.duration(0...2000) }),
        ("teardown", sometimes { $0.duration(0...2000) }),
        ("idle", sometimes { $0.chance(4) ? "null" : #"{ "per_hour": "0USD" }"# }),
        ("free_tier", sometimes { $0.bool() }),
        ("free_requests", sometimes { "\($0.number(0...50))" }),
        ("free_gb_seconds", sometimes { $0.decimal(0...50) }),
        ("free_cpu_seconds", sometimes { $0.decimal(0...50) }),
      ] + common())
  }

  /// The clients of a deployment, in one of two cases.
  mutating func client() -> String? {
    sometimes { $0.clients() }
  }

  private mutating func clients() -> String {
    let timeout = number(300...4000)
    let batch = jsonObject([
      ("size", "\(number(1...6))"), ("wait", jsonText("\(number(1...timeout - 1))ms")),
    ])
    return jsonObject([
      ("timeout", seldom(3) { _ in "null" } ?? jsonText("\(timeout)ms")),
      (
        "batch",
        hasColumns || hasPayload || isService ? nil : sometimes { $0.chance(4) ? "null" : batch }
      ),
      ("retries", hasSystems && !isService ? sometimes { $0.retries() } : nil),
    ])
  }
}
