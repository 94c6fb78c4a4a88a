/// What a deployment is made on: what its other parts may name.
struct RandomBase {
  /// A capacity policy of the schema.
  var capacity: String
  /// Whether instances are sized by their memory.
  var hasMemory: Bool
  /// Whether memory brings a processor.
  var hasCPU: Bool
  /// Whether a machine with a price is under it.
  var hasMachine: Bool
}

extension RandomScenario {
  mutating func deployment(_ index: Int) -> String {
    deployment(named: "\(pick(["deployment", "Größe 模型 (1.5+x)_y", "7"])) \(index)")
  }

  mutating func deployment(named text: String) -> String {
    let name = jsonText(text)
    switch number(0...2) {
    case 0: return ofCatalog(name)
    case 1: return alone(name)
    default: return likeCatalog(name)
    }
  }

  private static let functions = [
    ("aws-lambda", "ort-1.6"), ("aws-lambda", "tf-1.4"), ("gcp-cloud-functions", "ort-1.6"),
    ("gcp-cloud-functions", "tf-1.15"),
  ]
  private static let endpoints = ["aws-sagemaker", "gcp-ai-platform"]
  private static let servers = [
    "aws-cpu-server", "aws-gpu-server", "gcp-cpu-server", "gcp-gpu-server",
  ]

  /// A platform of the catalog with a runtime for which it has profiles.
  private mutating func entry() -> (platform: String, runtime: String, base: RandomBase) {
    switch number(0...2) {
    case 0:
      let (platform, runtime) = pick(Self.functions)
      return (
        platform, runtime,
        RandomBase(capacity: "on-demand", hasMemory: true, hasCPU: true, hasMachine: false)
      )
    case 1:
      return (
        pick(Self.endpoints), "tf-1.15",
        RandomBase(capacity: "managed-endpoint", hasMemory: false, hasCPU: false, hasMachine: true)
      )
    default:
      return (
        pick(Self.servers), "tf-1.15",
        RandomBase(capacity: "fixed-server", hasMemory: false, hasCPU: false, hasMachine: true)
      )
    }
  }

  /// An entry of the catalog with some values changed.
  private mutating func ofCatalog(_ name: String) -> String {
    let (platform, runtime, base) = entry()
    return jsonObject([
      ("name", name), ("platform", jsonText(platform)), ("model", jsonText("mobilenet")),
      ("runtime", jsonText(runtime)),
      // The only platform here whose newest edition has prices by region.
      ("region", platform == "aws-lambda" ? seldom(3) { _ in jsonText("us-east-1") } : nil),
      (
        "memory",
        base.hasMemory ? sometimes { jsonText($0.pick(["2GB", "4096MB", "2 GiB"])) } : nil
      ),
      ("machine", base.hasMachine ? sometimes { $0.machine() } : nil),
      ("capacity", sometimes { $0.capacity(base, isWhole: false) }),
      ("latency", sometimes { $0.latency(policy: nil) }),
      ("billing", sometimes { $0.billing(base, isWhole: false) }),
      ("client", client()),
    ])
  }

  /// A platform that is like one of the catalog, with a model and a runtime that are too.
  private mutating func likeCatalog(_ name: String) -> String {
    let (platform, runtime, base) = entry()
    let inner = jsonObject([("name", jsonText("inner")), ("like", jsonText(platform))])
    let own = jsonObject([
      ("name", jsonText("like \(platform)")), ("like", chance(2) ? jsonText(platform) : inner),
      ("about", sometimes { _ in jsonText("Changed") }),
      (
        "package_limit", base.hasMemory ? sometimes { jsonText($0.pick(["2GB", "3072MB"])) } : nil
      ),
      ("capacity", sometimes { $0.capacity(base, isWhole: false) }),
      ("latency", sometimes { $0.latency(policy: nil) }),
      ("billing", sometimes { $0.billing(base, isWhole: false) }),
      ("client", client()),
    ])
    let likeModel = jsonObject([
      ("name", jsonText("own model")), ("like", jsonText("mobilenet")),
      ("size", sometimes { jsonText("\($0.number(1...50))MB") }),
    ])
    let likeRuntime = jsonObject([
      ("name", jsonText("own runtime")), ("like", jsonText(runtime)),
      ("latency", sometimes { $0.latency(policy: nil) }),
    ])
    return jsonObject([
      ("name", name), ("platform", own), ("model", likeModel),
      ("runtime", chance(2) ? jsonText(runtime) : likeRuntime),
    ])
  }

