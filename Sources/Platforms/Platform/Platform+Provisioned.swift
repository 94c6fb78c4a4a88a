import SimCore

// Provisioned instances: they go before all others, so those of them with room have a list of their
// own.
extension Platform {
  /// Whether a row is that of a provisioned instance.
  @inlinable
  @inline(__always)
  func isProvisioned(_ instance: Int) -> Bool {
    Capacity.mayProvision && instance < provisionedInstances
  }

  /// The instance with room that takes the next request; there must be one.
  @inlinable
  @inline(__always)
  var nextFree: Int {
    if Capacity.mayProvision && newestFreeProvisioned >= 0 {
      return Int(newestFirst ? newestFreeProvisioned : longestFreeProvisioned)
    }
    return Int(newestFirst ? newestFree : longestFree)
  }

  /// Adds a provisioned instance to those with room.
  @inline(never)
  @inlinable
  mutating func listProvisioned(_ instance: Int) {
    let index = Int32(truncatingIfNeeded: instance)
    let last = newestFreeProvisioned
    instances[instance].previous = last
    instances[instance].next = -1
    if last >= 0 { instances[Int(last)].next = index } else { longestFreeProvisioned = index }
    newestFreeProvisioned = index
    fleet.available &+= 1
  }

  /// Takes a provisioned instance out of those with room.
  @inline(never)
  @inlinable
  mutating func unlistProvisioned(_ instance: Int) {
    let previous = instances[instance].previous
    let next = instances[instance].next
    if previous >= 0 {
      instances[Int(previous)].next = next
    } else {
      longestFreeProvisioned = next
    }
    if next >= 0 {
      instances[Int(next)].previous = previous
    } else {
      newestFreeProvisioned = previous
    }
    fleet.available &-= 1
  }

  /// What a request is charged that a provisioned instance served.
  @inline(never)
  @inlinable
  mutating func chargeProvisioned(_ execution: Interval) -> RequestCharge {
    let charge = billing.charge(RequestUsage(execution: execution, isProvisioned: true))
    ledger.provisionedNanoseconds &+= Int128(charge.billed.nanoseconds)
    return charge
  }
}
