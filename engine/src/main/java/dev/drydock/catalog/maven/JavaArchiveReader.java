package dev.drydock.catalog.maven;

import dev.drydock.archive.ArchiveReading;
import dev.drydock.archive.ZipArchive;
import dev.drydock.archive.ZipEntry;
import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Hash;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.Discoveries;
import dev.drydock.image.FileContent;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one archive and those inside it. What several of them hold is one component with several
/// locations.
final class JavaArchiveReader {
  /// Manifests and pom files over this size are no such thing.
  private static final int DOCUMENT = 10 << 20;

  private static final int MOST_LOCATIONS = 100;

  private static final long DIGEST_GRACE = 16 << 20;

  /// So many bytes of archives that tell nothing are looked up by their digest: a quarter of a
  /// second.
  private static final long MOST_UNNAMED = 256 << 20;

  private final ArchiveReading reading;
  private final Limits limits;
  private final int layer;
  private final boolean digests;
  private final Discoveries out;
  private final Map<String, Found> found = new LinkedHashMap<>();
  private final KnownArchives known;
  private long digestLeft;
  private long unnamedLeft = MOST_UNNAMED;

  /// @param hashes of the archives that it is: several where copies differ
  private record Found(Coordinates coordinates, List<Location> locations, Set<List<Hash>> hashes) {}

  /// What an archive holds that is of interest.
  private static final class Members {
    private @Nullable ZipEntry manifest;
    private final List<ZipEntry> properties = new ArrayList<>();
    private final Map<String, ZipEntry> poms = new LinkedHashMap<>();
    private final List<ZipEntry> archives = new ArrayList<>();

    /// Whether nothing in it is a pom file or an archive of its own.
    boolean tellNothing() {
      return properties.isEmpty() && poms.isEmpty() && archives.isEmpty();
    }
  }

  /// @param digests whether archives are read whole, for digests of them
  JavaArchiveReader(
      ArchiveReading reading,
      Limits limits,
      int layer,
      boolean digests,
      KnownArchives known,
      Discoveries out) {
    this.known = known;
    this.digests = digests;
    this.reading = reading;
    this.limits = limits;
    this.layer = layer;
    this.out = out;
  }

  /// Reads the outermost archive. What was found before something went wrong is reported too.
  void read(FileContent content, String path) throws IOException {
    // archives inside have not much more bytes together, unless they share them to cost time
    digestLeft = digests ? DIGEST_GRACE + 4 * content.size() : -1;
    try {
      read(content, path, 1);
    } finally {
      for (Found one : found.values()) {
        Coordinates coordinates = one.coordinates;
        out.add(
            new Component(
                    coordinates.name(),
                    coordinates.version(),
                    coordinates.purl(),
                    null,
                    coordinates.licences(),
                    one.locations,
                    new Evidence(JavaArchiveCataloger.NAME, coordinates.source()))
                .hashed(one.hashes.size() == 1 ? one.hashes.iterator().next() : List.of()));
      }
    }
  }

