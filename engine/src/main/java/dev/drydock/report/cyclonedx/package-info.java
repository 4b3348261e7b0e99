/// CycloneDX with the vulnerabilities in it.
@NullMarked
package dev.drydock.report.cyclonedx;

import org.jspecify.annotations.NullMarked;
