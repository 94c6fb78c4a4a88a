import Platforms

/// What a fit has found, as text.
struct FitReport {
  /// A published number before and after the fit.
  struct Row {
    let target: PaperTarget
    let before: Double?
    let after: Double?
    let isHeldOut: Bool

    /// The error of the simulated number after the fit, as a share of the published one.
    var error: Double? { after.map(target.relativeError) }
  }

  /// A statement of the paper: in how many of the replications it holds.
  struct Statement {
    let shape: PaperShape
    let before: Int
    let after: Int
  }

  let model: FitModel
  let plan: FitPlan
  /// The numbers at the start of the search.
  let before: [Double]
  let after: [Double]
  let rows: [Row]
  let statements: [Statement]
  private let replications: Int

  /// Measures before and after.
  init(
    _ evaluator: FitEvaluator, _ plan: FitPlan, before: [Double], after: [Double]
  ) throws {
    model = evaluator.model
    self.plan = plan
    self.before = before
    self.after = after
    let wanted = Set(plan.blocks.flatMap(\.targets).map(\.id))
    let left = Set(plan.heldOut.map(\.id))
    let targets = PaperTarget.all.filter { wanted.contains($0.id) || left.contains($0.id) }
    let cells = plan.statements.isEmpty ? FitPlan.cells(of: targets) : model.cells
    let measured = try evaluator.measure(cells, [before, after])
    rows = targets.map { target in
      Row(
        target: target, before: Self.mean(target, measured[0]),
        after: Self.mean(target, measured[1]), isHeldOut: left.contains(target.id))
    }
    replications = evaluator.replications
    statements = plan.statements.map { shape in
      Statement(
        shape: shape, before: measured[0].count { shape.holds(of: $0) },
        after: measured[1].count { shape.holds(of: $0) })
    }
  }

  /// The average over replications; nil where one of them does not give the number.
  private static func mean(_ target: PaperTarget, _ replications: [PaperRuns]) -> Double? {
    let values = replications.compactMap { target.simulated(in: $0) }
    guard !values.isEmpty, values.count == replications.count else { return nil }
    return values.reduce(0, +) / Double(values.count)
  }

  /// The sum of the losses of what was fitted: of the averages of the numbers, and of statements.
  func loss(_ value: (Row) -> Double?, _ held: (Statement) -> Int) -> Double {
    let numbers = rows.filter { !$0.isHeldOut }.reduce(0) {
      $0 + FitLoss.of(value($1), on: $1.target)
    }
    let failures = statements.reduce(0) { $0 + replications - held($1) }
    return numbers + FitLoss.statement * Double(failures) / Double(replications)
  }

  /// The parameters that were searched.
  var parameters: Table {
    var table = Table([
      .left("parameter"), .right("before"), .right("after"), .left("unit"), .left("bounds"),
    ])
    for index in plan.blocks.flatMap(\.parameters) {
      let parameter = model.parameters[index]
      let isAtBound = after[index] == parameter.low || after[index] == parameter.high
      table.append([
        parameter.name, parameter.text(before[index]), parameter.text(after[index]),
        parameter.places[0].unit.rawValue,
        "\(parameter.text(parameter.low)) to \(parameter.text(parameter.high))"
          + (isAtBound ? ", reached" : ""),
      ])
    }
    return table
  }

  /// The published numbers, those that were fitted or those that were left out.
  func targets(heldOut: Bool) -> Table {
    var table = Table([
      .left("number"), .right("published"), .right("before"), .right("after"), .right("error"),
      .left("verdict"),
    ])
    for row in rows where row.isHeldOut == heldOut {
      table.append([
        row.target.id, row.target.publishedText, Self.text(row.before), Self.text(row.after),
        row.error.map { DecimalText.fixed($0 * 100, digits: 2) + " %" } ?? "",
        PaperVerdict(row.after, on: row.target).rawValue,
      ])
    }
    return table
  }

  /// The statements that do not hold in all replications, before or after the fit.
  var failures: [Statement] { statements.filter { min($0.before, $0.after) < replications } }

  /// Which these are.
  var failuresTable: Table {
    var table = Table([
      .left("statement"), .right("before"), .right("after"), .left("what the paper says"),
    ])
    func text(_ held: Int) -> String {
      held == replications ? "holds" : held == 0 ? "fails" : "\(held) of \(replications)"
    }
    for statement in failures {
      table.append([
        statement.shape.id, text(statement.before), text(statement.after),
        statement.shape.statement,
      ])
    }
    return table
  }

  /// How many parameters there are for how many numbers that pin them, group by group.
  static func counts(_ parameters: [FittedParameter]) -> Table {
    var table = Table([.left("group"), .right("parameters"), .right("numbers that pin them")])
    var groups: [String] = []
    for parameter in parameters where !groups.contains(parameter.group) {
      groups.append(parameter.group)
    }
    func append(_ name: String, _ own: [FittedParameter]) {
      table.append([name, "\(own.count)", "\(Set(own.flatMap(\.targets)).count)"])
    }
    for group in groups { append(group, parameters.filter { $0.group == group }) }
    append("all", parameters)
    return table
  }

  /// The numbers that were left out of the fit, with their errors, as CSV.
  var heldOutCSV: String {
    rows.filter(\.isHeldOut).reduce("id,published,predicted,relative_error\n") { text, row in
      let predicted = row.after.map { DecimalText.fixed($0, digits: 9) } ?? ""
      let error = row.error.map { DecimalText.fixed($0, digits: 6) } ?? ""
      return text + "\(row.target.id),\(row.target.publishedText),\(predicted),\(error)\n"
    }
  }

  /// Parameters and numbers as JSON.
  var json: JSONValue {
    let searched = plan.blocks.flatMap(\.parameters).map { index in
      let parameter = model.parameters[index]
      return Self.object([
        ("name", JSONValue(.string(parameter.name))),
        ("unit", JSONValue(.string(parameter.places[0].unit.rawValue))),
        ("before", FittedUnit.none.value(parameter.text(before[index]))),
        ("after", FittedUnit.none.value(parameter.text(after[index]))),
        ("targets", JSONValue(.array(parameter.targets.map { JSONValue(.string($0)) }))),
      ])
    }
    let numbers = rows.map { row in
      Self.object([
        ("id", JSONValue(.string(row.target.id))),
        ("held_out", JSONValue(.bool(row.isHeldOut))),
        ("published", Self.number(row.target.published)), ("before", Self.number(row.before)),
        ("after", Self.number(row.after)), ("relative_error", Self.number(row.error)),
      ])
    }
    let statements = statements.map { statement in
      Self.object([
        ("id", JSONValue(.string(statement.shape.id))),
        ("held_before", Self.number(Double(statement.before))),
        ("held_after", Self.number(Double(statement.after))),
      ])
    }
    return Self.object([
      ("parameters", JSONValue(.array(searched))), ("targets", JSONValue(.array(numbers))),
      ("statements", JSONValue(.array(statements))),
      ("replications", Self.number(Double(replications))),
      ("loss_before", Self.number(loss(\.before, \.before))),
      ("loss_after", Self.number(loss(\.after, \.after))),
    ])
  }

  private static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    JSONValue(.object(members.map { JSONMember(key: $0.0, value: $0.1) }))
  }

  private static func number(_ value: Double?) -> JSONValue {
    value.flatMap { JSONNumber($0) }.map { JSONValue(.number($0)) } ?? JSONValue(.null)
  }

  private static func text(_ value: Double?) -> String {
    guard let value else { return "" }
    return DecimalText.fixed(value, digits: value.magnitude < 100 ? 4 : 1)
  }
}
