import Platforms
import SimCore
import Testing

@Suite struct StartGraphTests {
  /// Lengths in milliseconds: container, import, download, load, first inference.
  private func lengths(_ milliseconds: [Int64]) -> StepLengths {
    var rest = milliseconds[...]
    return StepLengths { _ in .milliseconds(rest.removeFirst()) }
  }

  /// The end of a graph in milliseconds.
  private func end(_ graph: StartGraph, _ milliseconds: [Int64]) -> Double {
    (graph.schedule(lengths(milliseconds)).map(\.end).max() ?? 0) * 1000
  }

  @Test func `in sequence every step begins when the one before ends`() {
    let schedule = StartGraph.sequential.schedule(lengths([1000, 2000, 300, 40, 5]))
    #expect(schedule.map(\.name) == ColdStart.Step.allCases.map(\.rawValue))
    #expect(schedule.map(\.start) == [0, 1, 3, 3.3, 3.34])
    #expect(schedule.map(\.end) == [1, 3, 3.3, 3.34, 3.345])
  }

  @Test func `in parallel the download goes on beside the rest of the import`() {
    let graph = StartGraph(.parallel1, prerequisite: 0.25)
    let schedule = graph.schedule(lengths([1000, 2000, 300, 40, 5]))
    #expect(
      schedule.map(\.name) == [
        "container_initialisation", "library_import 1/2", "library_import 2/2", "model_download",
        "model_load", "first_inference",
      ])
    #expect(schedule.map(\.start) == [0, 1, 1.5, 1.5, 3, 3.04])
    #expect(schedule.map(\.end) == [1, 1.5, 3, 1.8, 3.04, 3.045])
  }

  @Test(arguments: [
    // The import outlasts the download, which costs nothing then.
    [1000, 2000, 300, 40, 5] as [Int64],
    // The download outlasts the import.
    [1000, 2000, 9000, 40, 5],
    // Both end together.
    [100, 400, 300, 50, 5],
    [0, 0, 800, 800, 0], [10, 1000, 0, 80, 1],
  ])
  func `overlapping saves the shorter of download and rest of the import`(_ steps: [Int64]) {
    let whole = Double(steps.reduce(0, +))
    let saved = min(0.75 * Double(steps[1]), Double(steps[2]))
    #expect(abs(end(StartGraph(.parallel1, prerequisite: 0.25), steps) - (whole - saved)) < 1e-6)
  }

  @Test func `a prerequisite that is the whole import leaves nothing to overlap`() {
    let steps: [Int64] = [1000, 2000, 300, 40, 5]
    #expect(end(StartGraph(.parallel1, prerequisite: 1), steps) == end(.sequential, steps))
  }

  @Test(arguments: [1, 2, 5, 8])
  func `slices are loaded while the next are downloaded, as a pipeline`(_ slices: Int) {
    let graph = StartGraph(.parallel2, prerequisite: 0, slices: slices)
    // Nothing but download and load: the pipeline takes all slices of the slower and one of the
    // other.
    for (download, load) in [(4000, 1000), (1000, 4000), (2000, 2000)] as [(Int64, Int64)] {
      let slower = Double(max(download, load))
      let other = Double(min(download, load)) / Double(slices)
      #expect(abs(end(graph, [0, 0, download, load, 0]) - (slower + other)) < 1e-5)
    }
  }

  @Test func `one slice is no slicing`() {
    let (first, second) = (
      StartGraph(.parallel1, prerequisite: 0.3),
      StartGraph(.parallel2, prerequisite: 0.3, slices: 1)
    )
    #expect(first == second)
  }

  @Test(arguments: [2, 3, 7, 8, 1000])
  func `the parts of a step add up to it, to the nanosecond`(_ slices: Int) {
    let graph = StartGraph(.parallel2, prerequisite: 0.37, slices: slices)
    let whole = StepLengths { Interval(nanoseconds: 1_234_567_891 + Int64($0.rawValue.utf8.count)) }
    var sums: [ColdStart.Step: Interval] = [:]
    for (task, time) in zip(graph.tasks, graph.times(whole)) {
      sums[task.step] = (sums[task.step] ?? .zero) + (time.end - time.begin)
    }
    for step in ColdStart.Step.allCases { #expect(sums[step] == whole[step]) }
  }

  @Test func `nothing overflows when every step takes as long as a time can`() {
    for order in StartGraph.Order.allCases {
      let times = StartGraph(order, prerequisite: 0.5, slices: 4).times(
        StepLengths { _ in .longest })
      #expect(times.map(\.end).max() == .longest)
      #expect(times.allSatisfy { $0.begin <= $0.end })
    }
  }
}
