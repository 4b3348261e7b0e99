package dev.drydock.server.alert.channel;

import dev.drydock.server.alert.AlertKind;
import dev.drydock.server.alert.Message;
import dev.drydock.server.alert.Message.Group;
import dev.drydock.server.alert.Message.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/// Messages to deliver.
final class TestMessages {
  static final String MARKER = "0123456789abcdef";

  private TestMessages() {}

  static Message of(String key, Group... groups) {
    return new Message(
        UUID.fromString(key),
        Instant.parse("2026-11-29T10:00:00Z"),
        false,
        "acme",
        "shop",
        "urgent <things>",
        List.of(groups),
        0);
  }

  static Group openssl() {
    return new Group(
        MARKER,
        "openssl (deb)",
        List.of(
            finding("CVE-2026-1", "critical", "act", "A & B <script>"),
            finding("CVE-2026-2", "high", "attend", "")),
        3,
        List.of("registry.example.com/cart:1.0", "registry.example.com/cart:1.1"),
        17);
  }

  static Item finding(String name, String severity, String priority, String text) {
    return new Item(
        AlertKind.NEW_FINDING,
        name,
        false,
        severity,
        priority,
        List.of("openssl 3.0.11-1"),
        List.of("3.0.14-1"),
        text,
        "");
  }

  static Group notice() {
    return new Group(
        "fedcba9876543210",
        "cart:1.0",
        List.of(
            new Item(
                AlertKind.END_OF_LIFE,
                null,
                false,
                null,
                "track",
                List.of(),
                List.of(),
                "Debian 11 gets no updates from 2026-12-31 on.",
                "Move to Debian 13.")),
        0,
        List.of(),
        0);
  }

  /// As many and as long as there can be.
  static Message enormous() {
    String long500 = String.join("", Collections.nCopies(500, "x"));
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      items.add(finding("CVE-2026-" + i, "low", "track", long500));
    }
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      groups.add(new Group("marker" + i, long500, items, 4_000, List.of(long500, long500), 90_000));
    }
    return new Message(
        UUID.fromString("00000000-0000-0000-0000-00000000000f"),
        Instant.parse("2026-11-29T10:00:00Z"),
        true,
        "acme",
        null,
        long500,
        groups,
        7);
  }
}
