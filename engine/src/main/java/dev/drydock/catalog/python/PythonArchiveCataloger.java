package dev.drydock.catalog.python;

import dev.drydock.archive.ArchiveReading;
import dev.drydock.archive.ZipArchive;
import dev.drydock.archive.ZipEntry;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/// Finds Python distributions that lie in an image as one file: zipped eggs, which Python imports
/// from, and wheels, which `ensurepip` and virtual environments are made from.
public final class PythonArchiveCataloger implements FileCataloger {
  private static final String NAME = "python-archive";
  private static final int DOCUMENT = 4 << 20;

  private final Limits limits;

  public PythonArchiveCataloger(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.ending("whl", "egg");
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    return file.size() > 0 && (path.endsWith(".whl") || path.endsWith(".egg"));
  }

  /// Others have files of these names too: those that are no zip archives are none of Python's.
  @Override
  public boolean recognises(byte[] head) {
    return head.length > 3 && head[0] == 'P' && head[1] == 'K';
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    try (ArchiveReading reading = new ArchiveReading(limits)) {
      ZipArchive archive = reading.open(content, file.path());
      for (ZipEntry entry : archive.entries(PythonArchiveCataloger::wanted)) {
        String name = entry.name();
        if (metadata(name)) {
          PythonDistributions.report(
              PythonMetadata.parse(archive.read(entry, DOCUMENT)),
              file.name(),
              Map.of(),
              new Location(file.path(), file.layer()),
              new Evidence(NAME, name.substring(name.indexOf('/') + 1)),
              out);
          return;
        }
      }
    }
    out.unreadable(file.path(), "holds no metadata of a Python distribution");
  }

  private static boolean wanted(byte[] bytes, int from, int to) {
    int last = to > from ? bytes[to - 1] | 0x20 : 0;
    return (last == 'a' || last == 'o') && to - from < 512;
  }

  /// Whether a member is the metadata of the archive itself, not of something vendored deeper.
  private static boolean metadata(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.equals("egg-info/pkg-info")
        || lower.endsWith(".dist-info/metadata") && lower.indexOf('/') == lower.lastIndexOf('/');
  }
}
