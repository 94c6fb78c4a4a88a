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
    .library(name: "Studies", targets: ["Studies"]),
    .executable(name: "simctl", targets: ["simctl"]),
  ],
  targets: [
    .target(name: "SimCore", swiftSettings: strict),
    .target(
      name: "Platforms", dependencies: ["SimCore"], resources: [.embedInCode("Catalog/Data")],
      swiftSettings: strict),
    .target(name: "Studies", dependencies: ["SimCore", "Platforms"], swiftSettings: strict),
    .target(name: "Charts", dependencies: ["SimCore", "Platforms"], swiftSettings: strict),
    .target(
      name: "Verification", dependencies: ["SimCore", "Platforms", "Studies"],
      swiftSettings: strict),
    .target(
      name: "Reproduction", dependencies: ["SimCore", "Platforms", "Studies", "Charts"],
      resources: [.embedInCode("Data")], swiftSettings: strict),
    .executableTarget(
      name: "simctl",
      dependencies: ["SimCore", "Platforms", "Studies", "Verification", "Reproduction"],
      resources: [.embedInCode("Files/Scenarios")], swiftSettings: strict),
    .testTarget(
      name: "TestSupport", dependencies: ["SimCore", "Platforms", "Studies", "Reproduction"],
      path: "Tests/Support"),
    .testTarget(name: "SimCoreTests", dependencies: ["SimCore", "TestSupport"]),
    .testTarget(name: "PlatformsTests", dependencies: ["SimCore", "Platforms", "TestSupport"]),
    .testTarget(name: "ChartsTests", dependencies: ["Charts", "TestSupport"]),
    .testTarget(
      name: "StudiesTests", dependencies: ["SimCore", "Platforms", "Studies", "TestSupport"]),
    .testTarget(
      name: "VerificationTests",
      dependencies: ["SimCore", "Platforms", "Studies", "Verification", "TestSupport"]),
    .testTarget(
      name: "ReproductionTests",
      dependencies: ["SimCore", "Platforms", "Studies", "Charts", "Reproduction", "TestSupport"]),
    .testTarget(
      name: "SimctlTests",
      dependencies: [
        "simctl", "SimCore", "Platforms", "Studies", "Reproduction", "TestSupport",
      ],
      exclude: ["EndToEnd/Help"]),
  ],
  swiftLanguageModes: [.v6]
)
