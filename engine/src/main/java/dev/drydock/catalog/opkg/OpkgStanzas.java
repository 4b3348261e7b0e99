package dev.drydock.catalog.opkg;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The stanzas of opkg's `status`, and of the `control` files of its packages: fields as in
/// `deb822(5)`, an empty line after each stanza.
///
/// Lines that go on with a field start with a blank; they are of no interest here.
final class OpkgStanzas {
  private OpkgStanzas() {}

  static List<Stanza> parse(byte[] bytes, int most) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    List<Stanza> stanzas = new ArrayList<>();
    Map<String, String> fields = new HashMap<>();
    for (int from = 0; from < text.length() && stanzas.size() <= most; ) {
      int newline = text.indexOf('\n', from);
      int end = newline < 0 ? text.length() : newline;
      String line = text.substring(from, end).stripTrailing();
      from = end + 1;
      int colon = line.indexOf(':');
      if (line.isEmpty()) {
        if (!fields.isEmpty()) {
          stanzas.add(new Stanza(fields));
          fields = new HashMap<>();
        }
      } else if (colon > 0 && line.charAt(0) != ' ' && line.charAt(0) != '\t') {
        fields.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    if (!fields.isEmpty()) {
      stanzas.add(new Stanza(fields));
    }
    return stanzas;
  }

  /// One package.
  ///
  /// @param fields by their names in lower case
  record Stanza(Map<String, String> fields) {

    /// `""` where the field is missing.
    String field(String name) {
      return fields.getOrDefault(name, "");
    }

    /// Whether the package's files are there: the third word of `Status` tells. A `control` file
    /// has no such field.
    boolean installed() {
      String status = field("status");
      return !(status.endsWith(" not-installed")
          || status.endsWith(" config-files")
          || status.endsWith(" half-installed"));
    }

    /// The source package: OpenWrt has it in `SourceName`, Yocto in `OE` or as the name of a recipe
    /// in `Source`, and OpenWrt's `Source` is a folder.
    String source() {
      for (String name : List.of("sourcename", "oe")) {
        if (!field(name).isEmpty()) {
          return field(name);
        }
      }
      String source = field("source");
      String folder = source.substring(source.lastIndexOf('/') + 1);
      if (folder.endsWith(".bb")) {
        int end = folder.indexOf('_');
        return folder.substring(0, end < 0 ? folder.length() - 3 : end);
      }
      return source.isEmpty() || folder.isEmpty() || source.contains("://")
          ? field("package")
          : folder;
    }
  }
}
