import Documents
import Platforms

/// What a fit has found, as text.
package struct FitReport {
  /// A published number before and after the fit.
  package struct Row {
    package let target: PaperTarget
    package let before: Double?
    package let after: Double?
    package let isHeldOut: Bool

    /// The error of the simulated number after the fit, as a fraction of the published one.
    package var error: Double? { after.map(target.relativeError) }
  }

  /// A statement of the paper: in how many of the replications it holds.
  package struct Statement {
    package let shape: PaperShape
    package let before: Int
    package let after: Int
  }

  package let model: FitModel
  package let plan: FitPlan
  /// The numbers at the start of the search.
  package let before: [Double]
  package let after: [Double]
  package let rows: [Row]
  package let statements: [Statement]
  /// In how many replications all was measured.
  package let replications: Int

  /// Measures before and after.
  package init(
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
  package func loss(_ value: (Row) -> Double?, _ held: (Statement) -> Int) -> Double {
    let numbers = rows.filter { !$0.isHeldOut }.reduce(0) {
      $0 + FitLoss.of(value($1), on: $1.target)
    }
    let failures = statements.reduce(0) { $0 + replications - held($1) }
    return numbers + FitLoss.statement * Double(failures) / Double(replications)
  }

  /// The statements that do not hold in all draws, before or after the fit.
  package var failures: [Statement] {
    statements.filter { min($0.before, $0.after) < replications }
  }

  /// The numbers that were left out of the fit, with their errors, as CSV.
  package var heldOutCSV: String {
    rows.filter(\.isHeldOut).reduce("id,published,predicted,relative_error\n") { text, row in
      let predicted = row.after.map { DecimalText.fixed($0, digits: 9) } ?? ""
      let error = row.error.map { DecimalText.fixed($0, digits: 6) } ?? ""
      return text + "\(row.target.id),\(row.target.publishedText),\(predicted),\(error)\n"
    }
  }

  /// Parameters and numbers as JSON.
  package var json: JSONValue {
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
}
