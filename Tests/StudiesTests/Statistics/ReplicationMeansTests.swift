import Platforms
import SimCore
import TestSupport
import Testing

@testable import Studies

@Suite struct ReplicationMeansTests {
  @Test func `each figure has the mean and the interval of its values`() throws {
    let scenario = try Replications.scenario(ExampleScenarios.mixed(["function", "limited"]))
    for means in try Replications.means(scenario, 6) {
      for figure in SummaryFigure.all {
        let values = means.rows.compactMap { figure.value(of: $0.figures) }
        // There is no warm-up and no objective, and what has no limit is not offered a part of it.
        let isAbsent = [
          "warm_up_s", "offered_utilisation", "answered_within_limit_s", "answered_within_ratio",
        ].contains(figure.column)
        #expect(values.count == 6 || isAbsent, "\(figure.column)")
        #expect(means[figure].interval == MeanInterval(values))
        #expect(means[figure].mean == means[figure].interval?.mean)
      }
      #expect(means.first.label.replication == 0)
      var digest = Digest()
      for row in means.rows { digest.fold(row.figures.digest.value) }
      #expect(means.digest == digest)
    }
  }

  @Test func `a figure that only some replications have is taken from these`() {
    #expect(ReplicationMeans.Estimate([]).mean == nil)
    #expect(ReplicationMeans.Estimate([4]).mean == 4)
    #expect(ReplicationMeans.Estimate([4]).interval == nil)
    #expect(ReplicationMeans.Estimate([4, 6]).interval?.mean == 5)
  }
}
