import SimCore

/// The instances of a service: their rows, which of them are ready, which have room and in what
/// order, and how many there are of each kind.
///
/// The fleet knows nothing of requests, time or money but what stands in its rows.
struct Fleet: ~Copyable {
  /// How many requests an instance serves at the same time.
  let slots: Int32
  /// Whether of several instances with room the one that became free last goes first.
  let newestFirst: Bool
  /// Instances are never fewer than this number, but by their age and while others are looked for
  /// in place of machines that are taken back.
  let minimum: Int
  /// Provisioned instances are those of the first rows, which they never leave.
  let provisioned: Int
  /// Whether requests go to the instance with the fewest.
  private let ranks: Bool

  var rows = Table<Instance>(minimumCapacity: 64)
  var freeRows = Table<Int32>(minimumCapacity: 64)
  /// The rows of ready instances, in an order that means nothing.
  var ready = Table<Int32>(minimumCapacity: 64)
  /// The instances with room, from the one that has had it longest.
  var room = Chain<WithRoom>()
  /// The provisioned instances with room, which go before all others.
  var provisionedRoom = Chain<WithRoom>()
  var count = Count()
  /// The ready instances by how many requests they have, where that is asked.
  private(set) var order = OutstandingOrder()

  /// How many instances there are, and requests in service on them.
  struct Count: BitwiseCopyable {
    /// Created so far.
    var created = 0
    /// Instances that exist.
    var instances = 0
    var starting = 0
    /// Those of them that start for one request, which waits for them alone.
    var startingForOne = 0
    var ready = 0
    /// While none drains, no row need be looked at to know it.
    var draining = 0
    /// Instances with room.
    var available = 0
    /// Slots in use.
    var inService = 0
  }

  init(_ plan: CapacityPlan) {
    slots = Int32(clamping: max(plan.slots, 1))
    if case .sharedQueue(.oldest) = plan.dispatch {
      newestFirst = false
    } else {
      newestFirst = true
    }
    minimum = plan.initialInstances
    if case .instanceQueues(.leastOutstanding) = plan.dispatch {
      ranks = true
    } else {
      ranks = false
    }
    provisioned = min(plan.provisionedInstances, plan.initialInstances)
  }

  /// Makes a row for a new instance, which is starting.
  ///
  /// - Returns: its row.
  mutating func create(at now: Instant) -> Int {
    var row = Instance(number: count.created & Int(Int32.max), launched: now)
    count.created &+= 1
    count.instances &+= 1
    count.starting &+= 1
    if freeRows.isEmpty {
      rows.append(row)
      return rows.count &- 1
    }
    let instance = Int(freeRows.removeLast())
    // A timer for the row that is still on the agenda finds nothing due.
    row.isTimed = rows[instance].isTimed
    rows[instance] = row
    return instance
  }

  /// A starting instance is ready.
  mutating func becomeReady(_ instance: Int) {
    count.starting &-= 1
    count.ready &+= 1
    rows[instance].state = .ready
    rows[instance].readyIndex = Int32(truncatingIfNeeded: ready.count)
    ready.append(Int32(truncatingIfNeeded: instance))
    rank(instance)
  }

  /// Takes an instance out of the ready ones.
  ///
  /// - Returns: whether it was among them.
  mutating func leaveReady(_ instance: Int) -> Bool {
    let place = Int(rows[instance].readyIndex)
    guard place >= 0 else { return false }
    let last = ready.removeLast()
    if Int(last) != instance {
      ready[place] = last
      rows[Int(last)].readyIndex = Int32(truncatingIfNeeded: place)
      rank(Int(last))
    }
    if ranks { order.clear(ready.count) }
    rows[instance].readyIndex = -1
    count.ready &-= 1
    return true
  }

  /// Frees the row of an instance that has left all lists.
  mutating func remove(_ instance: Int) {
    count.instances &-= 1
    if rows[instance].state == .draining { count.draining &-= 1 }
    rows[instance].state = .none
    freeRows.append(Int32(truncatingIfNeeded: instance))
  }

  /// Notes how many requests an instance has, after any change of it.
  @inline(__always)
  mutating func rank(_ instance: Int) {
    guard ranks else { return }
    let place = Int(rows[instance].readyIndex)
    if place >= 0 { order.set(place, to: rows[instance].outstanding) }
  }

  /// The ready instance with the fewest requests, of which there must be one; among equals the
  /// first in the list of ready ones.
  ///
  /// - Complexity: O(log n) for n ready instances.
  var leastOutstanding: Int { Int(ready[order.first]) }

  /// Whether a row is that of a provisioned instance.
  @inline(__always)
  func isProvisioned(_ instance: Int) -> Bool { instance < provisioned }

  /// The instance with room that takes the next request; there must be one.
  @inline(__always)
  var nextFree: Int {
    if !provisionedRoom.isEmpty {
      return Int(newestFirst ? provisionedRoom.last : provisionedRoom.first)
    }
    return Int(newestFirst ? room.last : room.first)
  }

  /// Adds an instance to those with room, as the newest.
  @inline(__always)
  mutating func list(_ instance: Int) {
    rows[instance].isListed = true
    count.available &+= 1
    if isProvisioned(instance) { return listProvisioned(instance) }
    room.append(instance, in: &rows)
  }

  /// Takes an instance out of those with room, if it is among them.
  @inline(__always)
  mutating func unlist(_ instance: Int) {
    guard rows[instance].isListed else { return }
    rows[instance].isListed = false
    count.available &-= 1
    if isProvisioned(instance) { return unlistProvisioned(instance) }
    room.remove(instance, in: &rows)
  }

  @inline(never)
  private mutating func listProvisioned(_ instance: Int) {
    provisionedRoom.append(instance, in: &rows)
  }

  @inline(never)
  private mutating func unlistProvisioned(_ instance: Int) {
    provisionedRoom.remove(instance, in: &rows)
  }
}
