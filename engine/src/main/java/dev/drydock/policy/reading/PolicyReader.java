package dev.drydock.policy.reading;

import dev.drydock.limits.Bounded;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import dev.drydock.policy.bundle.PolicyReference;
import dev.drydock.policy.bundle.PolicySource;
import dev.drydock.policy.bundle.PolicySource.TrustedKey;
import dev.drydock.policy.bundle.RefusedBundleException;
import dev.drydock.policy.bundle.UnreachableBundleException;
import dev.drydock.policy.reading.PolicyFile.Said;
import dev.drydock.policy.reading.PolicyFile.WrittenApprover;
import dev.drydock.policy.reading.PolicyFile.WrittenBases;
import dev.drydock.policy.rule.ApprovedBases;
import dev.drydock.policy.rule.Downstream;
import dev.drydock.policy.rule.Policy;
import dev.drydock.policy.rule.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
  private static final int MOST_BYTES = PolicySource.MOST_BYTES;

  private static final int MOST_OF_KEY = 64 << 10;
  private static final String UNREADABLE_KEY =
      " cannot be read; it is a file, from where this one lies, or a public key in PEM form itself";

  private static final String PEM = "-----BEGIN ";

  private static final int MOST_FILES = 32;

  private final Limits limits;
  private final PolicySource source;
  private final List<Problem> problems = new ArrayList<>();

  /// Files that were read, and those that are being read.
  private final Set<String> begun = new LinkedHashSet<>();

  private final List<String> open = new ArrayList<>();

  /// Of those that were read.
  private final List<byte[]> texts = new ArrayList<>();

  private PolicyReader(Limits limits, PolicySource source) {
    this.limits = limits;
    this.source = source;
  }

  /// The policy of a file that extends files alone.
  ///
  /// @throws IOException where the file itself cannot be read
  public static Policy read(Path file, Limits limits) throws IOException, InvalidPolicyException {
    return read(file, limits, PolicySource.none());
  }

  /// The policy of a file.
  ///
  /// @param source gets what is extended from elsewhere
  /// @throws IOException where the file itself cannot be read; [UnreachableBundleException] where
  ///   something from elsewhere cannot be got
  public static Policy read(Path file, Limits limits, PolicySource source)
      throws IOException, InvalidPolicyException {
    return read(file, Bounded.readFile(file, MOST_BYTES), limits, source);
  }

  /// The policy of a file, were its text another one.
  public static Policy read(Path file, byte[] text, Limits limits, PolicySource source)
      throws IOException, InvalidPolicyException {
    return new PolicyReader(limits, source).policy(text, file.toString(), file);
  }

  /// All texts that the policy of a file is made of, those that it extends after it: where none of
  /// them has changed, it says the same.
  ///
  /// @param file `null` for the policy that counts where there is no other
  public static List<byte[]> texts(@Nullable Path file, Limits limits, PolicySource source)
      throws IOException, InvalidPolicyException {
    PolicyReader reader = new PolicyReader(limits, source);
    if (file == null) {
      reader.policy(builtInText(), BUILT_IN, null);
    } else {
      reader.policy(Bounded.readFile(file, MOST_BYTES), file.toString(), file);
    }
    return List.copyOf(reader.texts);
  }

  /// The policy of a text that lies in no directory, as those do that are fetched from elsewhere.
  public static Policy readBundle(String name, byte[] text, Limits limits, PolicySource source)
      throws IOException, InvalidPolicyException {
    return new PolicyReader(limits, source).policy(text, name, null);
  }

  /// A policy in several documents, each of which inherits from the one before it, as those of an
  /// organisation, a team and a project do on a server. The first inherits from the policy that
  /// comes along where it names no other; documents lie in no directory.
  ///
  /// @param chain the most general first; none for the policy that comes along
  public static Policy readChain(List<Document> chain, Limits limits, PolicySource source)
      throws IOException, InvalidPolicyException {
    PolicyReader reader = new PolicyReader(limits, source);
    Inheritance inheritance = new Inheritance(reader.problems);
    if (chain.isEmpty()) {
      reader.add(builtInText(), BUILT_IN, null, inheritance);
    }
    for (int i = 0; i < chain.size(); i++) {
      Document document = chain.get(i);
      byte[] text = document.text().getBytes(StandardCharsets.UTF_8);
      Heir heir = i == 0 ? Heir.OF_BUILT_IN : Heir.OF_THE_ONE_BEFORE;
      try {
        reader.add(text, document.name(), null, heir, inheritance);
      } catch (LimitExceededException e) {
        reader.problem(
            new Source(document.name(), 1, 1), "this is too much for a policy: " + e.getMessage());
      }
    }
    return reader.joined(inheritance);
  }

  /// From whom a document inherits without naming it.
  private enum Heir {
    OF_NOBODY,
    /// of the policy that comes along, where it names no other
    OF_BUILT_IN,
    OF_THE_ONE_BEFORE
  }

  /// One document of a chain.
  ///
  /// @param name for errors, without white space
  public record Document(String name, String text) {}

  /// The policy that counts where there is no other.
  public static Policy builtIn(Limits limits) throws IOException, InvalidPolicyException {
    return new PolicyReader(limits, PolicySource.none()).policy(builtInText(), BUILT_IN, null);
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
    return joined(inheritance);
  }

  private Policy joined(Inheritance inheritance) throws InvalidPolicyException {
    if (problems.isEmpty()) {
      inheritance.complete();
    }
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
    add(document, name, path, Heir.OF_NOBODY, inheritance);
  }

  private void add(
      byte[] document, String name, @Nullable Path path, Heir heir, Inheritance inheritance)
      throws IOException {
    String key = path == null ? name : path.toAbsolutePath().normalize().toString();
    begun.add(key);
    open.add(key);
    texts.add(document);
    List<Problem> own = new ArrayList<>();
    PolicyFile file = PolicyFileReader.read(document, name, heir != Heir.OF_NOBODY, limits, own);
    if (heir == Heir.OF_BUILT_IN && file.parents().isEmpty()) {
      add(builtInText(), BUILT_IN, null, inheritance);
    }
    for (PolicyFile.Parent parent : file.parents()) {
      parent(parent, file.keys(), path, inheritance);
    }
    problems.addAll(own);
    Said<WrittenBases> bases = file.settings().bases();
    inheritance.add(file, bases == null ? null : bases(bases, path), downstreams(file, path));
    open.removeLast();
  }

  private void parent(
      PolicyFile.Parent parent,
      List<PolicyFile.Parent> keys,
      @Nullable Path child,
      Inheritance inheritance)
      throws UnreachableBundleException {
    String name = parent.name();
    try {
      if (name.equals(BUILT_IN)) {
        if (!begun.contains(BUILT_IN)) {
          add(builtInText(), BUILT_IN, null, inheritance);
        }
      } else if (PolicyReference.isOne(name)) {
        bundle(parent, keys, child, inheritance);
      } else if (isAddress(name)) {
        problem(
            parent.source(),
            Reading.shown(name)
                + " cannot be extended; that can be files, oci://, git+https://, and "
                + BUILT_IN);
      } else if (child == null) {
        problem(
            parent.source(),
            Reading.shown(name)
                + " is a file, and this policy lies beside none; extend oci://, git+https:// or "
                + BUILT_IN);
      } else {
        Path path = child.resolveSibling(name);
        if (isNew(path.toAbsolutePath().normalize().toString(), parent)) {
          add(Bounded.readFile(path, MOST_BYTES), path.normalize().toString(), path, inheritance);
        }
      }
    } catch (UnreachableBundleException e) {
      throw e;
    } catch (LimitExceededException e) {
      problem(parent.source(), Reading.shown(name) + " is too large for a policy");
    } catch (IOException | InvalidPathException e) {
      problem(
          parent.source(),
          Reading.shown(name) + " cannot be read; check the path, which starts at this file");
    }
  }

  private boolean isNew(String key, PolicyFile.Parent parent) {
    if (open.contains(key)) {
      problem(
          parent.source(),
          Reading.shown(parent.name()) + " extends this file in turn; leave one out");
    } else if (begun.size() >= MOST_FILES) {
      problem(parent.source(), "more than " + MOST_FILES + " files are extended; join some");
    } else {
      return !begun.contains(key);
    }
    return false;
  }

  private void bundle(
      PolicyFile.Parent parent,
      List<PolicyFile.Parent> keys,
      @Nullable Path child,
      Inheritance inheritance)
      throws IOException {
    try {
      PolicyReference reference = PolicyReference.parse(parent.name());
      List<TrustedKey> trusted = new ArrayList<>();
      for (PolicyFile.Parent key : keys) {
        trusted.add(key(key, child));
      }
      if (isNew(reference.toString(), parent)) {
        byte[] document = source.fetch(reference, trusted);
        add(document, reference.toString(), null, inheritance);
      }
    } catch (IllegalArgumentException | RefusedBundleException e) {
      problem(parent.source(), Reading.shown(parent.name()) + " " + e.getMessage());
    }
  }

  private ApprovedBases bases(Said<WrittenBases> said, @Nullable Path path) {
    List<ApprovedBases.Approver> approvers = new ArrayList<>();
    for (WrittenApprover one : said.value().approvers()) {
      List<TrustedKey> keys = new ArrayList<>();
      for (PolicyFile.Parent key : one.keys()) {
        try {
          keys.add(read(key, one.name(), path));
        } catch (IllegalArgumentException e) {
          problem(key.source(), String.valueOf(e.getMessage()));
        }
      }
      approvers.add(new ApprovedBases.Approver(one.name(), keys));
    }
    WrittenBases written = said.value();
    return new ApprovedBases(
        written.registry(),
        written.repositories(),
        approvers,
        written.required(),
        written.expires(),
        said.source());
  }

  /// The ways with the keys that they name.
  private List<Downstream> downstreams(PolicyFile file, @Nullable Path path) {
    List<Downstream> ways = new ArrayList<>();
    for (PolicyFile.WrittenDownstream written : file.downstreams()) {
      List<Downstream.PublicKey> keys = new ArrayList<>();
      for (PolicyFile.Parent name : written.keys()) {
        byte[] content = keyContent(name.name(), path);
        if (content == null) {
          problem(name.source(), "the key " + Reading.shown(name.name()) + UNREADABLE_KEY);
        } else {
          boolean pem = name.name().startsWith(PEM);
          keys.add(new Downstream.PublicKey(pem ? "the policy's key" : name.name(), content));
        }
      }
      Downstream way = written.way();
      ways.add(
          new Downstream(
              way.from(), way.to(), way.require(), keys, way.maxAge(), way.key(), way.source()));
    }
    return ways;
  }

  /// @throws IllegalArgumentException where there is none
  private static TrustedKey key(PolicyFile.Parent key, @Nullable Path child) {
    try {
      return read(key, "policy-keys", child);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is not trusted: " + e.getMessage(), e);
    }
  }

  /// @param owner whose key it is, for errors
  /// @throws IllegalArgumentException where there is none
  private static TrustedKey read(PolicyFile.Parent key, String owner, @Nullable Path child) {
    String name = key.name();
    byte[] content = keyContent(name, child);
    if (content != null) {
      return new TrustedKey(name.startsWith(PEM) ? owner : name, content);
    }
    throw new IllegalArgumentException(
        "the key " + Reading.shown(name) + " of " + owner + UNREADABLE_KEY);
  }

  /// `null` where it cannot be read.
  private static byte @Nullable [] keyContent(String name, @Nullable Path child) {
    if (name.startsWith(PEM)) {
      return name.getBytes(StandardCharsets.US_ASCII);
    }
    try {
      return child == null ? null : Bounded.readFile(child.resolveSibling(name), MOST_OF_KEY);
    } catch (IOException | InvalidPathException _) {
      return null;
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
