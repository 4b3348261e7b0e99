package dev.drydock.server.connect.webhook;

/// A body that is not what the kind of registry sends; its message is one line for people.
public final class InvalidNotificationException extends Exception {
  private static final long serialVersionUID = 1;

  InvalidNotificationException(String message) {
    super(message);
  }
}
