package dev.drydock.base.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Names of users and groups as numbers, as the image's own `/etc/passwd` and `/etc/group` say.
final class Users {
  private static final int MOST_DIGITS = 9;

  private final TestedImage image;
  private final Path root;

  /// @param problem why there are none, one line; `null` where there are
  record Ids(long user, long group, @Nullable String problem) {}

  Users(TestedImage image, Path root) {
    this.image = image;
    this.root = root;
  }

  /// @param user as the image says it: `app`, `10001`, `app:www`; `null` for root
  Ids of(@Nullable String user) throws IOException {
    if (user == null || user.isEmpty()) {
      return new Ids(0, 0, null);
    }
    int colon = user.indexOf(':');
    String name = colon < 0 ? user : user.substring(0, colon);
    String group = colon < 0 ? "" : user.substring(colon + 1);
    List<String> line = line("etc/passwd", name);
    long uid = line.size() > 2 ? number(line.get(2)) : number(name);
    long ofUser = line.size() > 3 ? number(line.get(3)) : 0;
    List<String> groupLine = group.isEmpty() ? List.of() : line("etc/group", group);
    long gid =
        group.isEmpty() ? ofUser : groupLine.size() > 2 ? number(groupLine.get(2)) : number(group);
    if (uid < 0 || gid < 0) {
      return new Ids(
          0, 0, "the image runs as " + user + ", and has no such user; add it, or name a number");
    }
    return new Ids(uid, gid, null);
  }

  /// The fields of the line of a name or number; none where there is no such line.
  private List<String> line(String file, String name) throws IOException {
    String content = image.content(root, file);
    if (content == null) {
      return List.of();
    }
    for (String line : content.lines().toList()) {
      String[] fields = line.split(":", -1);
      if (fields.length > 2 && (fields[0].equals(name) || fields[2].equals(name))) {
        return List.of(fields);
      }
    }
    return List.of();
  }

  private static long number(String text) {
    boolean digits =
        !text.isEmpty()
            && text.length() <= MOST_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Long.parseLong(text) : -1;
  }
}
