import Platforms
import SimCore

/// Requests of a Markovian arrival process that are gathered: a batch goes off when it is full, or
/// when its first request has waited for some time.
///
/// While one is gathered, its length and the phase of the arrivals are a Markov chain that begins
/// with one request and ends when the batch is full. Its distribution and the time in its states
/// follow by uniformisation; the phase in which a batch begins is the stationary one of the chain
/// from the beginning of a batch to that of the next. Source of the system: A. Ali, R. Pinciroli,
/// F. Yan, E. Smirni, "BATCH: Machine Learning Inference Serving on Serverless Platforms with
/// Adaptive Batching", SC 2020, which takes that phase from an approximation. Source of
/// uniformisation: W. Grassmann, "Transient Solutions in Markovian Queueing Systems", Computers and
/// Operations Research 4(1), 1977.
package struct GatheredBatches {
  /// The mean number of requests of a batch.
  package private(set) var meanSize = 0.0
  /// The probability that a batch goes off because it is full.
  package private(set) var full = 0.0
  /// What all requests of a batch wait for it on average, in seconds.
  package private(set) var meanTotalWait = 0.0

  /// Batches of at most so many requests, of which the first waits so many seconds.
  ///
  /// - Parameters:
  ///   - d0: the rates of changes of the phase without an arrival, with a diagonal below zero.
  ///   - d1: the rates of changes with one.
  ///   - size: the size of a full batch, from 2.
  ///   - wait: how long a first request waits.
  package init(d0: [[Double]], d1: [[Double]], size: Int, wait: Double) {
    let phases = d0.indices
    let chain = Chain(d0: d0, d1: d1, size: size)
    let ends = phases.map { chain.course(from: $0, for: wait) }
    // From the phase in which a batch has gone off to that in which the next begins.
    let next = SmallMatrix.product(
      SmallMatrix.inverse(d0.map { row in row.map { -$0 } }), d1)
    let steps = SmallMatrix.product(ends.map { chain.phases(of: $0.last) }, next)
    var begin = phases.map { $0 == 0 ? 1.0 : 0 }
    for _ in 0..<100_000 {
      let following = phases.map { column in
        phases.reduce(0) { $0 + begin[$1] * steps[$1][column] }
      }
      let change = zip(begin, following).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
      begin = following
      if change < 1e-16 { break }
    }
    for phase in phases {
      meanSize += begin[phase] * chain.meanSize(ends[phase].last)
      full += begin[phase] * chain.full(ends[phase].last)
      meanTotalWait += begin[phase] * chain.waiting(ends[phase].time)
    }
  }

  /// The chain of a batch that is gathered; its states are numbered by length, then by phase.
  private struct Chain {
    let d0: [[Double]]
    let d1: [[Double]]
    let size: Int

    var count: Int { size * d0.count }

    /// How long the batch is in a state.
    func length(of state: Int) -> Int { state / d0.count + 1 }

    /// Where the chain is after some time, and how long it has been in each state, when it begins
    /// in a phase with one request.
    func course(from phase: Int, for time: Double) -> (last: [Double], time: [Double]) {
      let rate = d0.indices.reduce(0) { max($0, -d0[$1][$1]) }
      var vector = [Double](repeating: 0, count: count)
      vector[phase] = 1
      var last = [Double](repeating: 0, count: count)
      var times = last
      // The probability of so many steps of the uniform process, and of more than so many.
      var probability = Elementary.exp(-rate * time)
      var rest = 1 - probability
      var step = 0.0
      while probability > 1e-18 || step < rate * time {
        for state in 0..<count {
          last[state] += probability * vector[state]
          times[state] += rest / rate * vector[state]
        }
        vector = stepped(vector, rate)
        step += 1
        probability *= rate * time / step
        rest = max(rest - probability, 0)
      }
      return (last, times)
    }

    /// A step of the uniform process.
    private func stepped(_ vector: [Double], _ rate: Double) -> [Double] {
      var result = vector
      let width = d0.count
      for state in 0..<(size - 1) * width {
        let (from, phase) = (state - state % width, state % width)
        for other in 0..<width {
          result[from + other] += vector[state] * d0[phase][other] / rate
          result[from + width + other] += vector[state] * d1[phase][other] / rate
        }
      }
      return result
    }

    /// The phases of a distribution over states.
    func phases(of states: [Double]) -> [Double] {
      d0.indices.map { phase in
        stride(from: phase, to: count, by: d0.count).reduce(0) { $0 + states[$1] }
      }
    }

    /// The mean length.
    func meanSize(_ states: [Double]) -> Double {
      states.indices.reduce(0) { $0 + Double(length(of: $1)) * states[$1] }
    }

    /// The probability of the full length.
    func full(_ states: [Double]) -> Double { states.suffix(d0.count).reduce(0, +) }

    /// What all requests wait, by the time in each state: who is in a full batch waits no more.
    func waiting(_ times: [Double]) -> Double {
      times.indices.reduce(0) {
        length(of: $1) < size ? $0 + Double(length(of: $1)) * times[$1] : $0
      }
    }
  }
}
