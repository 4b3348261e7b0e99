package dev.drydock.catalog.binary;

import dev.drydock.bom.Component;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds installations that have a small file with nothing but their version:
/// - Go's tools, `VERSION` in `GOROOT`: `go1.22.1`, since Go 1.21 with a second line. They are the
///   module `toolchain` in Go's own advisories, beside the `stdlib` that programs are built from
/// - Erlang/OTP, `releases/27/OTP_VERSION`: `27.3.4.1`
public final class VersionFileCataloger extends DocumentCataloger {
  private static final String OTP = "OTP_VERSION";
  private static final int LONGEST = 256;

  public VersionFileCataloger(Limits limits) {
    super("version-file", limits, LONGEST, "VERSION", OTP);
  }

  @Override
  public boolean wants(LayerEntry file) {
    return super.wants(file) && file.size() <= LONGEST;
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    byte[] bytes = document.bytes();
    if (document.name().equals(OTP)) {
      String version = version(bytes, 0);
      if (version != null) {
        out.add(component("generic", "erlang", version, document));
      }
    } else if (bytes.length > 2 && bytes[0] == 'g' && bytes[1] == 'o') {
      String version = version(bytes, 2);
      if (version != null) {
        out.add(component("golang", "toolchain", version, document));
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

  private static Component component(String type, String name, String version, Document document) {
    return document.component(
        name,
        version,
        Purl.of(type, null, name, version),
        List.of(),
        document.evidence("version file"));
  }
}
