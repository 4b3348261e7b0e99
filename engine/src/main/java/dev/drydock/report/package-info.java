/// Any value of the pipeline as a document: table, JSON, CycloneDX, SPDX.
@NullMarked
package dev.drydock.report;

import org.jspecify.annotations.NullMarked;
