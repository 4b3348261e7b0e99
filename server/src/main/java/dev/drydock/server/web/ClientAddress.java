package dev.drydock.server.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// Where requests come from, as far as it tells one client from another.
public final class ClientAddress {
  private static final int PREFIX = 8; // bytes: a subscriber has a /64 at least (RFC 6177)

  private ClientAddress() {}

  /// The address itself of IPv4; of IPv6 its network, in which one client has countless addresses.
  ///
  /// @param remote as the servlet request has it, a literal
  public static String network(String remote) {
    int zone = remote.indexOf('%');
    String literal = zone < 0 ? remote : remote.substring(0, zone);
    try {
      InetAddress address = InetAddress.ofLiteral(literal);
      return address instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), PREFIX)) + "::/64"
          : address.getHostAddress();
    } catch (IllegalArgumentException _) {
      return "unknown"; // a proxy that names no address: all of its clients count as one
    }
  }
}
