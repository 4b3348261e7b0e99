package dev.drydock.change.host;

import dev.drydock.change.ChangeException;
import dev.drydock.change.ChangeException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Puts into plain words what a Git host answered, or why it did not. Its own text is never
/// repeated: it is foreign, and could hold what we sent; what is known of it is recognised.
final class HostErrors {
  private static final int MAX_LOOK = 64 << 10;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final HostProject project;
  private final HostToken token;
  private final HostTask task;

  HostErrors(HostProject project, HostToken token, HostTask task) {
    this.project = project;
    this.token = token;
    this.task = task;
  }

  ChangeException status(HostTransport.Answer answer) {
    String said = said(answer);
    int status = answer.status();
    return switch (status) {
      case 301, 302, 303 ->
          new ChangeException(
              Kind.NOT_FOUND,
              project.path() + " has moved on " + project.host() + "; set the remote's new URL");
      case 401 ->
          new ChangeException(
              Kind.REFUSED,
              project.host()
                  + " does not take the token of "
                  + token.variable()
                  + "; it may have ended: make a new one with "
                  + project.kind().rights(task));
      case 403 -> isLimited(answer, said) ? limited(answer) : forbidden(said);
      case 404 ->
          new ChangeException(
              Kind.NOT_FOUND,
              project.host()
                  + switch (task) {
                    case REQUESTS -> " has no project ";
                    case COMMENTS -> " has no such " + project.kind().noun() + " in ";
                  }
                  + project.path()
                  + ", or does not show it to the token of "
                  + token.variable()
                  + switch (task) {
                    case REQUESTS -> "; check the remote";
                    case COMMENTS -> "; check its number";
                  }
                  + ", and that the token has "
                  + project.kind().rights(task));
      case 409 -> stale();
      case 429 -> limited(answer);
      case 400, 422 -> invalid(status, said);
      default ->
          status >= 500
              ? new ChangeException(
                  Kind.UNAVAILABLE,
                  project.host()
                      + " cannot answer at the moment (HTTP "
                      + status
                      + "); try again later")
              : noInterface("it answers with HTTP " + status);
    };
  }

  private static String said(HostTransport.Answer answer) {
    int length = Math.min(answer.body().length, MAX_LOOK);
    return new String(answer.body(), 0, length, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
  }

  private static boolean isLimited(HostTransport.Answer answer, String said) {
    return "0".equals(answer.header("x-ratelimit-remaining"))
        || answer.header("retry-after") != null
        || said.contains("rate limit");
  }

  private ChangeException limited(HostTransport.Answer answer) {
    String until = "wait a little";
    String reset = answer.header("x-ratelimit-reset");
    Long seconds = number(reset == null ? answer.header("ratelimit-reset") : reset);
    Long wait = number(answer.header("retry-after"));
    if (wait != null) {
      until = "try again in " + wait + " s";
    } else if (seconds != null) {
      try {
        until = "try again after " + TIME.format(Instant.ofEpochSecond(seconds));
      } catch (DateTimeException _) {
        // a time beyond all calendars
      }
    }
    return new ChangeException(
        Kind.RATE_LIMITED, project.host() + " says that it is asked too often; " + until);
  }

  private static @Nullable Long number(@Nullable String text) {
    if (text == null || text.isEmpty() || text.length() > 12) {
      return null;
    }
    return text.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.valueOf(text) : null;
  }

  private ChangeException forbidden(String said) {
    if (said.contains("not permitted to create or approve pull requests")) {
      return new ChangeException(
          Kind.REFUSED,
          "this project does not let GitHub Actions open pull requests; allow it in its settings"
              + " (Actions, General, Workflow permissions), or set GH_TOKEN to another token");
    }
    if (said.contains("resource not accessible by integration")) {
      return new ChangeException(
          Kind.REFUSED,
          switch (task) {
            case REQUESTS ->
                "the workflow's token may not open pull requests; give the job permissions:"
                    + " contents: write and pull-requests: write";
            case COMMENTS ->
                "the workflow's token may not comment on pull requests; give the job permissions:"
                    + " pull-requests: write (those of forks never get it)";
          });
    }
    return new ChangeException(
        Kind.REFUSED,
        "the token of "
            + token.variable()
            + " may not do this with "
            + project.path()
            + " on "
            + project.host()
            + "; it needs "
            + project.kind().rights(task));
  }

  private ChangeException stale() {
    return new ChangeException(
        Kind.STALE,
        "the "
            + project.kind().noun()
            + " on "
            + project.host()
            + " is there already, or was changed meanwhile; run again");
  }

  private ChangeException invalid(int status, String said) {
    if (said.contains("already exists") || said.contains("already open")) {
      return stale();
    }
    if (said.contains("no commits between") || said.contains("there are no changes")) {
      return new ChangeException(
          Kind.INVALID,
          project.host()
              + " sees no difference between the branch and its target; nothing is left to do");
    }
    String noun = project.kind().noun();
    if (task == HostTask.COMMENTS) {
      return new ChangeException(
          Kind.INVALID,
          project.host()
              + " does not take the comment (HTTP "
              + status
              + "); check that the "
              + noun
              + " is open to comments");
    }
    return new ChangeException(
        Kind.INVALID,
        project.host()
            + " takes no such "
            + noun
            + " (HTTP "
            + status
            + "); check that its target branch is there and that the project allows "
            + noun
            + "s");
  }

  /// What answers is something else than was thought.
  ChangeException noInterface(String how) {
    return new ChangeException(
        Kind.UNSUPPORTED,
        project.host()
            + " does not answer as "
            + project.kind().title()
            + " does: "
            + how
            + "; check --host-kind and --host-url");
  }

  ChangeException unreachable(IOException e) {
    String how =
        switch (e) {
          case UnknownHostException _ -> "there is no host of that name; check DNS and the remote";
          case ConnectException _ -> "nothing answers there; look at the network and the proxy";
          case HttpTimeoutException _ -> "it took too long; try again";
          case SSLException _ -> "TLS failed; is its certificate trusted here?";
          default -> "the connection broke, or the answer was too large; try again";
        };
    return new ChangeException(
        Kind.UNAVAILABLE, "cannot ask " + project.api().getHost() + ": " + how, e);
  }
}
