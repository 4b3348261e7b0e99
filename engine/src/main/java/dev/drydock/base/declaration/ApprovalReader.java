package dev.drydock.base.declaration;

import dev.drydock.attest.key.VerificationKey;
import dev.drydock.base.declaration.Approval.Approver;
import dev.drydock.document.YamlNode;
import dev.drydock.document.YamlNode.Entry;
import dev.drydock.policy.reading.Nearest;
import dev.drydock.policy.reading.Reading;
import dev.drydock.policy.rule.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads who may approve, for all bases or for one.
final class ApprovalReader {
  private static final List<String> KEYS = List.of("approvers", "required", "expires");
  private static final List<String> OF_APPROVERS = List.of("name", "key");

  private final Reading reading;
  private final PublicKeyReader publicKeys;

  /// Those of the whole file, by their names.
  private final Map<String, Approver> known = new LinkedHashMap<>();

  ApprovalReader(Reading reading, PublicKeyReader publicKeys) {
    this.reading = reading;
    this.publicKeys = publicKeys;
  }

  /// @param general what counts where nothing is said; `null` for the general one itself
  Approval read(@Nullable Entry entry, @Nullable Approval general) {
    if (entry == null) {
      return general == null ? new Approval(List.of(), 1, null) : general;
    }
    Map<String, Entry> keys = reading.mapping(entry.value(), "approval", KEYS);
    Entry listed = keys.get("approvers");
    if (general == null && listed == null && entry.value() instanceof YamlNode.Mapping) {
      reading.require(entry.start(), "approval", keys, List.of("approvers"));
    }
    List<Approver> approvers =
        listed != null ? approvers(listed) : general == null ? List.of() : general.approvers();
    Entry required = keys.get("required");
    int count = required != null ? required(required) : general == null ? 1 : general.required();
    if (!approvers.isEmpty() && count > approvers.size()) {
      reading.problem(
          required != null ? required.value().start() : entry.start(),
          count
              + " people have to approve, and only "
              + approvers.size()
              + " may; name more approvers, or require fewer");
    }
    Entry expires = keys.get("expires");
    Span span = expires != null ? expires(expires) : general == null ? null : general.expires();
    return new Approval(approvers, count, span);
  }

  private int required(Entry entry) {
    String text = reading.text(entry.value(), "required");
    if (text == null) {
      return 1;
    }
    boolean digits = text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || Integer.parseInt(text) < 1) {
      reading.problem(
          entry.value().start(),
          "required is how many people have to approve, 1 or more, here is " + Reading.shown(text));
      return 1;
    }
    return Integer.parseInt(text);
  }

  private @Nullable Span expires(Entry entry) {
    String text = reading.text(entry.value(), "expires");
    if (text == null) {
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
    }
    return span;
  }

  private List<Approver> approvers(Entry entry) {
    Map<String, Approver> own = new LinkedHashMap<>();
    List<YamlNode> nodes = reading.oneOrMore(entry.value(), "approvers", false, (node, _) -> node);
    for (YamlNode node : nodes) {
      Approver approver = node instanceof YamlNode.Scalar ? mentioned(node) : approver(node);
      if (approver != null && own.putIfAbsent(approver.name(), approver) != null) {
        reading.problem(
            node.start(),
            Reading.shown(approver.name())
                + " is named twice; a person counts once, and may have a list of keys");
      }
    }
    return List.copyOf(own.values());
  }

  private @Nullable Approver mentioned(YamlNode node) {
    String name = reading.text(node, "an approver");
    if (name == null) {
      return null;
    }
    Approver approver = known.get(name);
    if (approver == null) {
      reading.problem(
          node.start(),
          "no approver "
              + Reading.shown(name)
              + " is named further up"
              + (known.isEmpty() ? "" : Nearest.of(name, known.keySet()))
              + "; write `{ name: ..., key: ... }` for a new one");
    }
    return approver;
  }

  private @Nullable Approver approver(YamlNode node) {
    Map<String, Entry> keys = reading.mapping(node, "an approver", OF_APPROVERS);
    if (!(node instanceof YamlNode.Mapping)) {
      return null;
    }
    reading.require(node.start(), "an approver", keys, OF_APPROVERS);
    Entry named = keys.get("name");
    Entry key = keys.get("key");
    String name = named == null ? null : reading.text(named.value(), "name");
    if (name == null || key == null) {
      return null;
    }
    List<VerificationKey> verified = publicKeys.read(key);
    Approver approver = new Approver(name.strip(), verified);
    apart(approver, node);
    Approver before = known.putIfAbsent(approver.name(), approver);
    if (before != null && !before.keys().equals(approver.keys())) {
      reading.problem(
          node.start(),
          Reading.shown(name) + " has other keys further up; write the name alone here");
    }
    return approver;
  }

  /// One key for two people would let one of them count twice.
  private void apart(Approver approver, YamlNode node) {
    for (Approver other : known.values()) {
      if (!other.name().equals(approver.name())
          && other.keys().stream().anyMatch(approver.keys()::contains)) {
        reading.problem(
            node.start(),
            Reading.shown(approver.name())
                + " has a key of "
                + Reading.shown(other.name())
                + "; each person has keys of their own");
      }
    }
  }
}
