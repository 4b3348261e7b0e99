/// `drydock init`: the first files of a project, its pipeline and its Dockerfile. Knows `base`,
/// which offers what to build upon, and `scan`.
@NullMarked
package dev.drydock.cli.init;

import org.jspecify.annotations.NullMarked;
