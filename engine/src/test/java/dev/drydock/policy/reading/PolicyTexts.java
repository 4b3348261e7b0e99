package dev.drydock.policy.reading;

import dev.drydock.limits.Limits;
import dev.drydock.policy.rule.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Policies of tests, each a file of its own.
public final class PolicyTexts {
  private PolicyTexts() {}

  /// The policy of a text that is right.
  public static Policy policy(String text) {
    try {
      Path file = Files.createTempFile("policy", ".yaml");
      try {
        Files.writeString(file, text);
        return PolicyReader.read(file, Limits.defaults());
      } catch (InvalidPolicyException e) {
        throw new AssertionError(e.problems().toString(), e);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The policy of some rules.
  public static Policy rules(String... rules) {
    return policy("policy: 1\nrules:\n  " + String.join("\n  ", rules) + "\n");
  }

  /// All mistakes of a policy; those of a text by itself as `line:column: message`.
  static List<String> problems(Path file) throws IOException {
    try {
      PolicyReader.read(file, Limits.defaults());
      return List.of();
    } catch (InvalidPolicyException e) {
      return e.problems().stream()
          .map(
              problem ->
                  problem
                      .toString()
                      .replace(file.toString() + ":", "")
                      .replace(file.resolveSibling("").toString() + "/", ""))
          .toList();
    }
  }
}
