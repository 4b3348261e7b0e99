package dev.drydock.cli.cache;

import dev.drydock.cache.DirectoryStore;
import dev.drydock.cache.LayerCache;
import dev.drydock.cache.LayerStore;
import dev.drydock.cache.Seal;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.surroundings.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where one command finds what was found in layers before: the directory of this machine, and
/// those that the user shares with others.
public final class LayerCaches {
  private static final String SIZE = "DRYDOCK_CACHE_SIZE";
  private static final String KEY = "DRYDOCK_CACHE_KEY";
  private static final long DEFAULT_SIZE = 2L << 30;
  private static final int LARGEST = 256 << 20;

  private final @Nullable LayerCache cache;

  /// The stores, each with what the user calls it.
  private final Map<LayerStore, String> names;

  private int told;

  private LayerCaches(@Nullable LayerCache cache, Map<LayerStore, String> names) {
    this.cache = cache;
    this.names = names;
  }

  public static LayerCaches of(Surroundings surroundings, Invocation invocation) throws Failure {
    List<String> shared = invocation.values("--layer-cache");
    String build = surroundings.build();
    if (invocation.has("--no-cache")) {
      if (!shared.isEmpty()) {
        throw Failure.usage("--no-cache and --layer-cache contradict each other; leave one out");
      }
      return new LayerCaches(null, Map.of());
    }
    if (build == null) {
      return new LayerCaches(null, Map.of()); // classes that change while they run
    }
    Map<LayerStore, String> names = new LinkedHashMap<>();
    DirectoryStore own = own(surroundings, invocation);
    names.put(own, String.valueOf(directory(surroundings, invocation)));
    SharedStores stores = new SharedStores(surroundings, invocation);
    for (String one : shared) {
      LayerStore store = stores.of(one);
      if (store != null) {
        names.put(store, one);
      }
    }
    String secret = surroundings.environment().get(KEY);
    Seal seal =
        secret == null || secret.isEmpty()
            ? Seal.open()
            : Seal.keyed(secret.getBytes(StandardCharsets.UTF_8));
    LayerCache cache =
        new LayerCache(List.copyOf(names.keySet()), seal, build, mostBytes(), stores.threads());
    return new LayerCaches(cache, names);
  }

  /// Of one entry. It is in memory as a whole, beside what else a scan needs.
  private static int mostBytes() {
    return (int) Math.min(LARGEST, Runtime.getRuntime().maxMemory() / 8);
  }

  /// `null` where all layers are read.
  public @Nullable LayerCache cache() {
    return cache;
  }

  /// The one of this machine.
  static DirectoryStore own(Surroundings surroundings, Invocation invocation) throws Failure {
    // times of use are this machine's, also where reports are to have another one
    return new DirectoryStore(
        directory(surroundings, invocation), size(surroundings), InstantSource.system());
  }

  static Path directory(Surroundings surroundings, Invocation invocation) throws Failure {
    return surroundings.cacheDirectory(invocation.value("--cache-dir")).resolve("layers");
  }

  /// Bytes that each directory may have.
  static long size(Surroundings surroundings) throws Failure {
    String text = surroundings.environment().get(SIZE);
    if (text == null || text.isBlank()) {
      return DEFAULT_SIZE;
    }
    String upper = text.strip().toUpperCase(Locale.ROOT);
    int shift = upper.endsWith("GB") ? 30 : upper.endsWith("MB") ? 20 : -1;
    try {
      long number = Long.parseLong(upper.substring(0, Math.max(0, upper.length() - 2)).strip());
      if (shift > 0 && number >= 0 && number < 1 << 20) {
        return number << shift;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw Failure.usage(
        SIZE
            + " is '"
            + ErrorLine.oneLine(text)
            + "'; it can be a number and MB or GB, such as 2GB");
  }

  /// What is new of that kept a cache from its work, one line each.
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (cache != null) {
      List<LayerCache.Problem> problems = cache.problems();
      for (LayerCache.Problem problem : problems.subList(told, problems.size())) {
        notes.add(
            "layers are not "
                + (problem.writing() ? "kept in " : "taken from ")
                + names.get(problem.store())
                + ", so scans are slower: "
                + reason(problem.cause())
                + " (--no-cache does without)");
      }
      told = problems.size();
    }
    return notes;
  }

  /// Without the name of the entry, which tells nobody anything.
  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "it is not open to this user";
    }
    return cause instanceof FileSystemException failure && failure.getReason() != null
        ? ErrorLine.oneLine(failure.getReason())
        : ErrorLine.of(cause);
  }
}
