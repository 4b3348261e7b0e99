package dev.drydock.catalog.bitnami;

import dev.drydock.bom.Component;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The components in one of Bitnami's SPDX documents: those packages that have a purl of the type
/// `bitnami` ([purl types](https://github.com/package-url/purl-spec), "bitnami").
final class BitnamiSpdx {
  private static final String PURL = "pkg:bitnami/";

  private BitnamiSpdx() {}

  static void read(Json document, LayerEntry file, Discoveries out) throws IOException {
    if (document.text("spdxVersion") == null) {
      throw new IOException(file.path() + " is no SPDX document in JSON");
    }
    Map<String, Component> byId = new HashMap<>();
    for (Json entry : document.items("packages")) {
      String purl = purl(entry);
      if (purl != null) {
        Component component = component(entry, purl, file);
        if (component == null) {
          out.unreadable(file.path(), "has a package with no name or no version; left out");
        } else {
          byId.putIfAbsent(String.valueOf(entry.text("SPDXID")), component);
          out.add(component);
        }
      }
    }
    for (Json relationship : document.items("relationships")) {
      String type = String.valueOf(relationship.text("relationshipType"));
      Component from = byId.get(String.valueOf(relationship.text("spdxElementId")));
      Component to = byId.get(String.valueOf(relationship.text("relatedSpdxElement")));
      if (from != null && to != null && (type.equals("CONTAINS") || type.equals("DEPENDS_ON"))) {
        out.dependency(from, to);
      }
    }
  }

  private static @Nullable String purl(Json entry) {
    for (Json reference : entry.items("externalRefs")) {
      String locator = reference.text("referenceLocator");
      if (locator != null
          && locator.startsWith(PURL)
          && "purl".equals(reference.text("referenceType"))) {
        return locator;
      }
    }
    return null;
  }

  /// Name as the document has it; the purl, whose name is the advisories', may differ:
  /// `nss-wrapper` is `pkg:bitnami/nss_wrapper`.
  private static @Nullable Component component(Json entry, String text, LayerEntry file) {
    Purl purl = parse(text, entry.text("versionInfo"));
    String name = entry.text("name");
    if (purl == null || purl.version() == null) {
      return null;
    }
    return BitnamiCataloger.component(
        name == null || name.isBlank() ? purl.name() : name, purl, licences(entry), file);
  }

  private static @Nullable Purl parse(String text, @Nullable String told) {
    int fragment = text.indexOf('#');
    String whole = fragment < 0 ? text : text.substring(0, fragment);
    int question = whole.indexOf('?');
    String path = question < 0 ? whole : whole.substring(0, question);
    int at = path.lastIndexOf('@');
    String name = decode(path.substring(PURL.length(), at < 0 ? path.length() : at));
    String version = at < 0 ? told : decode(path.substring(at + 1));
    Map<String, String> qualifiers = new HashMap<>();
    if (question >= 0) {
      for (String qualifier : whole.substring(question + 1).split("&")) {
        int equals = qualifier.indexOf('=');
        if (equals > 0) {
          qualifiers.put(qualifier.substring(0, equals), decode(qualifier.substring(equals + 1)));
        }
      }
    }
    return name.isBlank()
        ? null
        : Purl.of(BitnamiCataloger.NAME, null, name, version == null ? "" : version, qualifiers);
  }

  private static List<String> licences(Json entry) {
    for (String member : List.of("licenseDeclared", "licenseConcluded")) {
      String licence = entry.text(member);
      if (licence != null
          && !licence.isBlank()
          && !licence.equals("NOASSERTION")
          && !licence.equals("NONE")) {
        return List.of(licence);
      }
    }
    return List.of();
  }

  /// Undoes the percent encoding of a part of a purl; what is none stays as it is.
  private static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (bytes[i] == '%' && high >= 0 && low >= 0) {
        bytes[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        bytes[length++] = bytes[i];
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
