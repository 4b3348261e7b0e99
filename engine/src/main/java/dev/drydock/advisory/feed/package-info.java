/// Advisory feeds fetched over HTTP into files; knows nothing of what is in them.
@NullMarked
package dev.drydock.advisory.feed;

import org.jspecify.annotations.NullMarked;
