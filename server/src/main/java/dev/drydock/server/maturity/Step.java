package dev.drydock.server.maturity;

/// What to do next.
///
/// @param title in one line
/// @param command that begins it
/// @param page of the documentation
record Step(String title, String command, String page) {

  /// What moves a milestone.
  static Step of(Milestone milestone) {
    return switch (milestone) {
      case GATED ->
          new Step(
              "Let every pipeline ask the gate, first only to warn", "drydock init", "docs/ci.md");
      case RUNNING_KNOWN ->
          new Step(
              "Tell the server what your clusters run, and bring the images that it does not know",
              "kubectl get pods -A -o json | drydock inventory import --cluster NAME",
              "docs/server-fleet.md");
      case APPROVED_BASE ->
          new Step(
              "Adopt an approved base for the images that stand upon none",
              "drydock base suggest IMAGE",
              "docs/bases.md");
      case DRIFT ->
          new Step(
              "Build again upon today's base, and let a schedule do it every week",
              "drydock fix IMAGE",
              "docs/bases-as-code.md");
      case SIGNED ->
          new Step(
              "Sign each image once it is pushed, so that it can be told from others",
              "drydock sign IMAGE",
              "docs/signing.md");
      case ACT_FIXED ->
          new Step(
              "Let urgent findings reach the team at once, with a pull request that mends them",
              "drydock fix --pull-request IMAGE",
              "docs/pull-requests.md");
      case ACT_OPEN ->
          new Step(
              "Mend the oldest urgent finding, or let somebody answer for it until a day",
              "drydock plan IMAGE",
              "docs/plan.md");
      case ATTEND_FIXED ->
          new Step(
              "Carry the plan of each image into its project once a month",
              "drydock plan IMAGE",
              "docs/plan.md");
      case EXCEPTIONS_WAITING ->
          new Step(
              "Decide on the exceptions that wait, or let maintainers decide on them",
              "exception-rules: { approve: maintainer }",
              "docs/server-policies.md");
      case STOPPED_MENDED ->
          new Step(
              "Look at what stops builds and stays: mend it, give it a grace, or make it a warning",
              "drydock policy explain",
              "docs/policy.md");
    };
  }
}
