/// Records of [OSV](https://ossf.github.io/osv-schema/) read from files; knows nothing of networks.
@NullMarked
package dev.drydock.advisory.osv;

import org.jspecify.annotations.NullMarked;
