extension CommandDescription {
  /// The command that explains the others.
  static func help(program: String) -> CommandDescription {
    CommandDescription(
      name: "help", summary: "Explain the program or one of its commands",
      positionals: [
        .words("COMMAND", completes: .commands, "The command to explain; all are listed without")
      ],
      examples: [
        Example("\(program) help", "List the commands."),
        Example("\(program) help help", "Explain this command."),
      ])
  }

  /// The command that prints completion scripts.
  static func completion(program: String) -> CommandDescription {
    CommandDescription(
      name: "completion", summary: "Print a script that completes command lines in a shell",
      discussion: [
        "The script knows the commands and options of this version; print it anew after an update."
      ],
      positionals: [.required("SHELL", .choice(of: CompletionScript.Shell.self), "The shell")],
      examples: [
        Example(
          "source <(\(program) completion bash)", "Complete in this session; also in ~/.bashrc."),
        Example("source <(\(program) completion zsh)", "The same for zsh, after compinit."),
        Example(
          "\(program) completion fish > ~/.config/fish/completions/\(program).fish",
          "Complete in every new fish."),
      ])
  }
}

extension Command {
  /// The command that explains the others.
  static func help(of overview: Overview) -> Command {
    Command(.help(program: overview.name)) { arguments, console in
      if arguments.positionals.isEmpty {
        try console.write(overview.helpText(console))
        return .success
      }
      let name = arguments.positionals.joined(separator: " ")
      try console.write(overview.helpText(of: try overview.command(name), console))
      return .success
    }
  }

  /// The command that prints completion scripts.
  static func completion(
    of overview: Overview, names: @escaping @Sendable (Completion) -> [String]
  ) -> Command {
    Command(.completion(program: overview.name)) { arguments, console in
      guard
        let shell = arguments.positionals.first.flatMap(CompletionScript.Shell.init(rawValue:))
      else { preconditionFailure("The parser only lets the names of shells through.") }
      let script = CompletionScript(overview: overview, names: names)
      try console.write(script.text(for: shell))
      return .success
    }
  }
}
