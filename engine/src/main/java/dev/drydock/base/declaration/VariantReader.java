package dev.drydock.base.declaration;

import dev.drydock.document.YamlNode;
import dev.drydock.document.YamlNode.Entry;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.limits.Limits;
import dev.drydock.policy.reading.Reading;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the variants of families.
final class VariantReader {
  private static final List<String> KEYS =
      List.of(
          "source", "hardening", "tests", "policy", "support", "repository", "tags", "approval");

  private final Reading reading;
  private final OwnPaths paths;
  private final ApprovalReader approvals;
  private final SourceReader sources;
  private final String registry;
  private final Approval approval;

  /// @param registry `""` where it is wrong and told of
  /// @param approval that counts where a variant says nothing
  VariantReader(
      Reading reading,
      OwnPaths paths,
      Path directory,
      Limits limits,
      ApprovalReader approvals,
      String registry,
      Approval approval) {
    this.reading = reading;
    this.paths = paths;
    this.approvals = approvals;
    this.sources = new SourceReader(reading, paths, directory, limits);
    this.registry = registry;
    this.approval = approval;
  }

  Variant read(Entry entry, String family) {
    String name = entry.key();
    if (!Names.isVariant(name)) {
      reading.problem(
          entry.start(),
          Reading.shown(name)
              + " cannot name a variant; take letters, digits, dots and dashes, at most 64, as in"
              + " 12-slim");
    }
    Map<String, Entry> keys = reading.mapping(entry.value(), "a variant", KEYS);
    if (entry.value() instanceof YamlNode.Mapping) {
      reading.require(entry.start(), "a variant", keys, List.of("source"));
    }
    Entry policy = keys.get("policy");
    return new Variant(
        family,
        name,
        sources.read(keys.get("source")),
        new HardeningReader(reading).read(keys.get("hardening")),
        tests(keys.get("tests")),
        policy == null ? null : paths.file(policy.value(), "policy"),
        support(keys.get("support")),
        repository(keys.get("repository"), family),
        tags(keys.get("tags"), name),
        approvals.read(keys.get("approval"), approval),
        reading.source(entry.start()));
  }

  private List<Path> tests(@Nullable Entry entry) {
    return entry == null ? List.of() : reading.oneOrMore(entry.value(), "tests", true, paths::file);
  }

  private @Nullable LocalDate support(@Nullable Entry entry) {
    if (entry == null) {
      return null;
    }
    Map<String, Entry> keys = reading.mapping(entry.value(), "support", List.of("until"));
    if (entry.value() instanceof YamlNode.Mapping) {
      reading.require(entry.start(), "support", keys, List.of("until"));
    }
    Entry until = keys.get("until");
    String text = until == null ? null : reading.text(until.value(), "until");
    if (until == null || text == null) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException _) {
      reading.problem(
          until.value().start(),
          "until is the last day, as in 2028-06-30, here is " + Reading.shown(text));
      return null;
    }
  }

  private String repository(@Nullable Entry entry, String family) {
    String path = entry == null ? family : reading.text(entry.value(), "repository");
    if (path == null || registry.isEmpty()) {
      return "";
    }
    try {
      ImageReference reference = ImageReference.parse(registry + "/" + path);
      if (path.indexOf(':') < 0 && path.indexOf('@') < 0) {
        return reference.registry() + "/" + reference.repository();
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    if (entry != null) { // else the family's name is wrong, and told of
      reading.problem(
          entry.value().start(),
          "repository is a path below the registry, as in debian, here is " + Reading.shown(path));
    }
    return "";
  }

  private List<String> tags(@Nullable Entry entry, String variant) {
    if (entry == null) {
      return List.of(variant);
    }
    List<String> tags = new ArrayList<>();
    List<YamlNode> nodes = reading.oneOrMore(entry.value(), "tags", false, (node, _) -> node);
    for (YamlNode node : nodes) {
      String tag = reading.text(node, "a tag");
      if (tag == null) {
        continue;
      }
      if (!Names.isTag(tag)) {
        reading.problem(
            node.start(), Reading.shown(tag) + " is no tag (letters, digits, _ . -, at most 128)");
      } else if (tag.startsWith("candidate-") || tag.startsWith("sha256-")) {
        reading.problem(
            node.start(),
            Reading.shown(tag)
                + " would stand in the way of candidates or signatures; take another tag");
      } else if (tags.contains(tag)) {
        reading.problem(node.start(), Reading.shown(tag) + " stands twice; leave one of them");
      } else {
        tags.add(tag);
      }
    }
    return tags;
  }
}
