/// `drydock gate`: a scan judged by a policy. Knows `scan`, `policy` and what they know.
@NullMarked
package dev.drydock.cli.gate;

import org.jspecify.annotations.NullMarked;
