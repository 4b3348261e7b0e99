package dev.drydock.base.declaration;

import dev.drydock.attest.key.VerificationKey;
import dev.drydock.document.InvalidYamlException;
import dev.drydock.document.YamlNode;
import dev.drydock.document.YamlNode.Entry;
import dev.drydock.document.YamlReader;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import dev.drydock.policy.reading.Problem;
import dev.drydock.policy.reading.Reading;
import dev.drydock.policy.rule.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads `bases.yaml`, `docs/schema/bases-1.json`. Strict: what is not understood is an error, and
/// all errors are told at once.
///
/// ```yaml
/// bases: 1
/// registry: registry.example.org/bases
/// approval:
///   approvers: [{ name: alice@example.org, key: keys/alice.pub }]
/// families:
///   debian:
///     owner: platform@example.org
///     variants:
///       "12":
///         source: { dockerfile: debian/Dockerfile }
/// ```
public final class BasesReader {
  /// More than people write.
  private static final int MOST_BYTES = 1 << 20;

  private static final List<String> KEYS =
      List.of("bases", "registry", "approval", "evidence", "families");
  private static final List<String> OF_EVIDENCE = List.of("key");
  private static final List<String> OF_FAMILIES = List.of("owner", "description", "variants");

  private final Path directory;
  private final Reading reading;
  private final OwnPaths paths;
  private final Limits limits;

  private BasesReader(Path directory, Reading reading, Limits limits) {
    this.directory = directory;
    this.reading = reading;
    this.limits = limits;
    this.paths = new OwnPaths(directory, reading);
  }

  /// What a file declares.
  ///
  /// @throws IOException where the file itself cannot be read
  public static Bases read(Path file, Limits limits) throws IOException, InvalidBasesException {
    byte[] text = Bounded.readFile(file, MOST_BYTES);
    Path parent = file.toRealPath().getParent();
    if (parent == null) {
      throw new IOException(file + " lies in no directory");
    }
    List<Problem> problems = new ArrayList<>();
    String name = file.toString();
    Bases bases = null;
    try {
      YamlNode root = new YamlReader(limits).readPlaced(text, name);
      bases = new BasesReader(parent, new Reading(name, problems), limits).bases(root);
    } catch (InvalidYamlException e) {
      Source at = new Source(name, Math.max(1, e.line()), Math.max(1, e.column()));
      problems.add(new Problem(at, "this is no YAML: " + e.problem()));
    }
    if (bases == null || !problems.isEmpty()) {
      throw new InvalidBasesException(inOrder(problems, name));
    }
    return bases;
  }

  /// Those of the file itself first.
  private static List<Problem> inOrder(List<Problem> problems, String name) {
    List<Problem> ordered = new ArrayList<>(problems);
    ordered.sort(
        Comparator.comparing((Problem problem) -> !problem.source().file().equals(name))
            .thenComparing(problem -> problem.source().file())
            .thenComparingInt(problem -> problem.source().line())
            .thenComparingInt(problem -> problem.source().column()));
    return ordered;
  }

  private Bases bases(YamlNode root) {
    Map<String, Entry> keys = reading.mapping(root, "this file", KEYS);
    version(root, keys.get("bases"));
    reading.require(root.start(), "this file", keys, List.of("registry", "approval", "families"));
    String registry = registry(keys.get("registry"));
    PublicKeyReader publicKeys = new PublicKeyReader(reading, paths);
    ApprovalReader approvals = new ApprovalReader(reading, publicKeys);
    Approval approval = approvals.read(keys.get("approval"), null);
    VariantReader variants =
        new VariantReader(reading, paths, directory, limits, approvals, registry, approval);
    List<Family> families = new ArrayList<>();
    Entry entry = keys.get("families");
    if (entry != null) {
      for (Entry family : nonEmpty(entry, "families").values()) {
        families.add(family(family, variants));
      }
    }
    apart(families);
    return new Bases(
        directory, registry, approval, evidence(keys.get("evidence"), publicKeys), families);
  }

