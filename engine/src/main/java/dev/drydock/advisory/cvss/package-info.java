/// Tables of CVSS vectors and scores that stand beside the feeds.
@NullMarked
package dev.drydock.advisory.cvss;

import org.jspecify.annotations.NullMarked;
