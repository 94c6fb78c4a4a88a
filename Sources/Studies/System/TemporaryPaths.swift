import Platforms
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The temporary files that exist now, kept so that a signal handler can remove them.
///
/// A handler may neither allocate nor lock, so the paths are C strings in a table of atomic
/// pointers. Whoever takes a pointer out of the table owns the string, therefore a handler and a
/// commit on another thread never use a freed one.
package enum TemporaryPaths {
  private typealias Slot = Atomic<UnsafeMutablePointer<CChar>?>

  /// How many files a handler can remove.
  ///
  /// Files beyond it are still removed by an orderly end; it is four times the usual limit of open
  /// files.
  private static let capacity = 4096

  private static nonisolated(unsafe) let slots: UnsafeMutablePointer<Slot> = {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: capacity)
    for index in 0..<capacity {
      unsafe slots.advanced(by: index).initialize(to: Slot(nil))
    }
    return unsafe slots
  }()

  private static let discarded = Atomic<Int>(0)

  /// How many unfinished files have been removed since the program started.
  package static var discardedCount: Int { discarded.load(ordering: .relaxed) }

  /// Counts a file that was removed because its output was not complete.
  package static func countDiscarded() { discarded.wrappingAdd(1, ordering: .relaxed) }

  /// Creates the table, so that a handler never has to.
  package static func prepare() { _ = unsafe slots }

  /// Adds a path; the result names its place, or is nil when the table is full.
  package static func insert(_ path: String) -> Int? {
    let copy = unsafe strdup(PathText.native(path))
    for index in 0..<capacity {
      let (done, _) = unsafe slots[index].compareExchange(
        expected: nil, desired: copy, ordering: .releasing)
      if done { return index }
    }
    unsafe free(copy)
    return nil
  }

  /// Takes a path out, because the file was renamed or removed.
  package static func remove(at index: Int?) {
    guard let index else { return }
    unsafe free(slots[index].exchange(nil, ordering: .acquiring))
  }

  /// Unlinks every file in the table.
  ///
  /// Only calls what a signal handler may call.
  package static func unlinkAll() {
    for index in 0..<capacity {
      if let path = unsafe slots[index].exchange(nil, ordering: .acquiring) {
        _ = unsafe unlink(path)
      }
    }
  }
}
