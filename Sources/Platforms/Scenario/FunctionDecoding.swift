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
  static let requests = Key<String?>(
    "requests", .string(length: 1),
    """
    instead of `count`, a file of CSV with a row a request, such as the Azure Functions trace of \
    2021
    """)
  static let columns = Key<JSONValue?>(
    "columns", .object(FunctionColumnKeys.object),
    .otherwise("those of that trace: `app`, `func`, `end_timestamp` and `duration`"),
    "what the columns of a file with a row a request are")
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
    files of the forms of the Azure Functions traces of 2019 and 2021. See \
    [functions](functions.md).
    """,
    rule: .one(of: [count.name, file.name, requests.name]),
    keys: [
      count, rate, timers, execution, variation, file, durations, memory, requests, columns,
    ])
}

extension ProblemLog {
  /// Functions of an account; nil with problems reported.
  func functions(_ value: JSONValue, _ path: JSONPath) -> FunctionWorkload? {
    typealias Keys = FunctionKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: self) else { return nil }
    let count = reader[Keys.count]
    let sources = [Keys.count.name, Keys.file.name, Keys.requests.name].filter {
      value[$0] != nil
    }
    guard sources.count == 1 else {
      if !sources.isEmpty || !reader.hasUnknownKeys {
        report(
          value, path: path,
          what: sources.isEmpty
            ? "has neither a count nor a file"
            : "has both \"\(sources.joined(separator: "\" and \""))\"",
          fix: "write \"count\": 10000, or \"file\" or \"requests\" with the name of a file of CSV")
      }
      return nil
    }
    checkSource(reader, sources[0])
    let hasCount = sources[0] == Keys.count.name
    var population = FunctionPopulation(count: count ?? 1)
    population.rate = reader[Keys.rate]
    population.timers = reader[Keys.timers] ?? population.timers
    population.execution = reader[Keys.execution] ?? population.execution
    population.variation = reader[Keys.variation] ?? population.variation
    if hasCount { return count == nil ? nil : FunctionWorkload(.drawn(population)) }
    if reader.value(Keys.requests) != nil { return functionRequests(reader) }
    guard let file = functionFile(reader, Keys.file) else { return nil }
    var files = FunctionFiles(invocations: file)
    files.durations = functionFile(reader, Keys.durations)
    files.memory = functionFile(reader, Keys.memory)
    return FunctionWorkload(.files(files))
  }

  /// Reports keys that say something of another source than the one that is there.
  private func checkSource(_ reader: KeyReader, _ source: String) {
    typealias Keys = FunctionKeys
    let keys: [(source: String, of: String, keys: [any DeclaredKey])] = [
      (
        Keys.count.name, "functions that are drawn",
        [Keys.rate, Keys.timers, Keys.execution, Keys.variation]
      ), (Keys.file.name, "a file with a row a function", [Keys.durations, Keys.memory]),
      (Keys.requests.name, "a file with a row a request", [Keys.columns]),
    ]
    for (other, what, keys) in keys where other != source {
      for key in keys {
        guard let value = reader.value(key) else { continue }
        report(
          value, path: reader.path(key), what: "says something of \(what)",
          fix: "remove it, or write \"\(other)\" instead of \"\(source)\"")
      }
    }
  }

  /// Functions whose requests are the rows of a file; nil with problems reported.
  private func functionRequests(_ reader: KeyReader) -> FunctionWorkload? {
    typealias Keys = FunctionKeys
    guard let file = functionFile(reader, Keys.requests) else { return nil }
    var files = FunctionFiles(invocations: file)
    files.columns = FunctionColumns()
    if let value = reader.value(Keys.columns) {
      guard let columns = functionColumns(value, reader.path(Keys.columns)) else { return nil }
      files.columns = columns
    }
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
