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
  private static final int MOST_PARTS = 20;
  private static final String CLASS = ".class";

  /// The group of no artifact: its projects have groups of their own.
  private static final String APACHE = "org.apache";

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
    if (isPlugin()) {
      String plugin = beforeBlank(manifest.value("plugin-version"));
      if (versionLike(implementation) || versionLike(plugin)) {
        return versionLike(implementation) ? implementation : plugin;
      }
    }
    String named = file.version();
    if (versionLike(implementation) && !sameVersion(implementation, named)) {
      return implementation;
    }
    if (!named.isEmpty()) {
      return named;
    }
    String bundle = manifest.value("bundle-version");
    String specification = manifest.value("specification-version");
    return versionLike(bundle)
        ? bundle
        : versionLike(specification) ? specification : versionOfPackages();
  }

  /// The version that the manifest gives for the packages of the archive, `1.4 1855 April 22 2006`
  /// without what follows; `""` where it gives several, or none of them has to do with the name of
  /// the archive: a shaded library leaves its packages' version too.
  private String versionOfPackages() {
    String version = "";
    boolean ours = false;
    for (ArchiveManifest.Section section : manifest.sections()) {
      String its = beforeBlank(section.version());
      if (!version.isEmpty() && !version.equals(its)) {
        return "";
      }
      version = its;
      ours |= nameStartsWithPartOf(section.name());
    }
    return ours && versionLike(version) ? version : "";
  }

  /// Whether the archive is named by what distinguishes a package, `xercesImpl` by the third part
  /// of `org/apache/xerces/impl/Version.class`.
  private boolean nameStartsWithPartOf(String section) {
    String name = section.endsWith(CLASS) ? withoutLast(section) : section;
    String[] parts = name.split("[/.]", MOST_PARTS);
    for (int i = Math.min(2, parts.length - 1); i < parts.length; i++) {
      if (parts[i].length() > 2 && file.artifact().startsWith(parts[i])) {
        return true;
      }
    }
    return false;
  }

  /// Whether it is a plugin of Jenkins: maven-hpi-plugin writes the coordinates into the manifest.
  boolean isPlugin() {
    return idLike(manifest.value("group-id")) && !plugin().isEmpty();
  }

  private String plugin() {
    String name = manifest.value("short-name");
    String extension = manifest.value("extension-name");
    return idLike(name) ? name : idLike(extension) ? extension : "";
  }

  private static String beforeBlank(String value) {
    int blank = value.indexOf(' ');
    return blank < 0 ? value : value.substring(0, blank);
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
    if (isPlugin()) {
      return plugin();
    }
    if (!file.version().isEmpty()) {
      return file.artifact();
    }
    String title = manifest.value("implementation-title");
    String module = afterGroup(title);
    if (idLike(title) || idLike(module)) {
      return idLike(title) ? title : module;
    }
    String bundle = bundle();
    return idLike(bundle) ? bundle.substring(bundle.lastIndexOf('.') + 1) : file.artifact();
  }

  private String group(String artifact) {
    String told = toldGroup(artifact);
    if (!told.isEmpty()) {
      return told;
    }
    String bundle = bundle();
    return idLike(bundle) && bundle.indexOf('.') > 0
        ? ofBundle(bundle, artifact)
        : ofDottedArtifact(artifact);
  }

  /// The group where something names it; `""` where a bundle or a dotted name lets it be guessed at
  /// best.
  String toldGroup(String artifact) {
    if (isPlugin()) {
      return manifest.value("group-id");
    }
    for (PomProperties folder : folders) {
      if (folder.artifact().equals(artifact) && !folder.group().isEmpty()) {
        return folder.group();
      }
    }
    String known = KnownGroups.of(artifact);
    if (!known.isEmpty()) {
      return known;
    }
    String title = manifest.value("implementation-title");
    String titled = title.substring(0, Math.max(0, title.indexOf('#')));
    String vendor = manifest.value("implementation-vendor-id");
    return dotted(titled) ? titled : dotted(vendor) && !vendor.equals(APACHE) ? vendor : "";
  }

  private static boolean dotted(String group) {
    return idLike(group) && group.indexOf('.') > 0;
  }

  /// `module` of `group#module;version`, the title that Gradle's nebula plugins write; `""` of any
  /// other.
  private static String afterGroup(String title) {
    int hash = title.indexOf('#');
    return hash <= 0 ? "" : beforeAttributes(title.substring(hash + 1));
  }

  /// A bundle is named by its group and the end of its artifact id, `org.apache.commons.lang3`, or
  /// by its group alone, `com.google.protobuf`, `org.hamcrest`, `org.apache.ivy`.
  private static String ofBundle(String bundle, String artifact) {
    String group = withoutLast(bundle);
    boolean named =
        artifact.endsWith(bundle.substring(group.length() + 1)) || artifact.equals(bundle);
    return named && dotted(group) && !group.equals(APACHE) ? group : bundle;
  }

  /// `org.eclipse.sisu.inject` is of the group `org.eclipse.sisu`.
  private static String ofDottedArtifact(String artifact) {
    for (String domain : DOMAINS) {
      if (artifact.startsWith(domain) && artifact.indexOf('.', domain.length()) > 0) {
        return ofBundle(artifact, artifact);
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
