package dev.drydock.catalog.npm;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.List;

/// Finds npm packages in `.asar` archives, which Electron's applications are shipped in: the
/// application and what is installed in its `node_modules`.
public final class ElectronArchiveCataloger implements FileCataloger {
  private static final String NAME = "electron-archive";
  private static final String FILE = "package.json";

  /// More than any real `package.json` has.
  private static final int LARGEST = 4 << 20;

  private final Limits limits;

  public ElectronArchiveCataloger(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.ending("asar");
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.size() > 0 && file.name().endsWith(".asar");
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    ElectronArchive archive = ElectronArchive.open(content, file.path(), limits);
    archive.visit(
        (path, member) -> {
          if (path.equals(FILE) || path.endsWith("/" + FILE) && NpmPackages.installed(path)) {
            String inner = file.path() + "!/" + path;
            try {
              report(archive.bytes(member, LARGEST), path, new Location(inner, file.layer()), out);
            } catch (IOException e) {
              if (archive.exhausted()) {
                throw e;
              }
              out.unreadable(inner, String.valueOf(e.getMessage()));
            }
          }
        });
  }

  private void report(byte[] bytes, String path, Location location, Discoveries out)
      throws IOException {
    if (bytes.length == 0) {
      return; // beside the archive, and found there
    }
    PackageJson json = PackageJson.parse(new JsonReader(limits), bytes, location.path());
    boolean own = json.unpublished() && path.equals(FILE);
    if (json.reported(own)) {
      out.add(
          new Component(
                  json.name(),
                  json.version(),
                  NpmPackages.purl(json.name(), json.version(), null),
                  null,
                  json.licences(),
                  List.of(location),
                  new Evidence(NAME, FILE))
              .asOwnProject(own));
    }
  }
}
