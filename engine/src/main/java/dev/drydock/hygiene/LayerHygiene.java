package dev.drydock.hygiene;

import dev.drydock.cache.DamagedEntryException;
import dev.drydock.cache.EntryReader;
import dev.drydock.cache.EntryWriter;
import dev.drydock.cache.NotCacheableException;
import dev.drydock.cache.RecallableVisitor;
import dev.drydock.hygiene.Observation.Severity;
import dev.drydock.image.FileContent;
import dev.drydock.image.Layer;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import dev.drydock.secret.SecretKind;
import dev.drydock.secret.SecretText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is careless in one layer. Used by one thread.
final class LayerHygiene implements RecallableVisitor {
  private static final int SET_ID = 06000;
  private static final int STICKY = 01000;
  private static final int WRITABLE_BY_ALL = 0002;

  /// More secrets than a report can use.
  private static final int MOST_SECRETS = 200;

  /// More than images have of such files.
  private static final int MOST_REPLACED = 10_000;

  /// Caches below this are not worth a line.
  private static final long NOTABLE_CACHE = 1 << 20;

  private final Layer.Description layer;
  private final Limits limits;
  private final List<String> setId = new ArrayList<>();
  private final List<String> writable = new ArrayList<>();
  private final Map<PackageCache, Long> caches = new TreeMap<>();
  private final List<Secret> secrets = new ArrayList<>();

  /// Paths at which this layer has a file, or a link, that is called as secrets are: what a lower
  /// layer has there does not show.
  private final Set<String> replaced = new HashSet<>();

  /// Paths that this layer takes away from lower ones, directories with a slash at the end.
  private final Set<String> removed = new HashSet<>();

  /// @param file of the layer
  /// @param path of the file, or of the one in it that has the secret
  private record Secret(String file, String path, SecretKind kind) {}

  LayerHygiene(Layer.Description layer, Limits limits) {
    this.layer = layer;
    this.limits = limits;
  }

  int index() {
    return layer.index();
  }

  @Override
  public void visit(LayerEntry entry, FileContent content) throws IOException {
    if (entry.whiteout()) {
      whiteout(entry);
      return;
    }
    boolean file = entry.type() == LayerEntry.Type.FILE;
    boolean own = entry.type() != LayerEntry.Type.DIRECTORY && !SecretPaths.packaged(entry.path());
    if (own && replaced.size() < MOST_REPLACED && SecretPaths.usual(entry.path())) {
      replaced.add(entry.path());
    }
    if (!file && entry.type() != LayerEntry.Type.DIRECTORY) {
      return;
    }
    int mode = entry.mode();
    if (file && (mode & SET_ID) != 0 && entry.executable()) {
      setId.add(entry.path());
    }
    if ((mode & WRITABLE_BY_ALL) != 0 && (file || (mode & STICKY) == 0)) {
      writable.add(entry.path());
    }
    if (file && entry.size() > 0) {
      PackageCache cache = PackageCache.of(entry.path());
      if (cache != null) {
        caches.merge(cache, entry.size(), Long::sum);
      } else if (secrets.size() < MOST_SECRETS) {
        secrets(entry, content, own);
      }
    }
  }

  @Override
  public String kind() {
    return "hygiene";
  }

  /// Where secrets lie, never one of them.
  @Override
  public void write(EntryWriter out) throws NotCacheableException {
    out.texts(setId);
    out.texts(writable);
    out.texts(removed);
    out.texts(replaced);
    out.number(caches.size());
    for (Map.Entry<PackageCache, Long> cache : caches.entrySet()) {
      out.text(cache.getKey().name());
      out.number(cache.getValue());
    }
    out.number(secrets.size());
    for (Secret secret : secrets) {
      out.text(secret.file());
      out.text(secret.path());
      out.text(secret.kind().id());
    }
  }

  @Override
  public void recall(EntryReader in) throws DamagedEntryException {
    List<String> toldSetId = in.texts();
    List<String> toldWritable = in.texts();
    List<String> toldRemoved = in.texts();
    List<String> toldReplaced = in.texts();
    Map<PackageCache, Long> toldCaches = new TreeMap<>();
    int count = in.count();
    for (int i = 0; i < count; i++) {
      PackageCache cache = PackageCache.named(in.text());
      toldCaches.put(cache, in.number());
    }
    List<Secret> toldSecrets = new ArrayList<>();
    count = in.count();
    for (int i = 0; i < count; i++) {
      String file = in.text();
      String path = in.text();
      SecretKind kind = SecretKind.of(in.text());
      if (kind == null) {
        throw new DamagedEntryException("a secret is of no known kind");
      }
      toldSecrets.add(new Secret(file, path, kind));
    }
    in.end();
    setId.addAll(toldSetId);
    writable.addAll(toldWritable);
    removed.addAll(toldRemoved);
    replaced.addAll(toldReplaced);
    caches.putAll(toldCaches);
    secrets.addAll(toldSecrets);
  }

