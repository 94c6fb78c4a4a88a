import SimCore

// Provisioned instances: they go before all others, so those of them with room have a list of their
// own.
extension Platform {
  /// The instance with room that takes the next request; there must be one.
  @inlinable
  @inline(__always)
  var nextFree: Int {
    if newestFreeProvisioned >= 0 {
      return Int(newestFirst ? newestFreeProvisioned : longestFreeProvisioned)
    }
    return Int(newestFirst ? newestFree : longestFree)
  }

  /// Adds a provisioned instance to those with room.
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
}
