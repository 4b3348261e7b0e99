/// From changes of findings and notices to things that somebody is to be told.
@NullMarked
package dev.drydock.server.alert.making;

import org.jspecify.annotations.NullMarked;
