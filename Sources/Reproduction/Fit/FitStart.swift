/// Where a search starts: from the present values, or from the middle of the bounds.
package enum FitStart: String, CaseIterable { case current, middle }
