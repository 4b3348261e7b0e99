package dev.drydock.server.alert;

import dev.drydock.bom.Purl;
import dev.drydock.server.Digests;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What things are about, for people and for finding them again.
public final class Subjects {
  private static final int MARKER_BYTES = 8;

  /// Their namespace is the distribution, which says nothing about what to update.
  private static final Set<String> OF_DISTRIBUTIONS = Set.of("deb", "rpm", "apk", "alpm");

  private Subjects() {}

  /// What is to be updated: of a package URL without a version its name and its kind, `openssl
  /// (deb)`; anything else as it is.
  public static String shown(String fixGroup) {
    if (!fixGroup.startsWith("pkg:")) {
      return fixGroup;
    }
    Purl purl;
    try {
      purl = Purl.parse(fixGroup);
    } catch (IllegalArgumentException _) {
      return fixGroup; // another way of naming groups
    }
    String namespace = purl.namespace();
    boolean named =
        namespace != null && !namespace.isEmpty() && !OF_DISTRIBUTIONS.contains(purl.type());
    String separator = purl.type().equals("maven") ? ":" : "/";
    return (named ? namespace + separator : "") + purl.name() + " (" + purl.type() + ")";
  }

  /// What stands in an issue so that the next message of the same group finds it.
  public static String marker(String organisation, @Nullable String team, String fixGroup) {
    String text = organisation + "\0" + (team == null ? "" : team) + "\0" + fixGroup;
    return HexFormat.of().formatHex(Arrays.copyOf(Digests.sha256(text), MARKER_BYTES));
  }
}
