package dev.drydock.change.git;

import dev.drydock.change.ChangeException;
import dev.drydock.change.ChangeException.Kind;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Puts into plain words why the `git` program did not do what was asked.
final class GitErrors {
  private static final int MAX_LINE = 200;

  private GitErrors() {}

  /// @param doing what was tried: `push drydock/base`
  static ChangeException of(String doing, Path directory, GitProgram.Result result) {
    String said = result.errors() + "\n" + result.output();
    String start = "cannot " + doing + ": ";
    if (said.contains("dubious ownership")) {
      return new ChangeException(
          Kind.REFUSED,
          start
              + "git does not trust "
              + directory
              + ", which belongs to another user; run git config --global --add safe.directory "
              + directory);
    }
    if (said.contains("not a git repository")) {
      return new ChangeException(
          Kind.NOT_FOUND, start + directory + " is in no Git repository; check the directory");
    }
    if (said.contains("must be run in a work tree")) {
      return new ChangeException(
          Kind.UNSUPPORTED, start + directory + " is a bare repository; run in a clone of it");
    }
    if (said.contains("Please tell me who you are") || said.contains("empty ident name")) {
      return new ChangeException(
          Kind.REFUSED,
          start
              + "git does not know who commits; run git config user.name NAME and"
              + " git config user.email ADDRESS");
    }
    if (said.contains("gpg failed to sign") || said.contains("failed to sign the data")) {
      return new ChangeException(
          Kind.REFUSED,
          start
              + "your git signs commits and the key did not answer; unlock it, or set"
              + " commit.gpgSign to false");
    }
    ChangeException remote = remote(start, said);
    return remote != null ? remote : other(start, result);
  }

  private static @Nullable ChangeException remote(String start, String said) {
    String lower = said.toLowerCase(Locale.ROOT);
    if (said.contains("stale info") || said.contains("[rejected]")) {
      return new ChangeException(
          Kind.STALE, start + "the branch on the remote moved meanwhile; run again");
    }
    if (lower.contains("protected branch") || lower.contains("gh006") || lower.contains("gh013")) {
      return new ChangeException(
          Kind.REFUSED,
          start + "a rule of the remote protects the branch; let branches drydock/* be pushed");
    }
    return said.contains("[remote rejected]")
        ? new ChangeException(
            Kind.REFUSED, start + "a rule of the remote refuses it; it said: " + rejection(said))
        : unreached(start, lower);
  }

  /// The remote that could not be reached, or let nobody in; `null` where it is nothing of that.
  private static @Nullable ChangeException unreached(String start, String lower) {
    if (lower.contains("authentication failed")
        || lower.contains("could not read username")
        || lower.contains("could not read password")
        || lower.contains("permission denied (")
        || lower.contains("permission to ") && lower.contains(" denied to ")
        || lower.contains("the requested url returned error: 403")
        || lower.contains("write access to repository not granted")) {
      return new ChangeException(
          Kind.REFUSED,
          start
              + "the remote does not let git in, or not write; check that git push works here with"
              + " the same login");
    }
    if (lower.contains("host key verification failed")) {
      return new ChangeException(
          Kind.REFUSED,
          start + "ssh does not know the remote's host key; connect once by hand and accept it");
    }
    if (lower.contains("could not resolve host")
        || lower.contains("connection timed out")
        || lower.contains("connection refused")
        || lower.contains("failed to connect")
        || lower.contains("connection reset")) {
      return new ChangeException(
          Kind.UNAVAILABLE,
          start + "the remote does not answer; look at the network, and try again");
    }
    if (lower.contains("does not appear to be a git repository")
        || lower.contains("repository not found")
        || lower.contains("project you were looking for could not be found")) {
      return new ChangeException(
          Kind.NOT_FOUND,
          start + "the remote has no such repository, or does not show it to this login");
    }
    return null;
  }

  private static ChangeException other(String start, GitProgram.Result result) {
    String line = "";
    for (String one : result.errors().lines().toList()) {
      // the last word of git itself; hints and what the remote chats stand below it
      if (one.startsWith("fatal: ") || one.startsWith("error: ")) {
        line = one.substring("fatal: ".length());
      }
    }
    return new ChangeException(
        Kind.UNAVAILABLE,
        start
            + "git ended with exit code "
            + result.exit()
            + (line.isEmpty() ? "" : " and said: " + plain(line)));
  }

  /// The reason between the last brackets of git's line.
  private static String rejection(String said) {
    for (String line : said.lines().toList()) {
      if (line.contains("[remote rejected]")) {
        int open = line.lastIndexOf('(');
        return open < 0 ? "no" : plain(line.substring(open + 1).replace(")", ""));
      }
    }
    return "no";
  }

  /// Without control characters, not too long, and without the user part of any address: people
  /// keep passwords there.
  static String plain(String line) {
    StringBuilder plain = new StringBuilder();
    for (String word : line.split(" ", -1)) {
      int scheme = word.indexOf("://");
      int at = word.lastIndexOf('@');
      String shown =
          scheme >= 0 && at > scheme
              ? word.substring(0, scheme + 3) + word.substring(at + 1)
              : word;
      plain.append(plain.isEmpty() ? "" : " ").append(shown);
    }
    for (int i = 0; i < plain.length(); i++) {
      if (Character.isISOControl(plain.charAt(i))) {
        plain.setCharAt(i, ' ');
      }
    }
    return plain.length() > MAX_LINE ? plain.substring(0, MAX_LINE) + "…" : plain.toString();
  }
}
