package dev.drydock.base.testing;

import dev.drydock.base.testing.StructureTests.LicenceTest;
import dev.drydock.base.testing.StructureTests.Variable;
import dev.drydock.document.InvalidYamlException;
import dev.drydock.document.YamlNode;
import dev.drydock.document.YamlNode.Entry;
import dev.drydock.document.YamlReader;
import dev.drydock.limits.Limits;
import dev.drydock.policy.reading.Problem;
import dev.drydock.policy.reading.Reading;
import dev.drydock.policy.rule.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads container-structure-test's YAML. Strict: a test that is not understood would pass for one
/// that passes.
///
/// ```yaml
/// schemaVersion: 2.0.0
/// commandTests:
///   - name: the certificates are there
///     command: openssl
///     args: [version]
///     expectedOutput: [OpenSSL 3]
/// fileExistenceTests:
///   - { name: no apt, path: /usr/bin/apt, shouldExist: false }
/// ```
public final class StructureTestReader {
  /// More than people write.
  static final int MOST_BYTES = 1 << 20;

  private static final List<String> KEYS =
      List.of(
          "schemaVersion",
          "globalEnvVars",
          "commandTests",
          "fileExistenceTests",
          "fileContentTests",
          "metadataTest",
          "licenseTests",
          "containerRunOptions");

  private final Reading reading;
  private final List<String> notes = new ArrayList<>();

  private StructureTestReader(Reading reading) {
    this.reading = reading;
  }

  /// @param name of the file, for errors
  public static StructureTests read(byte[] text, String name, Limits limits)
      throws IOException, InvalidTestsException {
    List<Problem> problems = new ArrayList<>();
    StructureTests tests = null;
    if (text.length > MOST_BYTES) {
      throw new IOException(name + " is larger than " + (MOST_BYTES >> 20) + " MiB");
    }
    try {
      YamlNode root = new YamlReader(limits).readPlaced(text, name);
      tests = new StructureTestReader(new Reading(name, problems)).tests(root);
    } catch (InvalidYamlException e) {
      Source at = new Source(name, Math.max(1, e.line()), Math.max(1, e.column()));
      problems.add(new Problem(at, "this is no YAML: " + e.problem()));
    }
    if (tests == null || !problems.isEmpty()) {
      problems.sort(
          Comparator.comparingInt((Problem problem) -> problem.source().line())
              .thenComparingInt(problem -> problem.source().column()));
      throw new InvalidTestsException(problems);
    }
    return tests;
  }

  private StructureTests tests(YamlNode root) {
    Map<String, Entry> keys = reading.mapping(root, "a file of tests", KEYS);
    version(root, keys.get("schemaVersion"));
    Entry options = keys.get("containerRunOptions");
    if (options != null) {
      notes.add(
          reading.source(options.start())
              + ": containerRunOptions is not supported: commands run as the image's own user,"
              + " without more rights; leave it out");
    }
    Values values = new Values(reading);
    Entry globals = keys.get("globalEnvVars");
    List<Variable> variables = globals == null ? List.of() : values.variables(globals, false);
    FileTestReader files = new FileTestReader(reading, values);
    Entry metadata = keys.get("metadataTest");
    return new StructureTests(
        variables,
        each(keys.get("commandTests"), new CommandTestReader(reading, values)::read),
        each(keys.get("fileExistenceTests"), files::existence),
        each(keys.get("fileContentTests"), files::content),
        metadata == null ? null : new MetadataTestReader(reading, values).read(metadata),
        each(keys.get("licenseTests"), this::licence),
        notes);
  }

  private void version(YamlNode root, @Nullable Entry entry) {
    if (entry == null) {
      reading.problem(root.start(), "a file of tests begins with `schemaVersion: 2.0.0`");
      return;
    }
    String version = reading.text(entry.value(), "schemaVersion");
    if (version != null && !version.equals("2.0.0")) {
      reading.problem(
          entry.value().start(),
          "schemaVersion is "
              + Reading.shown(version)
              + ", and this Drydock knows 2.0.0; write the tests in its form");
    }
  }

  /// How one test is read; `null` for what is wrong and told of.
  @FunctionalInterface
  private interface TestOf<T> {
    @Nullable T read(YamlNode node);
  }

  private <T> List<T> each(@Nullable Entry entry, TestOf<T> test) {
    List<T> tests = new ArrayList<>();
    if (entry == null) {
      return tests;
    }
    if (!(entry.value() instanceof YamlNode.Sequence sequence)) {
      reading.problem(
          entry.value().start(), entry.key() + " is a list of tests, each begins with a dash");
      return tests;
    }
    for (YamlNode node : sequence.items()) {
      T read = test.read(node);
      if (read != null) {
        tests.add(read);
      }
    }
    return tests;
  }

  private LicenceTest licence(YamlNode node) {
    Map<String, Entry> keys =
        reading.mapping(node, "a test of licences", List.of("debian", "files"));
    Entry debian = keys.get("debian");
    Entry files = keys.get("files");
    return new LicenceTest(
        debian != null && Boolean.TRUE.equals(reading.truth(debian.value(), "debian")),
        files == null ? List.of() : reading.oneOrMore(files.value(), "files", true, reading::text));
  }
}
