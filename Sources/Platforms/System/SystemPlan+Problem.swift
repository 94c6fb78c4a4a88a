import Documents
import SimCore

/// A plan of a system that has no meaning.
public struct SystemPlanError: Error, Hashable, CustomStringConvertible {
  /// Why, as a sentence without a full stop.
  public let reason: String

  /// What went wrong, as a sentence without a full stop.
  public var description: String { "the system cannot be: \(reason)" }
}

extension SystemPlan {
  /// What of the plan has no meaning, as a sentence without a full stop; nil where all of it has.
  public var problem: String? { problemOfServices ?? problemOfAccounts ?? problemOfStages }

  private var problemOfServices: String? {
    if services.isEmpty { return "it has no services" }
    var names: Set<String> = []
    for service in services {
      if !names.insert(service.name).inserted {
        return "two services have the name \(Excerpt.quoted(service.name))"
      }
      if let problem = service.capacity.plan.problem { return "\(name(service)): \(problem)" }
      // A trace belongs to the system, and which of its requests come to a service is not known.
      if !service.latency.columnTimes.isEmpty {
        return "\(name(service)): columns of a trace add to its service time"
      }
      if service.client.retries != nil && !service.drawsAlone {
        return "\(name(service)): its clients send again, which is for its stage to say"
      }
    }
    return nil
  }

  private var problemOfAccounts: String? {
    var taken: Set<Int> = []
    for account in accounts {
      if account.members.isEmpty { return "an account has no members" }
      if let limit = account.limit, limit < 1 {
        return "an account has a limit of \(limit) requests, and needs 1 at least"
      }
      for member in account.members {
        if let problem = problem(ofIndex: member, in: "an account") { return problem }
        if !taken.insert(member).inserted {
          return "\(name(services[member])) is a member of an account twice, or of two accounts"
        }
      }
    }
    return nil
  }

  private var problemOfStages: String? {
    if stages.isEmpty { return "it has no stage" }
    if stepPrice < .zero { return "a step costs less than nothing" }
    for (index, stage) in stages.enumerated() {
      if let problem = problem(of: stage.router, "stage \(index)") { return problem }
      if let problem = stage.retry?.problem { return "stage \(index) \(problem)" }
    }
    return nil
  }

  private func problem(of stage: Router, _ stageName: String) -> String? {
    if stage.services.isEmpty { return "\(stageName) has no services" }
    var seen: Set<Int> = []
    for service in stage.services {
      if let problem = problem(ofIndex: service, in: stageName) { return problem }
      if !seen.insert(service).inserted {
        return "\(stageName) names \(name(services[service])) twice"
      }
    }
    switch stage {
    case .weighted(let choices):
      let weights = choices.map(\.weight)
      if let weight = weights.first(where: { !($0 >= 0) }) {
        return "a weight of \(stageName) is \(weight), and must be zero or above"
      }
      let sum = weights.reduce(0, +)
      if !sum.isFinite { return "the weights of \(stageName) have no finite sum" }
      if sum == 0 { return "all weights of \(stageName) are zero" }
    case .overflow(_, let wait?):
      if wait < .zero { return "\(stageName) lets requests wait for less than no time" }
      for service in stage.services.dropLast() {
        if let batch = services[service].client.batch, batch.wait >= wait {
          return "\(stageName) withdraws requests before the clients of "
            + "\(name(services[service])) have sent them"
        }
      }
    case .overflow(_, nil), .firstWithRoom: break
    }
    return nil
  }

  private func problem(ofIndex index: Int, in place: String) -> String? {
    services.indices.contains(index)
      ? nil : "\(place) names service \(index), and there are \(services.count) from 0"
  }

  private func name(_ service: ServicePlan) -> String {
    "service \(Excerpt.quoted(service.name))"
  }
}
