import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A thread of the C library.
///
/// Those of libdispatch need file handles and end the program where there are none, and wait for
/// ever where the system gives no thread. Here, whoever asks for one is told.
final class Thread: Sendable {
  /// What a thread is to do, on its way to it.
  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// What the system knows the thread by, until it is joined.
  private let identity: Lock<Identity?>

  private struct Identity: @unchecked Sendable {
    let thread: pthread_t
  }

  /// Room for local variables: 8 MiB, of which as much is taken as is used.
  private static let stackSize = 8 << 20

  /// Starts a thread; nil where the system gives none.
  ///
  /// - Parameter body: what it does.
  init?(_ body: @escaping @Sendable () -> Void) {
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    defer { unsafe attributes.deallocate() }
    guard unsafe pthread_attr_init(attributes) == 0 else { return nil }
    defer { unsafe pthread_attr_destroy(attributes) }
    _ = unsafe pthread_attr_setstacksize(attributes, Self.stackSize)
    let work = unsafe Unmanaged.passRetained(Work(body))
    let earlier = System.blockSignals()
    defer { System.setSignals(earlier) }
    #if canImport(Darwin)
      var thread: pthread_t?
      let status = unsafe pthread_create(
        &thread, attributes,
        {
          unsafe Unmanaged<Work>.fromOpaque($0).takeRetainedValue().body()
          return nil
        }, work.toOpaque())
    #else
      var thread = pthread_t()
      let status = unsafe pthread_create(
        &thread, attributes,
        { work in
          if let work = unsafe work {
            unsafe Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body()
          }
          return nil
        }, work.toOpaque())
    #endif
    guard status == 0 else {
      unsafe work.release()
      return nil
    }
    #if canImport(Darwin)
      identity = Lock(thread.map { Identity(thread: $0) })
    #else
      identity = Lock(Identity(thread: thread))
    #endif
  }

  /// Waits for the end of the thread.
  func join() {
    let identity = identity.withLock { identity in
      defer { identity = nil }
      return identity
    }
    if let identity { _ = pthread_join(identity.thread, nil) }
  }

  /// Calls a function on several threads at once, and waits for the end of all calls.
  ///
  /// One of the threads is the one that asks. Where the system gives fewer there are fewer calls.
  ///
  /// - Parameters:
  ///   - count: how many threads there are.
  ///   - body: what each of them does.
  static func perform(_ count: Int, _ body: @Sendable () -> Void) {
    withoutActuallyEscaping(body) { body in
      var threads: [Thread] = []
      while threads.count < count - 1, let thread = Thread(body) { threads.append(thread) }
      body()
      for thread in threads { thread.join() }
    }
  }
}

extension System {
  /// Keeps signals from this thread and those that it starts, but for those of its own faults.
  ///
  /// So they come to the first thread, whose calls that wait must return then.
  ///
  /// - Returns: which signals were kept from it before.
  fileprivate static func blockSignals() -> sigset_t {
    var signals = sigset_t()
    unsafe sigfillset(&signals)
    for fault in [SIGILL, SIGTRAP, SIGFPE, SIGBUS, SIGSEGV, SIGSYS, SIGABRT] {
      unsafe sigdelset(&signals, fault)
    }
    var earlier = sigset_t()
    _ = unsafe pthread_sigmask(SIG_SETMASK, &signals, &earlier)
    return earlier
  }

  /// Has the signals come to this thread that came before.
  fileprivate static func setSignals(_ earlier: sigset_t) {
    var earlier = earlier
    _ = unsafe pthread_sigmask(SIG_SETMASK, &earlier, nil)
  }
}
