package dev.drydock.server.outgoing;

import dev.drydock.image.registry.ProxyRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/// The only client for addresses that users name: webhooks, chats, issue trackers, registries.
///
/// A name is looked up once, what it stands for is checked, and the connection goes to exactly
/// that: nobody can let the server knock at doors of its own network (server-side request forgery),
/// not by a name that stands for something else a moment later either. Redirects are not followed:
/// they are an answer like any other. Answers are neither unpacked nor read without a bound.
public final class OutgoingClient implements AutoCloseable {
  /// A page of a hundred issues with long texts.
  private static final int MAX_BODY = 8 << 20;

  private final AddressCheck check;
  private final ProxyRules proxies;
  private final CloseableHttpClient direct;
  private final CloseableHttpClient proxied;
  private final Duration timeout;

  OutgoingClient(
      AddressCheck check,
      ProxyRules proxies,
      TrustedCertificates trusted,
      Duration connectTimeout,
      Duration timeout) {
    this.check = check;
    this.proxies = proxies;
    this.timeout = timeout;
    this.direct = Clients.direct(check, trusted, connectTimeout, timeout);
    this.proxied = Clients.proxied(proxies, trusted, connectTimeout, timeout);
  }

  /// Whether an address is one that could be asked at all, for those who take it from users: its
  /// form, and where its host is known, what that stands for.
  ///
  /// @throws RefusedAddressException says in one line why not, and what to do
  public void check(URI address) throws RefusedAddressException {
    // a name that nobody knows may be known later
    check.known(check.host(address));
  }

  /// @throws RefusedAddressException where the address must not be reached
  /// @throws IOException where no whole answer came within the time
  public OutgoingAnswer send(OutgoingRequest request) throws IOException {
    String host = check.host(request.address());
    boolean byProxy = proxies.proxyFor(request.address()) != null;
    if (byProxy) {
      check.known(host);
    }
    HttpUriRequestBase message = new HttpUriRequestBase(request.method(), request.address());
    request.headers().forEach(message::setHeader);
    if (request.body() != null) {
      String type = request.headers().getOrDefault("Content-Type", "application/json");
      message.setEntity(new ByteArrayEntity(request.body(), ContentType.parse(type)));
      message.removeHeaders("Content-Type"); // the entity says it
    }
    CompletableFuture<Void> whole =
        new CompletableFuture<Void>().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<Void> cancelled =
        whole.whenComplete(
            (_, late) -> {
              if (late != null) {
                message.cancel();
              }
            });
    try {
      return (byProxy ? proxied : direct).execute(message, OutgoingClient::read);
    } catch (IOException e) {
      if (whole.isCompletedExceptionally() || e instanceof SocketTimeoutException) {
        InterruptedIOException late =
            new InterruptedIOException(
                host + " did not answer whole within " + timeout.toSeconds() + " s");
        late.initCause(e);
        throw late;
      }
      throw e;
    } finally {
      whole.complete(null);
      cancelled.cancel(false);
    }
  }

  private static OutgoingAnswer read(ClassicHttpResponse response) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (Header header : response.getHeaders()) {
      headers.merge(
          header.getName().toLowerCase(Locale.ROOT), header.getValue(), (a, b) -> a + ", " + b);
    }
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return new OutgoingAnswer(response.getCode(), headers, new byte[0]);
    }
    InputStream content = entity.getContent();
    byte[] body = content.readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      throw new TooLongAnswerException(MAX_BODY);
    }
    return new OutgoingAnswer(response.getCode(), headers, body);
  }

  /// Before it is thrown, nothing more is read: the connection ends.
  private static final class TooLongAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    TooLongAnswerException(int bytes) {
      super("the answer is longer than " + bytes + " bytes");
    }
  }

  /// For embedding in who has no Spring: a client that looks names up by the system.
  static AddressCheck.Names systemNames() {
    return InetAddress::getAllByName;
  }

  @Override
  public void close() throws IOException {
    direct.close();
    proxied.close();
  }
}
