extension RandomScenario {
  /// The names of the trace files that scenarios name, with their bytes.
  static let traces = [
    "plain.csv": "0.1\n0.1\n0.25\n1\n2.000000001\n3\n",
    "dated.csv": "when\n2026-01-31T23:59:59Z\n2026-02-01T01:00:00.5+01:00\n",
    "counted.csv": "3\n0\n2\n",
    "summed.csv": "who,1,2,3\na,1,0,1\nb,2,1,0\n",
    "lines.jsonl": "{\"time\": 0.5}\n{\"time\": \"1\", \"more\": {\"time\": 0}}\n",
    "tokens.csv": "output,time,prompt\n10,0,3\n0,0.5,700\n2.5,0.5,\"12\"\n400,0.6,0\n",
    "named.csv": "who,time\na,0\n\"b,\"\"c\"\"\",0.5\nd,0.75\ne,4\n",
  ]

  mutating func workload() -> String {
    // An extent that a process can have: for a time, for a number, or for exactly so many.
    let (hasTime, hasCount) = pick([(true, false), (false, true), (true, true)])
    let isExact = hasTime && hasCount
    let kind = hasColumns ? 5 : number(0...(isExact ? 7 : 8))
    let arrivals =
      switch kind {
      case 0: jsonObject([("constant", jsonObject([("rate", rate(1...40))]))])
      case 1: jsonObject([("poisson", jsonObject([("rate", rate(1...40))]))])
      case 2: jsonObject([("piecewise", piecewise())])
      case 3: jsonObject([("mmpp", modulated(positive: isExact))])
      case 4: jsonObject([("mmpp", pinned())])
      case 5: jsonObject([("trace", trace())])
      case 6: jsonObject([("sinusoidal", sinusoidal())])
      case 7: jsonObject([("hourly", hourly())])
      default:
        chance(3) && !hasSystems
          ? jsonObject([("closed_loop", closedLoop())]) : jsonObject([("map", markovian())])
      }
    return jsonObject([
      ("duration", hasTime ? duration(500...4000) : nil),
      ("requests", hasCount ? "\(number(1...80))" : nil),
      (
        "warm_up",
        hasTime ? seldom(3) { $0.chance(2) ? jsonText("mser-5") : $0.duration(1...499) } : nil
      ),
      ("patience", sometimes { $0.duration(0...9000) }), ("payload", payload()),
      ("arrivals", arrivals),
      ("load", seldom(4) { $0.pick(kind == 5 ? ["1", "2", "3.7"] : ["0.5", "1", "2", "3.7"]) }),
    ])
  }

  /// What requests bring and answers take, in one scenario of two.
  private mutating func payload() -> String? {
    guard hasPayload else { return nil }
    return jsonObject([
      ("request", sometimes { jsonText("\($0.number(0...900))KB") }),
      ("answer", sometimes { jsonText("\($0.number(0...90))MB") }),
    ])
  }

  private mutating func piecewise() -> String {
    let first = piece(rate: rate(1...40))
    let others = (0..<number(0...3)).map { _ in piece(rate: rate(0...40)) }
    return jsonObject([
      ("pieces", jsonArray([first] + others)), ("repeat", sometimes { $0.bool() }),
    ])
  }

  private mutating func sinusoidal() -> String {
    jsonObject([
      ("mean", rate(1...40)), ("amplitude", decimal(0...1)),
      ("period", sometimes { $0.duration(1000...9000) }),
      ("peak", sometimes { $0.duration(0...20_000) }),
    ])
  }

  /// The first rate is positive, because no run goes on to the second hour.
  private mutating func hourly() -> String {
    let others = (0..<number(0...23)).map { _ in rate(0...40) }
    return jsonObject([("rates", jsonArray([rate(1...40)] + others))])
  }

