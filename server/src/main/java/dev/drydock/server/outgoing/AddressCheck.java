package dev.drydock.server.outgoing;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/// Decides where requests may go, by what a name stands for at that moment.
final class AddressCheck {
  private final AllowList allowed;
  private final Names names;

  /// Asks a name server, or is a test's.
  @FunctionalInterface
  interface Names {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  AddressCheck(AllowList allowed, Names names) {
    this.allowed = allowed;
    this.names = names;
  }

  /// The form of an address, before any name is looked up.
  ///
  /// @return its host, in lower case, without brackets
  String host(URI address) throws RefusedAddressException {
    String scheme = address.getScheme();
    String host = address.getHost();
    if (host == null || host.isEmpty() || scheme == null) {
      throw new RefusedAddressException(
          "that is not a whole address with a host: write https://host/path");
    }
    if (address.getRawUserInfo() != null) {
      throw new RefusedAddressException(
          "an address must not hold a user or password: enter them as credentials");
    }
    String plain = withoutBrackets(host.toLowerCase(Locale.ROOT));
    if (!scheme.equalsIgnoreCase("https") && !scheme.equalsIgnoreCase("http")) {
      throw new RefusedAddressException("only https:// addresses are reached, not " + scheme + ":");
    }
    if (scheme.equalsIgnoreCase("http") && !mayBePlain(plain)) {
      throw new RefusedAddressException(
          plain
              + " would be reached without TLS: write https://, or let the operator add the host to drydock.outgoing.allow");
    }
    return plain;
  }

  private boolean mayBePlain(String host) {
    if (allowed.hasHost(host)) {
      return true;
    }
    try {
      return allowed.hasAddress(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException _) {
      return false; // a name, and names are on the list themselves
    }
  }

  /// What a host stands for now, all of it checked: a connection goes to one of these and to
  /// nothing that is looked up later.
  List<InetAddress> addresses(String host) throws UnknownHostException {
    String plain = withoutBrackets(host.toLowerCase(Locale.ROOT));
    InetAddress[] found = names.addresses(plain);
    if (found.length == 0) {
      throw new UnknownHostException(plain);
    }
    if (!allowed.hasHost(plain)) {
      for (InetAddress address : found) {
        if (!PublicAddresses.contain(address) && !allowed.hasAddress(address)) {
          throw new RefusedAddressException(
              plain
                  + " is in a network that is not public: an operator who wants it reached adds it to drydock.outgoing.allow");
        }
      }
    }
    return List.of(found);
  }

  /// For who goes through a proxy, which looks the name up by itself, and which networks that
  /// reaches is the operator's choice: what is known here to be no public address is refused all
  /// the same.
  void known(String host) throws RefusedAddressException {
    try {
      addresses(host);
    } catch (RefusedAddressException e) {
      throw e;
    } catch (UnknownHostException _) {
      // networks with a proxy often know no names outside
    }
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
