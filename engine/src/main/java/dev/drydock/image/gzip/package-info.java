/// Inflates one gzip stream on several processors.
///
/// A deflate stream (RFC 1951) can only be read from its start: matches refer to the 32 KiB before
/// them. But where a block begins somewhere in the middle is found by trying, and a block can be
/// decoded without the bytes before it if every byte taken from there is left as a marker. After a
/// few hundred kilobytes hardly any real stream refers to unknown bytes any more; from then on the
/// JDK's native inflater goes on, told the last 32 KiB as its dictionary. The markers are filled in
/// when the chunk before is done.
@NullMarked
package dev.drydock.image.gzip;

import org.jspecify.annotations.NullMarked;
