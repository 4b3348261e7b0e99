package dev.drydock.catalog.conda;

import dev.drydock.catalog.Document;
import dev.drydock.image.ImagePaths;
import dev.drydock.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The packages that an `environment.yml` pins (conda documentation, "Managing environments" and
/// "Package match specifications"):
///
///     dependencies:
///     - conda-forge::numpy=1.26.4=py310hb13e2d6_0
///     - zlib==1.3.1
///     - python=3.12          # any 3.12.*, and so no pin
///     - pip: [requests==2.33.0]
///
/// A version behind one `=` is only how the version begins, unless a build follows. What pip
/// installs is Python's: `python-lock`.
final class EnvironmentFile {
  private static final String CHANNEL = "::";
  private static final String DEPENDENCIES = "dependencies";
  private static final int LONGEST = 200;
  private static final List<String> INSTALLED =
      List.of("site-packages/", "dist-packages/", "node_modules/");

  private EnvironmentFile() {}

  /// Whether a file of this path could be that of an application in the image: within packages lie
  /// those of their tests.
  static boolean counts(String path) {
    return INSTALLED.stream().noneMatch(folder -> ImagePaths.leadsThrough(path, folder));
  }

  /// @throws IOException where it is damaged; others than conda use the name too, also for what is
  ///   no YAML, and of those nothing is to be said
  static List<LockedPackage> read(Document document) throws IOException {
    List<LockedPackage> pinned = new ArrayList<>();
    String text = document.text();
    if (text.startsWith(DEPENDENCIES + ":") || text.contains("\n" + DEPENDENCIES + ":")) {
      for (Json entry : document.yaml().items(DEPENDENCIES)) {
        LockedPackage one = pinned(entry.text().orElse(""));
        if (one != null) {
          pinned.add(one);
        }
      }
    }
    return pinned;
  }

  /// `null` where it leaves a choice between versions, or the package is for another system.
  private static @Nullable LockedPackage pinned(String specification) {
    int channel = specification.lastIndexOf(CHANNEL);
    String rest = specification.substring(channel < 0 ? 0 : channel + CHANNEL.length());
    int equals = rest.indexOf('=');
    boolean exact = rest.startsWith("==", equals);
    String version = equals < 0 ? "" : rest.substring(equals + (exact ? 2 : 1));
    int second = version.indexOf('=');
    String build = second < 0 ? "" : version.substring(second + 1).strip();
    version = (second < 0 ? version : version.substring(0, second)).strip();
    String name = equals < 0 ? "" : rest.substring(0, equals).strip();
    // a build may be told by a pattern, which leaves no choice between versions
    boolean pinned = second < 0 ? exact : word(build.replace('*', '_'));
    if (!pinned || !word(name) || !word(version)) {
      return null;
    }
    Map<String, String> members = new HashMap<>();
    members.put("name", name);
    members.put("version", version);
    members.put("build", word(build) ? build : "");
    members.put("channel", channel < 0 ? "" : specification.substring(0, channel));
    return LockedPackage.of(members, List.of());
  }

  private static boolean word(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!letter && "_.-+!".indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST;
  }
}
