import Documents
import SimCore

/// The keys of a constant rate and of a Poisson process.
enum RateKeys {
  /// The rates that processes may have.
  static let rates: ClosedRange<Double> = 0...ArrivalProcess.highestRate

  static let rate = Key<Double?>(
    "rate", .rate(rates), .required,
    "requests per period, above 0, at most 1e9/s")

  static let object = ScenarioObject("rateProcess", keys: [rate])
}

/// The keys of a piecewise-constant Poisson process.
enum PiecewiseKeys {
  static let pieces = Key<JSONValue?>(
    "pieces",
    .value(.list(.object(PieceKeys.object), least: 1, most: nil)).worded("at least 1 object"),
    .required,
    "the rates and how long they hold, in order of time; at least one rate is above 0")
  static let repeats = Key<Bool>(
    "repeat", .boolean, default: false,
    "whether the first piece follows the last one, for ever; otherwise the process ends")

  static let object = ScenarioObject(
    "piecewise", "A Poisson process whose rate is a step function of time.",
    keys: [pieces, repeats])
}

/// The keys of a piece of it.
enum PieceKeys {
  static let rate = Key<Double?>(
    "rate", .rate(RateKeys.rates), .required, "requests per period; `\"0/s\"` for a break")
  static let length = Key<Interval?>(
    "for", .positiveDuration, .required, "how long the rate holds")

  static let object = ScenarioObject("piece", part: "a piece", keys: [rate, length])
}

/// The keys of a Markov-modulated Poisson process.
enum ModulatedKeys {
  static let states = Key<JSONValue?>(
    "states",
    .value(.list(.object(StateKeys.object), least: 1, most: ArrivalProcess.mostStates))
      .worded("1 to \(ArrivalProcess.mostStates) objects"), .required,
    "the states with their rates; at least one rate is above 0")
  static let generator = Key<JSONValue?>(
    "generator",
    .defined(.matrix).worded(
      "square matrix of numbers, rows sum to 0 within 10^-9 of their largest number"),
    """
    the generator matrix, one row a state: rates per second of changing to other states, minus \
    their sum on the diagonal
    """)
  static let path = Key<JSONValue?>(
    "path",
    .value(.list(.object(SojournKeys.object), least: 1, most: nil))
      .worded("at least 1 object"),
    "the states visited, in order of time; the process ends with the path")
  static let initial = Key<JSONValue?>(
    "initial", .value(.string(length: 0)),
    .otherwise(
      "drawn from the stationary distribution; required where some states cannot reach others"),
    "with a generator, the name of the state at time 0")

  static let object = ScenarioObject(
    "modulated",
    """
    A Markov-modulated Poisson process: a Poisson process whose rate follows the states of a \
    chain, which change at random ("generator") or as given ("path").
    """,
    rule: .one([
      .init(with: [generator.name], without: [path.name]),
      .init(with: [path.name], without: [generator.name, initial.name]),
    ]),
    keys: [states, generator, path, initial])
}

/// The keys of a state of it.
enum StateKeys {
  static let name = Key<String?>(
    "name", .string, .otherwise("its number, from `\"0\"`"), "its name")
  static let rate = Key<Double?>(
    "rate", .rate(RateKeys.rates), .required, "requests per period")

  static let object = ScenarioObject("state", part: "a state", keys: [name, rate])
}

/// The keys of a sojourn of its path.
enum SojournKeys {
  static let state = Key<JSONValue?>(
    "state", .value(.string(length: 0)), .required, "the name of the state")
  static let length = Key<Interval?>(
    "for", .positiveDuration, .required, "how long the state is kept")

  static let object = ScenarioObject("sojourn", part: "a sojourn", keys: [state, length])
}

