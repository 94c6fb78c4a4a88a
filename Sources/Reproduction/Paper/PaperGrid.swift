/// A table of the paper: a row for each workload, a column for each system.
package struct PaperGrid: Sendable {
  /// A column: a system, and what stands below its name.
  package struct Column: Sendable {
    package let title: String
    package let subtitle: String
    package let system: PaperDeployment
  }

  /// Where the paper has the value of a cell.
  package enum Origin: Sendable {
    /// It prints it.
    case published(PaperTarget)
    /// It shows it in a figure, without a number.
    case figure
    /// It has no such run.
    case predicted

    /// What stands in place of a verdict where nothing is published.
    package var word: String {
      switch self {
      case .published: "published"
      case .figure: "in figure"
      case .predicted: "predicted"
      }
    }
  }

  /// A place in the table.
  package struct Cell: Sendable {
    package let workload: String
    package let column: Column
    package let number: PaperNumber
    package let origin: Origin

    /// The number that the paper prints for it; nil where it prints none.
    package var target: PaperTarget? {
      if case .published(let target) = origin { return target }
      return nil
    }
  }

  /// The name, which also names it in files: `table-2`.
  package let name: String
  /// What it shows.
  package let title: String
  /// What its values are.
  package let quantity: PaperQuantity
  package let columns: [Column]

  /// All places, row by row.
  package var cells: [Cell] {
    PaperRuns.workloads.flatMap { workload in columns.map { cell(workload, $0) } }
  }

  /// The place of a workload and a column.
  package func cell(_ workload: String, _ column: Column) -> Cell {
    let number = PaperNumber(
      quantity: quantity,
      cell: PaperCell(scenario: workload, deployment: column.system.deployment))
    let target = Self.published[number]
    let hasRun = column.system.hasRun(in: workload)
    return Cell(
      workload: workload, column: column, number: number,
      origin: target.map { .published($0) } ?? (hasRun ? .figure : .predicted))
  }

  private static let published = Dictionary(
    PaperTarget.all.map { ($0.number, $0) }
  ) { first, _ in first }
}

extension PaperDeployment {
  /// Whether the paper has a run of it in a workload.
  ///
  /// Managed services were not tried with more than they could serve (Tables 1 and 3).
  package func hasRun(in workload: String) -> Bool {
    switch self {
    case .sageMaker, .aiPlatform: workload != "workload-200"
    case PaperDeployment.sageMaker.albert, PaperDeployment.aiPlatform.albert:
      workload == "workload-40"
    default: true
    }
  }
}

extension PaperGrid {
  /// All tables, in the order in which they are shown.
  package static let all: [PaperGrid] =
    [
      PaperGrid(
        name: "table-2", title: "Table 2: cost in USD, functions with MobileNet", quantity: .cost,
        columns: functions)
    ] + both("table-3", "Table 3: cost in USD", .cost, costColumns)
    + both("success", "Success ratio (sections 4.4 to 4.6, figure 5)", .success, columns)
    + [
      PaperGrid(
        name: "latency-functions",
        title: "Mean latency in s, functions with MobileNet (section 4.3, figure 4)",
        quantity: .latency, columns: functions)
    ] + both("latency", "Mean latency in s (section 1, figure 5)", .latency, columns)

  /// A table for each cloud.
  private static func both(
    _ name: String, _ title: String, _ quantity: PaperQuantity,
    _ columns: ([PaperDeployment]) -> [Column]
  ) -> [PaperGrid] {
    [
      PaperGrid(
        name: name, title: "\(title), AWS", quantity: quantity,
        columns: columns([.lambda, .sageMaker, .amazonCPU, .amazonGPU])),
      PaperGrid(
        name: name, title: "\(title), Google", quantity: quantity,
        columns: columns([.functions, .aiPlatform, .googleCPU, .googleGPU])),
    ]
  }

  private static let functions: [Column] = [
    Column(title: "Lambda", subtitle: "ORT1.6", system: .lambda),
    Column(title: "Lambda", subtitle: "TF1.4", system: .lambdaTensorFlow),
    Column(title: "Cloud Functions", subtitle: "ORT1.6", system: .functions),
    Column(title: "Cloud Functions", subtitle: "TF1.15", system: .functionsTensorFlow),
  ]

  /// A column for each system and model.
  private static func columns(_ systems: [PaperDeployment]) -> [Column] {
    systems.flatMap { system in
      [
        Column(title: system.name, subtitle: "MobileNet", system: system),
        Column(title: system.name, subtitle: "ALBERT", system: system.albert),
      ]
    }
  }

  /// The same with one column for servers, which cost the same with either model.
  private static func costColumns(_ systems: [PaperDeployment]) -> [Column] {
    let servers: [PaperDeployment] = [.amazonCPU, .amazonGPU, .googleCPU, .googleGPU]
    return systems.flatMap { system in
      servers.contains(system)
        ? [Column(title: system.name, subtitle: "either", system: system)] : columns([system])
    }
  }
}

extension PaperGrid {
  /// The numbers that are in no table by workloads and systems.
  package static let outside: [PaperTarget] = {
    let shown = Set(all.flatMap(\.cells).map(\.number))
    return PaperTarget.all.filter { !shown.contains($0.number) }
  }()
}
