/// Texts that people keep in version control, and changes of them that leave every other character
/// as it was.
@NullMarked
package dev.drydock.text;

import org.jspecify.annotations.NullMarked;
