package dev.drydock.catalog.pear;

import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds PHP packages of PEAR and extensions of PECL in the registry that their installer keeps:
/// `.registry/console_getopt.reg`, and `.registry/.channel.pecl.php.net/redis.reg` for those of
/// other channels than PEAR's own.
///
/// Each file is a PHP array that was serialized. Of packages that were described by a `package.xml`
/// of version 1 name and version stand as `package` and `version`, of those of version 2 as `name`
/// and `version.release`.
public final class PearCataloger extends DocumentCataloger {
  private static final String REGISTRY = ".registry/";
  private static final String CHANNEL = "/.channel.";
  private static final String OWN_CHANNEL = "pear.php.net";
  private static final int MOST_LICENCES = 20;

  public PearCataloger(Limits limits) {
    super("pear", limits, "*.reg");
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    int at = path.lastIndexOf(REGISTRY);
    if (!super.wants(file) || at < 0 || at > 0 && path.charAt(at - 1) != '/') {
      return false;
    }
    int slash = path.indexOf('/', at + REGISTRY.length());
    return slash < 0
        || path.startsWith(CHANNEL, at + REGISTRY.length() - 1) && path.indexOf('/', slash + 1) < 0;
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    Json registered =
        new PhpSerialized(document.bytes(), document.limits(), document.path()).read();
    String name = text(registered, "name", registered.text("package"));
    Json versions = registered.get("version").orElse(registered);
    String version = versions.text().orElse(text(versions, "release", null));
    if (name.isBlank() || version.isBlank()) {
      return;
    }
    out.add(
        document.component(
            name,
            version,
            Purl.of("pear", text(registered, "channel", channel(document.path())), name, version),
            licences(registered),
            document.evidence("registry")));
  }

  private static String text(Json json, String member, @Nullable String otherwise) {
    String text = json.text(member);
    String found = text == null || text.isBlank() ? otherwise : text;
    return found == null ? "" : found.strip();
  }

  /// The channel whose folder a file lies in.
  private static String channel(String path) {
    int at = path.lastIndexOf(CHANNEL);
    int end = path.lastIndexOf('/');
    return at < 0 || end <= at + CHANNEL.length()
        ? OWN_CHANNEL
        : path.substring(at + CHANNEL.length(), end);
  }

  /// A text, an object with the text in `_content`, or several of either.
  private static List<String> licences(Json registered) {
    List<String> licences = new ArrayList<>();
    for (String member : List.of("license", "release_license")) {
      Json told = registered.get(member).orElse(new Json.Null());
      licence(told, licences);
      for (Json item : told.members().values()) {
        if (told.get("_content").isEmpty()) {
          licence(item, licences);
        }
      }
    }
    return licences;
  }

  private static void licence(Json told, List<String> licences) {
    String licence = told.text().orElse(text(told, "_content", null)).strip();
    if (!licence.isEmpty() && licences.size() < MOST_LICENCES && !licences.contains(licence)) {
      licences.add(licence);
    }
  }
}
