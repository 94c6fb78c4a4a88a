/// The scenarios that come with the program, so that an installed `simctl` needs no other file.
enum BuiltInScenarios {
  /// Every file of the folder `Scenarios` that is a scenario, by name, in the order of `list`.
  private static let files: [(name: String, bytes: [UInt8])] = [
    ("workload-40.json", PackageResources.workload_40_json),
    ("workload-120.json", PackageResources.workload_120_json),
    ("workload-200.json", PackageResources.workload_200_json),
    ("today-image-steady.json", PackageResources.today_image_steady_json),
    ("today-image-daily.json", PackageResources.today_image_daily_json),
    ("today-image-bursty.json", PackageResources.today_image_bursty_json),
    ("today-text-steady.json", PackageResources.today_text_steady_json),
    ("today-text-daily.json", PackageResources.today_text_daily_json),
    ("today-text-bursty.json", PackageResources.today_text_bursty_json),
    ("batching.json", PackageResources.batching_json),
    ("quick-start.json", PackageResources.quick_start_json),
    ("cold-start.json", PackageResources.cold_start_json),
    ("pre-warming.json", PackageResources.pre_warming_json),
    ("functions.json", PackageResources.functions_json),
    ("hybrid.json", PackageResources.hybrid_json),
    ("pipeline.json", PackageResources.pipeline_json),
    ("spot.json", PackageResources.spot_json),
    ("speed.json", PackageResources.speed_json),
    ("speed-mm8.json", PackageResources.speed_mm8_json),
  ]

  /// The names of the scenarios.
  static var names: [String] { files.map(\.name) }

  /// The text of a scenario; nil when there is none of that name.
  static func bytes(_ name: String) -> [UInt8]? { files.first { $0.name == name }?.bytes }

  /// The JSON Schema of scenarios.
  static var schema: [UInt8] { PackageResources.scenario_schema_json }
}
