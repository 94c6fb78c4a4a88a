import Documents
import SimCore

/// Plans how many machines of several kinds there are, for the least cost that serves a load.
///
/// Every ``period`` it expects the greatest load of the last ``lookBack``, counted in windows,
/// times the ``headroom``, for ``steps`` periods to come, and covers it greedily: of all kinds,
/// machines that are there and machines that would have to be launched, it takes the one that costs
/// least for what it serves of the load that is left. A kind gets fewer machines when fewer of it
/// were planned in each of the last ``hold`` periods. Source: marcoszh/MArK-Project,
/// `modules/scheduler.py` and `proactive_controller2.py`, as published: its forecast is that
/// constant, and no neural network.
package struct FleetPlanner: Hashable, Sendable {
  /// A kind of machine.
  package struct Member: Hashable, Sendable {
    /// The index of its service.
    package var service: Int
    /// The least and the greatest number of machines.
    package var machines: ClosedRange<Int>
    /// How many requests a second one of them serves.
    package var perSecond: Double
    /// What a second of one of them costs, in dollars.
    package var price: Double

    /// A kind of machine.
    package init(service: Int, machines: ClosedRange<Int>, perSecond: Double, price: Double) {
      self.service = service
      self.machines = machines
      self.perSecond = perSecond
      self.price = price
    }
  }

  /// The kinds, in order; of two that cost the same the first is taken.
  package var members: [Member]
  /// The time between two plans, above zero.
  package var period: Interval
  /// How long requests are counted for a load, at least a nanosecond and at most a period.
  package var window: Interval
  /// What the greatest load is multiplied with.
  package var headroom: Double
  /// How far back the greatest load is looked for; nil for the whole run.
  package var lookBack: Interval?
  /// How long a machine is paid for before it serves, which a launch costs.
  package var launch: Interval
  /// In how many plans in a row a machine must not be wanted before it goes, at least 1.
  package var hold: Int

  /// How many periods ahead costs are compared.
  package static let steps = 50

  /// A planner.
  package init(
    members: [Member], period: Interval, window: Interval, headroom: Double, lookBack: Interval?,
    launch: Interval, hold: Int
  ) {
    self.members = members
    self.period = period
    self.window = window
    self.headroom = headroom
    self.lookBack = lookBack
    self.launch = launch
    self.hold = hold
  }

  /// How many machines of each kind serve a load at the least cost, greedily.
  ///
  /// - Parameters:
  ///   - load: requests a second.
  ///   - owned: how many there are of each kind.
  /// - Returns: how many there are to be, as many as the load asks for and there may be.
  /// - Complexity: O(machines times kinds).
  package func plan(for load: Double, owning owned: [Int]) -> [Int] {
    var planned = members.map { _ in 0 }
    var left = load
    let span = Double(Self.steps) * period.seconds
    while left > 0 {
      var best: (member: Int, cost: Double)?
      for (index, member) in members.enumerated()
      where planned[index] < member.machines.upperBound && member.perSecond > 0 {
        let isNew = planned[index] >= owned[index]
        let time = span + (isNew ? launch.seconds : 0)
        let cost = member.price * time / min(member.perSecond, left)
        if best.map({ cost < $0.cost }) ?? true { best = (index, cost) }
      }
      guard let best else { break }
      planned[best.member] += 1
      left -= members[best.member].perSecond
    }
    return zip(planned, members).map { max($0, $1.machines.lowerBound) }
  }
}
