package dev.drydock.server.outgoing;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The hosts and networks of its own that the operator lets users reach.
final class AllowList {
  private final Set<String> hosts = new HashSet<>();
  private final List<String> domains = new ArrayList<>();
  private final List<Network> networks = new ArrayList<>();

  /// @throws IllegalArgumentException where an entry is neither a host nor a network
  AllowList(List<String> entries) {
    for (String entry : entries) {
      add(entry.strip().toLowerCase(Locale.ROOT));
    }
  }

  private void add(String entry) {
    if (entry.isEmpty()) {
      return;
    }
    if (entry.contains("/") || entry.contains(":") || entry.matches("[0-9.]+")) {
      try {
        networks.add(Network.of(entry));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "drydock.outgoing.allow: \""
                + entry
                + "\" is neither a host, nor an address, nor a network such as 10.20.0.0/16",
            e);
      }
    } else if (entry.startsWith("*.") || entry.startsWith(".")) {
      domains.add(entry.substring(entry.indexOf('.')));
    } else {
      hosts.add(entry);
    }
  }

  /// @param host in lower case, without brackets
  boolean hasHost(String host) {
    return hosts.contains(host) || domains.stream().anyMatch(host::endsWith);
  }

  boolean hasAddress(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }
}
