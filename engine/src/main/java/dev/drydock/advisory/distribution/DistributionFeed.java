package dev.drydock.advisory.distribution;

import dev.drydock.advisory.Progress;
import dev.drydock.advisory.osv.OsvRecord;
import java.io.IOException;
import java.nio.file.Path;

/// A feed in a distribution's own form. Where it speaks of a vulnerability, what OSV has about the
/// same ecosystem is left out: the distribution's own word counts, and nothing is told twice.
public interface DistributionFeed {

  /// What it is called in an index: the ecosystem, without release, and in brackets the form.
  String name();

  /// The directory of a mirror that holds it, beside `osv`.
  String directory();

  /// Who makes it, in words.
  String source();

  /// On what terms it may be passed on: an SPDX expression or a short word.
  String licence();

  /// @throws IOException where the directory cannot be read at all
  void read(Path directory, Sink sink, Progress progress) throws IOException;

  /// Gets what is read.
  interface Sink {
    void record(OsvRecord record) throws IOException;

    /// The feed speaks of a vulnerability in an ecosystem, affected or not.
    ///
    /// @param ecosystem with its release; without one, it stands for all releases
    void spokenOf(String ecosystem, String id);

    /// Something could not be read.
    void damaged(String why);
  }
}
