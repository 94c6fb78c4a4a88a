import Charts
import Documents
import Platforms
import Studies

/// A page that shows a folder of results: one file that asks nothing of any network.
package enum Report {
  /// The name under which a report stands in the folder that it shows.
  package static let name = ResultFiles.reportName

  /// The page of a folder.
  ///
  /// - Parameters:
  ///   - folder: the files of a run, a comparison, a sweep or a plan.
  ///   - catalog: the catalog of this program, for the sources of values.
  /// - Returns: HTML.
  /// - Throws: `StudyError` when the folder is none of these, is incomplete, or was written by
  ///   another version.
  package static func html(
    _ folder: ReportFolder, _ catalog: Catalog
  ) throws(StudyError) -> String {
    if folder.has(RunRecordFile.name) { return run(try RunSource(folder), catalog) }
    if folder.has(SweepRecord.name) { return SweepPage.html(try SweepSource(folder)) }
    if folder.has(PlanFiles.recordName) { return PlanPage.html(try PlanSource(folder)) }
    throw StudyError(
      "\(Quoted.text(folder.name)) has neither \(RunRecordFile.name) nor \(SweepRecord.name) nor "
        + PlanFiles.recordName,
      advice:
        "Give a folder that 'simctl run --out', 'simctl sweep --out' or 'simctl plan --out' has "
        + "written; that of a run is DIR/SCENARIO.")
  }

  private static func run(_ source: RunSource, _ catalog: Catalog) -> String {
    let sections = [
      ("deployments", "Deployments"), ("services", "Services"), ("comparison", "Comparison"),
      ("plan", "Plan"),
      ("figures", "Traffic, latency, success and cost"), ("course", "Over time"),
      ("differences", "Differences"), ("origin", "Where this comes from"),
    ]
    let courses = CourseSection.courses(source)
    let traffic = courses.first.map { CourseSection.traffic($0) } ?? ""
    let body =
      DeploymentsSection.html(source) + ServicesSection.html(source)
      + ComparisonSection.html(source)
      + FiguresSection.html(source, traffic: traffic) + CourseSection.html(source, courses)
      + ComparisonSection.differences(source) + OriginSection.html(source, catalog)
    let links = sections.filter { body.contains("<section id=\"\($0.0)\">") }.map {
      "<li><a href=\"#\($0.0)\">\($0.1)</a></li>"
    }
    return ReportPage.document(
      title: "\(source.scenario), simulated",
      "<h1>\(MarkupText.escaped(source.scenario))</h1>\n"
        + (source.about.isEmpty ? "" : ReportPage.paragraph(source.about, "about"))
        + "<nav aria-label=\"Contents\"><ul>\(links.joined())</ul></nav>\n" + body)
  }
}
