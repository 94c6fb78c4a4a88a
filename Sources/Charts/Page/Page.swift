/// A page in one file: it refers to no other, so that it can be sent and opened anywhere.
package enum Page {
  /// An icon of no bytes, so that a browser asks no server for one.
  package static let icon = "<link rel=\"icon\" href=\"data:,\">"

  /// A whole HTML document with the looks of all charts, whose figures need none of their own.
  ///
  /// - Parameters:
  ///   - title: what the window is called, as plain text.
  ///   - rules: the looks of this page, which come after those of all pages.
  ///   - script: a `<script>` element; empty for a page that needs none.
  ///   - body: what the page shows, as HTML.
  /// - Returns: the document, which lets nothing be loaded from elsewhere.
  package static func document(
    title: String, rules: String, script: String = "", _ body: String
  ) -> String {
    let scripts = script.isEmpty ? "" : "script-src 'unsafe-inline'; "
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'; \(scripts)img-src data:">
      <meta name="viewport" content="width=device-width,initial-scale=1">
      <meta name="color-scheme" content="light dark">
      \(icon)
      <title>\(MarkupText.escaped(title))</title>
      \(ChartStyle.element)<style>
      \(PageStyle.rules)
      \(rules)
      </style>
      </head>
      <body>
      <main>
      \(body)</main>
      \(script)</body>
      </html>

      """
  }

  /// A picture in a box of its own, which scrolls where the page is narrow.
  ///
  /// - Parameters:
  ///   - label: what the picture shows, as plain text.
  ///   - svg: the chart as it stands in a file of its own.
  /// - Returns: the box, as HTML.
  package static func picture(_ label: String, svg: String) -> String {
    // The page has the looks of all charts once, in its head.
    let picture = svg.replacing(ChartStyle.element, with: "")
    return "<div class=\"picture\" role=\"region\" aria-label=\"\(MarkupText.escaped(label))\" "
      + "tabindex=\"0\">\n\(picture)</div>\n"
  }
}
