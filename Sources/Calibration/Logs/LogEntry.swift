/// What a line of a log says of a request.
package struct LogEntry: Hashable, Sendable {
  /// When it arrived, in nanoseconds since 1970 or since a start of the log's own; nil where the
  /// line has no time.
  package var arrival: Int64?
  /// How long it was served, in nanoseconds, without the start of an instance; nil where the line
  /// does not say it.
  package var service: Int64?
  /// How long it was on its way on the network besides, in nanoseconds, where that is known.
  package var network: Int64 = 0
  /// How long the start of its instance took before, in nanoseconds; nil where none is known.
  package var start: Int64?
  /// Whether its instance was started for it; nil where the line does not say it.
  package var isCold: Bool?
  /// Its instance; nil where the line does not name it.
  package var instance: InstanceName?
  /// The memory of its instance in MB; nil where the line does not say it.
  package var memory: Int?
  /// Whether it failed; such requests arrive, and their times are not used.
  package var hasFailed = false

  /// An entry of which nothing is known.
  package init() {}
}

/// What a line of a log is.
package enum LogLine: Hashable, Sendable {
  /// A request.
  case entry(LogEntry)
  /// A line that is no request: a header, the beginning of an invocation, another measure.
  case other
  /// A line that should be a request and is not, and why.
  case malformed(String)
}

/// The forms of logs that can be read.
package enum LogFormat: String, CaseIterable, Sendable {
  /// AWS Lambda's lines `REPORT RequestId: ...`, alone, with a time in front, or within JSON.
  case lambda = "aws-lambda-report"
  /// Cloud Logging's entries of Cloud Run, one object of JSON a line.
  case cloudRun = "cloud-run-json"
  /// The combined form of web servers, with a time of service at the end or as `rt=`.
  case webServer = "web-server"
  /// Access logs of AWS application load balancers.
  case loadBalancer = "aws-load-balancer"
  /// The CSV of k6.
  case k6CSV = "k6-csv"
  /// The lines of JSON of k6.
  case k6JSON = "k6-json"
  /// The file requests.csv that `simctl run --requests` writes.
  case requests = "simctl-requests"
}
