/// The engine's stages, called in their order for the images that the user names: `drydock scan`,
/// `plan`, `sbom` and `explain`. Knows what it scans with (`input`, `cache`, `database`,
/// `base.standing`) and where results go (`report`, `fleet`).
@NullMarked
package dev.drydock.cli.scan;

import org.jspecify.annotations.NullMarked;