  private void read(FileContent content, String path, int depth) throws IOException {
    ZipArchive archive = reading.open(content, path);
    Members members = members(archive);
    Found alone = identify(archive, content, path, members);
    if (digests && alone != null && alone.hashes.size() < 2) {
      digestLeft -= content.size();
      alone.hashes.add(digestLeft < 0 ? List.of() : ArchiveDigest.of(content, path));
    }
    for (ZipEntry entry : members.archives) {
      String inner = path + "!/" + entry.name();
      try {
        if (depth >= limits.nesting()) {
          throw new LimitExceededException("nesting", "the depth of " + path, limits.nesting());
        }
        if (inner.length() > limits.pathBytes()) {
          throw new LimitExceededException("pathBytes", "a path in " + path, limits.pathBytes());
        }
        read(archive.content(entry), inner, depth + 1);
      } catch (IOException e) {
        if (reading.exhausted()) {
          throw e;
        }
        out.unreadable(inner.length() > limits.pathBytes() ? path : inner, reason(e));
      }
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static Members members(ZipArchive archive) throws IOException {
    Members members = new Members();
    for (ZipEntry entry : archive.entries(JavaArchiveNames::wanted)) {
      String name = entry.name();
      if (name.equalsIgnoreCase("META-INF/MANIFEST.MF")) {
        members.manifest = members.manifest == null ? entry : members.manifest;
      } else if (name.endsWith("pom.properties")) {
        members.properties.add(entry);
      } else if (name.endsWith("pom.xml")) {
        members.poms.put(name.substring(0, name.length() - "pom.xml".length()), entry);
      } else if (entry.size() > 0 && JavaArchiveNames.archive(name)) {
        members.archives.add(entry);
      }
    }
    return members;
  }

  /// @return what the archive is, where it is one thing; `null` where nothing or several things
  ///   were made out: a digest would be of all of them together
  private @Nullable Found identify(
      ZipArchive archive, FileContent content, String path, Members members) throws IOException {
    ZipEntry entry = members.manifest;
    ArchiveManifest manifest =
        ArchiveManifest.parse(entry == null ? new byte[0] : document(archive, path, entry));
    List<PomProperties> folders = new ArrayList<>();
    for (String folder : members.poms.keySet()) {
      folders.add(PomProperties.ofFolder(folder));
    }
    ArchiveFileName file = ArchiveFileName.of(path.substring(path.lastIndexOf('/') + 1));
    OwnCoordinates own = new OwnCoordinates(file, manifest, folders);
    List<Coordinates> packed = packed(archive, path, members, own);
    List<Found> all = new ArrayList<>();
    for (Coordinates coordinates : packed) {
      all.add(add(coordinates, path));
    }
    // agents' weaving modules carry the name of the library that they change
    if (!manifest.has("weave-classes")) {
      Coordinates main = main(own, archive, content, path, members);
      if (main != null && (packed.isEmpty() || isAnother(main, own, packed))) {
        all.add(add(main, path));
      }
    }
    return all.size() == 1 ? all.getFirst() : null;
  }

  /// What the archive is itself, where no `pom.properties` says so. The folders of a repository are
  /// no guess; else its digest corrects a group that was guessed.
  private @Nullable Coordinates main(
      OwnCoordinates own, ZipArchive archive, FileContent content, String path, Members members)
      throws IOException {
    RepositoryPath kept = RepositoryPath.of(path);
    if (kept != null) {
      return new Coordinates(
          kept.group(), kept.artifact(), kept.version(), RepositoryPath.SOURCE, own.licences());
    }
    Coordinates main = own.find();
    boolean sure = own.isPlugin();
    if (main != null && !sure) {
      boolean guessed = own.toldGroup(main.artifact()).isEmpty() && members.properties.isEmpty();
      Coordinates completed = guessed ? KnownPackages.complete(main, archive) : main;
      String known = KnownGroups.of(main.artifact());
      sure = !completed.equals(main) || !known.isEmpty() && known.equals(main.group());
      main = completed;
    }
    Coordinates digested = sure || !members.tellNothing() ? null : known(content, path);
    return digested == null ? main : digested;
  }

  /// By its digest, which takes reading it whole.
  private @Nullable Coordinates known(FileContent content, String path) throws IOException {
    if (!known.has(content.size()) || content.size() > unnamedLeft) {
      return null;
    }
    unnamedLeft -= content.size();
    return known.find(ArchiveDigest.sha1(content, path));
  }

  /// What the `pom.properties` in an archive tell: the archive itself, and what was shaded into it.
  private List<Coordinates> packed(
      ZipArchive archive, String path, Members members, OwnCoordinates own) throws IOException {
    List<Coordinates> packed = new ArrayList<>();
    for (ZipEntry entry : members.properties) {
      PomProperties pom = PomProperties.parse(entry.name(), document(archive, path, entry));
      String artifact = pom.artifact();
      String version = pom.version();
      boolean alone = members.properties.size() == 1;
      if (version.isEmpty() && !artifact.isEmpty() && (alone || own.mayBe(artifact))) {
        version = own.version();
      }
      if (!artifact.isEmpty() && !version.isEmpty()) {
        List<String> licences = alone ? own.licences() : List.of();
        ZipEntry xml = members.poms.get(pom.folder());
        if (licences.isEmpty() && xml != null) {
          licences = PomLicences.parse(document(archive, path, xml));
        }
        packed.add(new Coordinates(pom.group(), artifact, version, "pom.properties", licences));
      }
    }
    return packed;
  }

  /// Whether `main`, made out from manifest and file name, is none of what pom files tell: then the
  /// archive has others shaded into it and not its own pom file.
  private static boolean isAnother(Coordinates main, OwnCoordinates own, List<Coordinates> packed) {
    if (main.source().equals(RepositoryPath.SOURCE)) {
      return packed.stream().noneMatch(one -> one.artifact().equals(main.artifact()));
    }
    if (main.group().isEmpty() && !main.source().equals("file name")) {
      return false;
    }
    for (Coordinates one : packed) {
      if (own.mayBe(one.artifact())
          || one.artifact().equals(main.artifact())
          || one.version().equals(main.version())) {
        return false;
      }
    }
    return true;
  }

  private Found add(Coordinates coordinates, String path) {
    Found one =
        found.computeIfAbsent(
            coordinates.key(), _ -> new Found(coordinates, new ArrayList<>(), new HashSet<>(2)));
    Location location = new Location(path, layer);
    if (one.locations.size() < MOST_LOCATIONS && !one.locations.contains(location)) {
      one.locations.add(location);
    }
    return one;
  }

  /// A manifest or pom file; empty where it cannot be read, which is then reported.
  private byte[] document(ZipArchive archive, String path, ZipEntry entry) throws IOException {
    if (entry.size() > DOCUMENT) {
      return new byte[0];
    }
    try {
      return archive.read(entry, DOCUMENT);
    } catch (IOException e) {
      if (reading.exhausted()) {
        throw e;
      }
      out.unreadable(path, reason(e));
      return new byte[0];
    }
  }
}
