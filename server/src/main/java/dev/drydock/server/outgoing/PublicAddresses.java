package dev.drydock.server.outgoing;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Which addresses belong to the public internet: all that IANA's registries of special-purpose
/// addresses do not keep for something else (RFC 6890).
final class PublicAddresses {
  private static final List<Network> REFUSED_IPV4 =
      networks(
          "0.0.0.0/8", // this network
          "10.0.0.0/8", // private
          "100.64.0.0/10", // shared by carriers; also where some clouds have their metadata
          "127.0.0.0/8", // loopback
          "168.63.129.16/32", // Azure's own services within each machine
          "169.254.0.0/16", // link-local; the metadata of most clouds
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocols; the metadata of one cloud
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16", // private
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, broadcast

  /// All that is global unicast so far; loopback, link-local, unique local and multicast addresses
  /// lie outside.
  private static final Network GLOBAL_IPV6 = Network.of("2000::/3");

  private static final List<Network> REFUSED_IPV6 =
      networks(
          "2001::/23", // protocols, Teredo among them
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4: holds an IPv4 address
          "3fff::/20"); // documentation

  /// Translated by a gateway to the IPv4 address in its last four bytes (RFC 6052).
  private static final Network TRANSLATED = Network.of("64:ff9b::/96");

  private PublicAddresses() {}

  private static List<Network> networks(String... texts) {
    return Stream.of(texts).map(Network::of).toList();
  }

  static boolean contain(InetAddress address) {
    if (address instanceof Inet4Address) {
      return isNoneOf(address, REFUSED_IPV4);
    }
    if (TRANSLATED.contains(address)) {
      return isNoneOf(lastFour(address), REFUSED_IPV4);
    }
    return GLOBAL_IPV6.contains(address) && isNoneOf(address, REFUSED_IPV6);
  }

  private static boolean isNoneOf(InetAddress address, List<Network> refused) {
    return refused.stream().noneMatch(network -> network.contains(address));
  }

  private static InetAddress lastFour(InetAddress address) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), 12, 16));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four bytes are an address", e);
    }
  }
}
