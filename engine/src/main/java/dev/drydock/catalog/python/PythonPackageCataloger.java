package dev.drydock.catalog.python;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Finds installed Python distributions by their metadata: `*.dist-info/METADATA`,
/// `*.egg-info/PKG-INFO` and `EGG-INFO/PKG-INFO` in any case, and `*.egg-info` that is a file
/// (Python packaging specifications, "Recording installed projects").
///
/// `RECORD` is not read: whether it is there or damaged changes nothing. A `direct_url.json` beside
/// says which commit of a repository was installed.
public final class PythonPackageCataloger implements TreeCataloger {
  private static final String NAME = "python-package";
  private static final String DIRECT_URL = "direct_url.json";

  /// What counts stands at the beginning; a long description may follow.
  private static final int HEAD = 512 << 10;

  private static final FileNames FILES =
      new FileNames(Set.of("metadata", "pkg-info", DIRECT_URL), Set.of("egg-info"));

  private final JsonReader reader;

  public PythonPackageCataloger(Limits limits) {
    this.reader = new JsonReader(limits);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FILES;
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    if (path.endsWith(DIRECT_URL)) {
      return ends(path, "dist-info/" + DIRECT_URL);
    }
    return file.size() > 0 && metadata(path);
  }

  private static boolean metadata(String path) {
    // the last letter rules out nearly all files of an image
    int last = path.isEmpty() ? 0 : path.charAt(path.length() - 1) | 0x20;
    return last == 'a' && (ends(path, "dist-info/METADATA") || ends(path, "egg-info/METADATA"))
        || last == 'o' && (ends(path, "egg-info/PKG-INFO") || ends(path, ".egg-info"));
  }

  private static boolean ends(String path, String end) {
    return path.regionMatches(true, path.length() - end.length(), end, 0, end.length());
  }

  @Override
  public void catalog(FileTree tree, Discoveries out) throws InterruptedException {
    Map<String, LayerEntry> directUrls = new HashMap<>();
    for (LayerEntry file : tree.files(this)) {
      if (file.path().endsWith(DIRECT_URL)) {
        directUrls.put(folder(file.path()), file);
      }
    }
    for (LayerEntry file : tree.files(this)) {
      if (file.path().endsWith(DIRECT_URL)) {
        continue;
      }
      try {
        LayerEntry directUrl = directUrls.get(folder(file.path()));
        Map<String, String> qualifiers =
            directUrl == null ? Map.of() : repository(tree, directUrl, out);
        boolean egg = ends(file.path(), ".egg-info");
        String folder = egg ? file.path() : folder(file.path());
        PythonDistributions.report(
            PythonMetadata.parse(head(tree.content(file))),
            folder.substring(folder.lastIndexOf('/') + 1),
            qualifiers,
            new Location(file.path(), file.layer()),
            new Evidence(NAME, egg ? "egg-info" : file.name()),
            out);
      } catch (IOException e) {
        out.unreadable(file.path(), String.valueOf(e.getMessage()));
      }
    }
  }

  private static String folder(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static byte[] head(FileContent content) throws IOException {
    try (InputStream in = content.stream()) {
      return Bounded.head(in, (int) Math.min(content.size(), HEAD));
    }
  }

  /// The purl qualifier `vcs_url` of what was installed from a repository: `{"url":
  /// "https://…/x.git", "vcs_info": {"vcs": "git", "commit_id": "…"}}`.
  private Map<String, String> repository(FileTree tree, LayerEntry file, Discoveries out)
      throws InterruptedException {
    try {
      Json document = reader.read(head(tree.content(file)), file.path());
      Json vcs = document.get("vcs_info").orElse(new Json.Null());
      String url = document.text("url");
      String kind = vcs.text("vcs");
      String commit = vcs.text("commit_id");
      return url == null || kind == null || commit == null
          ? Map.of()
          : Map.of("vcs_url", kind + "+" + url + "@" + commit);
    } catch (IOException e) {
      out.unreadable(file.path(), String.valueOf(e.getMessage()));
      return Map.of();
    }
  }
}