  private List<VerificationKey> evidence(@Nullable Entry entry, PublicKeyReader publicKeys) {
    if (entry == null) {
      return List.of();
    }
    Map<String, Entry> keys = reading.mapping(entry.value(), "evidence", OF_EVIDENCE);
    if (entry.value() instanceof YamlNode.Mapping) {
      reading.require(entry.start(), "evidence", keys, OF_EVIDENCE);
    }
    Entry key = keys.get("key");
    return key == null ? List.of() : publicKeys.read(key);
  }

  private void version(YamlNode root, @Nullable Entry entry) {
    if (entry == null) {
      reading.problem(
          root.start(), "this file begins with `bases: 1`, the version of its language");
      return;
    }
    String version = reading.text(entry.value(), "bases");
    if (version != null && !version.equals("1")) {
      reading.problem(
          entry.value().start(),
          "bases is "
              + Reading.shown(version)
              + ", and this Drydock knows 1; take a newer one, or write `bases: 1`");
    }
  }

  private String registry(@Nullable Entry entry) {
    String text = entry == null ? null : reading.text(entry.value(), "registry");
    if (entry == null || text == null) {
      return "";
    }
    try {
      ImageReference reference = ImageReference.parse(text + "/x");
      String path = reference.registry() + "/" + reference.repository();
      return path.substring(0, path.length() - 2);
    } catch (IllegalArgumentException _) {
      reading.problem(
          entry.value().start(),
          "registry is a host and a path below which bases lie, as in registry.example.org/bases,"
              + " here is "
              + Reading.shown(text));
      return "";
    }
  }

  private Map<String, Entry> nonEmpty(Entry entry, String what) {
    Map<String, Entry> entries = reading.mapping(entry.value(), what);
    if (entries.isEmpty() && entry.value() instanceof YamlNode.Mapping) {
      reading.problem(entry.value().start(), what + " is empty; name one");
    }
    return entries;
  }

  private Family family(Entry entry, VariantReader reader) {
    String name = entry.key();
    if (!Names.isFamily(name)) {
      reading.problem(
          entry.start(),
          Reading.shown(name)
              + " cannot name a family; take small letters, digits and dashes, as in debian");
    }
    Map<String, Entry> keys = reading.mapping(entry.value(), "a family", OF_FAMILIES);
    if (entry.value() instanceof YamlNode.Mapping) {
      reading.require(entry.start(), "a family", keys, List.of("owner", "variants"));
    }
    List<Variant> variants = new ArrayList<>();
    Entry listed = keys.get("variants");
    if (listed != null) {
      for (Entry variant : nonEmpty(listed, "variants").values()) {
        variants.add(reader.read(variant, name));
      }
    }
    return new Family(name, text(keys.get("owner")), text(keys.get("description")), variants);
  }

  private String text(@Nullable Entry entry) {
    String text = entry == null ? null : reading.text(entry.value(), entry.key());
    return text == null ? "" : text.strip();
  }

  /// No two variants may write the same tag.
  private void apart(List<Family> families) {
    Map<String, Variant> first = new HashMap<>();
    for (Family family : families) {
      for (Variant variant : family.variants()) {
        List<String> written = new ArrayList<>(variant.tags());
        written.add("candidate-" + variant.name());
        for (String tag : written) {
          Variant other = first.putIfAbsent(variant.repository() + ":" + tag, variant);
          if (other != null) {
            Source at = variant.at();
            reading.problem(
                new YamlNode.Mark(at.line(), at.column(), 0),
                variant.title()
                    + " and "
                    + other.title()
                    + (variant.tags().contains(tag)
                        ? " both move the tag " + tag + " of "
                        : " have the same name in ")
                    + variant.repository()
                    + "; give one of them another "
                    + (variant.tags().contains(tag) ? "tag" : "repository"));
          }
        }
      }
    }
  }
}
