package dev.drydock.catalog.dpkg;

import dev.drydock.catalog.ClaimablePaths;
import dev.drydock.catalog.FileTree;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files of packages: `info/NAME.list` with a path on each line, or `NAME.md5sums` with a
/// digest before it, beside the package below `status.d`, and in `info` of images that were put
/// together without dpkg. Only [ClaimablePaths] are taken out of them.
final class OwnedFiles {
  private static final String INFO = "var/lib/dpkg/info/";

  private final FileTree tree;
  private final Limits limits;
  private final ClaimablePaths claimable = new ClaimablePaths();

  OwnedFiles(FileTree tree, Limits limits) {
    this.tree = tree;
    this.limits = limits;
  }

  /// The list of one package, `null` where there is none. Packages that can be installed for
  /// several architectures at once have `:ARCHITECTURE` in its name.
  @Nullable LayerEntry list(LayerEntry database, ControlFile.Stanza stanza) {
    if (stanza.name().indexOf('/') >= 0) {
      return null;
    }
    LayerEntry sums = tree.file(database.path() + ".md5sums").orElse(null);
    if (sums != null) {
      return sums;
    }
    LayerEntry list = information(stanza, ".list");
    return list != null ? list : information(stanza, ".md5sums");
  }

  private @Nullable LayerEntry information(ControlFile.Stanza stanza, String ending) {
    String plain = INFO + stanza.name() + ending;
    String qualified = INFO + stanza.name() + ':' + stanza.architecture() + ending;
    boolean same = stanza.multiArch().equals("same");
    LayerEntry first = tree.file(same ? qualified : plain).orElse(null);
    return first != null ? first : tree.file(same ? plain : qualified).orElse(null);
  }

  /// What another cataloger could claim of a list, without leading slashes.
  List<String> read(LayerEntry list) throws IOException, InterruptedException {
    byte[] bytes = tree.content(list).bytes(limits.documentBytes(), list.path());
    boolean sums = list.path().endsWith(".md5sums");
    List<String> paths = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      int end = at;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      int from = sums ? afterDigest(bytes, at, end) : at;
      while (from < end && bytes[from] == '/') {
        from++;
      }
      claimable.collect(bytes, from, end, paths);
      at = end + 1;
    }
    return paths;
  }

  private static int afterDigest(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != ' ') {
      at++;
    }
    while (at < to && bytes[at] == ' ') {
      at++;
    }
    return at;
  }
}
