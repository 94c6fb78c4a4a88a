// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
]

let package = Package(
  name: "simctl",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "SimCore", targets: ["SimCore"]),
    .library(name: "Platforms", targets: ["Platforms"]),
    .executable(name: "simctl", targets: ["simctl"]),
  ],
  targets: [
    .target(name: "SimCore", swiftSettings: strict),
    .target(
      name: "Platforms", dependencies: ["SimCore"], resources: [.embedInCode("Catalog/Data")],
      swiftSettings: strict),
    .executableTarget(
      name: "simctl", dependencies: ["SimCore", "Platforms"],
      resources: [.embedInCode("Files/Scenarios"), .embedInCode("Paper/Data")],
      swiftSettings: strict),
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(name: "SimCoreTests", dependencies: ["SimCore", "TestSupport"]),
    .testTarget(name: "PlatformsTests", dependencies: ["SimCore", "Platforms", "TestSupport"]),
    .testTarget(
      name: "SimctlTests", dependencies: ["simctl", "SimCore", "Platforms", "TestSupport"],
      exclude: ["EndToEnd/Help"]),
  ],
  swiftLanguageModes: [.v6]
)
