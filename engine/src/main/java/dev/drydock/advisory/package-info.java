/// What is known to be vulnerable: advisories in OSV's words, KEV and EPSS, compiled to one index.
@NullMarked
package dev.drydock.advisory;

import org.jspecify.annotations.NullMarked;
