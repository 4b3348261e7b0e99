package dev.drydock.server.fault;

import dev.drydock.server.TestDatabase;

/// Where the servers keep what they know.
record TestedDatabase(String url, String username, String password) {

  /// An empty one, in the PostgreSQL of all tests.
  static TestedDatabase create() {
    return new TestedDatabase(
        TestDatabase.create(), TestDatabase.username(), TestDatabase.password());
  }

  @Override
  public String toString() {
    return url; // never the password
  }
}
