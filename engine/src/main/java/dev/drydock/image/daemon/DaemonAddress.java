package dev.drydock.image.daemon;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Where a container engine listens, in the words of `DOCKER_HOST` and `CONTAINER_HOST`:
/// `unix:///run/docker.sock`, `tcp://127.0.0.1:2375`.
///
/// @param text as it was written
public record DaemonAddress(String text, SocketAddress address) {
  private static final String UNIX = "unix://";
  private static final String TCP = "tcp://";
  private static final int DOCKER_PORT = 2375;

  /// @throws IllegalArgumentException where it is none, or one that is not known here; the message
  ///   is for the user
  public static DaemonAddress parse(String text) {
    if (text.startsWith(UNIX)) {
      try {
        return of(Path.of(text.substring(UNIX.length())));
      } catch (InvalidPathException e) {
        throw new IllegalArgumentException(text + " has no path after unix://", e);
      }
    }
    if (text.startsWith(TCP)) {
      return tcp(text);
    }
    throw new IllegalArgumentException(
        text
            + " is no address that Drydock can speak to; it knows unix:// and tcp:// (without TLS)");
  }

  private static DaemonAddress tcp(String text) {
    String place = text.substring(TCP.length());
    int colon = place.lastIndexOf(':');
    boolean port = colon > 0 && place.indexOf(']', colon) < 0;
    String host = port ? place.substring(0, colon) : place;
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    try {
      int number = port ? Integer.parseInt(place.substring(colon + 1)) : DOCKER_PORT;
      return new DaemonAddress(text, new InetSocketAddress(host, number));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(text + " is no address of the form tcp://host:port", e);
    }
  }

  /// The socket at `path`.
  public static DaemonAddress of(Path path) {
    return new DaemonAddress(UNIX + path, UnixDomainSocketAddress.of(path));
  }

  /// Whether something may listen there: a socket that exists, or any address of a network.
  public boolean plausible() {
    return !(address instanceof UnixDomainSocketAddress unix) || Files.exists(unix.getPath());
  }

  StandardProtocolFamily family() {
    if (address instanceof UnixDomainSocketAddress) {
      return StandardProtocolFamily.UNIX;
    }
    return address instanceof InetSocketAddress internet
            && internet.getAddress() instanceof java.net.Inet6Address
        ? StandardProtocolFamily.INET6
        : StandardProtocolFamily.INET;
  }
}