  /// Clients who think for a while: without thoughts, and without service, they would never tire.
  private mutating func closedLoop() -> String {
    jsonObject([
      ("clients", "\(number(1...8))"), ("think_time", duration(50...500)),
      ("back_off", sometimes { $0.duration(100...3000) }),
    ])
  }

  private mutating func piece(rate: String) -> String {
    jsonObject([("rate", rate), ("for", duration(100...2000))])
  }

  /// States that change at random; where all are positive, some arrival is sure to be possible.
  private mutating func modulated(positive: Bool) -> String {
    let count = number(1...4)
    let states = (0..<count).map { index in
      jsonObject([
        ("name", jsonText("state \(index)")), ("rate", rate((positive || index == 0 ? 1 : 0)...40)),
      ])
    }
    // Quarters, whose sums are exact; every state can reach every other.
    let rows = (0..<count).map { row in
      let rates = (0..<count).map { $0 == row ? 0 : number(1...12) }
      let sum = rates.reduce(0, +)
      let numbers = (0..<count).map { $0 == row ? -Double(sum) / 4 : Double(rates[$0]) / 4 }
      // A state that is left for no other has the rate zero.
      return jsonArray(numbers.map { "\($0 == 0 ? 0 : $0)" })
    }
    return jsonObject([
      ("states", jsonArray(states)), ("generator", jsonArray(rows)),
      ("initial", sometimes { jsonText("state \($0.number(0...count - 1))") }),
    ])
  }

  /// States that change as given.
  private mutating func pinned() -> String {
    let states = [
      jsonObject([("name", jsonText("busy")), ("rate", rate(1...40))]),
      jsonObject([("rate", rate(0...10))]),
    ]
    let path = (0..<number(1...4)).map { index in
      jsonObject([
        ("state", jsonText(index == 0 ? "busy" : pick(["busy", "1"]))),
        ("for", duration(100...2000)),
      ])
    }
    return jsonObject([("states", jsonArray(states)), ("path", jsonArray(path))])
  }

  private mutating func markovian() -> String {
    let phases = number(1...3)
    var (silent, arriving): ([String], [String]) = ([], [])
    for row in 0..<phases {
      let changes = (0..<phases).map { $0 == row ? 0 : number(1...8) }
      let requests = (0..<phases).map { _ in number(1...8) }
      let sum = changes.reduce(0, +) + requests.reduce(0, +)
      silent.append(jsonArray((0..<phases).map { "\($0 == row ? -sum : changes[$0])" }))
      arriving.append(jsonArray(requests.map { "\($0)" }))
    }
    return jsonObject([
      ("d0", jsonArray(silent)), ("d1", jsonArray(arriving)),
      ("initial", sometimes { "\($0.number(0...phases - 1))" }),
    ])
  }

  private mutating func trace() -> String {
    let kind = hasColumns ? 6 : number(0...5)
    let file = ["plain", "named", "dated", "counted", "summed", "lines", "tokens"][kind]
    let isCounted = kind == 3 || kind == 4
    let column = ["", "time", "", "", "1", "time", "time"][kind]
    let isScaled = chance(2)
    return jsonObject([
      ("file", jsonText(kind == 5 ? "lines.jsonl" : "\(file).csv")),
      ("column", column.isEmpty ? nil : jsonText(column)),
      ("times", kind == 2 ? jsonText(pick(["auto", "iso8601"])) : nil),
      ("period", isCounted ? duration(100...2000) : nil),
      ("last_column", kind == 4 ? jsonText("3") : nil),
      (
        "only",
        kind == 4
          ? sometimes { _ in jsonArray([jsonArray([jsonText("who"), jsonText("b")])]) } : nil
      ),
      ("spacing", isCounted ? sometimes { jsonText($0.pick(["random", "even"])) } : nil),
      ("from", kind == 0 ? sometimes { $0.duration(0...200) } : nil),
      ("for", sometimes { $0.duration(1000...5000) }),
      (isScaled ? "scale" : "speed", sometimes { $0.decimal(0.1...3) }),
    ])
  }
}
