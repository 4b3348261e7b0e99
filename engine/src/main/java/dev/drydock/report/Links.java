package dev.drydock.report;

import dev.drydock.match.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Pages about vulnerabilities, as far as they can be linked to without fear: addresses come from
/// advisories.
public final class Links {
  private static final int LONGEST = 1_000;
  private static final String NEVER = "\"'<>()[]{}|\\^`* ";

  private Links() {}

  /// `null` for what is no plain web address.
  public static @Nullable String safe(@Nullable String address) {
    if (address == null
        || address.length() > LONGEST
        || !(address.startsWith("https://") || address.startsWith("http://"))
        || address.indexOf("://") + 3 == address.length()) {
      return null;
    }
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      if (c <= 0x20 || c >= 0x7f || NEVER.indexOf(c) >= 0) {
        return null;
      }
      if (c == '%' && !escape(address, i)) {
        return null;
      }
    }
    return address;
  }

  private static boolean escape(String address, int at) {
    return at + 2 < address.length()
        && Character.digit(address.charAt(at + 1), 16) >= 0
        && Character.digit(address.charAt(at + 2), 16) >= 0;
  }

  /// The pages of the advisories that tell of a finding, the deciding one first, each once.
  public static List<String> of(Finding finding) {
    Set<String> links = new LinkedHashSet<>();
    for (Finding.Match match : finding.matches()) {
      String link = safe(match.url());
      if (link != null) {
        links.add(link);
      }
    }
    return new ArrayList<>(links);
  }
}
