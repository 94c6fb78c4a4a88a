/// How wide a text will be, by a rule of thumb: which font a viewer has is not known.
package enum TextWidth {
  /// The width of a text in the units of its size; most fonts without serifs need less.
  package static func of(_ text: String, size: Double) -> Double {
    text.reduce(0.0) { width, character in
      switch character {
      case " ", ".", ",", ":", "i", "l", "j", "t", "f", "r", "I", "1", "(", ")", "-":
        width + 0.4 * size
      case "m", "w", "M", "W", "%": width + 0.9 * size
      default: width + (character.isUppercase ? 0.72 : 0.6) * size
      }
    }
  }
}
