package dev.drydock.catalog.npm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a `yarn.lock` of yarn 1 (yarn documentation, "yarn.lock"). It looks like YAML and is none:
///
/// ```
/// ms@^2.0.0, "ms@npm:ms@2":
///   version "2.1.2"
///   resolved "https://registry.yarnpkg.com/ms/-/ms-2.1.2.tgz#d09d1f35"
///   integrity sha512-…
///   dependencies:
///     other "^1.0.0"
/// ```
final class YarnClassic {
  /// Ranges that name something which yarn fetches; others name folders of the project, or nothing
  /// that it knows.
  private static final Set<String> FETCHED =
      Set.of(
          "",
          "npm",
          "file",
          "http",
          "https",
          "ssh",
          "git",
          "git+ssh",
          "git+http",
          "git+https",
          "git+file",
          "github",
          "gitlab",
          "bitbucket",
          "gist");

  private final List<YarnEntry> entries = new ArrayList<>();
  private List<String> descriptors = List.of();
  private String version = "";
  private @Nullable String resolved;
  private @Nullable String integrity;
  private Map<String, String> needs = new LinkedHashMap<>();
  private boolean inNeeds;

  private YarnClassic() {}

  /// @throws IOException where nothing of it is an entry
  static List<YarnEntry> read(byte[] document, String path) throws IOException {
    YarnClassic reader = new YarnClassic();
    String text = new String(document, StandardCharsets.UTF_8);
    int strange = 0;
    for (int at = text.startsWith("\uFEFF") ? 1 : 0; at < text.length(); ) {
      int end = text.indexOf('\n', at);
      int next = end < 0 ? text.length() : end;
      if (!reader.line(text.substring(at, next).stripTrailing())) {
        strange++;
      }
      at = next + 1;
    }
    reader.finish();
    if (reader.entries.isEmpty() && strange > 0) {
      throw new IOException(path + " is not a yarn.lock");
    }
    return reader.entries;
  }

  /// @return whether the line is of any known kind
  private boolean line(String line) {
    String content = line.stripLeading();
    if (content.isEmpty() || content.startsWith("#")) {
      return true;
    }
    int indentation = line.length() - content.length();
    boolean opens = content.endsWith(":");
    List<String> tokens = tokens(opens ? content.substring(0, content.length() - 1) : content);
    if (indentation == 0) {
      finish();
      descriptors = opens ? tokens : List.of();
      return opens;
    }
    if (opens) {
      String section = tokens.isEmpty() ? "" : tokens.getFirst();
      inNeeds = section.equals("dependencies") || section.equals("optionalDependencies");
      return true;
    }
    if (tokens.size() < 2) {
      return false;
    }
    String key = tokens.getFirst();
    String value = tokens.get(1);
    if (indentation > 2) {
      if (inNeeds && needs.size() < LockFile.MOST_NEEDS) {
        needs.put(key, value);
      }
    } else if (key.equals("version")) {
      version = value;
    } else if (key.equals("resolved")) {
      resolved = value;
    } else if (key.equals("integrity")) {
      integrity = String.join(" ", tokens.subList(1, tokens.size()));
    }
    return true;
  }

  private void finish() {
    if (!descriptors.isEmpty()) {
      Descriptor asked = Descriptor.of(descriptors.getFirst());
      boolean fetched = FETCHED.contains(asked.protocol()) || resolved != null;
      boolean linked = asked.protocol().equals("link") || asked.protocol().equals("workspace");
      entries.add(
          new YarnEntry(
              descriptors,
              fetched && !linked ? realName() : "",
              version,
              Commit.vcsUrl(resolved),
              null,
              resolved == null && folder(asked),
              integrity,
              needs));
    }
    descriptors = List.of();
    version = "";
    resolved = null;
    integrity = null;
    needs = new LinkedHashMap<>();
    inNeeds = false;
  }

  /// Whether this is the path of a folder, or of an archive; of the latter yarn notes what it is
  /// resolved to.
  private static boolean folder(Descriptor asked) {
    return asked.protocol().equals("file")
        || asked.range().startsWith(".")
        || asked.range().startsWith("/");
  }

  /// Where `resolutions` of the project put another package in the place of one, the entry has the
  /// ranges of the latter beside the alias that tells what is really there.
  private String realName() {
    for (String descriptor : descriptors) {
      Descriptor asked = Descriptor.of(descriptor);
      Descriptor real = asked.real();
      if (!real.name().equals(asked.name())) {
        return real.name();
      }
    }
    return Descriptor.of(descriptors.getFirst()).name();
  }

  /// Words and quoted strings, parted by spaces or commas.
  private static List<String> tokens(String content) {
    List<String> tokens = new ArrayList<>();
    int at = 0;
    while (at < content.length()) {
      char c = content.charAt(at);
      if (c == ' ' || c == ',' || c == '\t') {
        at++;
      } else if (c == '"') {
        StringBuilder token = new StringBuilder();
        for (at++; at < content.length() && content.charAt(at) != '"'; at++) {
          if (content.charAt(at) == '\\' && at + 1 < content.length()) {
            at++;
          }
          token.append(content.charAt(at));
        }
        at++;
        tokens.add(token.toString());
      } else {
        int from = at;
        while (at < content.length() && " ,\t".indexOf(content.charAt(at)) < 0) {
          at++;
        }
        tokens.add(content.substring(from, at));
      }
    }
    return tokens;
  }
}
