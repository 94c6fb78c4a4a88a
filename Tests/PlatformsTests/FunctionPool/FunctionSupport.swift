import Documents
@testable import Platforms
@testable import SimCore

/// A run of functions with short names for what tests ask.
struct FunctionTrial {
  var profiles: [FunctionProfile]
  var capacity: OnDemand
  var latency: StagedLatency
  var keepAlive = FunctionKeepAlive.platform
  var length = Interval.seconds(3600)
  var seed: UInt64 = 7
  var replication: UInt64 = 0

  init(
    _ profiles: [FunctionProfile], _ capacity: OnDemand, service: Distribution,
    start: Interval = .zero, first: Interval = .zero
  ) {
    self.profiles = profiles
    self.capacity = capacity
    latency = StagedLatency(
      network: .constant(.zero),
      coldStart: ColdStart(
        containerInitialisation: .constant(start), libraryImport: .constant(.zero),
        modelDownload: .constant(.zero), modelLoad: .constant(first),
        firstInference: .constant(.zero)),
      serviceTime: ServiceTime(service))
  }

  var setup: FunctionSetup {
    get throws {
      try FunctionSetup(
        profiles, capacity: capacity, latency: latency, billing: FunctionTrial.billing,
        keepAlive: keepAlive, seed: seed, replication: replication, length: length)
    }
  }

  func figures() throws -> RunFigures {
    var nobody = NoObserver()
    let setup = try setup
    guard let figures = try Simulation.run(functions: setup, observer: &nobody) else {
      throw RunError.stopped
    }
    return figures
  }

  /// The counts of each function.
  func counts() throws -> [FunctionCounters] {
    try figures().functions?.functions.map(\.counts) ?? []
  }

  static let billing = PerUseBilling(
    perRequest: Money(femtodollars: 200_000_000), perSecond: Money(femtodollars: 16_666_700_000),
    step: .milliseconds(1))
}

extension FunctionProfile {
  /// A function that is called at some milliseconds.
  static func at(
    _ milliseconds: [Int64], _ name: String = "f", megabytes: Int64 = 128,
    execution: Distribution? = nil
  ) -> FunctionProfile {
    FunctionProfile(
      name: name, memory: .megabytes(megabytes),
      traffic: .times(milliseconds.map { .zero + .milliseconds($0) }), execution: execution)
  }

  /// A function that is called at random, so often a second.
  static func poisson(
    _ rate: Double, _ name: String, execution: Distribution? = nil
  ) -> FunctionProfile {
    FunctionProfile(
      name: name, memory: .megabytes(128), traffic: .poisson(rate: rate), execution: execution)
  }
}
