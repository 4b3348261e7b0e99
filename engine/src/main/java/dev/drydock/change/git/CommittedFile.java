package dev.drydock.change.git;

import dev.drydock.change.ChangeException;
import dev.drydock.change.ChangeException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// A file as a commit has it, with all that shows that it has it: the commit, the trees on the way
/// to the file, and the file. Each names the next one by the hash of its content.
///
/// @param objects in that order, without the headers that Git hashes with them
public record CommittedFile(List<byte[]> objects) {
  private static final int MOST_BYTES = 16 << 20;
  private static final int MOST_OBJECTS = 64;

  public CommittedFile {
    objects = List.copyOf(objects);
  }

  /// Fetches one commit of a repository, and nothing else: no history, no tags, no submodules; no
  /// hook runs, and the repository is asked by its own protocol alone, wherever it leads.
  ///
  /// @param scratch an empty directory, of which nothing is needed afterwards
  public static CommittedFile fetch(
      GitProgram program, Path scratch, URI repository, String commit, String path)
      throws IOException, InterruptedException {
    GitCommand git = new GitCommand(program, scratch);
    Map<String, String> environment = Map.of("GIT_ALLOW_PROTOCOL", repository.getScheme());
    String format = commit.length() == 64 ? "sha256" : "sha1";
    git.answer(
        "make room for " + repository,
        "init",
        "--quiet",
        "--bare",
        "--template=",
        "--object-format=" + format,
        ".");
    git.answer(
        "fetch commit " + commit + " of " + repository,
        environment,
        new byte[0],
        List.of(
            "-c",
            "core.hooksPath=/dev/null",
            "-c",
            "http.followRedirects=false",
            "fetch",
            "--quiet",
            "--depth=1",
            "--no-tags",
            "--no-recurse-submodules",
            "--no-write-fetch-head",
            repository.toString(),
            commit));
    List<byte[]> objects = new ArrayList<>();
    objects.add(object(git, "commit", commit));
    StringBuilder at = new StringBuilder(commit).append(':');
    String[] segments = path.split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      objects.add(object(git, "tree", at.toString()));
      at.append(i == 0 ? "" : "/").append(segments[i]);
    }
    objects.add(object(git, "blob", at.toString()));
    return new CommittedFile(objects);
  }

  private static byte[] object(GitCommand git, String type, String name)
      throws IOException, InterruptedException {
    GitProgram.Result result = git.attempt("cat-file", type, name);
    if (!result.isSuccess()) {
      throw new ChangeException(
          Kind.NOT_FOUND, "there is no " + type + " " + name + "; check the path and the commit");
    }
    return result.out();
  }

  /// The content of the file, where everything up to it is what the commit says.
  ///
  /// @throws ChangeException where it is not
  public byte[] verified(String commit, String path) throws ChangeException {
    String[] segments = path.split("/", -1);
    if (objects.size() != segments.length + 2) {
      throw changed(commit);
    }
    requireId(commit, "commit", objects.getFirst(), commit);
    String head = new String(objects.getFirst(), StandardCharsets.ISO_8859_1);
    int end = head.indexOf('\n');
    if (!head.startsWith("tree ") || end < 0) {
      throw changed(commit);
    }
    String wanted = head.substring("tree ".length(), end);
    for (int i = 0; i < segments.length; i++) {
      byte[] tree = objects.get(i + 1);
      requireId(commit, "tree", tree, wanted);
      wanted = entry(tree, segments[i], commit);
    }
    requireId(commit, "blob", objects.getLast(), wanted);
    return objects.getLast();
  }

  /// The id that a tree has for a name: `MODE NAME`, a zero, and the id in bytes.
  private static String entry(byte[] tree, String name, String commit) throws ChangeException {
    int idBytes = commit.length() / 2;
    int at = 0;
    while (at < tree.length) {
      int zero = at;
      while (zero < tree.length && tree[zero] != 0) {
        zero++;
      }
      int next = zero + 1 + idBytes;
      if (next > tree.length) {
        break;
      }
      String entry = new String(tree, at, zero - at, StandardCharsets.UTF_8);
      if (entry.substring(entry.indexOf(' ') + 1).equals(name)) {
        return HexFormat.of().formatHex(tree, zero + 1, next);
      }
      at = next;
    }
    throw changed(commit);
  }

  private static void requireId(String commit, String type, byte[] object, String id)
      throws ChangeException {
    MessageDigest digest = hash(commit.length() == 64 ? "SHA-256" : "SHA-1");
    digest.update((type + " " + object.length + "\0").getBytes(StandardCharsets.US_ASCII));
    digest.update(object);
    if (!HexFormat.of().formatHex(digest.digest()).equals(id)) {
      throw changed(commit);
    }
  }

  private static MessageDigest hash(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }

  private static ChangeException changed(String commit) {
    return new ChangeException(
        Kind.UNSUPPORTED, "what is kept of commit " + commit + " is not what the commit says");
  }

  /// All of it, to be kept: each object with its length before it, on a line of its own.
  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] object : objects) {
      out.writeBytes((object.length + "\n").getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(object);
    }
    return out.toByteArray();
  }

  /// What [#toBytes] wrote, or anything: [#verified] tells.
  public static CommittedFile of(byte[] bytes) {
    List<byte[]> objects = new ArrayList<>();
    int at = 0;
    while (at < bytes.length && objects.size() < MOST_OBJECTS) {
      int length = 0;
      int digits = 0;
      while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9' && digits < 9) {
        length = length * 10 + (bytes[at++] - '0');
        digits++;
      }
      boolean ended = at < bytes.length && bytes[at++] == '\n';
      if (!ended || length > MOST_BYTES || length > bytes.length - at) {
        break;
      }
      objects.add(Arrays.copyOfRange(bytes, at, at + length));
      at += length;
    }
    return new CommittedFile(objects);
  }
}
