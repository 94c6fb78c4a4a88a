import SimCore

/// What became of the services of a deployment, and of what goes between them.
public struct SystemRow: Sendable {
  /// The figures of each service, in the order of the deployment.
  public var services: [ServiceFigures]
  /// How many times a request was sent on, to another service of the same stage.
  public var sentOn: UInt64
  /// How many times a request was sent again because it had failed.
  public var retries: UInt64
  /// How many times a request came to a stage, retries included.
  public var steps: UInt64
}

/// The figures of a service of a deployment.
public struct ServiceFigures: Sendable {
  /// The name of the service.
  public var name: String
  /// Its figures, of the requests that were sent to it.
  public var figures: RunFigures
}

extension SystemRow {
  /// The same without the windows of the services' timelines.
  package var withoutWindows: SystemRow {
    var row = self
    for index in row.services.indices {
      row.services[index].figures.timeline = services[index].figures.timeline.withoutWindows
    }
    return row
  }
}
