/// A figure over time, drawn as a line.
package struct LineSeries {
  /// A value at a time; nil where there is none, which leaves a gap.
  package struct Sample: Hashable, Sendable {
    /// The time.
    package let time: Double
    /// The value at that time.
    package let value: Double?

    package init(time: Double, value: Double?) {
      self.time = time
      self.value = value
    }
  }

  /// What it is called.
  package let name: String
  /// Its colour.
  package let colour: ChartColour
  /// Its mark, drawn at some of the samples.
  package var marker: ChartMarker?
  /// Whether the line is a row of dots.
  package var isDotted = false
  /// Its samples in order of time.
  package let samples: [Sample]

  package init(
    name: String, colour: ChartColour, marker: ChartMarker? = nil, isDotted: Bool = false,
    samples: [Sample]
  ) {
    self.name = name
    self.colour = colour
    self.marker = marker
    self.isDotted = isDotted
    self.samples = samples
  }

  /// Its entry in a legend.
  package var legend: (sample: Legend.Sample, name: String) {
    (.line(colour, marker, isDotted: isDotted), name)
  }

  /// Draws it, with about as many marks as asked for where it has values.
  package func draw(
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
  package var runs: [[(time: Double, value: Double)]] {
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
