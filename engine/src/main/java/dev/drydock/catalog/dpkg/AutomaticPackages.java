package dev.drydock.catalog.dpkg;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/// The packages that apt installed only because others need or recommend them, from
/// `var/lib/apt/extended_states`. Those that it does not name were asked for.
///
///     Package: libcurl4
///     Architecture: amd64
///     Auto-Installed: 1
///
/// Packages of the architecture `all` stand there under that of the system.
record AutomaticPackages(Set<String> names) {
  static final String NAME = "/extended_states";
  static final String PATH = "var/lib/apt" + NAME;
  static final AutomaticPackages NONE = new AutomaticPackages(Set.of());

  AutomaticPackages {
    names = Set.copyOf(names);
  }

  static AutomaticPackages read(byte[] bytes) {
    Set<String> names = new HashSet<>();
    String name = "";
    String architecture = "";
    boolean automatic = false;
    for (int at = 0; at <= bytes.length; ) {
      int end = at;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      String line = new String(bytes, at, end - at, StandardCharsets.UTF_8).strip();
      at = end + 1;
      int colon = line.indexOf(':');
      if (colon > 0) {
        String value = line.substring(colon + 1).strip();
        switch (line.substring(0, colon)) {
          case "Package" -> name = value;
          case "Architecture" -> architecture = value;
          case "Auto-Installed" -> automatic = value.equals("1");
          default -> {
            // what other tools keep there
          }
        }
      } else if (line.isEmpty()) {
        if (automatic && !name.isEmpty()) {
          names.add(name);
          names.add(name + ':' + architecture);
        }
        name = "";
        architecture = "";
        automatic = false;
      }
    }
    return new AutomaticPackages(names);
  }

  boolean includes(ControlFile.Stanza stanza) {
    return names.contains(
        stanza.architecture().equals("all")
            ? stanza.name()
            : stanza.name() + ':' + stanza.architecture());
  }
}
