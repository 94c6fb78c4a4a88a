#if THREAD_SANITIZER
  import Foundation

  /// A lock that the thread sanitizer understands, instead of `Mutex` of the Synchronization library.
  ///
  /// On Linux that one waits inside the library, which is compiled without the sanitizer, so every
  /// access after a wait is reported as a race. Only builds with the condition `THREAD_SANITIZER`
  /// have this type, which then stands for the other wherever the command has one: what is checked
  /// is that whatever threads share is used under its lock.
  struct Mutex<Value>: ~Copyable, @unchecked Sendable {
    private final class Storage {
      let lock = NSLock()
      var value: Value
      init(_ value: Value) { self.value = value }
    }

    private let storage: Storage

    /// An open lock of a value.
    init(_ value: consuming sending Value) { storage = Storage(value) }

    /// Calls a function with the value when no other thread has it.
    borrowing func withLock<Result: ~Copyable, E: Error>(
      _ body: (inout sending Value) throws(E) -> sending Result
    ) throws(E) -> sending Result {
      storage.lock.lock()
      defer { storage.lock.unlock() }
      return try body(&storage.value)
    }
  }
#endif
