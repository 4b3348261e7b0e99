package dev.drydock.server.database;

import java.io.IOException;

/// The server's own PostgreSQL does not start; the message says in one line why, and what to do.
public final class DatabaseStartException extends IOException {
  private static final long serialVersionUID = 1;

  DatabaseStartException(String message) {
    super(message);
  }
}
