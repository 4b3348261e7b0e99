package dev.drydock.server.alert.subscription;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A subscription as users see it, in the words in which they write it.
///
/// @param kinds all where it is empty; likewise `projects` and `environments`
record SubscriptionView(
    int id,
    int version,
    String title,
    String channel,
    List<String> kinds,
    List<String> projects,
    List<String> environments,
    String severity,
    String priority,
    boolean fixAvailable,
    String schedule,
    int hour,
    String weekday,
    String timeZone,
    SubscriptionRequest.@Nullable Quiet quietHours,
    boolean paused) {}
