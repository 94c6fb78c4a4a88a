import Documents

// The region of a deployment: a list of prices of the catalog, laid over those of the platform.
extension DeploymentDecoder {
  /// The prices of the region that a deployment names; nil where it names none, or, with a problem
  /// reported, one without prices.
  func regionPrices(_ reader: KeyReader, _ platform: Reference) -> LayeredValue? {
    let key = DeploymentKeys.region
    guard let value = reader.value(key) else { return nil }
    guard let regions = platform.regions, !regions.members.isEmpty else {
      log.report(
        value, path: reader.path(key),
        what: "cannot be chosen: the catalog has no prices of \(platform.name) by region",
        fix: "remove it, and give the region's prices as \"billing\"")
      return nil
    }
    guard let name = log.choice(value, reader.path(key), of: regions.members.map(\.key)),
      let prices = regions[name]
    else { return nil }
    return LayeredValue(prices, origin: nil)
  }

  /// Reports provisioned instances whose price is not in the region's list: that of another region
  /// would look like one.
  func checkProvisioned(
    _ capacity: AnyCapacity, _ region: LayeredValue, _ whole: LayeredValue, _ reader: KeyReader
  ) {
    let keys = [DeploymentKeys.billing.name, PerUseKeys.provisioned.name]
    guard capacity.policy.plan.provisionedInstances > 0, let prices = whole.part(at: keys),
      prices.isOfCatalog, region.part(at: keys) == nil
    else { return }
    let key = DeploymentKeys.region
    log.report(
      reader.value(key), path: reader.path(key),
      what: "has no price of provisioned instances that the catalog knows",
      fix: "give \"billing\": { \"provisioned\": { } } with its prices, or leave \"region\" out")
  }
}
