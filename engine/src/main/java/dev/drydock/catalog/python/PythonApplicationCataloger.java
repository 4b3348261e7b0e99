package dev.drydock.catalog.python;

import dev.drydock.archive.ArchiveReading;
import dev.drydock.archive.RawName;
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
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Finds Python distributions in applications that are one zip archive, which Python runs as it is
/// (`zipapp` in Python's library reference; PEP 441): `.pyz`, and `.pex` of PEX, Pants and Buck.
///
/// Such an archive has what it needs installed in it: at its top, in `site-packages`, or in folders
/// of `.deps`. What PEX brings along to start it, in `.bootstrap`, is PEX itself.
public final class PythonApplicationCataloger implements FileCataloger {
  private static final String NAME = "python-application";
  private static final byte[] METADATA = ".dist-info/METADATA".getBytes(StandardCharsets.US_ASCII);
  private static final String BOOTSTRAP = ".bootstrap/";

  /// No description of a distribution is that long.
  private static final int LARGEST = 4 << 20;

  private final Limits limits;

  public PythonApplicationCataloger(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.ending("pyz", "pyzw", "pex");
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.size() > 0 && fileNames().accept(file.name());
  }

  /// A line that names the interpreter may stand before the archive.
  @Override
  public boolean recognises(byte[] head) {
    return head.length > 3
        && (head[0] == 'P' && head[1] == 'K' || head[0] == '#' && head[1] == '!');
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    try (ArchiveReading reading = new ArchiveReading(limits)) {
      ZipArchive archive = reading.open(content, file.path());
      for (ZipEntry entry : archive.entries(PythonApplicationCataloger::installed)) {
        String inner = file.path() + "!/" + entry.name();
        if (!entry.name().startsWith(BOOTSTRAP) && inner.length() <= limits.pathBytes()) {
          String folder = entry.name().substring(0, entry.name().lastIndexOf('/'));
          PythonDistributions.report(
              PythonMetadata.parse(archive.read(entry, LARGEST)),
              folder.substring(folder.lastIndexOf('/') + 1),
              Map.of(),
              new Location(inner, file.layer()),
              new Evidence(NAME, "METADATA"),
              out);
        }
      }
    }
  }

  /// In a folder that has a name.
  private static boolean installed(byte[] bytes, int from, int to) {
    return to - from > METADATA.length && RawName.ends(bytes, from, to, METADATA);
  }
}
