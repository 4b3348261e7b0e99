package dev.drydock.report;

import dev.drydock.bom.BomComparison;
import dev.drydock.bom.Component;
import dev.drydock.json.JsonWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A [BomComparison] for people and for programs.
///
/// ```json
/// {"schemaVersion": 1, "same": false, "common": 132,
///  "onlyInImage": ["pkg:deb/debian/curl@7.88.1"], "onlyInDocument": []}
/// ```
public final class ComparisonReport {
  private ComparisonReport() {}

  /// Writes one JSON object; `out` stays open.
  public static void json(BomComparison comparison, OutputStream out) throws IOException {
    JsonWriter json = new JsonWriter(out);
    json.object()
        .member("schemaVersion", 1)
        .member("same", comparison.same())
        .member("common", comparison.common())
        .member("onlyInImage", purls(comparison.onlyInImage()))
        .member("onlyInDocument", purls(comparison.onlyInDocument()))
        .end()
        .flush();
  }

  /// Writes lines; `out` stays open.
  public static void text(BomComparison comparison, OutputStream out) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    text.write(
        comparison.common()
            + (comparison.common() == 1 ? " package is" : " packages are")
            + " in the image and in the document attached to it"
            + (comparison.same() ? "; nothing else is in either.\n" : ".\n"));
    section(text, "in the image, and not in the document", comparison.onlyInImage());
    section(text, "in the document, and not in the image", comparison.onlyInDocument());
    text.flush();
  }

  private static void section(Writer text, String title, List<Component> components)
      throws IOException {
    if (components.isEmpty()) {
      return;
    }
    text.append('\n').append(Integer.toString(components.size())).append(' ').append(title);
    text.write(":\n");
    for (String purl : purls(components)) {
      text.append("  ").append(purl).append('\n');
    }
  }

  private static List<String> purls(List<Component> components) {
    return components.stream().map(component -> component.purl().toString()).toList();
  }
}
