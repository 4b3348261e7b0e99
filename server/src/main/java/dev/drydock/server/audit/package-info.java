/// What was decided by whom: an append-only log that shows whether anything of it was changed.
@NullMarked
package dev.drydock.server.audit;

import org.jspecify.annotations.NullMarked;
