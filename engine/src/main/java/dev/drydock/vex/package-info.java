/// VEX, the Vulnerability Exploitability eXchange: what makers of products say about the
/// vulnerabilities of these, read from OpenVEX, CSAF and CycloneDX documents and applied to
/// findings.
@NullMarked
package dev.drydock.vex;

import org.jspecify.annotations.NullMarked;
