/// Promotion of images from one repository to another: judged, copied by digest with all that lies
/// beside them, and attested.
@NullMarked
package dev.drydock.promotion;

import org.jspecify.annotations.NullMarked;
