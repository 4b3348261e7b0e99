package dev.drydock.cli.fix;

import dev.drydock.change.ChangeSet;
import dev.drydock.change.git.Base;
import dev.drydock.change.git.ChangeBranches;
import dev.drydock.change.git.EarlierBranch;
import dev.drydock.change.git.Remote;
import dev.drydock.change.host.PullRequest;
import dev.drydock.change.publish.Publication;
import dev.drydock.change.publish.Publisher;
import dev.drydock.match.Findings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Branches of `drydock fix` on the remote, with their pull requests.
final class FixRequests implements FixBranches.Destination {
  private final ChangeBranches branches;
  private final Remote remote;
  private final Publisher publisher;
  private final Base base;
  private final List<Findings.Coverage> coverage;
  private final Map<ChangeSet, Publication> publications = new LinkedHashMap<>();

  /// @param coverage of the scan that the plan is from: where it knows nothing, it cannot say that
  ///   nothing is needed
  FixRequests(
      ChangeBranches branches,
      Remote remote,
      Publisher publisher,
      Base base,
      List<Findings.Coverage> coverage) {
    this.branches = branches;
    this.remote = remote;
    this.publisher = publisher;
    this.base = base;
    this.coverage = coverage;
  }

  @Override
  public String carry(ChangeSet change) throws IOException, InterruptedException {
    Publication publication = publisher.publish(change, base);
    publications.put(change, publication);
    return told(publication, change.title());
  }

  @Override
  public List<String> retire(List<ChangeSet> present, Set<String> kept)
      throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    List<String> unknown =
        coverage.stream().filter(one -> !one.known()).map(Findings.Coverage::ecosystem).toList();
    for (EarlierBranch old : branches.earlier(present, kept, remote)) {
      Publication by = old.by() == null ? null : publications.get(old.by());
      if (old.by() != null && by == null) {
        continue;
      }
      if (by == null && !unknown.isEmpty()) {
        lines.add(
            "left open: "
                + old.name()
                + " is not in the plan, but this scan has no advisories for "
                + String.join(", ", unknown)
                + ", so it may still be needed");
        continue;
      }
      publisher.retire(old, by, base).ifPresent(it -> lines.add(told(it, title(it))));
    }
    return lines;
  }

  private static String title(Publication publication) {
    return switch (publication) {
      case Publication.Opened opened -> opened.request().title();
      case Publication.Updated updated -> updated.request().title();
      case Publication.Unchanged same -> same.request().title();
      case Publication.Settled settled -> settled.request().title();
      case Publication.Superseded old -> old.request().title();
      case Publication.Closed closed -> closed.request().title();
      case Publication.Held held -> title(held.request());
    };
  }

  private static String title(@Nullable PullRequest request) {
    return request == null ? "" : request.title();
  }

  private static String told(Publication publication, String title) {
    return switch (publication) {
      case Publication.Opened opened -> "opened " + opened.request().address() + ": " + title;
      case Publication.Updated updated -> "renewed " + updated.request().address() + ": " + title;
      case Publication.Unchanged same -> "open " + same.request().address() + ": " + title;
      case Publication.Settled settled ->
          "settled " + settled.request().address() + ": people have decided on " + title;
      case Publication.Superseded old ->
          "superseded "
              + old.request().address()
              + ": "
              + title
              + " is part of "
              + old.by().address()
              + " now; close it";
      case Publication.Closed closed ->
          "closed "
              + closed.request().address()
              + ": "
              + title
              + (closed.by() == null
                  ? " is not needed any more"
                  : " is part of " + closed.by().address() + " now")
              + (closed.branchKept() == null
                  ? ""
                  : "; its branch is still there: " + closed.branchKept());
      case Publication.Held held ->
          "left alone: "
              + (held.request() == null ? "" : held.request().address() + ": ")
              + held.reason();
    };
  }
}
