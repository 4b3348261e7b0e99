package dev.drydock.policy.reading;

import dev.drydock.limits.Bounded;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import dev.drydock.policy.rule.Policy;
import dev.drydock.policy.rule.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads policies with all that they inherit from. Strict: what is not understood is an error, and
/// all errors are told at once.
public final class PolicyReader {
  /// The name of the policy that comes along, to extend or where there is no other.
  public static final String BUILT_IN = "drydock:default";

  /// More than people write.
  private static final int MOST_BYTES = 1 << 20;

  private static final int MOST_FILES = 32;

  private final Limits limits;
  private final List<Problem> problems = new ArrayList<>();

  /// Files that were read, and those that are being read.
  private final Set<String> begun = new LinkedHashSet<>();

  private final List<String> open = new ArrayList<>();

  private PolicyReader(Limits limits) {
    this.limits = limits;
  }

  /// The policy of a file.
  ///
  /// @throws IOException where the file itself cannot be read
  public static Policy read(Path file, Limits limits) throws IOException, InvalidPolicyException {
    PolicyReader reader = new PolicyReader(limits);
    byte[] document = Bounded.readFile(file, MOST_BYTES);
    return reader.policy(document, file.toString(), file);
  }

  /// The policy of a file, were its text another one.
  public static Policy read(Path file, byte[] text, Limits limits)
      throws IOException, InvalidPolicyException {
    return new PolicyReader(limits).policy(text, file.toString(), file);
  }

  /// The policy that counts where there is no other.
  public static Policy builtIn(Limits limits) throws IOException, InvalidPolicyException {
    return new PolicyReader(limits).policy(builtInText(), BUILT_IN, null);
  }

  /// Its text.
  public static byte[] builtInText() throws IOException {
    try (InputStream in = PolicyReader.class.getResourceAsStream("default.yaml")) {
      if (in == null) {
        throw new IllegalStateException("the default policy is missing");
      }
      return Bounded.readAll(in, MOST_BYTES, BUILT_IN);
    }
  }

  /// @param path where it lies; `null` of what lies in no file
  private Policy policy(byte[] document, String name, @Nullable Path path)
      throws IOException, InvalidPolicyException {
    Inheritance inheritance = new Inheritance(problems);
    add(document, name, path, inheritance);
    if (!problems.isEmpty()) {
      throw new InvalidPolicyException(inOrder());
    }
    return inheritance.policy();
  }

  /// File by file, each from its top.
  private List<Problem> inOrder() {
    Map<String, List<Problem>> byFile = new LinkedHashMap<>();
    for (Problem problem : problems) {
      byFile.computeIfAbsent(problem.source().file(), _ -> new ArrayList<>()).add(problem);
    }
    List<Problem> ordered = new ArrayList<>();
    for (List<Problem> own : byFile.values()) {
      own.sort(
          Comparator.comparingInt((Problem problem) -> problem.source().line())
              .thenComparingInt(problem -> problem.source().column()));
      ordered.addAll(own);
    }
    return ordered;
  }

  private void add(byte[] document, String name, @Nullable Path path, Inheritance inheritance)
      throws IOException {
    String key = path == null ? name : path.toAbsolutePath().normalize().toString();
    begun.add(key);
    open.add(key);
    List<Problem> own = new ArrayList<>();
    PolicyFile file = PolicyFileReader.read(document, name, limits, own);
    for (PolicyFile.Parent parent : file.parents()) {
      parent(parent, path, inheritance);
    }
    problems.addAll(own);
    inheritance.add(file);
    open.removeLast();
  }

  private void parent(PolicyFile.Parent parent, @Nullable Path child, Inheritance inheritance) {
    String name = parent.name();
    try {
      if (name.equals(BUILT_IN)) {
        if (!begun.contains(BUILT_IN)) {
          add(builtInText(), BUILT_IN, null, inheritance);
        }
        return;
      }
      if (isAddress(name)) {
        problem(
            parent.source(),
            Reading.shown(name)
                + " is fetched from elsewhere; extends takes files, and "
                + BUILT_IN);
        return;
      }
      Path path = child == null ? Path.of(name) : child.resolveSibling(name);
      String key = path.toAbsolutePath().normalize().toString();
      if (open.contains(key)) {
        problem(parent.source(), Reading.shown(name) + " extends this file in turn; leave one out");
      } else if (begun.size() >= MOST_FILES) {
        problem(parent.source(), "more than " + MOST_FILES + " files are extended; join some");
      } else if (!begun.contains(key)) {
        add(Bounded.readFile(path, MOST_BYTES), path.normalize().toString(), path, inheritance);
      }
    } catch (LimitExceededException e) {
      problem(parent.source(), Reading.shown(name) + " is too large for a policy");
    } catch (IOException | InvalidPathException e) {
      problem(
          parent.source(),
          Reading.shown(name) + " cannot be read; check the path, which starts at this file");
    }
  }

  private static boolean isAddress(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("://") || lower.startsWith("git+") || lower.startsWith("drydock:");
  }

  private void problem(Source source, String message) {
    problems.add(new Problem(source, message));
  }
}
