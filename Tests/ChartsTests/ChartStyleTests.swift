import Testing

@testable import Charts

@Suite struct ChartStyleTests {
  @Test func `every colour has a rule for light and one for dark screens`() {
    for colour in ChartColour.allCases {
      #expect(ChartStyle.element.contains(".chart .\(colour.rawValue){color:\(colour.light)}"))
      #expect(ChartStyle.element.contains(".chart .\(colour.rawValue){color:\(colour.dark)}"))
    }
    #expect(ChartStyle.element.matches(of: /prefers-color-scheme:dark/).count == 1)
  }

  @Test func `every rule is confined to charts, since pages carry it too`() {
    let selectors = ChartStyle.element.split(separator: "\n").filter { $0.contains("{") }
    #expect(selectors.count > 20)
    for selector in selectors {
      #expect(selector.hasPrefix(".chart") || selector.hasPrefix("@media screen"))
    }
  }

  /// The relative luminance of a colour, WCAG 2.2.
  private func luminance(_ colour: String) -> Double {
    let value = Int(colour.dropFirst(), radix: 16) ?? 0
    func linear(_ shift: Int) -> Double {
      let fraction = Double(value >> shift & 255) / 255
      // Close to the exponent 2.4 of the standard, without a power function.
      return fraction * fraction * (fraction + 0.2) / 1.2
    }
    return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
  }

  @Test func `colours stand out from a dark ground`() {
    // WCAG 2.2 asks for a contrast of 3 for parts of pictures.
    for colour in ChartColour.allCases {
      #expect((luminance(colour.dark) + 0.05) / (luminance("#17191c") + 0.05) > 3)
    }
  }
}