  private void secrets(LayerEntry entry, FileContent content, boolean own) throws IOException {
    String path = entry.path();
    if (ArchiveSecrets.named(path)) {
      if (own || SecretPaths.mayHaveApplications(path)) {
        for (ArchiveSecrets.Found found : ArchiveSecrets.in(content, path, limits)) {
          if (secrets.size() < MOST_SECRETS) {
            secrets.add(new Secret(path, found.path(), found.kind()));
          }
        }
      }
    } else if (own && SecretPaths.suspicious(path, entry.size())) {
      byte[] bytes = content.bytes(SecretPaths.LARGEST, path);
      for (SecretKind kind : SecretFiles.in(path, bytes, limits)) {
        secrets.add(new Secret(path, path, kind));
      }
    }
  }

  private void whiteout(LayerEntry entry) {
    String name = entry.name();
    String folder = entry.path().substring(0, entry.path().length() - name.length());
    if (name.equals(LayerEntry.OPAQUE_WHITEOUT)) {
      removed.add(folder);
    } else {
      removed.add(folder + name.substring(LayerEntry.WHITEOUT_PREFIX.length()));
    }
  }

  private boolean removes(String path) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (removed.contains(path.substring(0, slash))
          || removed.contains(path.substring(0, slash + 1))) {
        return true;
      }
    }
    return removed.contains(path);
  }

  /// @param upper the layers above this one
  List<Observation> observations(List<LayerHygiene> upper) {
    List<Observation> all = new ArrayList<>();
    for (Secret secret : secrets) {
      all.add(secret(secret, fate(secret.file(), upper)));
    }
    files(
        all,
        setId,
        "setuid",
        "runs with the rights of its owner, whoever starts it",
        "run with the rights of their owner, whoever starts them",
        "take the rights away that nobody needs: RUN find / -xdev -type f -perm /6000 -exec chmod"
            + " a-s {} +");
    files(
        all,
        writable,
        "world-writable",
        "can be changed by every user",
        "can be changed by every user",
        "take the right to write away: RUN chmod o-w PATH, or COPY --chmod=644");
    caches.forEach(
        (cache, bytes) -> {
          if (bytes >= NOTABLE_CACHE) {
            all.add(
                observation(
                    "package-cache",
                    Severity.LOW,
                    "%,d MB of %s are shipped that nobody needs at run time"
                        .formatted((bytes + 500_000) / 1_000_000, cache.title()),
                    cache.folder(),
                    1,
                    cache.remedy()));
          }
        });
    return all;
  }

  /// The lowest layer above in which the file is not what it is here, said with what became of it.
  private static @Nullable String fate(String path, List<LayerHygiene> upper) {
    for (LayerHygiene layer : upper) {
      if (layer.removes(path)) {
        return "layer " + layer.index() + " deletes it";
      }
      if (layer.replaced.contains(path)) {
        return "layer " + layer.index() + " replaces it";
      }
    }
    return null;
  }

  private Observation secret(Secret secret, @Nullable String fate) {
    String message = secret.kind().title() + " lies in " + secret.path();
    if (fate != null) {
      message += "; " + fate + ", and everyone who has the image still has it";
    }
    return observation(
        "secret/" + secret.kind().id(),
        Severity.HIGH,
        message,
        secret.path(),
        1,
        "revoke it, then keep it out of the image: RUN --mount=type=secret while building, the"
            + " environment or a mounted file while running, .dockerignore for what lies about");
  }

  /// @param one what is said of a single file
  /// @param several what is said of more
  private void files(
      List<Observation> all,
      List<String> paths,
      String rule,
      String one,
      String several,
      String remedy) {
    if (!paths.isEmpty()) {
      String some =
          paths.size() == 1
              ? paths.getFirst() + " " + one
              : paths.size() + " files " + several + ", such as " + paths.getFirst();
      all.add(observation(rule, Severity.LOW, some, paths.getFirst(), paths.size(), remedy));
    }
  }

  private Observation observation(
      String rule, Severity severity, String message, String path, int count, String remedy) {
    String createdBy = layer.createdBy();
    return new Observation(
        rule,
        severity,
        message,
        path,
        count,
        layer.index(),
        createdBy == null ? null : SecretText.withoutSecrets(createdBy),
        remedy);
  }
}
