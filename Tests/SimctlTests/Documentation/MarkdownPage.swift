import TestSupport
import Foundation

/// A Markdown file, taken apart as far as tests need it.
struct MarkdownPage {
  /// The path from the root of the repository.
  let path: String
  /// The lines that are not in a block of code.
  let lines: [String]

  init(path: String, text: String) {
    self.path = path
    var lines: [String] = []
    var isCode = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.drop(while: { $0 == " " }).hasPrefix("```") {
        isCode.toggle()
      } else if !isCode {
        lines.append(String(line))
      }
    }
    self.lines = lines
  }

  /// Every Markdown file of the repository.
  static func all() throws -> [MarkdownPage] {
    try Repository.files(".md").map { MarkdownPage(path: $0, text: try Repository.text($0)) }
  }

  /// The headings of the first level.
  var titles: [String] { lines.filter { $0.hasPrefix("# ") } }

  /// The names under which headings can be linked to, as GitHub makes them.
  var anchors: [String] {
    lines.filter { $0.hasPrefix("#") }.map { heading in
      heading.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces).lowercased()
        .filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }
        .replacing(" ", with: "-")
    }
  }

  /// The targets of all links, as they are written; a link may be broken over lines.
  var links: [String] {
    let text = lines.joined(separator: "\n").replacing(/`[^`\n]*`/, with: "code")
    return text.matches(of: /\[[^\[\]]*\]\(([^()\s]+)\)/).map { String($0.1) }
  }

  /// What stands in backticks.
  var codes: [String] {
    lines.flatMap { $0.matches(of: /`([^`]+)`/).map { String($0.1) } }
  }

  /// What is wrong with a link; nil for nothing.
  ///
  /// Links to other sites are not looked up.
  func fault(of link: String, among pages: [MarkdownPage]) -> String? {
    if link.contains("://") || link.hasPrefix("mailto:") { return nil }
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    var target = path
    if let file = parts.first, !file.isEmpty {
      guard !file.hasPrefix("/") else { return "\(path): \(link) is not relative" }
      target = Self.resolved(String(file), from: path)
      guard Repository.exists(target) else { return "\(path): \(link) leads nowhere" }
    }
    guard parts.count == 2, let page = pages.first(where: { $0.path == target }) else { return nil }
    return page.anchors.contains(String(parts[1])) ? nil : "\(path): \(link) has no such heading"
  }

  /// A relative path, from the folder of a file, as a path from the root.
  static func resolved(_ relative: String, from file: String) -> String {
    var parts = file.split(separator: "/").dropLast().map(String.init)
    for part in relative.split(separator: "/") {
      switch part {
      case ".": continue
      case "..": if !parts.isEmpty { parts.removeLast() }
      default: parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }
}
