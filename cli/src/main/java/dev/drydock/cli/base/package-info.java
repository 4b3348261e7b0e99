/// `drydock base`: candidates, what approvers decide about them, and which base fits. Knows its
/// workshop and its standing, `scan`, `signing` and `key`.
@NullMarked
package dev.drydock.cli.base;

import org.jspecify.annotations.NullMarked;
