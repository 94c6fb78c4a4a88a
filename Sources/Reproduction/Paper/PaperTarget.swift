import Platforms

/// A number that the paper prints, and the runs that it can be held against.
package struct PaperTarget: Sendable {
  /// What kind of number it is, and so how near is near enough.
  package enum Kind: String, CaseIterable, Sendable {
    /// A measured value, rounded to the digits printed.
    case cell
    /// A ratio of two measured values, rounded to the digits printed.
    case ratio
    /// A bound in words, such as "more than 1200".
    case bound
    /// A number that the paper itself calls approximate.
    case approximate = "approx"

    /// Whether a number within its band says all that the paper says.
    package var isBand: Bool { self == .bound || self == .approximate }
  }

  /// The number's name, such as `table2-aws-lambda-mobilenet-ort1.6-40`.
  package let id: String
  /// Where it stands in the paper, such as `Table 2`.
  package let place: String
  /// What it is of.
  package let quantity: PaperQuantity
  /// The workload it is of, or that of three which stands for a number of any or all.
  package let workload: String
  /// The deployment it is of.
  package let deployment: String
  /// The deployment it is a ratio to; nil for none.
  package let reference: String?
  /// The number, as it is printed.
  package let publishedText: String
  /// The lower end of its band, as text: of what rounds to it, or of what words say.
  package let lowText: String
  /// The upper end of its band, as text.
  package let highText: String
  /// What kind of number it is.
  package let kind: Kind
  /// The number.
  package let published: Double
  /// The lower end of its band, which belongs to it.
  package let low: Double
  /// The upper end of its band, which belongs to it.
  package let high: Double

  /// All numbers, in the order of the paper's tables and sections.
  package static let all: [PaperTarget] = {
    let text = String(decoding: PackageResources.targets_csv, as: UTF8.self)
    return text.split(separator: "\n").dropFirst().map { line in
      guard let target = PaperTarget(line: String(line)) else {
        preconditionFailure("The data of the paper's numbers has a wrong line: \(line)")
      }
      return target
    }
  }()

  /// The number of a line of the data; nil when it is none.
  package init?(line: String) {
    let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 10, let quantity = PaperQuantity(rawValue: fields[2]),
      let published = Double(fields[6]), let low = Double(fields[7]), let high = Double(fields[8]),
      low <= published, published <= high, let kind = Kind(rawValue: fields[9])
    else { return nil }
    id = fields[0]
    place = fields[1]
    self.quantity = quantity
    workload = fields[3].isEmpty ? PaperRuns.workloads[0] : fields[3]
    deployment = fields[4]
    reference = fields[5].isEmpty ? nil : fields[5]
    publishedText = fields[6]
    lowText = fields[7]
    highText = fields[8]
    self.kind = kind
    self.published = published
    self.low = low
    self.high = high
  }

  /// The run it is of; one of several for a number of all workloads.
  package var cell: PaperCell { PaperCell(scenario: workload, deployment: deployment) }

  /// The runs that ``simulated(in:)`` looks at.
  package var cells: [PaperCell] {
    let workloads = quantity.spansWorkloads ? PaperRuns.workloads : [workload]
    return workloads.flatMap { workload in
      ([deployment] + (reference.map { [$0] } ?? [])).map {
        PaperCell(scenario: workload, deployment: $0)
      }
    }
  }

  /// What runs give for the number; nil where they do not have it.
  package func simulated(in runs: PaperRuns) -> Double? {
    quantity.value(cell, reference: reference, in: runs)
  }
}
