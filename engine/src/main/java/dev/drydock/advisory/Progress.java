package dev.drydock.advisory;

/// Told how far a long piece of work on advisories has come. Called by the thread that works,
/// often: whoever shows it decides how often.
@FunctionalInterface
public interface Progress {
  /// @param what is being done, for people: `Fetching Debian`, `Reading npm`
  /// @param done of `total`: bytes while fetching, files while reading
  /// @param total below 0 where unknown
  void at(String what, long done, long total);

  /// Nobody looks.
  static Progress silent() {
    return (_, _, _) -> {};
  }
}
