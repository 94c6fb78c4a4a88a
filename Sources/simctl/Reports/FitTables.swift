import Documents
import Platforms
import Reproduction

// What a fit has found, as tables.
extension FitReport {
  /// The parameters that were searched.
  var parameters: Table { Self.parameters(model, plan, before: before, after: after) }

  /// The parameters of a plan, before and after a search.
  static func parameters(
    _ model: FitModel, _ plan: FitPlan, before: [Double], after: [Double]
  ) -> Table {
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

  /// The statements that do not hold in all draws.
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

  private static func text(_ value: Double?) -> String {
    guard let value else { return "" }
    return DecimalText.fixed(value, digits: value.magnitude < 100 ? 4 : 1)
  }
}
