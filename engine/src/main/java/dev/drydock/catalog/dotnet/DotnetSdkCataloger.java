package dev.drydock.catalog.dotnet;

import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;

/// Finds .NET SDKs by the `.version` in their folder, `dotnet/sdk/8.0.400/.version`: a commit in
/// its first line, the version in its second.
///
/// The runtimes that come along have a `deps.json` of their own.
public final class DotnetSdkCataloger extends DocumentCataloger {
  private static final String NAME = "dotnet-sdk";
  private static final String FILE = ".version";
  private static final int LONGEST = 4096;

  public DotnetSdkCataloger(Limits limits) {
    super(NAME, limits, LONGEST, FILE);
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
  protected void read(Document document, Discoveries out) throws IOException {
    String version = version(document.path());
    for (String line : document.text().split("\n")) {
      if (line.strip().equals(version)) {
        out.add(document.component(NAME, version, Purl.of("generic", null, NAME, version)));
        return;
      }
    }
  }
}
