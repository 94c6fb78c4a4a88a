import Documents
import SimCore

// What must hold at every moment, counted anew from the rows.
extension FunctionPool {
  /// The first thing that does not hold now; nil when all does.
  ///
  /// - Complexity: O(f + n) for f functions and n rows of instances.
  func audit(at now: Instant) -> InvariantViolation? {
    var check = InvariantCheck(at: now)
    var (alive, holding, serving, idle, old) = (0, 0, 0, 0, 0)
    var memory: Int64 = 0
    var own = Table(repeating: PooledFunction(), count: functions.count)
    for row in 0..<instances.count where instances[row].state != .none {
      let instance = instances[row]
      let function = Int(instance.function)
      alive += 1
      memory += setup.profiles[function].memory.bytes
      own[function].instances += 1
      if instance.request.number >= 0 {
        holding += 1
        own[function].held += 1
      }
      if instance.state == .serving { serving += 1 }
      if instance.state == .idle { idle += 1 }
      if instance.isTooOld { old += 1 }
    }
    func expect(_ what: String, _ found: Int, _ expected: Int) {
      if check.violation != nil || found == expected { return }
      check.violation = InvariantViolation(
        at: now, what, expected: "\(expected)", found: "\(found)")
    }
    expect("the instances of all functions are miscounted", present, alive)
    expect("the requests that the account holds are miscounted", held, holding)
    expect("a request is neither answered nor held", open, holding)
    expect("the requests in service are miscounted", metering.ledger.inService.value, serving)
    expect("the level of instances is off", metering.ledger.instances.value, alive)
    expect("ready instances are miscounted", metering.ledger.ready.value, serving + idle - old)
    if held > setup.capacity.limit {
      expect("the account holds more than it may", held, setup.capacity.limit)
    }
    if case .greedyDual(let limit) = setup.keepAlive {
      if memory > limit.bytes {
        expect("the cache holds more than it may", Int(memory), Int(limit.bytes))
      }
    }
    expect("the memory of all instances is miscounted", Int(used), Int(memory))
    for function in 0..<setup.profiles.count {
      let state = functions[function]
      expect(
        "the instances of a function are miscounted", Int(state.instances),
        Int(own[function].instances))
      expect(
        "the requests of a function are miscounted", Int(state.held), Int(own[function].held))
      var (row, listed) = (state.idle.first, 0)
      while row >= 0 && listed <= alive {
        if instances[Int(row)].state != .idle { expect("an instance is listed as idle", 1, 0) }
        listed += 1
        row = instances[Int(row)].links.next
      }
      idle -= listed
    }
    expect("an idle instance is in no list", idle, 0)
    return check.violation
  }
}
