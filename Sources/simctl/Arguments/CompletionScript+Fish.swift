extension CompletionScript {
  /// The script for fish 3 and later.
  var fish: String {
    let complete = "complete -c \(overview.name)"
    let condition = "__\(identifier)_command_is"
    var text = """
      # Completion of \(overview.name) for fish.
      function \(condition)
          set -l words (commandline -opc)
          if test (count $argv) -eq 0
              test (count $words) -eq 1
          else
              set -l last (math (count $argv) + 1)
              test (count $words) -ge $last; and test "$words[2..$last]" = "$argv"
          end
      end
      \(complete) -f

      """
    for option in Overview.options {
      text += "\(complete) -n \(condition)\(Self.fishNames(option))"
      text += " -d \(Self.fishQuoted(option.summary))\n"
    }
    for command in overview.commands {
      let start = ([condition] + command.words.dropLast()).joined(separator: " ")
      text += "\(complete) -n \(command.words.count > 1 ? Self.fishQuoted(start) : start)"
      text += " -a \(command.words.last ?? "") -d \(Self.fishQuoted(command.summary))\n"
    }
    for command in overview.commands {
      let start = "\(complete) -n '\(condition) \(command.name)'"
      for option in command.allOptions {
        text += start + Self.fishNames(option)
        if !option.isFlag {
          text += " -r" + fishValues(choices: option.choices, completes: option.completes)
        }
        text += " -d \(Self.fishQuoted(option.summary))\n"
      }
      if let positional = command.positionals.last {
        let values = fishValues(choices: positional.choices, completes: positional.completes)
        text += start + values + "\n"
      }
    }
    return text
  }

  private static func fishNames(_ option: OptionDescription) -> String {
    " -l \(option.long)" + (option.short.map { letter in " -s \(letter)" } ?? "")
  }

  private func fishValues(choices: [String], completes: Completion) -> String {
    let words = words(choices: choices, completes: completes)
    let list = words.isEmpty ? "" : " -a \(Self.fishQuoted(words.joined(separator: " ")))"
    switch completes {
    case .files where choices.isEmpty, .scenarios where choices.isEmpty: return " -F" + list
    case .directories where choices.isEmpty: return " -f -a '(__fish_complete_directories)'"
    default: return " -f" + list
    }
  }

  private static func fishQuoted(_ text: String) -> String {
    let escaped = text.reduce(into: "") { result, character in
      if character == "'" || character == "\\" { result += "\\" }
      result.append(character)
    }
    return "'\(escaped)'"
  }
}
