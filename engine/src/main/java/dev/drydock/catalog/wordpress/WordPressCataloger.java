package dev.drydock.catalog.wordpress;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Bounded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// Finds WordPress by its `wp-includes/version.php`, its plugins by the header of their main file,
/// directly in `wp-content/plugins` or `wp-content/mu-plugins` or one folder below, and its themes
/// by the header of their `style.css`.
///
/// A plugin's name is the one in its header; its purl has the name of its folder, which it goes by
/// in the directory of WordPress.
public final class WordPressCataloger implements FileCataloger {
  private static final String NAME = "wordpress";
  private static final String CONTENT = "wp-content/";
  private static final String PLUGINS = "plugins/";
  private static final String REQUIRED_PLUGINS = "mu-plugins/";
  private static final String THEMES = "themes/";
  private static final String STYLE = "style.css";
  private static final String CORE = "wp-includes/version.php";
  private static final int CORE_LENGTH = 64 << 10;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return new FileNames(Set.of(STYLE), Set.of("php"));
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.size() > 0 && kind(file.path()) != Kind.OTHER;
  }

  private enum Kind {
    CORE,
    PLUGIN,
    THEME,
    OTHER
  }

  private static Kind kind(String path) {
    if (path.endsWith(CORE) && partStart(path, path.length() - CORE.length())) {
      return Kind.CORE;
    }
    int at = path.lastIndexOf(CONTENT);
    if (at < 0 || !partStart(path, at)) {
      return Kind.OTHER;
    }
    int in = at + CONTENT.length();
    if (path.endsWith("/" + STYLE)) {
      return path.startsWith(THEMES, in) && slashes(path, in + THEMES.length()) == 1
          ? Kind.THEME
          : Kind.OTHER;
    }
    boolean plugin =
        path.endsWith(".php")
            && (path.startsWith(PLUGINS, in) && slashes(path, in + PLUGINS.length()) <= 1
                || path.startsWith(REQUIRED_PLUGINS, in)
                    && slashes(path, in + REQUIRED_PLUGINS.length()) <= 1);
    return plugin ? Kind.PLUGIN : Kind.OTHER;
  }

  private static boolean partStart(String path, int at) {
    return at == 0 || path.charAt(at - 1) == '/';
  }

  private static int slashes(String path, int from) {
    int slashes = 0;
    for (int i = from; i < path.length(); i++) {
      slashes += path.charAt(i) == '/' ? 1 : 0;
    }
    return slashes;
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    switch (kind(file.path())) {
      case CORE -> core(file, content, out);
      case PLUGIN -> headed("Plugin Name", "wordpress-plugin", file, content, out);
      case THEME -> headed("Theme Name", "wordpress-theme", file, content, out);
      case OTHER -> {
        // not asked for
      }
    }
  }

  private static void headed(
      String label, String type, LayerEntry file, FileContent content, Discoveries out)
      throws IOException {
    FileHeader header = FileHeader.of(content);
    String name = header.value(label);
    String version = header.value("Version");
    String slug = slug(file.path());
    if (name.isEmpty() || version.isEmpty() || slug.isEmpty()) {
      return; // most files of a plugin are not its main one
    }
    String licence = header.value("License");
    add(
        name,
        version,
        Purl.of(type, null, slug, version),
        licence.isEmpty() ? List.of() : List.of(licence),
        file,
        new Evidence(NAME, "file header"),
        out);
  }

  /// The folder of a plugin or theme; of a plugin that is one file its name without the ending.
  private static String slug(String path) {
    int slash = path.lastIndexOf('/');
    String folder = path.substring(0, slash);
    String name = folder.substring(folder.lastIndexOf('/') + 1);
    boolean single =
        folder.endsWith(CONTENT + "plugins") || folder.endsWith(CONTENT + "mu-plugins");
    return single ? path.substring(slash + 1, path.length() - ".php".length()) : name;
  }

  /// `$wp_version = '6.4.2';`.
  private static void core(LayerEntry file, FileContent content, Discoveries out)
      throws IOException {
    String text = new String(Bounded.head(content.stream(), CORE_LENGTH), StandardCharsets.UTF_8);
    for (String line : text.lines().toList()) {
      String assignment = line.strip();
      if (assignment.startsWith("$wp_version")) {
        int open = 0;
        while (open < assignment.length() && "'\"".indexOf(assignment.charAt(open)) < 0) {
          open++;
        }
        int close =
            open == assignment.length()
                ? -1
                : assignment.indexOf(assignment.charAt(open), open + 1);
        String version = close < 0 ? "" : assignment.substring(open + 1, close).strip();
        if (!version.isEmpty()) {
          Purl purl = Purl.of("generic", null, NAME, version);
          add(NAME, version, purl, List.of(), file, new Evidence(NAME, CORE), out);
          return;
        }
      }
    }
    throw new IOException(file.path() + " does not say which version of WordPress this is");
  }

  private static void add(
      String name,
      String version,
      Purl purl,
      List<String> licences,
      LayerEntry file,
      Evidence evidence,
      Discoveries out) {
    out.add(
        new Component(
            name,
            version,
            purl,
            null,
            licences,
            List.of(new Location(file.path(), file.layer())),
            evidence));
  }
}
