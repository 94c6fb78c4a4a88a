import Charts

/// Traffic, and what each deployment made of it, over time.
enum CourseSection {
  /// How many deployments are shown at once; others are shown when they are asked for.
  private static let shownAtOnce = 6

  /// What the runs of all deployments gave over time.
  static func courses(_ source: RunSource) -> [TimeCourse] {
    let table = source.summary
    return source.rows.indices.map { index in
      let first = table.rows.first {
        table.text($0, "deployment") == source.deployments[index]
      }
      let end = first.flatMap { table.number($0, "end_s") }
      return TimeCourse(source.timeline, source.windows[index], end: end ?? 0)
    }
  }

  static func html(_ source: RunSource, _ courses: [TimeCourse]) -> String {
    let figures = courses.enumerated().map { index, course in
      figure(course, source.deployments[index], number: index + 1)
    }
    let rest = figures.dropFirst(shownAtOnce).enumerated().map { place, figure in
      ReportPage.details(source.deployments[shownAtOnce + place], figure)
    }
    let more =
      rest.isEmpty
      ? "" : "<h3>Further deployments</h3>\n<div class=\"figures\">\n\(rest.joined())</div>\n"
    return ReportPage.section(
      "course", "Over time",
      note(courses, source) + "<div class=\"figures\">\n"
        + figures.prefix(shownAtOnce).joined() + "</div>\n" + more)
  }

  private static func note(_ courses: [TimeCourse], _ source: RunSource) -> String {
    let joined = courses.map(\.joined).max() ?? 1
    var text = "A request counts when it arrived, whenever it was answered."
    if joined > 1 {
      text +=
        " Up to \(joined) windows of timeline.csv are one point here: counts are added, levels and "
        + "means averaged, and of their percentiles the highest is shown."
    }
    if source.isReplicated {
      text += " This is the first of \(source.replications) replications."
    }
    return ReportPage.paragraph(text, "quiet")
  }

  /// The arrivals over time, which are the same for all deployments.
  static func traffic(_ course: TimeCourse) -> String {
    let title = "Requests that arrive"
    let chart = CourseChart(
      name: "arrivals", title: title, course: course,
      parts: [
        .init(
          title: "arrivals, 1/s", height: 150, columns: [(.arrivals, "arrivals a second")],
          per: course.length)
      ])
    return ReportPage.figure(
      title, svg: chart.svg(describing: "Arrivals a second over time."),
      values: table(title, course, [.time, .arrivals]))
  }

  private static func figure(_ course: TimeCourse, _ deployment: String, number: Int) -> String {
    let greatest = course.joined > 1 ? "highest " : ""
    let chart = CourseChart(
      name: "course-\(number)", title: deployment, course: course,
      parts: [
        .init(
          title: "latency, s", height: 140,
          columns: [(.mean, "mean")]
            + [(.p50, "p50"), (.p95, "p95"), (.p99, "p99")].map { ($0, greatest + $1) },
          isLogarithmic: true),
        .init(
          title: "instances", height: 84,
          columns: [(.instances, "instances"), (.inService, "requests in service")]),
        .init(title: "waiting", height: 60, columns: [(.queue, "requests waiting")]),
        .init(
          title: "failed, 1/s", height: 60, columns: [(.failed, "failed requests a second")],
          per: course.length),
      ])
    return ReportPage.figure(
      "\(number) \(deployment)",
      svg: chart.svg(
        describing: "Latency, instances, waiting and failed requests over time, a point a window."),
      values: table(deployment, course, TimeCourse.Column.allCases))
  }

  private static func table(
    _ label: String, _ course: TimeCourse, _ columns: [TimeCourse.Column]
  ) -> String {
    ReportPage.table(
      "\(label), over time", columns.map { ReportPage.Column(heading: $0.heading) },
      course.windows.map { window in columns.map { window.texts[$0.rawValue] } })
  }
}
