package dev.drydock.server.connect;

import dev.drydock.image.registry.ImageReference;
import dev.drydock.server.connect.webhook.RegistryKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A registry that an organisation watches, as it is kept; its secrets are sealed.
///
/// @param registry `host[:port]`
/// @param plain whether it may be spoken to without TLS
/// @param user empty where anybody may read
/// @param password sealed
/// @param webhookSecret sealed; `null` where no webhook is believed
/// @param rules the first that matches counts
/// @param project of what no rule names; `null` where that is left alone
/// @param discovery minutes between two looks at the whole; `null` for none
/// @param failure of the last look; empty where it went well
@SuppressWarnings("ArrayRecordComponent") // rows are not compared
record Connection(
    int id,
    int organisation,
    String name,
    RegistryKind kind,
    String registry,
    boolean plain,
    String user,
    byte @Nullable [] password,
    byte @Nullable [] webhookSecret,
    List<Rule> rules,
    @Nullable String project,
    @Nullable Integer discovery,
    @Nullable Instant discoveredAt,
    String failure,
    int version) {
  Connection {
    rules = List.copyOf(rules);
  }

  /// Which project the repositories of a pattern belong to.
  record Rule(RepositoryPattern pattern, String project) {}

  Connection withRules(List<Rule> others) {
    return new Connection(
        id,
        organisation,
        name,
        kind,
        registry,
        plain,
        user,
        password,
        webhookSecret,
        others,
        project,
        discovery,
        discoveredAt,
        failure,
        version);
  }

  /// The project of a repository; empty where it is left alone.
  Optional<String> project(String repository) {
    for (Rule rule : rules) {
      if (rule.pattern().matches(repository)) {
        return Optional.of(rule.project());
      }
    }
    return Optional.ofNullable(project);
  }

  /// A repository of it, with a tag where there is one.
  ///
  /// @param tag empty for none
  /// @return empty where there can be no such thing
  Optional<ImageReference> reference(String repository, String tag) {
    try {
      ImageReference reference =
          ImageReference.parse(
              registry + "/" + repository + (tag.isEmpty() ? ":latest" : ":" + tag));
      return Optional.of(
          tag.isEmpty()
              ? new ImageReference(reference.registry(), reference.repository(), null, null)
              : reference);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Sealed values stay with the place that they were sealed for.
  String context(String what) {
    return context(organisation, name, what);
  }

  static String context(int organisation, String name, String what) {
    return "registry-connection/" + organisation + "/" + name + "/" + what;
  }

  /// Without what is secret.
  @Override
  public String toString() {
    return "Connection[" + name + ", " + kind.word() + ", " + registry + "]";
  }
}
