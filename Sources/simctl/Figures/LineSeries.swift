/// A figure over time, drawn as a line.
struct LineSeries {
  /// A value at a time; nil where there is none, which leaves a gap.
  struct Sample: Hashable, Sendable {
    /// The time.
    let time: Double
    /// The value at that time.
    let value: Double?
  }

  /// What it is called.
  let name: String
  /// Its colour.
  let colour: ChartColour
  /// Its mark, drawn at some of the samples.
  var marker: ChartMarker?
  /// Whether the line is a row of dots.
  var isDotted = false
  /// Its samples in order of time.
  let samples: [Sample]

  /// Its entry in a legend.
  var legend: (sample: Legend.Sample, name: String) {
    (.line(colour, marker, isDotted: isDotted), name)
  }

  /// Draws it, with about as many marks as asked for where it has values.
  func draw(
    in panel: Panel, time: Scale, values: Scale, marks: Int = 9, of chart: inout Chart
  ) {
    let runs = runs.map { run in
      run.map { Point(panel.x($0.time, on: time), panel.y($0.value, on: values)) }
    }
    chart.canvas.lines(
      through: runs, "line \(colour.rawValue)" + (isDotted ? " dotted" : ""))
    guard let marker else { return }
    let every = max(1, samples.count / max(1, marks))
    for (index, sample) in samples.enumerated() where index % every == every / 2 {
      guard let value = sample.value else { continue }
      let place = Point(panel.x(sample.time, on: time), panel.y(value, on: values))
      chart.mark(marker, at: place, colour)
    }
  }

  /// The samples that have values, cut where one has none.
  var runs: [[(time: Double, value: Double)]] {
    var runs: [[(time: Double, value: Double)]] = []
    var isOpen = false
    for sample in samples {
      guard let value = sample.value else {
        isOpen = false
        continue
      }
      if !isOpen { runs.append([]) }
      runs[runs.count - 1].append((sample.time, value))
      isOpen = true
    }
    return runs
  }
}
