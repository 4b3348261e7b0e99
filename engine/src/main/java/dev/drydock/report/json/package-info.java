/// The JSON of `scan` and `sbom`: `docs/schema/scan-1.json` is its schema.
@NullMarked
package dev.drydock.report.json;

import org.jspecify.annotations.NullMarked;
