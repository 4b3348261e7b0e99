package dev.drydock.server.alert.channel;

import dev.drydock.server.alert.AlertReplica;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What channels send with in tests, and how they are opened.
final class TestOutlets {
  private TestOutlets() {}

  /// Issues that are remembered as long as the object lives.
  static final class Memory implements Outlets.IssueMemory {
    final Map<String, String> issues = new HashMap<>();

    @Override
    public String issue(String marker) {
      return issues.getOrDefault(marker, "");
    }

    @Override
    public void remember(String marker, String issue) {
      issues.put(marker, issue);
    }
  }

  static Outlets of(AlertReplica replica, Memory memory) {
    return replica.get(Outlets.class).with(memory);
  }

  static Channel open(
      ChannelKind kind,
      @Nullable URI address,
      @Nullable String project,
      @Nullable String user,
      @Nullable String secret) {
    try {
      return kind.open(new ChannelSettings(address, List.of(), project, user, null, secret));
    } catch (InvalidChannelException e) {
      throw new AssertionError(e);
    }
  }

  static JsonNode json(String text) {
    return new JsonMapper().readTree(text);
  }
}
