package dev.drydock.image.registry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/// HTTP by the JDK's [HttpURLConnection].
///
/// `java.net.http.HttpClient` takes some 200 ms more to get ready in a fresh JVM, and moves a blob
/// at half the speed; nothing here needs what it can do beyond this.
public final class UrlTransport implements Transport {
  private final RegistrySettings settings;
  private final TrustedAuthorities authorities;
  private final PatchTransport patches;

  public UrlTransport(RegistrySettings settings) {
    this.settings = settings;
    this.authorities = new TrustedAuthorities(settings.certificateAuthorities());
    this.patches = new PatchTransport(settings, authorities);
  }

  @Override
  public Response send(Request request) throws IOException, InterruptedException {
    if (request.method() == Method.PATCH) {
      return patches.send(request);
    }
    URI proxy = settings.proxies().proxyFor(request.uri());
    HttpURLConnection connection = connection(request.uri(), proxy);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout((int) settings.connectTimeout().toMillis());
    connection.setReadTimeout((int) settings.readTimeout().toMillis());
    connection.setAuthenticator(new ProxyPassword(proxy));
    connection.setRequestProperty("User-Agent", settings.userAgent());
    connection.setRequestProperty("Accept-Encoding", "identity");
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      connection.setRequestProperty(header.getKey(), header.getValue());
    }
    String proxyUser = proxy == null ? null : proxy.getRawUserInfo();
    if (proxyUser != null && "http".equals(request.uri().getScheme())) {
      connection.setRequestProperty(
          "Proxy-Authorization",
          "Basic "
              + Base64.getEncoder()
                  .encodeToString(decoded(proxyUser).getBytes(StandardCharsets.UTF_8)));
    }
    connection.setRequestMethod(request.method().name());
    if (request.body() != null) {
      send(request.body(), connection);
    }
    int status = status(connection);
    if (status < 100) {
      connection.disconnect();
      throw new ProtocolException("the answer is not HTTP");
    }
    InputStream body = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
    return new Answer(
        connection,
        status,
        body == null ? InputStream.nullInputStream() : body,
        new Pace(settings.clock(), settings.readTimeout()));
  }

  /// What may be sent once only is not held in memory either.
  private static void send(Body body, HttpURLConnection connection)
      throws IOException, InterruptedException {
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", body.mediaType());
    if (!body.repeatable()) {
      connection.setFixedLengthStreamingMode(body.length());
    }
    try (InputStream content = body.content().open();
        OutputStream out = connection.getOutputStream()) {
      content.transferTo(out);
    } catch (IOException e) {
      connection.disconnect();
      throw e;
    }
  }

  /// The JDK looks at challenges too, and some that are malformed end it with unchecked exceptions.
  private static int status(HttpURLConnection connection) throws IOException {
    try {
      return connection.getResponseCode();
    } catch (RuntimeException e) {
      connection.disconnect();
      ProtocolException malformed = new ProtocolException("the answer is not HTTP");
      malformed.initCause(e);
      throw malformed;
    }
  }

  private HttpURLConnection connection(URI uri, @Nullable URI proxy) throws IOException {
    Proxy via =
        proxy == null
            ? Proxy.NO_PROXY
            : new Proxy(
                Proxy.Type.HTTP,
                new InetSocketAddress(
                    Hosts.withoutBrackets(proxy.getHost()),
                    proxy.getPort() < 0 ? 80 : proxy.getPort()));
    if (!(uri.toURL().openConnection(via) instanceof HttpURLConnection connection)) {
      throw new IOException("not an http address: " + uri);
    }
    if (connection instanceof HttpsURLConnection secured && !authorities.none()) {
      secured.setSSLSocketFactory(authorities.sockets());
    }
    return connection;
  }

  private static String decoded(String userInfo) {
    return URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /// Answers the proxy only, from its address; keeps the JVM's default authenticator out of it.
  private static final class ProxyPassword extends Authenticator {
    private final @Nullable URI proxy;

    ProxyPassword(@Nullable URI proxy) {
      this.proxy = proxy;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      String user = proxy == null ? null : proxy.getRawUserInfo();
      if (user == null || getRequestorType() != RequestorType.PROXY) {
        return null;
      }
      String plain = decoded(user);
      int colon = plain.indexOf(':');
      return colon < 0
          ? new PasswordAuthentication(plain, new char[0])
          : new PasswordAuthentication(
              plain.substring(0, colon), plain.substring(colon + 1).toCharArray());
    }
  }

  private static final class Answer implements Response {
    private final HttpURLConnection connection;
    private final int status;
    private final PacedBody body;

    Answer(HttpURLConnection connection, int status, InputStream body, Pace pace) {
      this.connection = connection;
      this.status = status;
      this.body = new PacedBody(body, pace);
    }

    @Override
    public int status() {
      return status;
    }

    @Override
    public @Nullable String header(String name) {
      String joined = null;
      for (int i = 0; ; i++) {
        String key = connection.getHeaderFieldKey(i);
        String value = connection.getHeaderField(i);
        if (value == null) {
          return joined;
        }
        if (name.equalsIgnoreCase(key)) {
          joined = joined == null ? value : joined + ", " + value;
        }
      }
    }

    @Override
    public InputStream body() {
      return body;
    }

    /// Keeps the connection for the next request where the body was read to its end, and ends it
    /// where it was not: what is left is not worth waiting for.
    @Override
    public void close() {
      if (!body.ended) {
        connection.disconnect();
      }
    }
  }

  /// Knows whether it was read to its end, and does not wait forever for that.
  private static final class PacedBody extends FilterInputStream {
    private final Pace pace;
    private volatile boolean ended;

    PacedBody(InputStream in, Pace pace) {
      super(in);
      this.pace = pace;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      pace.beforeRead();
      int n = in.read(target, offset, length);
      if (n < 0) {
        ended = true;
      } else if (pace.tooSlowAfter(n)) {
        throw new SocketTimeoutException("next to nothing arrives");
      }
      return n;
    }
  }
}
