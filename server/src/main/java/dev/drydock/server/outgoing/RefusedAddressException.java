package dev.drydock.server.outgoing;

import java.net.UnknownHostException;

/// A request to where the server sends none. To try again does not help: the address has to change,
/// or the operator's allow-list.
public final class RefusedAddressException extends UnknownHostException {
  private static final long serialVersionUID = 1;

  RefusedAddressException(String message) {
    super(message);
  }
}
