extension CompletionScript {
  /// The script for zsh, for a directory of `fpath` or to be sourced after `compinit`.
  var zsh: String {
    let names = names(.scenarios).map(Self.zshEscaped).joined(separator: " ")
    var text = """
      #compdef \(overview.name)
      # Completion of \(overview.name) for zsh.
      _\(identifier)_scenarios() {
        _alternative \(Self.quoted("scenarios:scenario:(\(names))")) 'files:file:_files'
      }
      _\(identifier)() {
        local -a commands
        commands=(

      """
    for command in overview.commands where command.words.count == 1 {
      text += "    \(Self.quoted("\(command.name):\(command.summary)"))\n"
    }
    text += """
        )
        if (( CURRENT == 2 )); then
          if [[ $words[2] == -* ]]; then
            compadd -- \(Overview.options.map { "--" + $0.long }.joined(separator: " "))
          else
            _describe -t commands command commands
          fi
          return
        fi
        local command=$words[2]
        shift words
        (( CURRENT-- ))
        case "$command $words[2]" in
      \(zshPairs)
        esac
        case $command in

      """
    for command in overview.commands {
      let specifications = zshSpecifications(command)
      let name = command.words.count > 1 ? Self.quoted(command.name) : command.name
      text += "    \(name))\n"
      let further = secondWords(after: command.name)
      if !further.isEmpty {
        text += "      if (( CURRENT == 2 )); then\n"
        text += "        compadd -- \(further.joined(separator: " "))\n"
        text += "      fi\n"
      }
      text += "      _arguments -s -S"
      for specification in specifications { text += " \\\n        \(specification)" }
      text += "\n      ;;\n"
    }
    text += """
        esac
      }
      if [[ $funcstack[1] == _\(identifier) ]]; then
        _\(identifier) "$@"
      else
        compdef _\(identifier) \(overview.name)
      fi

      """
    return text
  }

  /// Finds the commands of two words, whose second is complete.
  private var zshPairs: String {
    pairs.map { command in
      "    \(Self.quoted(command.name))) if (( CURRENT > 2 )); then "
        + "command=\(Self.quoted(command.name)); shift words; (( CURRENT-- )); fi ;;"
    }.joined(separator: "\n")
  }

  private func zshSpecifications(_ command: CommandDescription) -> [String] {
    var result = command.allOptions.flatMap { option in
      var body = "[\(Self.zshEscaped(option.summary))]"
      if let name = option.valueName {
        body += ":\(Self.zshEscaped(name)):"
        body += zshAction(choices: option.choices, completes: option.completes)
      }
      let names = ["--\(option.long)"] + (option.short.map { ["-\($0)"] } ?? [])
      // An option that may be given once is not offered again under its other name either.
      let start = option.repeatable ? "*" : "(\(names.joined(separator: " ")))"
      // With "=" the value may follow after an equals sign or as the next word, with "+" it may
      // follow a letter at once.
      return names.map { name in
        let ending = option.isFlag ? "" : (name.hasPrefix("--") ? "=" : "+")
        return Self.quoted(start + name + ending + body)
      }
    }
    for (index, positional) in command.positionals.enumerated() {
      let place =
        positional.count.upperBound > 1
        ? "*" : (positional.count.lowerBound == 0 ? "\(index + 1):" : "\(index + 1)")
      let action = zshAction(choices: positional.choices, completes: positional.completes)
      result.append(Self.quoted("\(place):\(Self.zshEscaped(positional.name)):\(action)"))
    }
    return result
  }

  private func zshAction(choices: [String], completes: Completion) -> String {
    let words = words(choices: choices, completes: completes)
    let list = words.map(Self.zshEscaped).joined(separator: " ")
    switch completes {
    case .files where choices.isEmpty: return "_files"
    case .directories where choices.isEmpty: return "_files -/"
    case .scenarios where choices.isEmpty:
      return "_\(identifier)_scenarios"
    default: return words.isEmpty ? " " : "(\(list))"
    }
  }

  /// A text within a specification of `_arguments`, where colons and brackets have a meaning.
  private static func zshEscaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if ":[]\\() ".contains(character), character != " " { result += "\\" }
      result.append(character)
    }
  }
}
