// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
]

let package = Package(
  name: "simctl",
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "SimCore", targets: ["SimCore"]),
    .library(name: "Platforms", targets: ["Platforms"]),
    .executable(name: "simctl", targets: ["simctl"]),
  ],
  targets: [
    .target(name: "SimCore", swiftSettings: strict),
    .target(name: "Platforms", dependencies: ["SimCore"], swiftSettings: strict),
    .executableTarget(
      name: "simctl", dependencies: ["SimCore", "Platforms"], swiftSettings: strict),
    .testTarget(name: "SimCoreTests", dependencies: ["SimCore"]),
    .testTarget(name: "PlatformsTests", dependencies: ["SimCore", "Platforms"]),
    .testTarget(name: "SimctlTests", dependencies: ["simctl", "SimCore", "Platforms"]),
  ],
  swiftLanguageModes: [.v6]
)
