package dev.drydock.server.team;

import dev.drydock.server.web.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/// Where a project's source code is, as people write it; never with a password in it.
final class SourceAddress {
  private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "git");

  private SourceAddress() {}

  /// @param text empty for none
  /// @throws Problem 422 where it is no address of a repository
  static String checked(String text) {
    if (text.isEmpty()) {
      return text;
    }
    try {
      URI address = new URI(text);
      String user = address.getRawUserInfo();
      if (user != null && user.contains(":")) {
        throw Problem.invalid("source has a password in it: give the address without it");
      }
      if (address.getScheme() != null
          && SCHEMES.contains(address.getScheme())
          && address.getHost() != null) {
        return text;
      }
    } catch (URISyntaxException _) {
      // said below
    }
    throw Problem.invalid(
        "source is no address of a repository: write it as https://git.example.com/shop/cart");
  }
}
