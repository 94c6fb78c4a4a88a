import Documents
import SimCore

/// The keys of a price by volume.
enum TierKeys {
  static let from = Key<Double?>(
    "from_gb_seconds", .number(0...1e15), .required, "the GB-seconds beyond which it holds")
  static let perGigabyteSecond = Key<Money?>(
    "per_gb_second", .price, .required, "the price of a GB of memory for a second of execution")

  static let object = ScenarioObject("tier", part: "a tier", keys: [from, perGigabyteSecond])
}

extension DeploymentDecoder {
  /// The prices of a second by volume.
  ///
  /// - Parameters:
  ///   - reader: the billing.
  ///   - settings: the deployment's values.
  ///   - processor: the price of a second of the processor, in femtodollars.
  /// - Returns: from how many seconds on a second has which price, in femtodollars; nil with
  ///   problems reported.
  func volumes(
    _ reader: KeyReader, _ settings: PlatformSettings, processor: Ratio
  ) -> [(from: Ratio, perSecond: Ratio)]? {
    typealias Keys = PerUseKeys
    guard let value = reader.value(Keys.tiers) else { return [] }
    guard let elements = reader.array(Keys.tiers) else { return nil }
    func wrong(_ what: String, _ fix: String) -> [(from: Ratio, perSecond: Ratio)]? {
      log.report(value, path: reader.path(Keys.tiers), what: what, fix: fix)
      return nil
    }
    let gigabytes = settings.gigabytes
    guard elements.isEmpty || gigabytes > .zero else {
      return wrong(
        "needs a memory size", "remove it, or choose a platform with memory sizes")
    }
    guard elements.count <= VolumePrices.most else {
      return wrong(
        "has \(elements.count) tiers, more than the \(VolumePrices.most) allowed",
        "leave the least of them out")
    }
    let tiers = elements.compactMap { tier($0.0, $0.1) }
    guard tiers.count == elements.count else { return nil }
    guard zip(tiers, tiers.dropFirst()).allSatisfy({ $0.from < $1.from }) else {
      return wrong("has tiers that do not rise in GB-seconds", "order the tiers")
    }
    let volumes = tiers.map { tier in
      (
        from: Ratio(decimal: tier.from) / gigabytes,
        perSecond: tier.price.exact * gigabytes + processor
      )
    }
    guard volumes.allSatisfy({ $0.perSecond <= Money.greatestPrice.exact }) else {
      return wrong(
        "comes to more than \(Money.greatestPrice.text) for a second of an instance",
        "write lower prices")
    }
    return volumes
  }

  private func tier(_ value: JSONValue, _ path: JSONPath) -> (from: Double, price: Money)? {
    typealias Keys = TierKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    reader.require()
    let from = reader[Keys.from]
    let price = reader[Keys.perGigabyteSecond]
    guard let from, let price else { return nil }
    return (from, price)
  }
}
