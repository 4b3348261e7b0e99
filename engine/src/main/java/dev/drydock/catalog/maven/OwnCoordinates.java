package dev.drydock.catalog.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What an archive is itself where no `pom.properties` says so: worked out from its manifest, its
/// file name and the folders of a `pom.xml` in it.
///
/// @param folders coordinates without versions, as the folders of each `pom.xml` tell them
record OwnCoordinates(ArchiveFileName file, ArchiveManifest manifest, List<PomProperties> folders) {
  private static final String[] DOMAINS = {"com.", "org.", "net.", "io.", "edu.", "de.", "fr."};
  private static final int MOST_LICENCES = 10;

  /// `null` where nothing tells a version.
  @Nullable Coordinates find() {
    String version = version();
    if (version.isEmpty()) {
      return null;
    }
    String artifact = artifact();
    boolean named = version.equals(file.version()) && artifact.equals(file.artifact());
    return new Coordinates(
        group(artifact), artifact, version, named ? "file name" : "manifest", licences());
  }

  /// The version by the manifest; by the file name where that is the fuller form, or the manifest
  /// has no more than a bundle version, which OSGi forces into a form of its own.
  String version() {
    String implementation = manifest.value("implementation-version");
    String named = file.version();
    if (versionLike(implementation) && !sameVersion(implementation, named)) {
      return implementation;
    }
    if (!named.isEmpty()) {
      return named;
    }
    String bundle = manifest.value("bundle-version");
    String specification = manifest.value("specification-version");
    return versionLike(bundle) ? bundle : versionLike(specification) ? specification : "";
  }

  private static boolean sameVersion(String implementation, String named) {
    return !named.isEmpty() && (named.contains(implementation) || implementation.contains(named));
  }

  private static boolean versionLike(String value) {
    boolean digit = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      digit |= c >= '0' && c <= '9';
      if (c <= ' ' || c == '/' || c == ',' || c == '(') {
        return false;
      }
    }
    return digit;
  }

  private String artifact() {
    if (!file.version().isEmpty()) {
      return file.artifact();
    }
    String title = manifest.value("implementation-title");
    if (idLike(title)) {
      return title;
    }
    String bundle = bundle();
    return idLike(bundle) ? bundle.substring(bundle.lastIndexOf('.') + 1) : file.artifact();
  }

  private String group(String artifact) {
    for (PomProperties folder : folders) {
      if (folder.artifact().equals(artifact) && !folder.group().isEmpty()) {
        return folder.group();
      }
    }
    String known = KnownGroups.of(artifact);
    if (!known.isEmpty()) {
      return known;
    }
    String vendor = manifest.value("implementation-vendor-id");
    if (idLike(vendor) && vendor.indexOf('.') > 0 && !vendor.equals("org.apache")) {
      return vendor;
    }
    String bundle = bundle();
    if (idLike(bundle) && bundle.indexOf('.') > 0) {
      return ofBundle(bundle, artifact);
    }
    return ofDottedArtifact(artifact);
  }

  /// A bundle is named by its group and the end of its artifact id, `org.apache.commons.lang3`, or
  /// by its group alone, `com.google.protobuf`, `org.hamcrest`.
  private static String ofBundle(String bundle, String artifact) {
    String group = withoutLast(bundle);
    boolean named =
        artifact.endsWith(bundle.substring(group.length() + 1)) || artifact.equals(bundle);
    return named && group.indexOf('.') > 0 ? group : bundle;
  }

  /// `org.eclipse.sisu.inject` is of the group `org.eclipse.sisu`.
  private static String ofDottedArtifact(String artifact) {
    for (String domain : DOMAINS) {
      if (artifact.startsWith(domain) && artifact.indexOf('.', domain.length()) > 0) {
        return withoutLast(artifact);
      }
    }
    return "";
  }

  private static String withoutLast(String dotted) {
    return dotted.substring(0, dotted.lastIndexOf('.'));
  }

  private String bundle() {
    return beforeAttributes(manifest.value("bundle-symbolicname"));
  }

  private static String beforeAttributes(String value) {
    int semicolon = value.indexOf(';');
    return (semicolon < 0 ? value : value.substring(0, semicolon)).strip();
  }

  private static boolean idLike(String value) {
    if (value.isEmpty() || value.endsWith(".")) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean fits =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || c == '.'
              || c == '-'
              || c == '_';
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /// The manifest's `Bundle-License`.
  List<String> licences() {
    List<String> licences = new ArrayList<>();
    String value = manifest.value("bundle-license");
    for (int at = 0; at < value.length() && licences.size() < MOST_LICENCES; ) {
      int comma = value.indexOf(',', at);
      int end = comma < 0 ? value.length() : comma;
      String licence = beforeAttributes(value.substring(at, end)).replace("\"", "").strip();
      if (!licence.isEmpty() && !licence.startsWith("<")) {
        licences.add(licence);
      }
      at = end + 1;
    }
    return licences;
  }

  /// Whether an archive of this file name may be `artifact` itself: one is part of the other, as in
  /// `geronimo-jta_1.1_spec-1.1.1.jar` or `com.google.guava_31.1.0.jar`.
  boolean mayBe(String artifact) {
    String ours = file.artifact().toLowerCase(Locale.ROOT);
    String theirs = artifact.toLowerCase(Locale.ROOT);
    return ours.contains(theirs) || theirs.contains(ours);
  }
}
