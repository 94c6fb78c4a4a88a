extension CompletionScript {
  /// The script for bash 3.2 (that of macOS) and later.
  var bash: String {
    let options = Overview.options.map { option in "--" + option.long }
    let words = Self.bashWords(firstWords + options)
    var text = """
      # Completion of \(overview.name) for bash.
      _\(identifier)() {
        local IFS=$'\\n' current option index plain= command first=2
        current=${COMP_WORDS[COMP_CWORD]}
        option=${COMP_WORDS[COMP_CWORD-1]}
        COMPREPLY=()
        # bash takes "--name=value" apart into three words.
        if [[ $current == = ]]; then
          current=
        elif [[ $option == = && $COMP_CWORD -gt 2 ]]; then
          option=${COMP_WORDS[COMP_CWORD-2]}
        fi
        if [[ $COMP_CWORD -eq 1 ]]; then
          COMPREPLY=($(compgen -W \(words) -- "$current"))
          return
        fi
        command=${COMP_WORDS[1]}
        case "$command ${COMP_WORDS[2]}" in
      \(bashPairs)
        esac
        for ((index = first; index < COMP_CWORD; index++)); do
          if [[ ${COMP_WORDS[index]} == -- ]]; then plain=yes option=; fi
        done
        case $command in

      """
    for command in overview.commands { text += bashCase(command) }
    text += """
        esac
      }
      complete -F _\(identifier) \(overview.name)

      """
    return text
  }

  /// Finds the commands of two words, whose second is complete.
  private var bashPairs: String {
    pairs.map { command in
      "      \(Self.quotedName(command))) if [[ $COMP_CWORD -gt 2 ]]; then "
        + "command=\(Self.quotedName(command)) first=3; fi ;;"
    }.joined(separator: "\n")
  }

  /// The name of a command as one word of a script.
  private static func quotedName(_ command: CommandDescription) -> String {
    command.words.count > 1 ? quoted(command.name) : command.name
  }

  private func bashCase(_ command: CommandDescription) -> String {
    var text = "    \(Self.quotedName(command)))\n      case $option in\n"
    for option in command.allOptions where !option.isFlag {
      let names = ["--\(option.long)"] + (option.short.map { ["-\($0)"] } ?? [])
      text += "        \(names.joined(separator: "|")))\n"
      text += bashReply(choices: option.choices, completes: option.completes, indentation: 10)
      text += "          return ;;\n"
    }
    let options = command.allOptions.flatMap { option in
      ["--\(option.long)"] + (option.short.map { ["-\($0)"] } ?? [])
    }
    text += "      esac\n"
    text += "      if [[ -z $plain && $current == -* ]]; then\n"
    text += "        COMPREPLY=($(compgen -W \(Self.bashWords(options)) -- \"$current\"))\n"
    text += "        return\n"
    text += "      fi\n"
    let further = secondWords(after: command.name)
    if !further.isEmpty {
      text += "      if [[ $COMP_CWORD -eq 2 ]]; then\n"
      text += bashReply(choices: further, completes: .nothing, indentation: 8)
      text += "      fi\n"
    }
    if let positional = command.positionals.last {
      text += bashReply(
        choices: positional.choices, completes: positional.completes, indentation: 6)
    }
    return text + "      ;;\n"
  }

  private func bashReply(choices: [String], completes: Completion, indentation: Int) -> String {
    let margin = String(repeating: " ", count: indentation)
    var text = ""
    let words = words(choices: choices, completes: completes)
    if !words.isEmpty {
      text += "\(margin)COMPREPLY+=($(compgen -W \(Self.bashWords(words)) -- \"$current\"))\n"
    }
    let files: String? =
      switch completes {
      case .files, .scenarios: "-f"
      case .directories: "-d"
      case .nothing, .commands, .catalog, .platforms: nil
      }
    if choices.isEmpty, let files {
      text += "\(margin)compopt -o filenames 2>/dev/null\n"
      text += "\(margin)COMPREPLY+=($(compgen \(files) -- \"$current\"))\n"
    }
    return text
  }

  /// Words for `compgen -W`, which splits them at the line feeds of IFS.
  private static func bashWords(_ words: [String]) -> String {
    quoted(words.joined(separator: "\n"))
  }
}
