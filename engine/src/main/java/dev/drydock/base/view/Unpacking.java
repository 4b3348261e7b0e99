package dev.drydock.base.view;

import dev.drydock.image.FileContent;
import dev.drydock.image.Image;
import dev.drydock.image.Layer;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes the files of an image into a directory, so that programs of it can run there.
///
/// Nothing can be written elsewhere: only what [ImageView] has resolved is written, directories
/// first and symbolic links last, so that no link is there yet that something could be written
/// through. Devices, pipes and sockets are left out, and no program keeps setuid or setgid.
public final class Unpacking {
  private static final int RIGHTS = 01777;

  private final Path directory;
  private final ImageView view;
  private final long mostBytes;
  private final boolean owners;
  private long written;

  /// @param owners whether files get their owners, which only root can give them
  private Unpacking(Path directory, ImageView view, long mostBytes, boolean owners) {
    this.directory = directory;
    this.view = view;
    this.mostBytes = mostBytes;
    this.owners = owners;
  }

  /// @param directory that is there, and empty
  /// @param mostBytes that may be written
  /// @param owners whether files get their owners, which only root can give them
  public static void unpack(
      Image image, ImageView view, Path directory, long mostBytes, boolean owners)
      throws IOException, InterruptedException {
    Unpacking unpacking = new Unpacking(directory, view, mostBytes, owners);
    unpacking.directories();
    unpacking.contents(image);
    unpacking.links();
    unpacking.rights();
  }

  /// @param path of the view, which has neither links nor `..`
  private Path at(String path) throws IOException {
    try {
      return directory.resolve(path);
    } catch (InvalidPathException e) {
      throw new IOException("no file can be called so here: " + path, e);
    }
  }

  private static boolean isId(long number) {
    return number >= 0 && number < Integer.MAX_VALUE;
  }

  private void directories() throws IOException {
    for (Map.Entry<String, FileNode> entry : view.files().entrySet()) {
      if (entry.getValue().isDirectory() && !entry.getKey().isEmpty()) {
        Files.createDirectory(at(entry.getKey()));
      }
    }
  }

  private void contents(Image image) throws IOException, InterruptedException {
    Map<String, List<String>> wanted = new HashMap<>();
    view.files()
        .forEach(
            (path, file) -> {
              if (file.isFile()) {
                String key = file.layer() + " " + file.stored();
                wanted.computeIfAbsent(key, _ -> new ArrayList<>()).add(path);
              }
            });
    for (Layer layer : image.layers()) {
      int index = layer.description().index();
      layer.walk(
          (entry, content) -> {
            if (entry.type() == LayerEntry.Type.FILE) {
              write(wanted.getOrDefault(index + " " + entry.path(), List.of()), content);
            }
          });
    }
  }

  /// @param paths hard links of each other; of a file that stands twice in a layer, the last counts
  private void write(List<String> paths, FileContent content) throws IOException {
    if (paths.isEmpty()) {
      return;
    }
    Path first = at(paths.getFirst());
    try (InputStream in = content.stream();
        OutputStream out =
            Files.newOutputStream(
                first, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
      byte[] buffer = new byte[64 << 10];
      int n = in.read(buffer);
      while (n > 0) {
        written += n;
        if (written > mostBytes) {
          throw new LimitExceededException("layerBytes", "the unpacked image", mostBytes);
        }
        out.write(buffer, 0, n);
        n = in.read(buffer);
      }
    }
    for (String other : paths.subList(1, paths.size())) {
      Path path = at(other);
      if (!Files.exists(path)) {
        Files.createLink(path, first);
      }
    }
  }

  private void links() throws IOException {
    for (Map.Entry<String, FileNode> entry : view.files().entrySet()) {
      String link = entry.getValue().link();
      if (entry.getValue().isLink() && link != null && link.indexOf('\0') < 0) {
        try {
          Files.createSymbolicLink(at(entry.getKey()), Path.of(link));
        } catch (InvalidPathException e) {
          throw new IOException("no link can lead there here: " + entry.getKey(), e);
        }
      }
    }
  }

  /// From the deepest on, so that a directory that nobody may enter is closed last.
  private void rights() throws IOException {
    for (Map.Entry<String, FileNode> entry : new ArrayList<>(view.files().entrySet()).reversed()) {
      FileNode file = entry.getValue();
      if (!file.isFile() && !file.isDirectory()) {
        continue;
      }
      Path path = at(entry.getKey());
      if (!Files.exists(path)) {
        continue; // the second walk did not show it again
      }
      if (owners && isId(file.owner().user()) && isId(file.owner().group())) {
        Files.setAttribute(path, "unix:uid", (int) file.owner().user());
        Files.setAttribute(path, "unix:gid", (int) file.owner().group());
      }
      int mode = file.mode() & RIGHTS;
      Files.setAttribute(path, "unix:mode", owners || !file.isDirectory() ? mode : mode | 0700);
    }
  }
}
