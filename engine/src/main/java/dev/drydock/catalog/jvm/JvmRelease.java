package dev.drydock.catalog.jvm;

import dev.drydock.bom.Purl;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The `release` file in the home of a Java runtime, which its build writes (JEP 223 gives the form
/// of versions):
///
///     IMPLEMENTOR="Eclipse Adoptium"
///     JAVA_RUNTIME_VERSION="21.0.4+7-LTS"
///     JAVA_VERSION="21.0.4"
///     SOURCE_REPO="https://github.com/adoptium/jdk21u.git"
///     IMAGE_TYPE="JDK"
///
/// @param values by key, without quotation marks
record JvmRelease(Map<String, String> values) {
  private static final String OPENJDK = "openjdk";

  static JvmRelease parse(String text) {
    Map<String, String> values = new HashMap<>();
    for (int at = 0; at < text.length(); ) {
      int newline = text.indexOf('\n', at);
      int end = newline < 0 ? text.length() : newline;
      int equals = text.indexOf('=', at);
      if (equals > at && equals < end) {
        String key = text.substring(at, equals).strip();
        values.put(key, unquoted(text.substring(equals + 1, end).strip()));
      }
      at = end + 1;
    }
    return new JvmRelease(values);
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1).strip() : value;
  }

  private String value(String key) {
    return values.getOrDefault(key, "");
  }

  /// The version with its build: of Java 8 `1.8.0_411-b25`, later `21.0.4+7-LTS`; `null` where this
  /// is no such file.
  @Nullable String version() {
    String java = value("JAVA_VERSION");
    String runtime = value("JAVA_RUNTIME_VERSION");
    if (!runtime.isEmpty()) {
      return plausible(runtime);
    }
    String full = value("FULL_VERSION");
    boolean fuller = !java.isEmpty() && major(full).equals(major(java));
    return plausible(fuller ? full : java);
  }

  private static @Nullable String plausible(String version) {
    boolean starts = !version.isEmpty() && version.charAt(0) >= '0' && version.charAt(0) <= '9';
    return starts && version.length() <= 200 && version.indexOf(' ') < 0 ? version : null;
  }

  private static String major(String version) {
    int dot = version.indexOf('.');
    return dot < 0 ? version : version.substring(0, dot);
  }

  /// Who makes it, by the names that advisories go by: Azul and Oracle have versions of their own,
  /// nearly all others build Oracle's OpenJDK.
  ///
  /// @param home path of the folder
  Purl purl(String home, String version) {
    String implementor = value("IMPLEMENTOR").toLowerCase(Locale.ROOT);
    String folder = home.toLowerCase(Locale.ROOT);
    String vendor = "oracle";
    String product = OPENJDK;
    if (implementor.contains("azul") || folder.contains("zulu")) {
      vendor = "azul";
      product = "zulu";
    } else if (implementor.startsWith("sun ")) {
      vendor = "sun";
      product = kind(folder);
    } else if (implementor.contains("oracle")
        || folder.contains("oracle")
        || value("BUILD_TYPE").equals("commercial")) {
      product = kind(folder);
    }
    String source = value("SOURCE_REPO");
    String repository = source.isEmpty() ? value("BUILD_SOURCE_REPO") : source;
    return Purl.of(
        "generic", vendor, product, version, Map.of("repository_url", address(repository)));
  }

  private String kind(String folder) {
    String type = value("IMAGE_TYPE").toLowerCase(Locale.ROOT);
    String name = folder.substring(folder.lastIndexOf('/') + 1);
    boolean runtimeOnly = type.isEmpty() ? name.contains("jre") : type.contains("jre");
    return runtimeOnly ? "jre" : "jdk";
  }

  private static String address(String text) {
    return text.startsWith("https://") && text.length() < 500 ? text : "";
  }

  /// The version of GraalVM; `null` where this is none.
  @Nullable String graalvm() {
    return plausible(value("GRAALVM_VERSION"));
  }
}
