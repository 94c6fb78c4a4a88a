import Platforms
import SimCore
import TestSupport
import Testing

/// What a run of a system reported, in order.
struct SystemLog: SystemObserver {
  /// What a service did with a request.
  struct Visit {
    /// The number of the request in the system.
    var request: Int
    var service: Int
    var record: RequestRecord
  }

  var visits: [Visit] = []
  var requests: [SystemRecord] = []

  mutating func visit(_ record: RequestRecord, of request: Int, at service: Int) {
    visits.append(Visit(request: request, service: service, record: record))
  }

  mutating func request(_ record: SystemRecord) { requests.append(record) }

  /// The requests in the order of their numbers: number, outcome, latency in milliseconds, and the
  /// service that it was sent to last.
  var lines: [String] {
    requests.sorted { $0.request < $1.request }.map { record in
      "\(record.request) \(record.outcome) \(record.latency.nanoseconds / 1_000_000)"
        + " @\(record.service)"
    }
  }

  /// The visits in the order in which they ended, likewise.
  var visitLines: [String] {
    visits.map { visit in
      "\(visit.request) \(visit.record.outcome) \(visit.record.latency.nanoseconds / 1_000_000)"
        + " @\(visit.service)"
    }
  }

  /// The records of a service in the order of arrival there.
  func records(of service: Int) -> [RequestRecord] {
    visits.filter { $0.service == service }.map(\.record).sorted { $0.request < $1.request }
  }
}

/// A run of a system: its figures and what it reported.
struct WatchedSystem {
  let figures: SystemFigures
  let log: SystemLog

  /// Runs a system on any arrivals.
  init(_ plan: SystemPlan, _ arrivals: some ArrivalSource, options: RunOptions) throws {
    var arrivals = arrivals
    var log = SystemLog()
    figures = try Simulation.run(
      system: plan, arrivals: &arrivals, options: options, observer: &log)
    self.log = log
  }

  /// Runs a system on arrivals at some milliseconds.
  init(_ plan: SystemPlan, at milliseconds: [Int64], patience: Int64? = nil) throws {
    try self.init(
      plan, ArrivalList(milliseconds: milliseconds),
      options: RunOptions(seed: 1, patience: patience.map { .milliseconds($0) }))
  }

  /// Runs a system on Poisson arrivals, a rate a second.
  init(_ plan: SystemPlan, rate: Double, requests: Int, seed: UInt64) throws {
    let count = Campaign.part(of: requests, atLeast: 30_000)
    let arrivals = try ArrivalStream(
      .poisson(rate: rate), extent: .requests(Int64(count)), seed: seed, replication: 0)
    try self.init(plan, arrivals, options: RunOptions(seed: seed, window: .milliseconds(200)))
  }

  /// The part of a sequence after the warm-up, a twentieth of it.
  static func steady<Element>(_ all: [Element]) -> [Element] {
    Array(all.dropFirst(all.count / 20))
  }

  /// The requests after the warm-up, in the order of their arrival.
  var steadyRequests: [SystemRecord] {
    Self.steady(log.requests.sorted { $0.request < $1.request })
  }

  /// The records of a service after the warm-up, in the order of their arrival there.
  func steadyRecords(of service: Int) -> [RequestRecord] { Self.steady(log.records(of: service)) }

  /// The mean number of requests at a service in each window after the warm-up.
  func present(at service: Int) -> [Double] {
    let windows = Self.steady(figures.services[service].timeline.windows.dropLast())
    let width = Double(figures.services[service].timeline.width.nanoseconds)
    return windows.map { (Double($0.inService) + Double($0.queueLength)) / width }
  }
}

extension ServicePlan {
  /// Workers that are always there, with an exponential service time of some rate a second.
  static func workers(
    _ name: String, _ workers: Int, backlog: Int, rate: Double
  ) -> ServicePlan {
    ServicePlan(
      name, capacity: FixedServer(workers: workers, backlog: backlog),
      latency: PreloadedLatency(
        network: .constant(.zero), serviceTime: ServiceTime(.exponential(rate: rate))),
      billing: NoBilling())
  }

  /// Workers that are always there, with constant times in milliseconds.
  static func constant(
    _ name: String, workers: Int = 1, backlog: Int = 1000, service: Int64 = 100, network: Int64 = 0,
    client: Client = Client()
  ) -> ServicePlan {
    ServicePlan(
      name, capacity: FixedServer(workers: workers, backlog: backlog),
      latency: ConstantTimes(service: service, network: network), billing: NoBilling(),
      client: client)
  }

  /// Instances on demand, with constant times in milliseconds.
  static func functions(
    _ name: String, _ capacity: OnDemand, service: Int64 = 100, startup: Int64 = 0
  ) -> ServicePlan {
    ServicePlan(
      name, capacity: capacity, latency: ConstantTimes(service: service, startup: startup),
      billing: NoBilling())
  }
}
