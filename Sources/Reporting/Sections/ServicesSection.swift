import Charts
import Platforms

/// The services of deployments that have several, or whose clients send again.
enum ServicesSection {
  static func html(_ source: RunSource) -> String {
    guard let services = source.services, !services.rows.isEmpty else { return "" }
    let headings: [ReportPage.Column] =
      [
        .init(heading: "deployment", isNumber: false), .init(heading: "service", isNumber: false),
      ] + FigureColumn.all.map { .init(heading: $0.heading) } + [.init(heading: "in use")]
    let rows = services.rows.map { row in
      [services.table.text(row, "deployment"), services.table.text(row, "service")]
        + FigureColumn.all.map { $0.text(services.table, row) }
        + [services.table.number(row, "utilisation").map { FigureText.percent($0) } ?? "–"]
    }
    let note = ReportPage.paragraph(
      "Requests as they came to each service"
        + (source.isReplicated ? ", in the first replication." : "."), "quiet")
    return ReportPage.section(
      "services", "Services", note + ReportPage.table("Services", headings, rows, heads: 2))
  }
}
