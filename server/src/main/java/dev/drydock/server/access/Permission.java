package dev.drydock.server.access;

/// What an endpoint needs.
public enum Permission {
  /// see
  READ,
  /// bring images, deployments and requests for exceptions
  CONTRIBUTE,
  /// look after a team: projects, subscriptions, members
  MANAGE,
  /// decide on exceptions, policies and approvals
  DECIDE,
  /// accounts, connections, settings
  ADMINISTER
}
