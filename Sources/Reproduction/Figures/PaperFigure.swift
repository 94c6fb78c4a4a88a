/// A figure of the paper, drawn from runs of its experiments.
struct PaperFigure: Sendable {
  /// The name, which also names its file: `figure-3`, `figure-6a`.
  let name: String
  /// What the figure shows, as a heading.
  let title: String
  /// The picture: an SVG document that also stands inside a page.
  let svg: String
  /// What the paper says of it, in a sentence or two, with the section.
  let paperSays: String
  /// What these runs show, with their numbers; a line for each workload where there are several.
  let seenHere: String

  /// All figures that the runs suffice for, in the paper's order.
  ///
  /// - Parameters:
  ///   - runs: the runs of the paper's workloads, and of the scenario `batching` where there are.
  ///   - coldStarts: the steps of cold starts for figure 7; none leaves it out.
  /// - Returns: the figures; one of whose runs none is there is left out.
  static func all(_ runs: PaperRuns, coldStarts: [ColdStartStep] = []) -> [PaperFigure] {
    let overTime = ComparisonFigure.all.map { $0.make(runs) }
    let figures =
      [WorkloadFigure.make(runs), RuntimeFigure.make(runs)]
      + ServiceFigure.all.map { $0.make(runs) } + overTime
      + [ColdStartFigure.make(coldStarts), BatchingFigure.make(runs)]
    return figures.compactMap { $0 }
  }
}
