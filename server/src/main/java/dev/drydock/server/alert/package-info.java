/// Who is told what, when and by which way: subscriptions, what they are told of, and its history.
@NullMarked
package dev.drydock.server.alert;

import org.jspecify.annotations.NullMarked;
