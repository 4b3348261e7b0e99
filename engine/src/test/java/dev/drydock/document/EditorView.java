package dev.drydock.document;

import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// YAML as an editor sees it that holds it against a JSON Schema.
public final class EditorView {
  private EditorView() {}

  /// A document as an editor sees it, by YAML's core schema.
  public static String json(String document) throws IOException {
    StringBuilder out = new StringBuilder();
    write(
        new YamlReader(Limits.defaults())
            .readPlaced(document.getBytes(StandardCharsets.UTF_8), "a policy"),
        out);
    return out.toString();
  }

  private static void write(YamlNode node, StringBuilder out) {
    switch (node) {
      case YamlNode.Scalar scalar -> out.append(scalar(scalar));
      case YamlNode.Sequence sequence -> {
        String separator = "[";
        out.append(sequence.items().isEmpty() ? "[" : "");
        for (YamlNode item : sequence.items()) {
          out.append(separator);
          write(item, out);
          separator = ",";
        }
        out.append(']');
      }
      case YamlNode.Mapping mapping -> {
        String separator = "{";
        out.append(mapping.entries().isEmpty() ? "{" : "");
        for (YamlNode.Entry entry : mapping.entries()) {
          out.append(separator).append(text(entry.key())).append(':');
          write(entry.value(), out);
          separator = ",";
        }
        out.append('}');
      }
    }
  }

  private static String scalar(YamlNode.Scalar scalar) {
    if (scalar.plain()) {
      String value = scalar.value();
      if (value.isEmpty() || value.equals("~") || value.equals("null")) {
        return "null";
      }
      if (value.equals("true") || value.equals("false") || value.matches("-?\\d+(\\.\\d+)?")) {
        return value;
      }
    }
    return text(scalar.value());
  }

  private static String text(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }
}
