/// Red Hat's security data: one CSAF VEX document for each CVE.
@NullMarked
package dev.drydock.advisory.redhat;

import org.jspecify.annotations.NullMarked;
