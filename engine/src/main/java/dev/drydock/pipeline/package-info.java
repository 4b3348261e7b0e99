/// What `drydock init` writes: the pipeline of a repository, for the CI system that it has.
///
/// One script does the work, `ci/drydock.sh`, so that the same thing runs everywhere and at a desk;
/// what a CI system gets calls it. A further one is a template beside `drydock.sh` and a line in
/// [dev.drydock.pipeline.CiSystem#builtIn].
@NullMarked
package dev.drydock.pipeline;

import org.jspecify.annotations.NullMarked;
