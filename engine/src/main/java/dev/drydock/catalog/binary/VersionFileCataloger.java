package dev.drydock.catalog.binary;

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
import org.jspecify.annotations.Nullable;

/// Finds installations that have a small file with nothing but their version:
/// - Go's tools, `VERSION` in `GOROOT`: `go1.22.1`, since Go 1.21 with a second line. They are the
///   module `toolchain` in Go's own advisories, beside the `stdlib` that programs are built from
/// - Erlang/OTP, `releases/27/OTP_VERSION`: `27.3.4.1`
public final class VersionFileCataloger implements FileCataloger {
  private static final String NAME = "version-file";
  private static final int LONGEST = 256;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.named("version", "otp_version");
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.size() > 0
        && file.size() <= LONGEST
        && (file.name().equals("VERSION") || file.name().equals("OTP_VERSION"));
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    byte[] bytes = content.bytes(LONGEST, file.path());
    if (file.name().equals("OTP_VERSION")) {
      String version = version(bytes, 0);
      if (version != null) {
        out.add(component("generic", "erlang", version, file));
      }
    } else if (bytes.length > 2 && bytes[0] == 'g' && bytes[1] == 'o') {
      String version = version(bytes, 2);
      if (version != null) {
        out.add(component("golang", "toolchain", version, file));
      }
    }
  }

  /// The version that the first line is from `from` on; `null` where it is none.
  private static @Nullable String version(byte[] bytes, int from) {
    int line = from;
    while (line < bytes.length && bytes[line] != '\n' && bytes[line] != '\r') {
      line++;
    }
    int end = VersionText.end(bytes, from, line, true);
    return end < line || end < 0
        ? null
        : new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
  }

  private static Component component(String type, String name, String version, LayerEntry file) {
    return new Component(
        name,
        version,
        Purl.of(type, null, name, version),
        null,
        List.of(),
        List.of(new Location(file.path(), file.layer())),
        new Evidence(NAME, "version file"));
  }
}
