package dev.drydock.server.outgoing;

import dev.drydock.image.registry.ProxyRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Connections to targets that were checked: to the very address that a name stood for, or through
/// the operator's proxy.
final class TargetSockets {
  private static final int MOST_ADDRESSES = 4;

  private final AddressCheck check;
  private final ProxyRules proxies;
  private final Duration connectTimeout;
  private final Duration timeout;

  TargetSockets(AddressCheck check, ProxyRules proxies, Duration connectTimeout, Duration timeout) {
    this.check = check;
    this.proxies = proxies;
    this.connectTimeout = connectTimeout;
    this.timeout = timeout;
  }

  /// @param target `https://host:port`
  /// @throws RefusedAddressException where it must not be reached
  Socket open(URI target) throws IOException {
    String host = check.host(target);
    URI proxy = proxies.proxyFor(target);
    if (proxy != null) {
      check.known(host);
      return through(proxy, target);
    }
    List<InetAddress> addresses = check.addresses(host);
    IOException failure = new IOException(host + " has no address");
    for (InetAddress address : addresses.subList(0, Math.min(MOST_ADDRESSES, addresses.size()))) {
      try {
        return connect(new InetSocketAddress(address, target.getPort()));
      } catch (IOException e) {
        failure = e;
      }
    }
    throw new IOException(
        host + ":" + target.getPort() + " cannot be reached (" + failure.getMessage() + ")",
        failure);
  }

  private Socket connect(InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(address, (int) connectTimeout.toMillis());
      socket.setTcpNoDelay(true);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private Socket through(URI proxy, URI target) throws IOException {
    Socket socket = connect(new InetSocketAddress(proxy.getHost(), Clients.port(proxy)));
    try {
      String authority = target.getRawAuthority();
      socket.setSoTimeout((int) timeout.toMillis());
      socket
          .getOutputStream()
          .write(
              RequestHead.bytes(
                  "CONNECT "
                      + authority
                      + " HTTP/1.1\r\nHost: "
                      + authority
                      + "\r\n"
                      + authorization(proxy.getRawUserInfo())
                      + "\r\n"));
      RequestHead answer = RequestHead.read(socket.getInputStream());
      String status = answer == null || answer.words().size() < 2 ? "" : answer.words().get(1);
      if (!status.matches("2\\d\\d")) {
        throw new IOException(
            "the proxy that the server goes through does not let it to "
                + authority
                + (status.matches("\\d{3}") ? " (HTTP " + status + ")" : ""));
      }
      return socket;
    } catch (SocketTimeoutException e) {
      socket.close();
      throw new IOException("the proxy that the server goes through does not answer", e);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static String authorization(@Nullable String userInfo) {
    if (userInfo == null) {
      return "";
    }
    byte[] plain =
        URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8)
            .getBytes(StandardCharsets.UTF_8);
    return "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(plain) + "\r\n";
  }
}
