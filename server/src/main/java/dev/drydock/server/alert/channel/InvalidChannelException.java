package dev.drydock.server.alert.channel;

/// Settings that make no channel of their kind; says in one line what to change, and no secret.
public final class InvalidChannelException extends Exception {
  private static final long serialVersionUID = 1;

  InvalidChannelException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }
}
