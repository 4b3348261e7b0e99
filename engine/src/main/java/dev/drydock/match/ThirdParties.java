package dev.drydock.match;

import dev.drydock.bom.Component;
import dev.drydock.bom.Distribution;
import java.util.Locale;

/// Packages that somebody else than the distribution made: the distribution's advisories do not
/// speak of them, although names may be the same (Node.js of NodeSource, of Debian).
///
/// The list is short on purpose: a package that is wrongly on it loses its advisories.
final class ThirdParties {
  private static final String[] DEB_MAINTAINERS = {
    "@docker.com",
    "@nodesource.com",
    "@nvidia.com",
    "@microsoft.com",
    "@hashicorp.com",
    "@mongodb.com",
    "@elastic.co",
    "@grafana.com",
    "@datadoghq.com",
    "@gitlab.com",
    "@confluent.io",
    "@influxdb.com",
    "@influxdata.com",
    "@percona.com",
    "@rabbitmq.com",
    "@mysql.com",
    "<mysql-build@oss.oracle.com>",
    "nginx packaging",
    "kubernetes authors",
    "yarn developers"
  };

  private static final String[] RPM_VENDORS = {
    "docker",
    "nodesource",
    "nvidia",
    "hashicorp",
    "mongodb",
    "elastic",
    "grafana",
    "datadog",
    "gitlab",
    "confluent",
    "influxdata",
    "percona",
    "mariadb foundation",
    "nginx",
    "kubernetes",
    "postgresql global development group",
    "oracle and/or its affiliates",
    "remi's rpm"
  };

  private ThirdParties() {}

  static boolean made(Component component, Distribution distribution) {
    Component.OsPackage os = component.os();
    String maintainer = os == null ? null : os.maintainer();
    if (os == null || maintainer == null || maintainer.isEmpty()) {
      return false;
    }
    String lower = maintainer.toLowerCase(Locale.ROOT);
    return switch (component.type()) {
      case "deb" -> containsAny(lower, DEB_MAINTAINERS);
      case "rpm" -> rpm(lower, distribution.id());
      default -> false;
    };
  }

  /// EPEL's packages are Fedora's, Microsoft's repository for others is not Azure Linux.
  private static boolean rpm(String vendor, String distribution) {
    boolean azure = distribution.equals("azurelinux") || distribution.equals("mariner");
    return containsAny(vendor, RPM_VENDORS)
        || vendor.equals("fedora project")
        || vendor.equals("microsoft corporation") && !azure;
  }

  private static boolean containsAny(String text, String[] words) {
    for (String word : words) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
