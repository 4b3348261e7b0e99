package dev.drydock.change;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Files that are changed together, and the words for it: what becomes one commit on one branch,
/// and one pull request.
///
/// @param key the same for the same group of actions in every run; the branch has its name from it
/// @param title one line
/// @param body Markdown
/// @param actions keys of all actions that it carries out, as each would have alone: by them a
///   later run knows what became of an action that has moved to another group
public record ChangeSet(
    String key, String title, String body, List<FileChange> files, List<String> actions) {
  private static final int MAX_KEY = 80;
  private static final int MAX_TITLE = 200;
  private static final int MAX_FILES = 500;
  private static final int SLUG = 48;
  private static final int DIGITS = 8;

  /// @throws IllegalArgumentException where the key cannot name a branch, the title is no line, or
  ///   the files are none, too many, or one twice
  public ChangeSet {
    files = List.copyOf(files);
    actions = List.copyOf(actions);
    if (!isKey(key) || !actions.stream().allMatch(ChangeSet::isKey)) {
      throw new IllegalArgumentException("a key has lower-case letters, digits and -: " + key);
    }
    if (title.isBlank()
        || title.length() > MAX_TITLE
        || title.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a title is one line of at most 200 characters");
    }
    if (files.isEmpty() || files.size() > MAX_FILES) {
      throw new IllegalArgumentException("a change set has 1 to 500 files");
    }
    Set<String> paths = new HashSet<>();
    for (FileChange file : files) {
      if (!paths.add(file.path())) {
        throw new IllegalArgumentException(file.path() + " is changed twice");
      }
    }
  }

  /// Of a single action.
  public ChangeSet(String key, String title, String body, List<FileChange> files) {
    this(key, title, body, files, List.of(key));
  }

  /// A key for a group of actions that has any name: its words for people, and a digest so that two
  /// names never come to the same key.
  public static String key(String name) {
    StringBuilder slug = new StringBuilder();
    for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
      boolean plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
      if (plain && slug.length() < SLUG) {
        slug.append(c);
      } else if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
        slug.append('-');
      }
    }
    if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
      slug.append('-');
    }
    MessageDigest digest = sha256();
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    return slug + HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }

  /// Tells one edit from another wherever in the files it stands: of lines that go and lines that
  /// come. What else changes in the same files meanwhile makes no difference.
  public String fingerprint() {
    MessageDigest digest = sha256();
    files.stream()
        .sorted(Comparator.comparing(FileChange::path))
        .forEach(
            file -> {
              digest.update(file.path().getBytes(StandardCharsets.UTF_8));
              digest.update((byte) 0);
              for (String line : UnifiedDiff.changedLines(file)) {
                digest.update(line.getBytes(StandardCharsets.ISO_8859_1));
                digest.update((byte) 0);
              }
            });
    return HexFormat.of().formatHex(digest.digest()).substring(0, 2 * DIGITS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static boolean isKey(String key) {
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
      if (!plain && (c != '-' || i == 0)) {
        return false;
      }
    }
    return !key.isEmpty() && key.length() <= MAX_KEY;
  }
}
