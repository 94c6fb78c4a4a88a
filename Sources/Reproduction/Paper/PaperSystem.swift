import Charts

/// A way to serve a model, of which the paper compares one of each kind on each cloud.
package enum PaperService: CaseIterable, Sendable {
  case serverless, managed, processorServer, graphicsServer

  /// What figure 5 calls it.
  package var name: String {
    switch self {
    case .serverless: "Serverless"
    case .managed: "ML service"
    case .processorServer: "CPU server"
    case .graphicsServer: "GPU server"
    }
  }

  /// Its colour in every figure.
  package var colour: ChartColour {
    switch self {
    case .serverless: .blue
    case .managed: .vermilion
    case .processorServer: .purple
    case .graphicsServer: .green
    }
  }

  /// What is laid over its bars.
  package var hatch: ChartHatch? {
    switch self {
    case .serverless: nil
    case .managed: .diagonal
    case .processorServer: .horizontal
    case .graphicsServer: .dots
    }
  }

  /// Its mark.
  package var marker: ChartMarker {
    switch self {
    case .serverless: .circle
    case .managed: .square
    case .processorServer: .triangle
    case .graphicsServer: .diamond
    }
  }
}

/// One of the paper's two clouds.
package enum PaperCloud: CaseIterable, Sendable {
  case amazon, google

  /// What the paper calls it.
  package var name: String { self == .amazon ? "AWS" : "GCP" }
}

/// One of the paper's two models.
package enum PaperModel: String, CaseIterable, Sendable {
  case mobileNet = "mobilenet"
  case albert

  /// What the paper calls it.
  package var name: String { self == .mobileNet ? "MobileNet" : "ALBERT" }
}

/// One of the paper's eight systems.
package struct PaperSystem: Hashable, Sendable {
  /// Where it runs.
  package let cloud: PaperCloud
  /// What kind it is.
  package let service: PaperService

  /// What the text calls it.
  package var name: String {
    switch (cloud, service) {
    case (.amazon, .serverless): "Lambda"
    case (.amazon, .managed): "SageMaker"
    case (.google, .serverless): "Cloud Functions"
    case (.google, .managed): "AI Platform"
    default: "\(cloud.name) \(service.name)"
    }
  }

  /// The catalog's name of it.
  package var platform: String {
    switch (cloud, service) {
    case (.amazon, .serverless): "aws-lambda"
    case (.amazon, .managed): "aws-sagemaker"
    case (.amazon, .processorServer): "aws-cpu-server"
    case (.amazon, .graphicsServer): "aws-gpu-server"
    case (.google, .serverless): "gcp-cloud-functions"
    case (.google, .managed): "gcp-ai-platform"
    case (.google, .processorServer): "gcp-cpu-server"
    case (.google, .graphicsServer): "gcp-gpu-server"
    }
  }

  /// The name of the deployment of a model, with the runtime of the paper's table 1.
  package func deployment(of model: PaperModel) -> String {
    "\(platform)-\(model.rawValue)-\(service == .serverless ? "ort-1.6" : "tf-1.15")"
  }
}
