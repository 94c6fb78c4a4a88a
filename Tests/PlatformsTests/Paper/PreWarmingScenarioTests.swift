import Documents
import Platforms
import SimCore
import Testing

/// What the paper's section 5.2 says of pre-warming: even with instances warmed before a peak,
/// Cloud Functions revokes most of them soon, and too few are left when the peak comes.
@Suite struct PreWarmingScenarioTests {
  private static let scenario = Result {
    try Scenario(
      parsing: Repository.bytes("Scenarios/pre-warming.json"), file: "pre-warming.json",
      name: "pre-warming", catalog: .builtIn())
  }
  private static let peak = 150

  private static let runs = Result {
    try scenario.get().deployments.map { deployment in
      var observer = NoObserver()
      return (deployment, try scenario.get().run(deployment, observer: &observer))
    }
  }

  /// The instances ready on average in the second before the peak.
  private func readyBefore(_ figures: RunFigures) -> Double {
    Double(figures.timeline.windows[Self.peak - 1].ready) / 1e9
  }

  /// The deployments with a schedule: the time from its entry to the peak, what it asks for, how
  /// long an idle instance is kept, and the figures.
  private func scheduled() throws -> [(
    lead: Double, instances: Int, keepAlive: Double, figures: RunFigures
  )] {
    try Self.runs.get().compactMap { deployment, figures in
      guard case .onDemand(let capacity) = deployment.capacity,
        case .schedule(let entries)? = capacity.preWarming, let entry = entries.first
      else { return nil }
      let lead = Double(Self.peak) - (entry.at - Instant.zero).seconds
      return (lead, entry.instances, capacity.keepAlive.longest.seconds, figures)
    }
  }

  @Test func `warmed too early, most are revoked before the peak, and it starts as cold [5.2]`()
    throws
  {
    let plain = try #require(try Self.runs.get().first { $0.0.name == "not pre-warmed" }).1
    // A start takes about 8 s, of which the spread is a tenth.
    let early = try scheduled().filter { $0.lead > $0.keepAlive + 12 }
    #expect(!early.isEmpty)
    for run in early {
      // They were there, ...
      let ready = run.figures.timeline.windows.map { Double($0.ready) / 1e9 }
      #expect(ready.prefix(Self.peak).contains { $0 >= Double(run.instances) })
      // ... and before the peak nine of ten are not.
      #expect(readyBefore(run.figures) < 0.1 * Double(run.instances))
      let peak = run.figures.window(Self.peak..<Self.peak + 10).mean
      #expect(peak > 0.8 * plain.window(Self.peak..<Self.peak + 10).mean)
      #expect(Double(run.figures.coldStarts) > 0.8 * Double(plain.coldStarts))
      #expect(run.figures.cost > plain.cost)
    }
  }

  @Test
  func `warmed in time, the peak is served by warm instances and nothing is over-provisioned`()
    throws
  {
    let plain = try #require(try Self.runs.get().first { $0.0.name == "not pre-warmed" }).1
    let timely = try scheduled().filter { $0.lead < $0.keepAlive }
    #expect(!timely.isEmpty)
    for run in timely {
      #expect(readyBefore(run.figures) > 2 * readyBefore(plain))
      #expect(run.figures.window(Self.peak..<Self.peak + 40).mean < 0.3)
      #expect(plain.window(Self.peak..<Self.peak + 10).mean > 2)
      #expect(run.figures.instancesCreated < plain.instancesCreated / 2)
    }
  }

  @Test func `provisioned instances are there for the peak, at a price`() throws {
    let (deployment, figures) = try #require(
      try Self.runs.get().first { $0.0.name == "40 provisioned on Lambda" })
    #expect(figures.coldStarts == 0)
    #expect(figures.instancesCreated == 40)
    guard case .perUse(let billing) = deployment.billing else { throw Decoded.Unexpected() }
    #expect(figures.instanceCost == billing.charge(provisioned: figures.end - Instant.zero) * 40)
  }
}
