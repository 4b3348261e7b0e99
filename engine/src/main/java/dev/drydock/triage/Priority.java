package dev.drydock.triage;

import java.util.Locale;

/// How urgent something is, in the words of
/// [SSVC](https://certcc.github.io/SSVC/howto/deployer_tree/) and CISA's guide to it.
public enum Priority {
  /// now: somebody is being attacked through it
  ACT,
  /// soon: an attack is likely, or would be easy and bad
  ATTEND,
  /// with the next regular update
  TRACK;

  /// As reports write it: `act`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
