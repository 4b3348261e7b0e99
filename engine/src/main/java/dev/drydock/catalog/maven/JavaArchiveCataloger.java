package dev.drydock.catalog.maven;

import dev.drydock.archive.ArchiveReading;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Finds Maven artifacts in Java archives: jars, wars, ears and their kin, those packed into
/// another at any depth, and those shaded into another.
///
/// What tells the coordinates, best first: every `pom.properties` in the archive, the folders of a
/// repository that it is kept in, the main section of its manifest, its file name; where these tell
/// no version, or no group but by a guess, its digest, of those that are well known. An archive of
/// which nothing tells a version is not reported. One component that lies several times within one
/// file is reported once, with all its places.
public final class JavaArchiveCataloger implements FileCataloger {
  static final String NAME = "java-archive";

  private final Limits limits;
  private final boolean digests;
  private final KnownArchives known;

  public JavaArchiveCataloger(Limits limits) {
    this(limits, false, new KnownArchives());
  }

  JavaArchiveCataloger(Limits limits, boolean digests, KnownArchives known) {
    this.limits = limits;
    this.known = known;
    this.digests = digests;
  }

  /// One that reads archives whole for their digests, where else their directories are enough: of a
  /// gigabyte of archives that takes seconds.
  public static JavaArchiveCataloger withDigests(Limits limits) {
    return new JavaArchiveCataloger(limits, true, new KnownArchives());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String configuration() {
    return digests ? "digests" : "";
  }

  @Override
  public FileNames fileNames() {
    return JavaArchiveNames.FILES;
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.size() > 0 && JavaArchiveNames.archive(file.path());
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    String path = file.path();
    if (!JavaArchiveNames.certain(path) && !startsAsZip(content)) {
      return; // extensions such as .rar are shared with files of quite another kind
    }
    try (ArchiveReading reading = new ArchiveReading(limits)) {
      new JavaArchiveReader(reading, limits, file.layer(), digests, known, out).read(content, path);
    }
  }

  private static boolean startsAsZip(FileContent content) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(2);
    return content.read(0, head) == 2 && head.get(0) == 'P' && head.get(1) == 'K';
  }
}