/// The keys of a Markovian arrival process.
enum MarkovianKeys {
  static let d0 = Key<JSONValue?>(
    "d0", .defined(.matrix).worded("square matrix, up to \(ArrivalProcess.mostStates) phases"),
    .required,
    """
    rates per second of phase changes without a request; on the diagonal minus the rate of \
    leaving or of a request
    """)
  static let d1 = Key<JSONValue?>(
    "d1", .defined(.matrix).worded("matrix of the same size"), .required,
    "rates per second of requests that lead from one phase to another or leave it as it is")
  static let initial = Key<Int?>(
    "initial", .integer(0...ArrivalProcess.mostStates - 1),
    .otherwise("drawn from the stationary distribution"), "the phase at time 0, from 0")

  static let object = ScenarioObject(
    "markovian",
    """
    A Markovian arrival process (MAP); the rows of d0 + d1 sum to 0. It takes a duration or a \
    number of requests, not both.
    """, keys: [d0, d1, initial])
}

extension Definition {
  /// The numbers of a matrix.
  static let elements: ClosedRange<Double> = -1e12...1e12

  static let matrix: Definition = Definition("matrix", words: "matrix") {
    let most = ArrivalProcess.mostStates
    return .list(.list(.number(elements), least: 1, most: most), least: 1, most: most)
  }
}

extension ProblemLog {
  /// An arrival process of a kind; nil with problems reported.
  ///
  /// - Throws: what is wrong with the process as a whole, or with an element of it.
  func process(
    _ kind: ArrivalsName, _ value: JSONValue, _ path: JSONPath
  ) throws(ArrivalProcessError) -> ArrivalProcess? {
    switch kind {
    case .constant:
      guard let rate = soleRate(value, path) else { return nil }
      return try .constant(rate: rate)
    case .poisson:
      guard let rate = soleRate(value, path) else { return nil }
      return try .poisson(rate: rate)
    case .piecewise: return try piecewise(value, path)
    case .sinusoidal: return try sinusoidal(value, path)
    case .hourly: return try hourly(value, path)
    case .mmpp: return try modulated(value, path)
    case .map: return try markovian(value, path)
    case .trace, .closedLoop, .functions: return nil
    }
  }

