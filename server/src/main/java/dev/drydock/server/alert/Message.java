package dev.drydock.server.alert;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One delivery, the same at each of its attempts.
///
/// @param key goes along to the receiver, so that a repetition can be known
/// @param sample whether it only shows what messages look like
/// @param team `null` where the organisation itself is told
/// @param subscription its title
/// @param groups what is to be done, most urgent first
/// @param leftOut how many more groups there are
public record Message(
    UUID key,
    Instant madeAt,
    boolean sample,
    String organisation,
    @Nullable String team,
    String subscription,
    List<Group> groups,
    int leftOut) {
  public Message {
    groups = List.copyOf(groups);
  }

  /// What one action settles.
  ///
  /// @param marker the same for the same owner and action, in all messages
  /// @param subject what is to be updated, or what a notice is about
  /// @param items most urgent first
  /// @param leftOut how many more items there are
  /// @param images the names of the first few
  /// @param imageCount of how many it is
  public record Group(
      String marker,
      String subject,
      List<Item> items,
      int leftOut,
      List<String> images,
      int imageCount) {
    public Group {
      items = List.copyOf(items);
      images = List.copyOf(images);
    }
  }

  /// One new thing.
  ///
  /// @param vulnerability its name; `null` in a notice
  /// @param cameBack whether it had been gone before
  /// @param severity word; `null` in a notice
  /// @param priority word
  /// @param components what has it: `openssl 3.0.11-1~deb12u2`
  /// @param fixedIn versions; empty where no fix is known
  /// @param text one sentence about it; may be empty
  /// @param action one sentence about what to do, of a notice; empty of a finding
  public record Item(
      AlertKind kind,
      @Nullable String vulnerability,
      boolean cameBack,
      @Nullable String severity,
      String priority,
      List<String> components,
      List<String> fixedIn,
      String text,
      String action) {
    public Item {
      components = List.copyOf(components);
      fixedIn = List.copyOf(fixedIn);
    }
  }
}
