package dev.drydock.catalog.dotnet;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Finds .NET SDKs by the `.version` in their folder, `dotnet/sdk/8.0.400/.version`: a commit in
/// its first line, the version in its second.
///
/// The runtimes that come along have a `deps.json` of their own.
public final class DotnetSdkCataloger implements FileCataloger {
  private static final String NAME = "dotnet-sdk";
  private static final String FILE = ".version";
  private static final int LONGEST = 4096;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.named(FILE);
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.size() > 0 && !version(file.path()).isEmpty();
  }

  /// The version that the folder `sdk/VERSION/` names; `""` for other files.
  private static String version(String path) {
    int end = path.length() - FILE.length() - 1;
    int slash = end <= 0 ? -1 : path.lastIndexOf('/', end - 1);
    boolean sdk = slash >= 3 && path.startsWith("sdk", slash - 3);
    boolean whole = slash == 3 || slash > 3 && path.charAt(slash - 4) == '/';
    String version = sdk && whole ? path.substring(slash + 1, end) : "";
    return VersionResource.version(version).equals(version) ? version : "";
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    String text = new String(content.bytes(LONGEST, file.path()), StandardCharsets.UTF_8);
    String version = version(file.path());
    for (String line : text.split("\n")) {
      if (line.strip().equals(version)) {
        out.add(
            new Component(
                NAME,
                version,
                Purl.of("generic", null, NAME, version),
                null,
                List.of(),
                List.of(new Location(file.path(), file.layer())),
                new Evidence(NAME, FILE)));
        return;
      }
    }
  }
}
