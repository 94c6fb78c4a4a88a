/// The words that scenarios are made of.
enum Vocabulary {
  /// The keys of the schema.
  static let keys = [
    "$schema", "about", "arrivals", "at", "autoscaler", "backlog", "base", "baseline_vcpus",
    "batch", "batch_marginal", "beyond_limit", "billed", "billing", "burst", "capacity",
    "client", "cold_start", "column", "constant", "container_initialisation", "cpu",
    "cpu_bound", "credits", "cv", "d0", "d1", "default", "delay", "deployments", "drain",
    "duration", "empirical", "erlang", "events", "execution_limit", "execution_per_gb_second",
    "exponential", "factor", "file", "first_inference", "for", "free_gb_seconds",
    "free_requests", "free_tier", "from", "gamma", "generator", "gpu", "graph", "greatest",
    "headroom", "horizon", "initial", "initial_vcpu_minutes", "instances", "keep_alive",
    "latency", "least", "library_import", "like", "limit", "lognormal", "machine", "map",
    "maximum", "maximum_vcpu_minutes", "mean", "measured_at", "median", "memory", "metric",
    "minimum", "mmpp", "model", "model_download", "model_load", "name", "network", "options",
    "outputs", "overload", "pacing", "package_limit", "package_size", "parallelism", "pareto",
    "path", "patience", "per_cpu_second", "per_gb_second", "per_hour", "per_mb", "per_request",
    "period", "pieces", "piecewise", "platform", "points", "poisson", "policy", "prediction",
    "prerequisite", "prewarm", "price_per_hour", "provisioned", "provisioning", "quantiles",
    "rate", "repeat", "requests", "reuse", "routing", "runtime", "scale", "scale_in_cooldown",
    "scale_in_datapoints", "scale_in_share", "scale_out_cooldown", "scale_out_datapoints",
    "seed", "serves_abandoned", "service_time", "shape", "shift", "sigma", "size", "slices",
    "stages", "starts", "state", "states", "step", "target", "teardown", "timeout", "to",
    "trace", "uniform", "usable", "variation", "vcpus", "wait", "waits_for_any", "weibull",
    "window", "workers", "workload",
  ]

  /// The words and names that values may be.
  static let words = [
    "albert", "aws-cpu-server", "aws-gpu-server", "aws-lambda", "aws-sagemaker",
    "container_initialisation", "first_inference", "fixed-server", "g4dn.2xlarge",
    "gcp-ai-platform", "gcp-cloud-functions", "gcp-cpu-server", "gcp-gpu-server",
    "invocations-per-instance", "least-outstanding", "library_import", "managed-endpoint",
    "ml.m4.2xlarge", "mobilenet", "model_download", "model_load", "n1-standard-8",
    "n1-standard-8-node", "n1-standard-8-t4", "newest", "oldest", "on-demand", "ort-1.6",
    "own-gpu-server", "parallel-1", "parallel-2", "per-instance", "per-use", "preloaded",
    "random", "refuse", "round-robin", "sequential", "staged", "t2.2xlarge", "tf-1.15",
    "tf-1.4", "utilisation", "vgg", "wait",
  ]

  /// The units of quantities.
  static let units = [
    "ns", "us", "ms", "s", "min", "h", "d", "B", "KB", "MB", "GB", "TB", "/s", "/min", "/h", "/d",
    "USD",
  ]

  /// Numbers at and beyond limits.
  static let numbers = [
    "0", "-0", "1", "-1", "2", "3", "7", "64", "65", "100", "1000", "10000", "1000000", "10000000",
    "100000000", "1000000000000", "9007199254740992", "9007199254740993", "9223372036854775807",
    "9223372036854775808", "1e300", "-1e300", "1.7976931348623157e308", "5e-324", "1e-15", "1e-9",
    "1e-6", "0.001", "0.01", "0.05", "0.1", "0.5", "0.9", "0.999999999", "1.000000001", "1.5",
  ]

  /// Numbers of quantities, as text.
  static let amounts = [
    "0", "1", "2", "5", "10", "100", "1000", "0.5", "0.001", "0.000000001", "0.000000000000001",
    "60", "3600", "86400", "1000000", "1000000000", "2305843009", "2305843009.213693952",
    "9223372036854775807", "18446744073709551616", "000", "1.", ".5", "-1", "+1", "1e3", "",
  ]

  /// Texts that are hard on readers.
  static let texts = [
    "", " ", "x", "0", "..", "../../x", "/dev/null", "/dev/zero", "=cmd|' /C calc'!A0", "<b>&amp;",
    "\u{0}", "\u{1B}[31m", "\u{202E}abc", "\u{FEFF}", "e\u{301}", "\u{10FFFF}", "\u{FFFD}",
    "NaN", "Infinity", "null", "\"", "\\", "\n", "𝒳", "漢字", "🦑",
  ]
}
