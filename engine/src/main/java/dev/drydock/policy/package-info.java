/// The judgement of an image by rules: what stops it, what is only said, what is excused until
/// when.
@NullMarked
package dev.drydock.policy;

import org.jspecify.annotations.NullMarked;
