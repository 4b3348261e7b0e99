/// What a builder wrote down about a build, beside the image that it made.
@NullMarked
package dev.drydock.origin.provenance;

import org.jspecify.annotations.NullMarked;
