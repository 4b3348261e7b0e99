package dev.drydock.policy.reading;

import dev.drydock.document.YamlNode;
import dev.drydock.document.YamlNode.Entry;
import dev.drydock.policy.reading.PolicyFile.Parent;
import dev.drydock.policy.reading.PolicyFile.Said;
import dev.drydock.policy.reading.PolicyFile.WrittenApprover;
import dev.drydock.policy.reading.PolicyFile.WrittenBases;
import dev.drydock.policy.rule.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `bases` of a policy:
///
/// ```yaml
/// bases:
///   registry: registry.example.org/bases
///   approvers:
///     - { name: alice@example.org, key: keys/alice.pub }
///     - { name: bob@example.org, key: [keys/bob.pub, keys/bob-laptop.pub] }
///   required: 2
/// ```
final class ApprovedBasesReader {
  private static final List<String> KEYS =
      List.of("registry", "repositories", "approvers", "required", "expires");
  private static final List<String> OF_APPROVERS = List.of("name", "key");

  private final Reading reading;

  ApprovedBasesReader(Reading reading) {
    this.reading = reading;
  }

  /// `null` where something is wrong, and told.
  @Nullable Said<WrittenBases> read(Entry entry) {
    Map<String, Entry> keys = reading.mapping(entry.value(), entry.key(), KEYS);
    if (entry.value() instanceof YamlNode.Mapping) {
      reading.require(entry.start(), entry.key(), keys, List.of("registry", "approvers"));
    }
    Entry registry = keys.get("registry");
    Entry listed = keys.get("approvers");
    String named = registry == null ? null : reading.text(registry.value(), "registry");
    if (registry == null || named == null || listed == null) {
      return null;
    }
    if (!isRegistry(named)) {
      reading.problem(
          registry.value().start(),
          "registry is a host and a path, as in registry.example.org/bases, here is "
              + Reading.shown(named));
      return null;
    }
    List<WrittenApprover> approvers = approvers(listed);
    int required = required(keys.get("required"), approvers.size());
    Entry repositories = keys.get("repositories");
    return new Said<>(
        new WrittenBases(
            named,
            repositories == null ? List.of() : reading.texts(repositories.value(), "repositories"),
            approvers,
            required,
            expires(keys.get("expires"))),
        reading.source(entry.start()));
  }

  private static boolean isRegistry(String text) {
    int slash = text.indexOf('/');
    return slash > 0
        && slash < text.length() - 1
        && !text.endsWith("/")
        && text.indexOf('@') < 0
        && !text.contains("://")
        && text.lastIndexOf(':') < slash;
  }

  private List<WrittenApprover> approvers(Entry entry) {
    List<WrittenApprover> approvers = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlNode node :
        reading.<YamlNode>oneOrMore(entry.value(), entry.key(), false, (item, _) -> item)) {
      Map<String, Entry> keys = reading.mapping(node, "an approver", OF_APPROVERS);
      if (node instanceof YamlNode.Mapping) {
        reading.require(node.start(), "an approver", keys, OF_APPROVERS);
      }
      Entry named = keys.get("name");
      Entry key = keys.get("key");
      String name = named == null ? null : reading.text(named.value(), "name");
      if (named == null || name == null || key == null) {
        continue;
      }
      if (!names.add(name)) {
        reading.problem(
            named.value().start(),
            Reading.shown(name) + " stands twice; give all keys of one person as a list");
      }
      List<Parent> files = new ArrayList<>();
      for (YamlNode file :
          reading.<YamlNode>oneOrMore(key.value(), key.key(), false, (item, _) -> item)) {
        String text = reading.text(file, key.key());
        if (text != null) {
          files.add(new Parent(text, reading.source(file.start())));
        }
      }
      approvers.add(new WrittenApprover(name, files, reading.source(node.start())));
    }
    return approvers;
  }

  private int required(@Nullable Entry entry, int people) {
    String text = entry == null ? "1" : reading.text(entry.value(), entry.key());
    if (entry == null || text == null) {
      return 1;
    }
    int required =
        text.length() < 4 && text.chars().allMatch(c -> c >= '0' && c <= '9')
            ? Integer.parseInt(text)
            : 0;
    if (required < 1 || required > people) {
      reading.problem(
          entry.value().start(),
          "required is a number from 1 to that of the approvers, here is "
              + Reading.shown(text)
              + " of "
              + people);
      return 1;
    }
    return required;
  }

  private @Nullable Span expires(@Nullable Entry entry) {
    String text = entry == null ? null : reading.text(entry.value(), entry.key());
    if (entry == null || text == null) {
      return null;
    }
    Span span = Span.parse(text).orElse(null);
    if (span == null || span.length().isZero()) {
      reading.problem(
          entry.value().start(),
          "expires is how long an approval counts ("
              + Span.FORMS
              + "), here is "
              + Reading.shown(text));
      return null;
    }
    return span;
  }
}
