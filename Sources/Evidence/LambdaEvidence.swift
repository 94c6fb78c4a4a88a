import Documents
import Platforms
import SimCore
import Studies

/// One piece of work: a condition of a dataset, simulated, and the rows that come of it.
package struct EvidenceCase: Sendable {
  /// The dataset.
  package let dataset: Dataset
  /// Simulates the condition.
  let rows: @Sendable () throws -> [EvidenceRow]
}

private func lines(_ bytes: [UInt8]) -> [[String]] { EvidenceData.lines(bytes) }

private func number(_ text: String) -> Double { EvidenceData.number(text) }

/// Times of which the differences are listed, in tenths of a second.
private func times(_ text: String) -> [Instant] {
  var now = Instant.zero
  return text.split(separator: " ").map { tenths in
    now = now + .milliseconds(100 * Int64(number(String(tenths))))
    return now
  }
}

/// How many of some times there were up to every fourth of 28 hours.
private func course(measured: [Instant], simulated: [Instant]) -> [EvidenceRow.Moment] {
  stride(from: Int64(0), through: 28, by: 4).map { hours in
    let end = Instant.zero + .seconds(3600 * hours)
    return EvidenceRow.Moment(
      hours: Double(hours), measured: Double(measured.count { $0 <= end }),
      simulated: Double(simulated.count { $0 <= end }))
  }
}

private func milliseconds(_ text: String) -> Interval { Interval(seconds: number(text) / 1000) }

extension EvidenceCase {
  /// The runs of 28 hours replayed: every request is sent when it was sent then.
  ///
  /// A replay begins without instances, where one or two were warm; so one or two cold starts more
  /// are to be expected.
  static var lambdaRuns: [EvidenceCase] {
    lines(PackageResources.lambda_runs_csv).map { fields in
      EvidenceCase(dataset: .lambdaRuns) {
        let arrivals = times(fields[3])
        let function = MeasuredFunction(warm: .milliseconds(1955), coldExtra: .milliseconds(445))
        let run = try function.run(arrivals)
        // Of so few cold starts four more or less are what chance gives.
        var row = EvidenceRow(
          dataset: .lambdaRuns, condition: fields[0], quantity: "cold starts",
          measured: number(fields[2]), uncertainty: 4,
          simulated: Double(run.figures.instancesCreated), halfWidth: nil, use: .fitted,
          digits: 0, at: number(fields[1]))
        row.course = course(measured: times(fields[4]), simulated: run.seen.spans.map(\.first))
        return [row]
      }
    }
  }

  /// Poisson requests at the published rates, for as many times 28 hours as give narrow intervals.
  static var lambdaRates: [EvidenceCase] {
    lines(PackageResources.lambda_rates_csv).map { fields in
      EvidenceCase(dataset: .lambdaRates) {
        let rate = number(fields[0])
        let hours28 = Interval.seconds(100_800)
        var cold: [Double] = []
        var instances: [Double] = []
        for replication in 0..<(rate < 0.1 ? 64 : 16) {
          let times = poisson(rate, for: hours28, seed: UInt64(replication + 1))
          let function = MeasuredFunction(
            warm: milliseconds(fields[1]),
            coldExtra: milliseconds(fields[2]) - milliseconds(fields[1]))
          let run = try function.run(times)
          cold.append(Double(run.figures.instancesCreated) / Double(times.count))
          instances.append(
            run.seen.meanInstances(until: .zero + hours28, countedFor: .seconds(600)))
        }
        guard let cold = MeanInterval(cold), let instances = MeanInterval(instances) else {
          return []
        }
        // The seven runs with the lowest rates are those by which the law was found.
        let use: EvidenceRow.Use = rate < 0.15 ? .fitted : .predicted
        let condition = "\(DecimalText.fixed(rate, digits: 4))/s"
        return [
          EvidenceRow(
            dataset: .lambdaRates, condition: condition, quantity: "P(cold)",
            measured: number(fields[3]), uncertainty: number(fields[4]), simulated: cold.mean,
            halfWidth: cold.halfWidth, use: use, digits: 5, at: rate),
          EvidenceRow(
            dataset: .lambdaRates, condition: condition, quantity: "instances",
            measured: number(fields[5]), uncertainty: nil, simulated: instances.mean,
            halfWidth: instances.halfWidth, use: use, digits: 3, at: rate),
        ]
      }
    }
  }

  /// Requests at once, a pause, and as many again.
  static var lambdaBursts: [EvidenceCase] {
    lines(PackageResources.lambda_bursts_csv).map { fields in
      EvidenceCase(dataset: .lambdaBursts) {
        let count = Int(number(fields[0]))
        let function = MeasuredFunction(warm: .seconds(1), coldExtra: .milliseconds(500))
        let again = Instant.zero + .milliseconds(1500) + .seconds(Int64(number(fields[1])))
        let times =
          Array(repeating: Instant.zero, count: count) + Array(repeating: again, count: count)
        let seen = try function.run(times).seen
        let warm = seen.instances.dropFirst(count).count { $0 < count }
        let (least, most) = (number(fields[3]), number(fields[4]))
        return [
          EvidenceRow(
            dataset: .lambdaBursts, condition: "\(count) at once; \(fields[1]) s",
            quantity: "left", measured: number(fields[2]),
            uncertainty: max(most - number(fields[2]), number(fields[2]) - least),
            simulated: Double(warm), halfWidth: nil, use: .fitted, digits: 1,
            series: "\(count) at once", at: number(fields[1]))
        ]
      }
    }
  }

  private static func poisson(_ rate: Double, for time: Interval, seed: UInt64) -> [Instant] {
    var random = Random(seed: seed)
    var now = Instant.zero
    var times: [Instant] = []
    while true {
      now = now + Interval(seconds: random.nextExponential() / rate)
      guard now < .zero + time else { return times }
      times.append(now)
    }
  }
}
