import Documents
import SimCore

/// The keys of a workload of functions.
enum FunctionKeys {
  static let count = Key<Int?>(
    "count", .integer(1...FunctionWorkload.mostFunctions),
    "how many functions are drawn from the published distributions")
  static let rate = Key<Double?>(
    "rate", .rate(1e-6...1e9), .otherwise("what the published rates add up to"),
    "how many requests all of them get; the published rates are multiplied to add up to it")
  static let timers = Key<Double?>(
    "timers", .number(0...1), .standard("0.2", words: nil),
    "of the functions called at most once a minute, the part that is called at even intervals")
  static let execution = Key<FunctionPopulation.Execution?>(
    "execution", .choice, .standard("\"published\"", words: nil),
    """
    whether each function has a mean execution time from the published distribution, or all have \
    the service time of the deployment
    """)
  static let variation = Key<Double?>(
    "variation", .number(0...100), .standard("0.5", words: nil),
    "the coefficient of variation of the execution times of one function, which are log-normal")
  static let file = Key<String?>(
    "file", .string(length: 1),
    "instead of `count`, a file of CSV with a row a function and a column a minute")
  static let durations = Key<String?>(
    "durations", .string(length: 1), .otherwise("the service time of the deployment"),
    "a file with percentiles of the execution times of the functions")
  static let memory = Key<String?>(
    "memory", .string(length: 1), .otherwise("the memory of the deployment"),
    "a file with the memory of the applications that the functions are of")

  static let object = ScenarioObject(
    "functions",
    """
    Many functions of one account, each with requests, execution times, memory and instances of \
    its own, under limits that all of them share; drawn from published distributions, or from \
    files of the form of the Azure Functions trace of 2019. See [functions](functions.md).
    """,
    rule: .one(of: [count.name, file.name]),
    keys: [count, rate, timers, execution, variation, file, durations, memory])
}

extension ProblemLog {
  /// Functions of an account; nil with problems reported.
  func functions(_ value: JSONValue, _ path: JSONPath) -> FunctionWorkload? {
    typealias Keys = FunctionKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: self) else { return nil }
    let count = reader[Keys.count]
    let hasCount = reader.value(Keys.count) != nil
    let hasFile = reader.value(Keys.file) != nil
    if hasCount == hasFile {
      if hasCount || !reader.hasUnknownKeys {
        report(
          value, path: path,
          what: hasCount ? "has both a count and a file" : "has neither a count nor a file",
          fix: "write \"count\": 10000, or \"file\" with the name of a file of CSV")
      }
      return nil
    }
    let drawn: [any DeclaredKey] = [Keys.rate, Keys.timers, Keys.execution, Keys.variation]
    let read: [any DeclaredKey] = [Keys.durations, Keys.memory]
    for key in hasCount ? read : drawn {
      guard let other = reader.value(key) else { continue }
      report(
        other, path: reader.path(key),
        what: "says something of \(hasCount ? "files" : "functions that are drawn")",
        fix: "remove it, or \"\(hasCount ? "count" : "file")\"")
    }
    var population = FunctionPopulation(count: count ?? 1)
    population.rate = reader[Keys.rate]
    population.timers = reader[Keys.timers] ?? population.timers
    population.execution = reader[Keys.execution] ?? population.execution
    population.variation = reader[Keys.variation] ?? population.variation
    if hasCount { return count == nil ? nil : FunctionWorkload(.drawn(population)) }
    guard let file = functionFile(reader, Keys.file) else { return nil }
    var files = FunctionFiles(invocations: file)
    files.durations = functionFile(reader, Keys.durations)
    files.memory = functionFile(reader, Keys.memory)
    return FunctionWorkload(.files(files))
  }

  private func functionFile(_ reader: KeyReader, _ key: Key<String?>) -> String? {
    guard let value = reader.value(key), let name = reader[key] else { return nil }
    // The system would take a path with a zero byte for the part before it.
    let isPlain = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    if !name.isEmpty && isPlain { return name }
    report(
      value, path: reader.path(key),
      what: name.isEmpty ? "is empty" : "has control characters", fix: "name a file of CSV")
    return nil
  }

  /// Reports what of deployments has no meaning for the requests, and the other way round.
  func checkFunctions(
    _ deployments: [Deployment], _ elements: [(JSONValue, JSONPath)], _ workload: Workload
  ) {
    guard case .functions = workload.arrivals else {
      for (deployment, (value, path)) in zip(deployments, elements)
      where deployment.functions != .platform {
        report(
          value["functions"], path: path.appending(key: "functions"),
          what: "keeps instances as many functions need them, and the workload has none",
          fix: "remove it, or let requests come from \"functions\"")
      }
      return
    }
    for (deployment, (value, path)) in zip(deployments, elements) where deployment.system == nil {
      if let problem = FunctionSetup.problem(
        deployment.capacity.policy, deployment.latency.policy, deployment.client)
      {
        report(
          value, path: path, what: "cannot run the functions of the workload: \(problem)",
          fix: "choose a platform of functions that refuses requests beyond its limits, such as "
            + "aws-lambda, or change its \"capacity\"")
      }
    }
  }
}
