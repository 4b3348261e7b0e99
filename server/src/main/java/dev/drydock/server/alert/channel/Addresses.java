package dev.drydock.server.alert.channel;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Parts of addresses of services.
final class Addresses {
  private Addresses() {}

  /// Without a slash at its end, to which paths are added.
  ///
  /// @throws InvalidChannelException where more than a path stands behind the host
  static String base(URI address) throws InvalidChannelException {
    if (address.getHost() == null
        || address.getRawQuery() != null
        || address.getRawFragment() != null) {
      throw new InvalidChannelException(
          "the address of a service is https://host, at most with a path behind it");
    }
    String text = address.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /// As one part of a path or a query.
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
