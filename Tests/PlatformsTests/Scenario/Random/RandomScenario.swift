import SimCore

/// The text of a valid scenario made up at random, over all that the schema has.
///
/// Everything is small (some dozens of requests, few instances, seconds), so that limits are met,
/// queues fill, and a run with all its checks takes milliseconds.
struct RandomScenario {
  var random: Random
  /// Whether columns of a trace say what requests take, so that there are no batches.
  var hasColumns = false
  /// Whether requests are for many functions, which run on platforms of functions alone.
  var hasFunctions = false
  /// Whether deployments consist of several services, or have clients that send again.
  var hasSystems = false
  /// Whether requests bring data, so that clients send each by itself.
  var hasPayload = false
  /// Whether the deployment that is made now is a service of a system.
  var isService = false

  /// The text of the scenario of a seed.
  static func text(seed: UInt64) -> String {
    var scenario = RandomScenario(
      random: Random(seed: seed, stream: RandomStream("random scenario")))
    return scenario.text(seed: seed)
  }

  private mutating func text(seed: UInt64) -> String {
    // From numbers of its own, so that the other scenarios stay what they are.
    var columns = Random(seed: seed, stream: RandomStream("columns"))
    hasColumns = columns.next(below: 16) == 0
    var functions = Random(seed: seed, stream: RandomStream("functions of a scenario"))
    hasFunctions = !hasColumns && functions.next(below: 12) == 0
    if hasFunctions { return textOfFunctions(seed: seed) }
    var systems = Random(seed: seed, stream: RandomStream("systems"))
    hasSystems = !hasColumns && systems.next(below: 6) == 0
    var payloads = Random(seed: seed, stream: RandomStream("payloads"))
    hasPayload = payloads.next(below: 3) == 0
    let deployments = (0..<number(1...2)).map {
      hasSystems && chance(2) ? system($0) : deployment($0)
    }
    return jsonObject([
      ("$schema", sometimes { _ in jsonText("scenario.schema.json") }),
      ("about", sometimes { jsonText($0.pick(["", "Words: é, 模型, 🦑", "<b> & =1+1"])) }),
      ("seed", "\(seed % (1 << 53))"),
      ("workload", workload()),
      ("deployments", jsonArray(deployments)),
      ("objective", seldom(3) { jsonArray([$0.objective(), $0.objective()]) }),
      ("outputs", sometimes { $0.outputs() }),
    ])
  }

  private mutating func objective() -> String {
    jsonText(
      pick([
        "p(99)<200ms", "p(50, worst 1s) <= 1s", "mean(worst 5s)<1s", "success>99%", "cost<1/day",
      ])
    )
  }

  private mutating func outputs() -> String {
    jsonObject([
      ("window", sometimes { $0.duration(100...9000) }),
      ("requests", sometimes { $0.bool() }),
      ("events", sometimes { $0.bool() }),
    ])
  }
}

// What texts are made of.
extension RandomScenario {
  /// A whole number of a range, each as likely.
  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(random.next(below: UInt64(range.upperBound - range.lowerBound + 1)))
  }

  mutating func chance(_ oneIn: Int) -> Bool { number(1...oneIn) == 1 }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[number(0...elements.count - 1)]
  }

  /// Something, or in one of two cases nothing.
  mutating func sometimes(_ make: (inout RandomScenario) -> String) -> String? {
    chance(2) ? make(&self) : nil
  }

  /// Something in one case of so many, and otherwise nothing.
  mutating func seldom(_ oneIn: Int, _ make: (inout RandomScenario) -> String) -> String? {
    chance(oneIn) ? make(&self) : nil
  }

  mutating func bool() -> String { chance(2) ? "true" : "false" }

  /// A number with up to three decimals.
  mutating func decimal(_ range: ClosedRange<Double>) -> String {
    let thousandths = number(Int(range.lowerBound * 1000)...Int(range.upperBound * 1000))
    let rest = String(1000 + thousandths % 1000).dropFirst()
    return "\(thousandths / 1000).\(rest)"
  }

  /// A duration in milliseconds, in one of several units.
  mutating func duration(_ milliseconds: ClosedRange<Int>) -> String {
    let time = number(milliseconds)
    let rest = String(1000 + time % 1000).dropFirst()
    return jsonText(pick(["\(time)ms", "\(time / 1000).\(rest)s", "\(time * 1000) us"]))
  }

  /// An amount of money of up to so many millionths of a dollar.
  mutating func money(_ most: Int) -> String {
    jsonText("0.\(String(1_000_000 + number(0...most)).dropFirst())\(pick(["USD", " USD"]))")
  }

  /// A rate of up to so many a second.
  mutating func rate(_ range: ClosedRange<Int>) -> String {
    let events = number(range)
    return jsonText(pick(["\(events)/s", "\(events * 60)/min", "\(events * 3600) /h"]))
  }
}

/// A text in quotes; it has no character that JSON would have escaped.
func jsonText(_ text: String) -> String { "\"\(text)\"" }

/// A list of values.
func jsonArray(_ elements: [String]) -> String { "[\(elements.joined(separator: ", "))]" }

/// An object of those members that are there.
func jsonObject(_ members: [(String, String?)]) -> String {
  let texts = members.compactMap { key, value in value.map { "\"\(key)\": \($0)" } }
  return "{ \(texts.joined(separator: ", ")) }"
}
