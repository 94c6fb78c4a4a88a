/// A growable row of plain values that lives at one place in memory.
///
/// The event loop changes rows in place millions of times a second. An `Array` would check at each
/// change that nobody else holds it; a table is never shared, so it need not. It is the only type
/// of the engine that touches memory through a pointer, and it checks every index, but for those
/// that a heap computes from its own length: they are checked in debug builds.
@safe @frozen
@usableFromInline package struct Table<Element: BitwiseCopyable>: ~Copyable {
  @usableFromInline var base: UnsafeMutablePointer<Element>
  @usableFromInline var capacity: Int

  @usableFromInline var length: Int

  /// The number of rows.
  @inlinable
  package var count: Int { length }

  /// An empty table with room for some rows; it grows by doubling beyond that.
  @inlinable
  package init(minimumCapacity: Int = 16) {
    capacity = max(minimumCapacity, 4)
    unsafe base = Self.allocate(capacity)
    length = 0
  }

  /// A table of equal rows.
  @inlinable
  package init(repeating element: Element, count: Int) {
    self.init(minimumCapacity: count)
    unsafe base.initialize(repeating: element, count: count)
    length = count
  }

  @inlinable
  deinit { unsafe UnsafeMutableRawPointer(base).deallocate() }

  /// Whether there are no rows.
  @inlinable
  package var isEmpty: Bool { count == 0 }

  /// The row at an index, from 0 up to and not including ``count``.
  @inlinable
  package subscript(index: Int) -> Element {
    @inline(__always)
    get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "no such row in the table")
      return unsafe base[index]
    }
    @inline(__always)
    _modify {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "no such row in the table")
      yield unsafe &base[index]
    }
  }

  /// The row at an index that whoever asks has made sure of.
  @inlinable
  subscript(trusted index: Int) -> Element {
    @inline(__always)
    get {
      assert(UInt(bitPattern: index) < UInt(bitPattern: count), "no such row in the table")
      return unsafe base[index]
    }
    @inline(__always)
    _modify {
      assert(UInt(bitPattern: index) < UInt(bitPattern: count), "no such row in the table")
      yield unsafe &base[index]
    }
  }

  /// Adds a row at the end.
  @inlinable
  @inline(__always)
  package mutating func append(_ element: Element) {
    if length == capacity { grow() }
    unsafe (base + length).initialize(to: element)
    length &+= 1
  }

  /// Takes the last row away; there must be one.
  @inlinable
  @inline(__always)
  @discardableResult
  package mutating func removeLast() -> Element {
    precondition(count > 0, "an empty table has no last row")
    length &-= 1
    return unsafe base[length]
  }

  /// Drops all rows after the first `newCount`.
  @inlinable
  package mutating func truncate(to newCount: Int) {
    precondition(newCount >= 0 && newCount <= count, "a table can only be truncated to fewer rows")
    length = newCount
  }

  /// Room that begins at a line of the processor's cache, so that a row of 64 bytes fills one.
  @usableFromInline
  static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Element> {
    let bytes = UnsafeMutableRawPointer.allocate(
      byteCount: capacity * MemoryLayout<Element>.stride,
      alignment: max(64, MemoryLayout<Element>.alignment))
    return unsafe bytes.bindMemory(to: Element.self, capacity: capacity)
  }

  @inline(never)
  @usableFromInline
  mutating func grow() {
    let wider = capacity * 2
    let moved = unsafe Self.allocate(wider)
    unsafe moved.moveInitialize(from: base, count: count)
    unsafe UnsafeMutableRawPointer(base).deallocate()
    unsafe base = moved
    capacity = wider
  }
}
