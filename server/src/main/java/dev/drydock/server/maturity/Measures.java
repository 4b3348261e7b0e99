package dev.drydock.server.maturity;

import org.jspecify.annotations.Nullable;

/// What was measured of a team or an organisation. Ages are in days; what there was none of has
/// none.
record Measures(
    Coverage coverage, Running running, Fixing fixing, Excepting excepting, Building building) {

  /// Nothing at all is known.
  static final Measures NONE =
      new Measures(
          new Coverage(0, 0, 0, 0, 0, 0),
          new Running(0, 0),
          new Fixing(null, 0, null, 0, null, 0, 0, null),
          new Excepting(0, null, 0, null, 0),
          new Building(0, 0, 0));

  /// Of images that a tag or a deployment holds.
  ///
  /// @param gated a gate has judged them
  /// @param approved they stand upon an approved base, as their last gate found
  /// @param based it is known on which build of which base they stand
  /// @param drifted another image of the organisation stands on a newer build of the same base
  /// @param signed there is a signature, verified or not
  record Coverage(int images, int gated, int approved, int based, int drifted, int signed) {}

  /// Of containers that clusters run now.
  ///
  /// @param known their images are in the fleet, so that their findings are
  record Running(int containers, int known) {}

  /// How long findings stayed where a tag points or a workload runs, of those that a newer image
  /// ended within the last 90 days; the median of each priority.
  ///
  /// @param openAct vulnerabilities of priority `act` that are there now and nobody has excused
  /// @param oldestActDays since when the oldest of them
  record Fixing(
      @Nullable Double actDays,
      int actFixed,
      @Nullable Double attendDays,
      int attendFixed,
      @Nullable Double trackDays,
      int trackFixed,
      int openAct,
      @Nullable Double oldestActDays) {}

  /// @param approved exceptions that count now
  /// @param approvedDays how long ago they were asked for, the median
  /// @param waiting exceptions that nobody has decided on
  /// @param oldestWaitingDays since when the oldest of them
  /// @param excused vulnerabilities of images that are watched for which nobody is woken, since
  ///   exceptions excuse them, those of policies included
  record Excepting(
      int approved,
      @Nullable Double approvedDays,
      int waiting,
      @Nullable Double oldestWaitingDays,
      int excused) {}

  /// Of builds that a gate judged within the last 90 days.
  ///
  /// @param stopped builds that it stopped, unless that was within the last week and may be mended
  ///   yet
  /// @param mended of those, the ones after which a build of the same repository passed within two
  ///   weeks
  record Building(int judged, int stopped, int mended) {}
}
