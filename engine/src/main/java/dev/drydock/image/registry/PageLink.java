package dev.drydock.image.registry;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The `Link` header with which a registry names the next page of a list (RFC 8288; OCI
/// distribution specification 1.1, "Listing Tags", "Listing Referrers").
final class PageLink {
  private PageLink() {}

  /// Where a link of a page leads; `null` where that is another registry, or nowhere: what
  /// authorises us here is shown nowhere else.
  static @Nullable URI follow(RegistryClient.Page page, String target) {
    try {
      // java.net.URI would drop the last part of the path (RFC 2396) before a query alone
      String path = target.startsWith("?") ? page.address().getRawPath() + target : target;
      URI next = page.address().resolve(path);
      return Redirects.sameOrigin(next, page.address()) ? next : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /// The target of a link with the relation `next`; `null` where there is none.
  static @Nullable String target(@Nullable String header) {
    int at = header == null ? -1 : header.indexOf('<');
    while (header != null && at >= 0) {
      int end = header.indexOf('>', at);
      if (end < 0) {
        return null;
      }
      int comma = end;
      boolean quoted = false;
      while (comma < header.length() && (quoted || header.charAt(comma) != ',')) {
        quoted ^= header.charAt(comma) == '"';
        comma++;
      }
      if (isNext(header.substring(end + 1, comma))) {
        return header.substring(at + 1, end);
      }
      at = header.indexOf('<', comma);
    }
    return null;
  }

  private static boolean isNext(String parameters) {
    for (String parameter : parameters.split(";")) {
      int equals = parameter.indexOf('=');
      if (equals > 0 && parameter.substring(0, equals).strip().equalsIgnoreCase("rel")) {
        String relations = parameter.substring(equals + 1).strip().replace("\"", "");
        for (String relation : relations.split(" ")) {
          if (relation.equalsIgnoreCase("next")) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
