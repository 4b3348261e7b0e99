package dev.drydock.report;

import dev.drydock.advisory.Advisories;
import dev.drydock.bom.Creation;
import dev.drydock.explain.Explanation;

/// An explanation, and what readers have to know of the advisories that it was made of.
public record ExplanationReport(
    Explanation explanation, Advisories.Metadata advisories, Creation creation) {}
