package dev.drydock.catalog.portage;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.ClaimablePaths;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.catalog.distribution.DistributionCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads Portage's database of installed packages: a folder `var/db/pkg/CATEGORY/NAME-VERSION` for
/// each, with a file for each fact ([Package Manager
/// Specification](https://projects.gentoo.org/pms/latest/pms.html), "VDB").
///
/// `PF` names the package, and its folder is called after it. `CONTENTS` lists its files, `LICENSE`
/// its licences.
public final class PortageCataloger implements TreeCataloger {
  private static final String NAME = "portage";
  private static final String DATABASE = "var/db/pkg/";
  private static final String CONTENTS = "CONTENTS";
  private static final String LICENSE = "LICENSE";
  private static final String PF = "PF";
  private static final List<String> FILES = List.of(CONTENTS, LICENSE, PF);

  /// Folders of packages that Portage has not finished to install, or to remove, start with this.
  private static final String UNFINISHED = "-";

  private final Limits limits;

  public PortageCataloger(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.named("contents", "license", "pf");
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    if (!path.startsWith(DATABASE)) {
      return false;
    }
    int category = path.indexOf('/', DATABASE.length());
    int folder = category < 0 ? -1 : path.indexOf('/', category + 1);
    return folder > 0 && FILES.contains(path.substring(folder + 1));
  }

  @Override
  public void catalog(FileTree tree, Discoveries out) throws IOException, InterruptedException {
    List<LayerEntry> files = tree.files(this);
    if (files.isEmpty()) {
      return;
    }
    Map<String, LayerEntry> packages = new TreeMap<>();
    for (LayerEntry file : files) {
      packages.putIfAbsent(file.path().substring(0, file.path().lastIndexOf('/') + 1), file);
    }
    Distribution distribution = DistributionCataloger.read(tree).orElse(null);
    ClaimablePaths claimable = new ClaimablePaths();
    for (Map.Entry<String, LayerEntry> found : packages.entrySet()) {
      String folder = found.getKey();
      int slash = folder.indexOf('/', DATABASE.length());
      String category = folder.substring(DATABASE.length(), slash);
      if (folder.startsWith(UNFINISHED, slash + 1)) {
        continue;
      }
      try {
        PortageName name = PortageName.parse(text(tree, folder + PF));
        if (name == null) {
          name = PortageName.parse(folder.substring(slash + 1, folder.length() - 1));
        }
        if (name == null) {
          out.unreadable(
              folder, "is not named NAME-VERSION, as Portage names its packages; left out");
          continue;
        }
        Component component =
            component(category, name, licences(tree, folder), found.getValue(), distribution);
        List<String> paths = owned(tree, folder, claimable);
        if (paths.isEmpty()) {
          out.add(component);
        } else {
          out.add(component, paths);
        }
      } catch (IOException e) {
        out.unreadable(folder, String.valueOf(e.getMessage()));
      }
    }
  }

  private static Component component(
      String category,
      PortageName name,
      List<String> licences,
      LayerEntry file,
      @Nullable Distribution distribution) {
    String full = category + "/" + name.name();
    return new Component(
        full,
        name.version(),
        Purl.of(
            "ebuild",
            category,
            name.name(),
            name.version(),
            distribution == null ? Map.of() : Map.of("distro", distribution.purlQualifier())),
        new Component.OsPackage(new Component.Source(full, name.version(), true), "", null, null),
        licences,
        List.of(new Location(file.path(), file.layer())),
        new Evidence(NAME, "installed database"));
  }

  /// The licences, all of which hold; the text as it is where it leaves a choice.
  private List<String> licences(FileTree tree, String folder)
      throws IOException, InterruptedException {
    String text = text(tree, folder + LICENSE);
    if (text.isEmpty()) {
      return List.of();
    }
    return text.indexOf('(') >= 0 ? List.of(text) : List.of(text.split("\\s+"));
  }

  /// The text of a file, without blanks around it; `""` where there is none.
  private String text(FileTree tree, String path) throws IOException, InterruptedException {
    LayerEntry file = tree.file(path).orElse(null);
    return file == null
        ? ""
        : new String(
                tree.content(file).bytes(limits.documentBytes(), file.path()),
                StandardCharsets.UTF_8)
            .strip();
  }

  /// What another cataloger could claim of the lines `obj /PATH DIGEST TIME`.
  private List<String> owned(FileTree tree, String folder, ClaimablePaths claimable)
      throws IOException, InterruptedException {
    LayerEntry file = tree.file(folder + CONTENTS).orElse(null);
    if (file == null) {
      return List.of();
    }
    byte[] bytes = tree.content(file).bytes(limits.documentBytes(), file.path());
    List<String> paths = new ArrayList<>();
    for (int at = 0; at < bytes.length; ) {
      int end = at;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      if (end - at > 5 && bytes[at] == 'o' && bytes[at + 3] == ' ' && bytes[at + 4] == '/') {
        claimable.collect(bytes, at + 5, beforeWord(bytes, at + 5, end), paths);
      }
      at = end + 1;
    }
    return paths;
  }

  /// Where a path ends that two words follow; a path may have blanks in it.
  private static int beforeWord(byte[] bytes, int from, int to) {
    int end = to;
    for (int words = 0; words < 2; words++) {
      int at = end - 1;
      while (at > from && bytes[at] != ' ') {
        at--;
      }
      if (at <= from) {
        return end;
      }
      end = at;
    }
    return end;
  }
}
