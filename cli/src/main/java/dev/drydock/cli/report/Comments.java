package dev.drydock.cli.report;

import dev.drydock.change.git.GitRepository;
import dev.drydock.change.host.HostProject;
import dev.drydock.change.host.HostTask;
import dev.drydock.change.host.HostToken;
import dev.drydock.change.host.RemoteAddress;
import dev.drydock.change.host.RequestAddress;
import dev.drydock.change.host.RequestComments;
import dev.drydock.change.publish.StickyComment;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.surroundings.GitProcess;
import dev.drydock.cli.surroundings.HostOptions;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.report.Result;
import dev.drydock.report.markdown.ScanMarkdown;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `--comment`: results as comments on the pull request that this build is of, one for each image,
/// written over by the next build. What becomes of them changes no exit code.
public final class Comments {
  private static final Duration LONGEST_REQUEST = Duration.ofSeconds(30);
  private static final Pattern NUMBER = Pattern.compile("[#!]?([0-9]{1,18})");

  private final Surroundings surroundings;
  private final Invocation invocation;
  private final @Nullable HostOptions options;

  /// @param options of the host; `null` where no comment is wanted
  private Comments(
      Surroundings surroundings, Invocation invocation, @Nullable HostOptions options) {
    this.surroundings = surroundings;
    this.invocation = invocation;
    this.options = options;
  }

  /// What the command line asks for; to be called before long work, as it fails where that makes no
  /// sense.
  public static Comments of(Surroundings surroundings, Invocation invocation) throws Failure {
    String on = invocation.value("--comment-on");
    if (on == null && !invocation.has("--comment")) {
      return new Comments(surroundings, invocation, null);
    }
    if (invocation.has("--offline")) {
      throw Failure.usage("a comment needs the network and --offline forbids it; leave one out");
    }
    if (on != null && !NUMBER.matcher(on).matches() && RequestAddress.parse(on).isEmpty()) {
      throw Failure.usage(
          "--comment-on is '"
              + ErrorLine.oneLine(on)
              + "'; write the number of a pull request, or the address of its page");
    }
    return new Comments(surroundings, invocation, HostOptions.of(invocation));
  }

  public void post(List<Result> results) throws InterruptedException {
    if (options == null) {
      return;
    }
    try {
      RequestAddress request = request().orElse(null);
      if (request == null) {
        tell("no comment: this is no build of a pull request (--comment-on names one)");
        return;
      }
      HostProject project = options.project(request.project(), surroundings);
      RequestComments comments =
          RequestComments.of(
              project,
              request.number(),
              HostToken.of(project, HostTask.COMMENTS, surroundings.environment()),
              HostOptions.transport(surroundings, LONGEST_REQUEST));
      for (Result result : results) {
        StickyComment.Outcome outcome =
            new StickyComment(comments)
                .post(
                    ScanMarkdown.marker(result.scan()),
                    ScanMarkdown.comment(result, comments.longestBody()));
        tell(words(outcome) + project.kind().noun() + " " + request.number());
      }
    } catch (IOException e) {
      complain(ErrorLine.of(e));
    } catch (Failure e) {
      complain(String.valueOf(e.getMessage()));
    }
  }

  private static String words(StickyComment.Outcome outcome) {
    return switch (outcome) {
      case POSTED -> "commented on ";
      case UPDATED -> "renewed the comment on ";
      case UNCHANGED -> "nothing new for the comment on ";
    };
  }

  /// Where to comment; empty where nobody names a request and this is no build of one.
  private Optional<RequestAddress> request() throws IOException, InterruptedException, Failure {
    Map<String, String> environment = surroundings.environment();
    String on = invocation.value("--comment-on");
    if (on == null) {
      return RequestAddress.ofPipeline(environment);
    }
    if (!NUMBER.matcher(on).matches()) {
      return RequestAddress.parse(on);
    }
    Optional<String> project = RequestAddress.pipelineProject(environment);
    return Optional.of(
        new RequestAddress(
            project.isPresent() ? project.get() : remote(),
            Long.parseLong(NUMBER.matcher(on).replaceFirst("$1"))));
  }

  /// Of the clone that this runs in.
  private String remote() throws IOException, InterruptedException, Failure {
    String url =
        GitRepository.find(new GitProcess(surroundings.environment()), surroundings.directory())
            .remote(null)
            .url();
    if (RemoteAddress.parse(url).isEmpty()) {
      throw Failure.input(
          "the remote of this clone is on no Git host; give --comment-on the address of the pull"
              + " request's page",
          null);
    }
    return url;
  }

  private void tell(String words) {
    if (!invocation.has("--quiet")) {
      surroundings.err().println("drydock: " + ErrorLine.oneLine(words));
    }
  }

  private void complain(String words) {
    surroundings
        .err()
        .println("drydock: no comment, " + words + " (the result above stands as it is)");
  }
}
