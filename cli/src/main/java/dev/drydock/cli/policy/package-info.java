/// Policies: got, kept and told; `drydock policy` and `drydock except`. Judging images is `gate`'s.
/// Knows `fleet` and `key`, `surroundings` and what is below.
@NullMarked
package dev.drydock.cli.policy;

import org.jspecify.annotations.NullMarked;
