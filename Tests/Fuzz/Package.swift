// swift-tools-version: 6.3
import PackageDescription

// Fuzzers of what the program reads. A package of its own, so that the program's manifest knows
// nothing of sanitizers. It is built by ./run, which passes --sanitize.
let libraries: [Target.Dependency] = [
  "FuzzSupport", .product(name: "SimCore", package: "simctl"),
  .product(name: "Platforms", package: "simctl"),
]

let package = Package(
  name: "simctl-fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "simctl", path: "../..")],
  targets: [
    .systemLibrary(name: "CFuzzer"),
    .target(name: "CCosts"),
    .target(name: "FuzzSupport", dependencies: ["CFuzzer", "CCosts"]),
    .executableTarget(name: "FuzzScenario", dependencies: libraries),
    .executableTarget(name: "FuzzTree", dependencies: libraries),
    .executableTarget(name: "FuzzTrace", dependencies: libraries),
    .executableTarget(name: "FuzzQuantity", dependencies: libraries),
    .executableTarget(name: "FuzzSlow", dependencies: libraries),
    .executableTarget(
      name: "FuzzLogs",
      dependencies: ["FuzzSupport", .product(name: "Calibration", package: "simctl")]),
  ],
  swiftLanguageModes: [.v6]
)
