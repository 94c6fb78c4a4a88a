import Platforms
import SimCore

/// Clients that send a request, wait for its answer, think, and send the next: a finite source.
///
/// A scenario cannot say this, because its arrivals do not depend on answers. The platform can: it
/// is told of arrivals one by one, so this loop drives it with an agenda of its own for those that
/// think.
enum ClosedLoop {
  /// Runs a number of clients for the length of the observer's run.
  static func run(
    _ policy: FixedServer, latency: StagedLatency, billing: AnyBilling, clients: Int,
    thinking: Distribution, observer: SteadyObserver, course: Simulation.Course
  ) -> SteadySample {
    var platform = Platform(
      capacity: policy, latency: latency, billing: billing, client: Client(),
      window: course.window, seed: course.seed, replication: course.replication,
      observer: observer)
    var random = Random(
      seed: course.seed, replication: course.replication, stream: RandomStream("thinking"))
    var agenda = Agenda()
    var thoughts = Agenda()
    platform.begin(&agenda)
    for client in 0..<clients {
      thoughts.schedule(
        Event(kind: 0, subject: client), at: .zero + thinking.sample(using: &random))
    }
    // Clients are alike, so it does not matter which of them an answer is for.
    while min(agenda.earliest, thoughts.earliest) < observer.end {
      if agenda.earliest <= thoughts.earliest {
        let now = agenda.earliest
        platform.handle(agenda.next(), at: now, &agenda)
        for _ in 0..<platform.observer.ended {
          thoughts.schedule(Event(kind: 0), at: now + thinking.sample(using: &random))
        }
        platform.observer.forgetEnded()
      } else {
        let now = thoughts.earliest
        _ = thoughts.next()
        platform.arrive(at: now, &agenda)
      }
    }
    let figures = platform.finish(at: observer.end)
    return platform.observer.sample(figures)
  }
}
