import Platforms

/// A part of a sweep: one of several that machines do by themselves.
package struct Shard: Hashable, Sendable {
  /// The part, from 1.
  package let part: Int
  /// The number of parts.
  package let count: Int

  /// All of it.
  package static let whole = Shard(part: 1, count: 1)
  /// The most parts.
  static let most = 100_000

  /// A part of several; its number is from 1 to their count.
  package init(part: Int, count: Int) {
    precondition((1...max(count, 1)).contains(part), "A part is one of those that there are.")
    self.part = part
    self.count = count
  }

  /// The part that a text such as `3/8` names; nil for any other text.
  package init?(_ text: String) {
    let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { piece in
      piece.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(piece) ?? 0 : 0
    }
    guard numbers.count == 2, (1...Self.most).contains(numbers[1]),
      (1...numbers[1]).contains(numbers[0])
    else { return nil }
    self.init(part: numbers[0], count: numbers[1])
  }

  /// The part as text, such as `3/8`.
  package var text: String { "\(part)/\(count)" }

  /// Whether a cell belongs to the part.
  ///
  /// Neighbouring points go to different parts, because what is varied makes some slower than
  /// others; so do replications, for sweeps of few points.
  package func has(_ cell: SweepCell) -> Bool {
    (cell.point + cell.replication) % count == part - 1
  }
}

/// A point of a sweep in one replication.
package struct SweepCell: Hashable, Sendable {
  /// The index of the point, from 0.
  package let point: Int
  /// The replication, from 0.
  package let replication: Int
}

extension Shard {
  /// Why variables of the environment name no part.
  package struct Mistake: Error, Equatable {
    /// What is wrong.
    package let what: String
    /// What would be right.
    package let fix: String
  }

  /// A system that starts the same command several times, and the variables in which it says which
  /// of them this is.
  private struct System {
    let index: String
    let count: String
    /// The variable of the first index, or the first index itself.
    var lowest: String?
    var step: String?
    let advice: String
  }

  private static let systems = [
    System(
      index: "SLURM_ARRAY_TASK_ID", count: "SLURM_ARRAY_TASK_COUNT", lowest: "SLURM_ARRAY_TASK_MIN",
      step: "SLURM_ARRAY_TASK_STEP", advice: "start the array with sbatch --array=1-N"),
    System(
      index: "JOB_COMPLETION_INDEX", count: "JOB_COMPLETIONS",
      advice: "set JOB_COMPLETIONS to the completions of the Indexed Job"),
    System(
      index: "AWS_BATCH_JOB_ARRAY_INDEX", count: "AWS_BATCH_JOB_ARRAY_SIZE",
      advice: "set AWS_BATCH_JOB_ARRAY_SIZE to the size of the array"),
  ]

  /// The part that a Slurm array, a Kubernetes Indexed Job or an array of AWS Batch gives.
  ///
  /// - Parameter variable: reads a variable of the environment.
  /// - Returns: the part and the variable that names it; nil where there is none.
  /// - Throws: ``Mistake`` when it is not said how many parts there are, or the numbers contradict.
  package static func fromEnvironment(
    _ variable: (String) -> String?
  ) throws(Mistake) -> (shard: Shard, source: String)? {
    for system in systems {
      guard let index = variable(system.index) else { continue }
      let advice = system.advice + ", or give the part with --shard I/N (1/1 for all)"
      guard let count = variable(system.count) else {
        throw Mistake(
          what: "\(system.index) is set, but \(system.count), the number of parts, is not",
          fix: advice)
      }
      func number(_ name: String?, _ standard: Int) -> Int? {
        guard let text = name.flatMap(variable) else { return standard }
        return Int(text)
      }
      guard let index = Int(index), let count = Int(count),
        let lowest = number(system.lowest, 0), let step = number(system.step, 1), step > 0,
        (1...most).contains(count), (index - lowest) % step == 0,
        (0..<count).contains((index - lowest) / step)
      else {
        throw Mistake(
          what: "\(system.index) and \(system.count) name no part: \(Quoted.text(index)) of "
            + Quoted.text(count), fix: advice)
      }
      return (Shard(part: (index - lowest) / step + 1, count: count), system.index)
    }
    return nil
  }
}
