import Documents
import SimCore

/// The scenario that a calibration makes.
package struct CalibratedScenario {
  /// What was found in the log.
  package let calibration: Calibration
  /// The platform of the catalog whose prices and rules hold.
  package let platform: String
  /// The file of the arrivals; nil for a process.
  package var trace: String?
  /// The seconds that a row of that file counts the requests of; nil for rows of times.
  package var period: Double?
  /// Whether instances have no greatest age, because the log has older ones than the platform.
  package var isAgeless = false
  /// Before when requests are not counted; nil for all of them.
  package var warmUp: Double?

  /// A scenario without a trace.
  package init(_ calibration: Calibration, platform: String) {
    self.calibration = calibration
    self.platform = platform
  }

  /// The scenario as JSON.
  package var value: JSONValue {
    object([
      ("seed", number(1)), ("workload", workload),
      ("deployments", array(calibration.groups.map { deployment($0) })),
    ])
  }

  private var workload: JSONValue {
    var members: [(String, JSONValue)] = []
    if let trace {
      var keys = [("file", text(trace))]
      keys.append(("column", text(period == nil ? "arrival_s" : "requests")))
      keys.append(period.map { ("period", duration($0)) } ?? ("times", text("s")))
      members.append(("arrivals", object([("trace", object(keys))])))
    } else if let fit = calibration.modulated, let span = calibration.span {
      members.append(("duration", duration(span)))
      members.append(("arrivals", process(fit)))
    } else if let span = calibration.span {
      // Too few requests to tell states apart.
      let mean = Double(calibration.requests) / span
      members.append(("duration", duration(span)))
      members.append(("arrivals", object([("poisson", object([("rate", rate(mean))]))])))
    } else {
      // Nothing in the log says when requests came.
      members.append(("duration", duration(Double(calibration.requests))))
      members.append(
        ("arrivals", object([("poisson", object([("rate", text("1/s"))]))])))
    }
    if let warmUp { members.append(("warm_up", duration(warmUp))) }
    return object(members)
  }

  private func process(_ fit: ModulatedFit) -> JSONValue {
    if fit.rates.count == 1 {
      return object([("poisson", object([("rate", rate(fit.rates[0]))]))])
    }
    let states = fit.rates.map { object([("rate", rate($0))]) }
    let rows = fit.generator.map { row in array(row.map { number($0) }) }
    return object([("mmpp", object([("states", array(states)), ("generator", array(rows))]))])
  }

  private func deployment(_ group: ServiceGroup) -> JSONValue {
    var members: [(String, JSONValue)] = []
    members.append(("name", text(Self.name(group))))
    if let memory = group.memory {
      // Times were measured at the size that the instances have.
      let size = text("\(memory)MB")
      let cpu = object([("measured_at", size)])
      members.append(
        (
          "platform",
          object([("name", text("calibrated")), ("like", text(platform)), ("cpu", cpu)])
        ))
      members.append(("memory", size))
    } else {
      members.append(("platform", text(platform)))
    }
    var capacity: [(String, JSONValue)] = []
    if let lifetime = calibration.lifetime {
      capacity.append(("keep_alive", duration(lifetime.estimate)))
    }
    if isAgeless { capacity.append(("greatest_age", JSONValue(.null))) }
    if !capacity.isEmpty { members.append(("capacity", object(capacity))) }
    members.append(("latency", latency(group)))
    return object(members)
  }

  /// The name of a deployment.
  package static func name(_ group: ServiceGroup) -> String {
    group.memory.map { "\($0) MB" } ?? "calibrated"
  }

  private func latency(_ group: ServiceGroup) -> JSONValue {
    let nothing = text("0s")
    let start = group.start.map { distribution($0) } ?? nothing
    func step(_ base: JSONValue) -> JSONValue {
      object([("base", base), ("per_mb", nothing), ("factor", number(1))])
    }
    return object([
      ("network", duration(group.network)), ("service_time", distribution(group.service)),
      (
        "cold_start",
        object([
          ("container_initialisation", step(start)), ("library_import", step(nothing)),
          ("model_download", step(nothing)), ("model_load", step(nothing)),
          ("first_inference", step(nothing)), ("variation", number(0)),
          ("prerequisite", nothing),
        ])
      ),
    ])
  }

  private func distribution(_ fit: DurationFit) -> JSONValue {
    func family(_ name: String, _ keys: [(String, JSONValue)]) -> JSONValue {
      object([(name, object(keys))])
    }
    switch fit.shape {
    case .constant(let seconds): return duration(seconds)
    case .exponential(let mean): return family("exponential", [("mean", duration(mean))])
    case .gamma(let mean, let shape):
      return family("gamma", [("mean", duration(mean)), ("shape", number(shape))])
    case .lognormal(let median, let sigma):
      return family("lognormal", [("median", duration(median)), ("sigma", number(sigma))])
    case .weibull(let scale, let shape):
      return family("weibull", [("scale", duration(scale)), ("shape", number(shape))])
    case .quantiles(let points):
      let pairs = points.map { array([number($0.probability), duration($0.seconds)]) }
      return object([("quantiles", array(pairs))])
    }
  }

  private func object(_ members: [(String, JSONValue)]) -> JSONValue {
    JSONValue(.object(members.map { JSONMember(key: $0.0, value: $0.1) }))
  }

  private func array(_ values: [JSONValue]) -> JSONValue { JSONValue(.array(values)) }

  private func text(_ text: String) -> JSONValue { JSONValue(.string(text)) }

  private func number(_ value: Double) -> JSONValue {
    JSONNumber(value).map { JSONValue(.number($0)) } ?? JSONValue(.null)
  }

  private func duration(_ seconds: Double) -> JSONValue {
    let nanoseconds = max(1, (seconds * 1e9).rounded())
    return text(
      seconds <= 0 ? "0s" : DecimalText.fixed(nanoseconds / 1e9, digits: 9) + "s")
  }

  private func rate(_ perSecond: Double) -> JSONValue { text(Rate.text(perSecond: perSecond)) }
}
