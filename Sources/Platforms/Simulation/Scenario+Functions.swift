import Documents
import SimCore

extension Scenario {
  /// Runs one deployment for the functions of this scenario's workload.
  ///
  /// - Parameters:
  ///   - functions: the functions.
  ///   - deployment: the platform that all of them run on.
  ///   - replication: the index of the replication, from 0.
  ///   - directory: where files are looked for when their paths are relative.
  ///   - isChecked: whether what must hold in every run is checked now and then.
  ///   - observer: what watches the run; it is handed back.
  ///   - proceed: called now and then with the number of arrivals; the run stops when it returns
  ///     false.
  /// - Returns: the figures.
  /// - Throws: ``RunError``.
  func run<Observer: RunObserver>(
    _ functions: FunctionWorkload, _ deployment: Deployment, replication: Int, directory: String,
    isChecked: Bool, observer: inout Observer, proceed: (Int) -> Bool
  ) throws(RunError) -> RunFigures {
    let profiles = try profiles(
      functions, memory: deployment.memory?.size ?? .megabytes(128), directory: directory)
    let setup: FunctionSetup
    do {
      setup = try FunctionSetup(
        profiles, capacity: deployment.capacity.policy, latency: deployment.latency.policy,
        billing: deployment.billing.policy, client: deployment.client,
        keepAlive: deployment.functions, seed: seed, replication: UInt64(replication),
        window: outputs.window, length: workload.extent?.limit ?? .longest, load: functions.load)
    } catch {
      throw .impossible(error.reason)
    }
    let found: RunFigures?
    do {
      found = try Simulation.run(
        functions: setup, patience: workload.patience, limit: objectives.latencyLimit,
        isChecked: isChecked, observer: &observer, proceed: proceed)
    } catch {
      throw .violation(deployment: deployment.name, replication: replication, error)
    }
    guard var figures = found else { throw .stopped }
    figures.traffic = workload.length
    return figures.settled(by: deployment.billing.policy)
  }

  /// The functions of a workload.
  ///
  /// - Parameters:
  ///   - functions: the workload.
  ///   - memory: the memory of functions of which nothing else says it.
  ///   - directory: where files are looked for when their paths are relative.
  /// - Returns: the functions.
  /// - Throws: ``RunError`` for a file that cannot be read.
  package func profiles(
    _ functions: FunctionWorkload, memory: ByteCount, directory: String
  ) throws(RunError) -> [FunctionProfile] {
    switch functions.source {
    case .drawn(let population):
      var population = population
      if functions.load == 1 { return population.profiles(seed: seed) }
      let published = population.profiles(seed: seed)
      let rate = published.reduce(0) {
        $0 + $1.traffic.meanRate(within: .longest, load: 1)
      }
      population.rate = rate * functions.load
      return population.profiles(seed: seed)
    case .files(let files):
      let opened = try open(files, in: directory)
      let found = OpenFunctionFiles(
        invocations: opened[0],
        durations: files.durations == nil ? nil : opened[1],
        memory: files.memory == nil ? nil : opened[opened.count - 1])
      do {
        if let columns = files.columns {
          return try found.profiles(columns, memory: memory, load: functions.load, seed: seed)
        }
        return try found.profiles(memory: memory)
      } catch {
        throw .trace(file: files.all[error.file], error.error)
      }
    }
  }

  /// How many functions a workload has, and how often a second all of them are called.
  ///
  /// - Throws: ``RunError`` for a file that cannot be read.
  package func size(
    of functions: FunctionWorkload, in directory: String
  ) throws(RunError) -> (count: Int, rate: Double) {
    let profiles = try profiles(functions, memory: .megabytes(128), directory: directory)
    let length = workload.extent?.limit ?? .longest
    let load =
      switch functions.source {
      case .drawn: 1.0
      case .files: functions.load
      }
    let rate = profiles.reduce(0) { $0 + $1.traffic.meanRate(within: length, load: load) }
    return (profiles.count, rate)
  }

  /// Opens files of functions, which must be as they were when they became part of the digest.
  func open(
    _ files: FunctionFiles, in directory: String
  ) throws(RunError) -> [TraceFile] {
    var opened: [TraceFile] = []
    for (index, name) in files.all.enumerated() {
      do {
        let path = Workload.Trace(file: name).path(in: directory)
        let expected = index < functionStates.count ? functionStates[index] : nil
        opened.append(try TraceFile(path, expected: expected))
      } catch {
        throw .trace(file: name, error)
      }
    }
    return opened
  }
}
