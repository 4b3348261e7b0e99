/// News that is no finding, for alerts to tell: rows in one table that every capability may write.
@NullMarked
package dev.drydock.server.notice;

import org.jspecify.annotations.NullMarked;
