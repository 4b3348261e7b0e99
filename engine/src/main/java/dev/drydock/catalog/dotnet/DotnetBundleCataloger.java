package dev.drydock.catalog.dotnet;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.executable.ExecutableFile;
import dev.drydock.catalog.executable.SystemFolders;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;

/// Finds what is packed into a .NET application that was published as a single file, by the
/// [deps.json][DepsJson] in its [bundle][DotnetBundle].
///
/// Applications lie in `/app`, `/opt`, `/usr/local` or the like: executables in the folders of the
/// operating system are passed by.
public final class DotnetBundleCataloger implements FileCataloger {
  private static final String NAME = "dotnet-bundle";
  private static final int SMALLEST = 64 << 10;

  private final Limits limits;
  private final JsonReader reader;

  public DotnetBundleCataloger(Limits limits) {
    this.limits = limits;
    this.reader = new JsonReader(limits);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    boolean program = file.executable() && !path.endsWith(".so") && !path.endsWith(".dll");
    return file.size() >= SMALLEST
        && (program || path.endsWith(".exe"))
        && !SystemFolders.hold(path);
  }

  @Override
  public boolean recognises(byte[] head) {
    return ExecutableFile.recognises(head);
  }

  @Override
  public Part reads() {
    return Part.BEGINNING;
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    DotnetBundle.Place place = DotnetBundle.depsJson(content);
    if (place == null) {
      return;
    }
    if (place.size() > limits.documentBytes()) {
      throw new LimitExceededException("documentBytes", file.path(), limits.documentBytes());
    }
    byte[] document = ExecutableFile.bytes(content, place.offset(), (int) place.size());
    if (document != null) {
      DepsJson.of(reader.read(document, "the deps.json in " + file.path()))
          .report(file, new Evidence(NAME, "deps.json"), out);
    }
  }
}
