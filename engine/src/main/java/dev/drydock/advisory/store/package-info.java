/// The advisories kept on one machine: opened, updated, exported, imported.
@NullMarked
package dev.drydock.advisory.store;

import org.jspecify.annotations.NullMarked;
