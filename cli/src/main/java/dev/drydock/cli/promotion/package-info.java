/// `drydock promote`: images that pass are copied to where they are deployed from. Knows `scan`,
/// `policy` and `signing`.
@NullMarked
package dev.drydock.cli.promotion;

import org.jspecify.annotations.NullMarked;
