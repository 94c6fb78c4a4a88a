/// Scripts that complete command lines in shells, made from the descriptions.
struct CompletionScript: Sendable {
  /// The shells that there is a script for.
  enum Shell: String, CaseIterable {
    case bash
    case zsh
    case fish
  }

  /// The program.
  let overview: Overview

  /// The names that there are of a kind, such as the scenarios that come with the program.
  ///
  /// They are written into the script: a completion that started the program for them would be
  /// slower.
  let names: @Sendable (Completion) -> [String]

  /// The script for a shell, ready to be sourced.
  func text(for shell: Shell) -> String {
    switch shell {
    case .bash: bash
    case .zsh: zsh
    case .fish: fish
    }
  }

  /// The words offered where a description asks for a completion, besides files.
  func words(choices: [String], completes: Completion) -> [String] {
    if !choices.isEmpty { return choices }
    switch completes {
    case .scenarios, .catalog, .platforms: return names(completes)
    case .commands: return firstWords
    case .nothing, .files, .directories: return []
    }
  }

  /// The words that a command line can begin with.
  var firstWords: [String] {
    overview.commands.map { $0.words[0] }.reduce(into: []) { words, word in
      if !words.contains(word) { words.append(word) }
    }
  }

  /// The words that can follow the first one and make the name of another command.
  func secondWords(after first: String) -> [String] {
    overview.commands.filter { $0.words.count == 2 && $0.words[0] == first }.map { $0.words[1] }
  }

  /// The commands of two words.
  var pairs: [CommandDescription] { overview.commands.filter { $0.words.count == 2 } }

  /// The program's name as a part of function names.
  var identifier: String {
    String(overview.name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }

  /// A text as one word of bash and zsh.
  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
