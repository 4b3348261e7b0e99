package dev.drydock.bom.described;

import dev.drydock.bom.Purl;
import java.util.Map;
import java.util.TreeMap;

/// The platform of a gem, which some tools write into its version, as RubyGems does into the names
/// of files: `pkg:gem/nokogiri@1.19.3-x86_64-linux-gnu`. It belongs into the qualifier `platform`
/// (purl specification, type `gem`); RubyGems takes a version with a dash for a pre-release, which
/// comes before the one that mends something.
final class GemPlatform {
  private static final String PLATFORM = "platform";

  private GemPlatform() {}

  /// The same purl with the platform apart from the version, for no version of a gem has a dash.
  static Purl apart(Purl purl) {
    String version = purl.version();
    int dash = version == null || !purl.type().equals("gem") ? -1 : version.indexOf('-');
    if (version == null || dash <= 0 || dash + 1 == version.length()) {
      return purl;
    }
    Map<String, String> qualifiers = new TreeMap<>(purl.qualifiers());
    qualifiers.putIfAbsent(PLATFORM, version.substring(dash + 1));
    return Purl.of(
        purl.type(), purl.namespace(), purl.name(), version.substring(0, dash), qualifiers);
  }
}
