package dev.drydock.match;

import dev.drydock.bom.Component;
import dev.drydock.bom.Purl;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where advisories speak of programs that no registry names, `pkg:generic/nginx@1.26.3`.
///
/// OSV has no ecosystem for what upstream releases. Bitnami's database is the nearest: it packs
/// upstream's releases unchanged, its records have upstream's versions, and it writes a record for
/// each CVE of the programs that it packs. So a generic component is looked up there, under the
/// name that Bitnami has for it. What is not in this table has no advisories, and coverage says so.
final class ProgramAdvisories {
  static final EcosystemTable.Registry REGISTRY = new EcosystemTable.Registry("Bitnami", "semver");

  /// By the purl's name, after its namespace and a slash where it has one.
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("envoy", "envoy"),
          Map.entry("git", "git"),
          Map.entry("haproxy", "haproxy"),
          Map.entry("httpd", "apache"),
          Map.entry("lua", "lua"),
          Map.entry("mariadb", "mariadb"),
          Map.entry("memcached", "memcached"),
          Map.entry("nginx", "nginx"),
          Map.entry("node", "node"),
          Map.entry("openldap", "openldap"),
          Map.entry("openresty", "openresty"),
          Map.entry("oracle/openjdk", "java"),
          Map.entry("php", "php"),
          Map.entry("postgresql", "postgresql"),
          Map.entry("python", "python"),
          Map.entry("redis", "redis"),
          Map.entry("ruby", "ruby"),
          Map.entry("valkey", "valkey"),
          Map.entry("varnish", "varnish"));

  private ProgramAdvisories() {}

  /// What the advisories call this component; `null` where there are none.
  static @Nullable String name(Component component) {
    Purl purl = component.purl();
    String vendor = purl.namespace();
    return NAMES.get(vendor == null ? purl.name() : vendor + "/" + purl.name());
  }

  /// The version in the form that the advisories have: Java 8's `1.8.0_411-b25` is `8.0.411`.
  static String version(Component component) {
    String version = component.version();
    if (!version.startsWith("1.8.0_")) {
      return version;
    }
    int start = "1.8.0_".length();
    int end = start;
    while (end < version.length() && version.charAt(end) >= '0' && version.charAt(end) <= '9') {
      end++;
    }
    return end == start ? version : "8.0." + version.substring(start, end);
  }
}
