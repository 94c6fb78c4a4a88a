import Documents
import Platforms

/// The requests of a scenario that is to be written.
package enum DraftTraffic: Equatable, Sendable {
  /// Requests at random at one rate, a second.
  case rate(Double)
  /// Requests at random, at a rate that goes up and down with the hours of a day.
  case daily(least: Double, greatest: Double)
  /// The times of a file.
  case trace(String)

  /// A rate such as `5/s`, a daily pattern such as `1/s..20/s`, or the path of a file of times.
  package init(_ text: String) throws(DraftMistake) {
    if text.contains("..") {
      try self.init(daily: text)
    } else if (try? System.kind(of: text)).flatMap({ $0 }) != nil {
      try self.init(trace: text)
    } else {
      try self.init(rate: text)
    }
  }

  /// One rate, such as `5/s`.
  package init(rate text: String) throws(DraftMistake) {
    self = .rate(try Self.rate(text, above: 0))
  }

  /// The least and the greatest rate of a day, such as `1/s..20/s`.
  package init(daily text: String) throws(DraftMistake) {
    guard let dots = text.firstRange(of: "..") else {
      throw DraftMistake(
        what: "\(Quoted.text(text)) is no pair of rates", fix: "write such as 1/s..20/s")
    }
    let least = try Self.rate(String(text[..<dots.lowerBound]), above: -1)
    let greatest = try Self.rate(String(text[dots.upperBound...]), above: 0)
    guard least <= greatest else {
      throw DraftMistake(
        what: "\(Quoted.text(text)) falls", fix: "write the least rate of the day first")
    }
    self = .daily(least: least, greatest: greatest)
  }

  /// A file of times.
  package init(trace path: String) throws(DraftMistake) {
    guard let kind = try? System.kind(of: path), kind != .directory else {
      throw DraftMistake(
        what: "there is no file \(Quoted.text(path))",
        fix: "write the path of a CSV file with the times of requests")
    }
    self = .trace(path)
  }

  private static func rate(_ text: String, above bound: Double) throws(DraftMistake) -> Double {
    let rate: Double
    do throws(QuantityError) {
      rate = try Rate.perSecond(text: text)
    } catch {
      throw DraftMistake(error)
    }
    guard rate > bound, rate <= 1e6 else {
      throw DraftMistake(
        what: "the rate \(Quoted.text(text)) is not above 0 and up to 1000000/s",
        fix: "write such as 5/s or 300/h")
    }
    return rate
  }

  /// About how many requests a run at one rate has, so that its 99th percentile is known well.
  private static let wantedRequests = 20_000.0

  /// The workload.
  var value: JSONValue {
    switch self {
    case .rate(let rate):
      // Whole hours, from one to those of a month.
      let hours = min(max((Self.wantedRequests / rate / 3600).rounded(.up), 1), 720)
      let process = JSONValue.object([("rate", .text(Rate.text(perSecond: rate)))])
      return .object([
        ("duration", .text("\(Int(hours))h")), ("arrivals", .object([("poisson", process)])),
      ])
    case .daily(let least, let greatest):
      let process = JSONValue.object([
        ("mean", .text(Rate.text(perSecond: (least + greatest) / 2))),
        ("amplitude", .number((greatest - least) / (greatest + least))),
        ("peak", .text("15h")),
      ])
      return .object([
        ("duration", .text("1d")), ("arrivals", .object([("sinusoidal", process)])),
      ])
    case .trace(let path):
      let file = JSONValue.object([("file", .text(path))])
      return .object([("arrivals", .object([("trace", file)]))])
    }
  }
}
