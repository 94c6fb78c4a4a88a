import Foundation

/// The number of standard errors that a statistic may lie off: chance does so once in 1.7 million.
let allowedStandardErrors = 5.0

/// Kolmogorov and Smirnov's statistic: the root of the sample's size times the greatest distance
/// between the sample's distribution function and the one it should have.
func kolmogorovSmirnov(_ sample: [Double], _ distribution: (Double) -> Double) -> Double {
  let count = Double(sample.count)
  var greatest = 0.0
  for (index, value) in sample.sorted().enumerated() {
    let expected = distribution(value)
    greatest = max(
      greatest, expected - Double(index) / count, Double(index + 1) / count - expected)
  }
  return greatest * count.squareRoot()
}

/// What the statistic exceeds by chance as rarely as a normal number its mean by
/// ``allowedStandardErrors``: the d of 2 exp(-2 d^2) = 5.7e-7.
let allowedKolmogorovSmirnov = (Foundation.log(2 / 5.7e-7) / 2).squareRoot()

/// By how many standard errors a sample's mean and variance lie off the expected ones.
struct MomentErrors {
  var mean: Double
  var variance: Double

  /// The standard errors come from the expected variance and the sample's fourth moment.
  init(_ sample: [Double], mean expectedMean: Double, variance expectedVariance: Double) {
    let count = Double(sample.count)
    var first = 0.0
    var second = 0.0
    var fourth = 0.0
    for value in sample {
      let deviation = value - expectedMean
      first += deviation
      second += deviation * deviation
      fourth += deviation * deviation * deviation * deviation
    }
    second /= count
    mean = (first / count) / (expectedVariance / count).squareRoot()
    variance =
      (second - expectedVariance) / ((fourth / count - second * second) / count).squareRoot()
  }
}
