import SimCore

/// The steps of a cold start as tasks that wait for one another (paper 5.1, figure 7).
///
/// A task is a step or a part of one. It begins when every task that it waits for has ended, and
/// whatever waits for nothing in common runs at the same time. When a start is over follows from
/// the lengths of the steps along the longest path, and from nothing else.
public struct StartGraph: Hashable, Sendable {
  /// The ways to order the steps.
  package enum Order: String, CaseIterable, Hashable, Sendable {
    /// One after another.
    case sequential
    /// The model is downloaded while all libraries but the one that downloads are imported.
    case parallel1 = "parallel-1"
    /// As ``parallel1``, and the model comes in slices, each loaded while the next is downloaded.
    case parallel2 = "parallel-2"
  }

  /// A step or a part of one.
  package struct Task: Hashable, Sendable {
    /// The step.
    package let step: ColdStart.Step
    /// The fraction of the step at which the task begins, from 0.
    package let from: Double
    /// The fraction of the step at which it ends, up to 1.
    package let to: Double
    /// The tasks that must have ended, by their index, which is below this task's own.
    package let predecessors: [Int]
  }

  /// The tasks, each after all that it waits for.
  package let tasks: [Task]

  /// One step after another.
  @usableFromInline package static let sequential = StartGraph(.sequential)

  /// The tasks of an order.
  ///
  /// - Parameters:
  ///   - order: which steps wait for which.
  ///   - prerequisite: the fraction of the import that comes before the download, from 0 to 1; of
  ///     no effect on the sequential order.
  ///   - slices: into how many equal slices the model is cut, at least 1; of effect on
  ///     ``Order/parallel2`` only.
  package init(_ order: Order, prerequisite: Double = 0, slices: Int = 8) {
    precondition((0...1).contains(prerequisite), "a prerequisite is a share of the import")
    precondition(slices >= 1, "a model has at least one slice")
    var tasks: [Task] = []
    @discardableResult
    func add(
      _ step: ColdStart.Step, from: Double = 0, to: Double = 1, after predecessors: [Int]
    ) -> Int {
      tasks.append(Task(step: step, from: from, to: to, predecessors: predecessors))
      return tasks.count - 1
    }
    let container = add(.containerInitialisation, after: [])
    switch order {
    case .sequential:
      let imports = add(.libraryImport, after: [container])
      let download = add(.modelDownload, after: [imports])
      let load = add(.modelLoad, after: [download])
      add(.firstInference, after: [load])
    case .parallel1, .parallel2:
      let first = add(.libraryImport, to: prerequisite, after: [container])
      let imports = add(.libraryImport, from: prerequisite, after: [first])
      let count = order == .parallel2 ? slices : 1
      var (download, load) = (first, imports)
      for slice in 0..<count {
        let (from, to) = (Double(slice) / Double(count), Double(slice + 1) / Double(count))
        download = add(.modelDownload, from: from, to: to, after: [download])
        load = add(.modelLoad, from: from, to: to, after: [load, download])
      }
      add(.firstInference, after: [load])
    }
    self.tasks = tasks
  }

  /// Whether one step follows another, so that no graph need be followed.
  var isSequential: Bool { self == .sequential }

  /// When each task begins and ends, counted from the beginning of the start.
  ///
  /// - Parameter lengths: the lengths of the steps.
  /// - Returns: the times of the tasks in their order, cut at ``Interval/longest``.
  package func times(_ lengths: StepLengths) -> [(begin: Interval, end: Interval)] {
    var times: [(begin: Interval, end: Interval)] = []
    times.reserveCapacity(tasks.count)
    for task in tasks {
      var begin = Interval.zero
      for predecessor in task.predecessors { begin = max(begin, times[predecessor].end) }
      // As a difference of two fractions, so that the parts of a step add up to it exactly.
      let whole = lengths[task.step]
      let length = whole.scaled(by: task.to) - whole.scaled(by: task.from)
      times.append((begin, min(begin + length, .longest)))
    }
    return times
  }
}

/// The lengths of the five steps of one cold start.
package struct StepLengths: Hashable, Sendable {
  private var lengths: [Interval]

  /// Lengths that a function gives, asked in the order of the steps.
  package init(_ length: (ColdStart.Step) -> Interval) {
    lengths = ColdStart.Step.allCases.map(length)
  }

  /// The length of a step.
  package subscript(step: ColdStart.Step) -> Interval { lengths[step.index] }
}

/// A task of a cold start in time, for drawings such as the paper's figure 7.
package struct ScheduledStep: Hashable, Sendable {
  /// The name: that of the step, for a part of one with the part's number, such as
  /// `model_download 1/8`.
  package let name: String
  /// The step.
  package let step: ColdStart.Step
  /// When it begins, in seconds from the beginning of the start.
  package let start: Double
  /// When it ends, in seconds.
  package let end: Double
}

extension StartGraph {
  /// The tasks in time, with their names.
  ///
  /// - Parameter lengths: the lengths of the steps.
  /// - Returns: a line of the drawing for each task, in the order of the tasks.
  package func schedule(_ lengths: StepLengths) -> [ScheduledStep] {
    let times = times(lengths)
    var seen = ColdStart.Step.allCases.map { _ in 0 }
    return zip(tasks, times).map { task, time in
      seen[task.step.index] += 1
      let parts = tasks.count { $0.step == task.step }
      let part = parts > 1 ? " \(seen[task.step.index])/\(parts)" : ""
      return ScheduledStep(
        name: task.step.rawValue + part, step: task.step, start: time.begin.seconds,
        end: time.end.seconds)
    }
  }
}
