/// The colours of series, which people with any common colour blindness can tell apart.
///
/// Source: M. Okabe and K. Ito, "Color Universal Design", 2008. On a dark ground blue is the
/// palette's sky blue, which stands out better there.
package enum ChartColour: String, Sendable, CaseIterable {
  case blue, orange, green, vermilion, purple

  /// The colour on a light ground.
  package var light: String {
    switch self {
    case .blue: "#0072b2"
    case .orange: "#e69f00"
    case .green: "#009e73"
    case .vermilion: "#d55e00"
    case .purple: "#cc79a7"
    }
  }

  /// The colour on a dark ground.
  package var dark: String { self == .blue ? "#56b4e9" : light }
}

/// The shape of a mark, so that series differ without their colours.
package enum ChartMarker: Sendable, CaseIterable {
  case circle, square, triangle, diamond
}

/// What is laid over a filled area, so that series differ without their colours.
package enum ChartHatch: String, Sendable, CaseIterable {
  case diagonal, horizontal, dots

  /// The width and height of its tile.
  package var size: Int { 6 }

  /// What its tile shows.
  package var path: String {
    switch self {
    case .diagonal: "M-1 1L1 -1M0 6L6 0M5 7L7 5"
    case .horizontal: "M0 3H6"
    case .dots: "M3 2.5h0M0 5.5h0M6 5.5h0"
    }
  }
}
