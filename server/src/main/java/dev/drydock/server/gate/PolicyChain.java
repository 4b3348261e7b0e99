package dev.drydock.server.gate;

import dev.drydock.limits.Limits;
import dev.drydock.policy.bundle.PolicySource;
import dev.drydock.policy.bundle.RefusedBundleException;
import dev.drydock.policy.reading.InvalidPolicyException;
import dev.drydock.policy.reading.PolicyReader;
import dev.drydock.policy.reading.PolicyReader.Document;
import dev.drydock.policy.rule.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The documents that count in one place, the most general first.
record PolicyChain(List<Link> links) {

  /// What a document of a project's exceptions is called, after the project's name.
  static final String EXCEPTIONS = "/exceptions";

  /// A document.
  ///
  /// @param level `organisation`, `team`, `project` or `exceptions`
  /// @param name as errors write it
  /// @param version 0 of exceptions, which are not written by hand
  record Link(String level, String name, int version, String text) {}

  PolicyChain {
    links = List.copyOf(links);
  }

  /// Nothing outside of the server: what counts for many must not depend on who answers when.
  private static final PolicySource NOTHING_ELSE =
      (_, _) -> {
        throw new RefusedBundleException(
            "lies elsewhere, which policies on a server cannot extend; write what it says into the"
                + " policy of the organisation");
      };

  PolicyChain and(Link link) {
    List<Link> more = new ArrayList<>(links);
    more.add(link);
    return new PolicyChain(more);
  }

  /// The policy that they make together.
  Policy read(Limits limits) throws InvalidPolicyException {
    List<Document> documents =
        links.stream().map(link -> new Document(link.name(), link.text())).toList();
    try {
      return PolicyReader.readChain(documents, limits, NOTHING_ELSE);
    } catch (IOException e) {
      throw new UncheckedIOException("What is in memory can be read", e);
    }
  }
}