  /// A platform that owes nothing to the catalog.
  private mutating func alone(_ name: String) -> String {
    let hasMemory = chance(2)
    let hasCPU = hasMemory && chance(2)
    let base = RandomBase(
      capacity: pick(["on-demand", "fixed-server", "managed-endpoint"]), hasMemory: hasMemory,
      hasCPU: hasCPU, hasMachine: !hasMemory)
    let memory = jsonObject([
      ("default", jsonText("2GB")), ("least", sometimes { _ in jsonText("128MB") }),
      ("greatest", sometimes { _ in jsonText("8GB") }),
      ("options", sometimes { _ in "[\"2GB\", \"3GB\", \"1 GB\"]" }),
    ])
    let curve = jsonObject([
      ("points", "[[\"2GB\", 0.5], [\"3GB\", \(decimal(0.6...2))], [\"4GB\", 3]]"),
      ("usable", sometimes { $0.decimal(0.5...4) }),
      ("measured_at", sometimes { jsonText($0.pick(["2GB", "2560MB", "3GB"])) }),
    ])
    let platform = jsonObject([
      ("name", jsonText("own platform")), ("about", sometimes { _ in jsonText("Of one's own") }),
      ("memory", hasMemory ? memory : nil), ("cpu", hasCPU ? curve : nil),
      ("package_limit", sometimes { _ in jsonText("2GB") }),
      ("machine", hasMemory ? nil : machine()),
      ("capacity", capacity(base, isWhole: true)),
      ("latency", latency(policy: pick(["staged", "preloaded"]))),
      ("billing", billing(base, isWhole: true)), ("client", client()),
    ])
    return jsonObject([
      ("name", name), ("platform", platform), ("model", sometimes { $0.model() }),
      ("runtime", sometimes { $0.runtime() }),
      ("memory", hasMemory ? sometimes { jsonText($0.pick(["2GB", "3GB"])) } : nil),
    ])
  }

  private mutating func model() -> String {
    if chance(3) { return jsonText(pick(["mobilenet", "albert"])) }
    return jsonObject([
      ("name", jsonText("model")), ("about", sometimes { _ in jsonText("A model") }),
      ("size", sometimes { jsonText("\($0.number(0...200))\($0.pick(["MB", "KB", "B"]))") }),
      ("latency", sometimes { jsonObject([("parallelism", $0.decimal(0.5...8))]) }),
    ])
  }

  private mutating func runtime() -> String {
    if chance(3) { return jsonText(pick(["ort-1.6", "tf-1.15", "tf-1.4"])) }
    return jsonObject([
      ("name", jsonText("runtime")), ("about", sometimes { _ in jsonText("A runtime") }),
      ("package_size", sometimes { jsonText("\($0.number(0...250))MB") }),
      ("latency", sometimes { jsonObject([("network", $0.duration(0...20))]) }),
    ])
  }

  private static let machines = [
    "t2.2xlarge", "g4dn.2xlarge", "ml.m4.2xlarge", "n1-standard-8", "n1-standard-8-t4",
    "n1-standard-8-node",
  ]

  private mutating func machine() -> String {
    if chance(3) { return jsonText(pick(Self.machines)) }
    // A machine cannot begin with more than it can hold.
    let maximum = number(0...2)
    let credits = jsonObject([
      ("baseline_vcpus", decimal(0.1...1)),
      ("initial_vcpu_minutes", decimal(0...Double(min(maximum, 1)))),
      ("maximum_vcpu_minutes", "\(maximum)"),
    ])
    return jsonObject([
      ("name", jsonText("own machine")), ("like", sometimes { jsonText($0.pick(Self.machines)) }),
      ("about", sometimes { _ in jsonText("A machine") }), ("price_per_hour", money(999_999)),
      ("vcpus", decimal(2...8)), ("memory", sometimes { jsonText("\($0.number(1...64))GB") }),
      ("gpu", sometimes { _ in jsonText("One") }),
      ("gpu_memory", sometimes { jsonText("\($0.number(1...16))GB") }),
      ("credits", chance(2) ? credits : nil),
    ])
  }
}
