package dev.drydock.image.layer;

import dev.drydock.image.FileContent;
import dev.drydock.image.HeapContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.image.chunk.PulledChunks;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the members of an archive of images are: a tar of manifests, configs and layers.
///
/// Made in one pass. What turns out to be the tar of a root file system is not read to its end.
public final class TarIndex {
  /// Members that are remembered; archives of images have a few dozen.
  private static final int MAX_MEMBERS = 50_000;

  /// Documents that are kept while a stream passes by: one of them, and all of them.
  private static final int KEPT_DOCUMENT = 4 << 20;

  private static final int KEPT_TOTAL = 32 << 20;
  private static final int CHUNK = 64 << 10;

  /// Directories that show that a tar is one of a root file system.
  private static final Set<String> ROOTS =
      Set.of(
          "bin",
          "boot",
          "dev",
          "etc",
          "home",
          "lib",
          "lib32",
          "lib64",
          "libx32",
          "media",
          "mnt",
          "opt",
          "proc",
          "root",
          "run",
          "sbin",
          "srv",
          "sys",
          "tmp",
          "usr",
          "var",
          "nix",
          "app",
          "apps",
          "workspace",
          "layers",
          "cnb",
          "data",
          "Files",
          "Hives",
          "UtilityVM");

  /// So many of them, and nothing of an archive, leave no doubt.
  private static final int ENOUGH_ROOTS = 3;

  private final Map<String, Member> members = new HashMap<>();
  private final Set<String> roots = new HashSet<>();
  private final boolean whole;
  private int entries;
  private int kept;
  private boolean whiteouts;
  private boolean archive;

  /// One member.
  ///
  /// @param offset of its content, in the uncompressed tar
  /// @param link as in [LayerEntry]
  /// @param content where it can be read at any time; `null` where it passed by
  public record Member(
      LayerEntry.Type type,
      long offset,
      long size,
      @Nullable String link,
      @Nullable FileContent content) {}

  private TarIndex(boolean whole) {
    this.whole = whole;
  }

  /// Of a tar that is read by seeking.
  ///
  /// @param whole whether it is an archive of images for sure, and is read to its end in any case
  public static TarIndex of(FileRegion region, boolean whole, String what, Limits limits)
      throws IOException, InterruptedException {
    TarIndex index = new TarIndex(whole);
    index.read(new SeekableTar(region), what, limits);
    return index;
  }

  /// Of a tar that passes by; short documents are kept.
  public static TarIndex of(InputStream in, boolean whole, String what, Limits limits)
      throws IOException, InterruptedException {
    TarIndex index = new TarIndex(whole);
    PulledChunks chunks = new PulledChunks(in, CHUNK);
    index.read(new StreamedTar(chunks, limits.fileBytes(), what), what, limits);
    return index;
  }

  /// By path; those that Macs add are not there.
  public Map<String, Member> members() {
    return members;
  }

  /// How many entries were seen.
  public int entries() {
    return entries;
  }

  /// Whether there are directories of a root file system, or marks of a layer.
  public boolean rootFilesystem() {
    return whiteouts || !roots.isEmpty();
  }

  private void read(TarBytes in, String what, Limits limits)
      throws IOException, InterruptedException {
    TarReader reader = new TarReader(in, 0, what, limits);
    reader.walk(
        (entry, content) -> {
          entries++;
          String name = entry.name();
          if (name.startsWith("._") || name.equals(".DS_Store")) {
            return;
          }
          note(entry);
          if (!whole && !archive && roots.size() >= ENOUGH_ROOTS) {
            reader.stop();
          } else if (members.size() < MAX_MEMBERS || isTelling(entry.path())) {
            FileContent durable = content.durable() ? content : document(entry, content);
            members.put(
                entry.path(),
                new Member(entry.type(), in.position(), entry.size(), entry.link(), durable));
          }
        });
  }

  private void note(LayerEntry entry) {
    String path = entry.path();
    whiteouts |= entry.whiteout();
    int slash = path.indexOf('/');
    String first = slash < 0 ? path : path.substring(0, slash);
    if (ROOTS.contains(first) && (slash > 0 || entry.type() != LayerEntry.Type.FILE)) {
      roots.add(first);
    }
    archive |= isTelling(path) || first.equals("blobs") || path.endsWith("/layer.tar");
  }

  private static boolean isTelling(String path) {
    return path.equals("manifest.json")
        || path.equals("index.json")
        || path.equals("oci-layout")
        || path.equals("repositories");
  }

  /// A copy of what may be a manifest, an index or a config.
  private @Nullable FileContent document(LayerEntry entry, FileContent content) throws IOException {
    if (entry.type() != LayerEntry.Type.FILE
        || entry.size() > KEPT_DOCUMENT
        || entry.size() > KEPT_TOTAL - kept) {
      return null;
    }
    byte[] bytes = content.bytes(KEPT_DOCUMENT, entry.path());
    int first = 0;
    while (first < bytes.length && bytes[first] <= ' ' && bytes[first] > 0) {
      first++;
    }
    if (first == bytes.length || bytes[first] != '{' && bytes[first] != '[') {
      return null;
    }
    kept += bytes.length;
    return new HeapContent(bytes);
  }
}
