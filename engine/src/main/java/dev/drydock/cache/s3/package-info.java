/// A store in a bucket of Amazon S3, or of what speaks its language.
@NullMarked
package dev.drydock.cache.s3;

import org.jspecify.annotations.NullMarked;