  private func soleRate(_ value: JSONValue, _ path: JSONPath) -> Double? {
    typealias Keys = RateKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: self) else { return nil }
    reader.require()
    return reader[Keys.rate]
  }

  private func piecewise(
    _ value: JSONValue, _ path: JSONPath
  ) throws(ArrivalProcessError) -> ArrivalProcess? {
    typealias Keys = PiecewiseKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: self) else { return nil }
    reader.require()
    let repeats = reader[Keys.repeats]
    guard let elements = reader.array(Keys.pieces) else { return nil }
    let pieces = elements.compactMap { piece($0.0, $0.1) }
    guard pieces.count == elements.count else { return nil }
    return try .piecewise(pieces, repeats: repeats)
  }

  private func piece(_ value: JSONValue, _ path: JSONPath) -> ArrivalProcess.Piece? {
    typealias Keys = PieceKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: self) else { return nil }
    reader.require()
    let rate = reader[Keys.rate]
    let length = reader[Keys.length]
    guard let rate, let length else { return nil }
    return .init(rate: rate, length: length)
  }

  private func modulated(
    _ value: JSONValue, _ path: JSONPath
  ) throws(ArrivalProcessError) -> ArrivalProcess? {
    typealias Keys = ModulatedKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: self) else { return nil }
    reader.require()
    let states = reader[Keys.states].flatMap { self.states($0, reader.path(Keys.states)) }
    let names = states?.map(\.name)
    let matrix = reader[Keys.generator].flatMap { self.matrix($0, reader.path(Keys.generator)) }
    let path = reader.array(Keys.path).flatMap { self.path($0, names) }
    let initial = reader[Keys.initial].flatMap {
      stateIndex($0, reader.path(Keys.initial), names)
    }
    switch (reader[Keys.generator], reader[Keys.path]) {
    case (nil, nil):
      report(
        value, path: reader.path, what: "says neither how states change nor their path",
        fix: "add \"generator\", a matrix of rates per second, or \"path\", a list of sojourns")
    case (_?, let given?):
      report(
        given, path: reader.path(Keys.path), what: "contradicts the generator",
        fix: "remove one of the two: states change at random, or as the path says")
    case (nil, _?):
      report(
        ifGiven: reader[Keys.initial], path: reader.path(Keys.initial),
        what: "contradicts the path",
        fix: "remove it: the path says which state comes first")
      guard let states, let path, reader[Keys.initial] == nil else { return nil }
      return try .pinned(rates: states.map(\.rate), path: path)
    case (_?, nil):
      guard let states, let matrix, initial != nil || reader[Keys.initial] == nil else {
        return nil
      }
      return try .modulated(rates: states.map(\.rate), generator: matrix, initialState: initial)
    }
    return nil
  }

  /// The states in their order; one without a name goes by its number, from 0.
  private func states(
    _ value: JSONValue, _ path: JSONPath
  ) -> [(name: String, rate: Double)]? {
    guard let elements = array(value, path) else { return nil }
    let most = ArrivalProcess.mostStates
    guard (1...most).contains(elements.count) else {
      report(
        value, path: path,
        what: elements.isEmpty
          ? "must not be empty" : "has \(elements.count) states, more than the \(most) allowed",
        fix: elements.isEmpty
          ? "give at least one state" : "describe the process with fewer states")
      return nil
    }
    var states: [(name: String, rate: Double)] = []
    var names: Set<String> = []
    for (index, (element, path)) in elements.enumerated() {
      typealias Keys = StateKeys
      guard let reader = KeyReader(element, Keys.object, path: path, log: self) else { continue }
      reader.require()
      let name = reader[Keys.name] ?? "\(index)"
      if !names.insert(name).inserted {
        report(
          element, path: path, what: "has the name of another state: \(Excerpt.quoted(name))",
          fix: "give each state a name of its own")
      }
      if let rate = reader[Keys.rate] { states.append((name, rate)) }
    }
    return states.count == elements.count ? states : nil
  }

  private func path(
    _ elements: [(JSONValue, JSONPath)], _ names: [String]?
  ) -> [ArrivalProcess.Sojourn]? {
    let sojourns = elements.compactMap { sojourn($0.0, $0.1, names) }
    return sojourns.count == elements.count ? sojourns : nil
  }

  private func sojourn(
    _ value: JSONValue, _ path: JSONPath, _ names: [String]?
  ) -> ArrivalProcess.Sojourn? {
    typealias Keys = SojournKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: self) else { return nil }
    // The length first: messages have this order.
    reader.required(Keys.length)
    let length = reader[Keys.length]
    let state = reader.required(Keys.state).flatMap {
      stateIndex($0, reader.path(Keys.state), names)
    }
    guard let length, let state else { return nil }
    return .init(state: state, length: length)
  }

  /// A state by its name; nothing is reported when the names are not known.
  private func stateIndex(_ value: JSONValue, _ path: JSONPath, _ names: [String]?) -> Int? {
    guard let names else { return nil }
    return choice(value, path, of: names).flatMap { names.firstIndex(of: $0) }
  }

  private func matrix(_ value: JSONValue, _ path: JSONPath) -> [[Double]]? {
    guard let rows = array(value, path) else { return nil }
    let matrix = rows.compactMap { row, place -> [Double]? in
      guard let elements = array(row, place) else { return nil }
      let numbers = elements.compactMap { number($0.0, $0.1, in: Definition.elements) }
      return numbers.count == elements.count ? numbers : nil
    }
    return matrix.count == rows.count ? matrix : nil
  }

  private func markovian(
    _ value: JSONValue, _ path: JSONPath
  ) throws(ArrivalProcessError) -> ArrivalProcess? {
    typealias Keys = MarkovianKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: self) else { return nil }
    reader.require()
    let d0 = reader[Keys.d0].flatMap { matrix($0, reader.path(Keys.d0)) }
    let d1 = reader[Keys.d1].flatMap { matrix($0, reader.path(Keys.d1)) }
    let initial = reader[Keys.initial]
    guard let d0, let d1, initial != nil || reader.value(Keys.initial) == nil else { return nil }
    return try .markovian(d0: d0, d1: d1, initialPhase: initial)
  }
}
