package dev.drydock.server.outgoing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/// An HTTP proxy on loopback for one process, which reaches nothing by itself: what others lead it
/// to (redirects, token services, names that stand for something else a moment later) is looked up
/// and checked here, and the connection goes to exactly what was checked (RFC 9110, sections 7.3.2
/// and 9.3.6). It lives as long as the process, and knows it by a password of its own.
public final class ForwardProxy implements AutoCloseable {
  private static final int CONNECTIONS = 32;
  private static final int MAX_BODY = 1 << 20;
  private static final Duration HEAD = Duration.ofSeconds(20);
  private static final String USER = "drydock";

  private final ServerSocket listening;
  private final String password;
  private final TargetSockets targets;
  private final PlainForward plain;
  private final ByteBudget budget;
  private final Duration idle;
  private final long end;
  private final Semaphore free = new Semaphore(CONNECTIONS);
  private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;
  private volatile @Nullable String failure;

  ForwardProxy(
      String password,
      TargetSockets targets,
      PlainForward plain,
      ByteBudget budget,
      Duration idle,
      Duration longest)
      throws IOException {
    this.password = password;
    this.targets = targets;
    this.plain = plain;
    this.budget = budget;
    this.idle = idle;
    this.end = System.nanoTime() + longest.toNanos();
    this.listening = new ServerSocket(0, CONNECTIONS, InetAddress.ofLiteral("127.0.0.1"));
  }

  void start() {
    Thread.ofVirtual().name("forward-proxy").start(this::accept);
  }

  /// With user and password.
  public URI address() {
    return URI.create("http://" + USER + ":" + password + "@127.0.0.1:" + listening.getLocalPort());
  }

  /// Why the last request that came to nothing did so, in one line.
  public Optional<String> failure() {
    return Optional.ofNullable(budget.spent() ? ByteBudget.SPENT : failure);
  }

  private void accept() {
    try (this) {
      while (!closed) {
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (left <= 0) {
          return;
        }
        listening.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
        Socket client = listening.accept();
        open.add(client);
        if (closed || !free.tryAcquire()) {
          end(client);
          continue;
        }
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    serve(client);
                  } finally {
                    end(client);
                    free.release();
                  }
                });
      }
    } catch (IOException _) {
      // it was closed, or its time is over
    }
  }

  private void serve(Socket client) {
    try {
      client.setTcpNoDelay(true);
      client.setSoTimeout((int) HEAD.toMillis());
      InputStream in = new BufferedInputStream(client.getInputStream());
      OutputStream out = client.getOutputStream();
      try {
        RequestHead head = RequestHead.read(in);
        if (head != null) {
          serve(client, head, in, out);
        }
      } catch (PlainForward.BrokenAnswerException e) {
        failure = e.getMessage();
      } catch (RefusedAddressException e) {
        say(out, "403 Forbidden", e);
      } catch (ProtocolException e) {
        say(out, "400 Bad Request", e);
      } catch (SocketTimeoutException e) {
        say(out, "504 Gateway Timeout", new IOException("no answer came in time", e));
      } catch (IOException e) {
        say(out, "502 Bad Gateway", e);
      }
    } catch (IOException _) {
      // the client has gone
    }
  }

  private void serve(Socket client, RequestHead head, InputStream in, OutputStream out)
      throws IOException {
    if (!isKnown(head)) {
      out.write(
          RequestHead.bytes(
              "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic"
                  + " realm=\"drydock\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
      return;
    }
    if (head.words().size() != 3 || !head.words().get(2).startsWith("HTTP/1.")) {
      throw new ProtocolException("that is no request of HTTP/1.1");
    }
    if (head.words().getFirst().equals("CONNECT")) {
      tunnel(client, in, out, authority(head.words().get(1)));
    } else {
      plain(head, in, out);
    }
  }

  private void plain(RequestHead head, InputStream in, OutputStream out) throws IOException {
    URI target = address(head.words().get(1));
    HttpUriRequestBase message = new HttpUriRequestBase(head.words().getFirst(), target);
    AutoCloseable cancelling = message::cancel;
    open.add(cancelling);
    try {
      if (!closed) {
        plain.forward(head, message, target, body(head, in), out, budget);
      }
    } finally {
      open.remove(cancelling);
    }
  }

  private void tunnel(Socket client, InputStream in, OutputStream out, URI to) throws IOException {
    Socket target = targets.open(to);
    open.add(target);
    try {
      if (!closed) {
        out.write(RequestHead.bytes("HTTP/1.1 200 Connection established\r\n\r\n"));
        tunnel(client, in, target);
      }
    } finally {
      end(target);
    }
  }

  private void tunnel(Socket client, InputStream in, Socket target) {
    try {
      new Tunnel(idle, budget).run(client, in, target);
    } catch (IOException _) {
      // whatever was said within is between the two of them
    }
  }

  private boolean isKnown(RequestHead head) {
    String expected =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8));
    return MessageDigest.isEqual(
        RequestHead.bytes(expected),
        RequestHead.bytes(head.header("proxy-authorization").orElse("")));
  }

  private static URI authority(String text) throws ProtocolException {
    try {
      URI target = new URI("https://" + text);
      if (target.getHost() != null
          && target.getPort() > 0
          && target.getPort() <= 0xffff
          && target.getRawUserInfo() == null
          && text.equals(target.getRawAuthority())) {
        return target;
      }
    } catch (URISyntaxException _) {
      // said below
    }
    throw new ProtocolException("a tunnel leads to host:port");
  }

  private static URI address(String text) throws ProtocolException {
    try {
      URI target = new URI(text);
      if ("http".equalsIgnoreCase(target.getScheme()) && target.getHost() != null) {
        return target;
      }
    } catch (URISyntaxException _) {
      // said below
    }
    throw new ProtocolException("what is not http:// goes through a tunnel");
  }

  private static byte @Nullable [] body(RequestHead head, InputStream in) throws IOException {
    if (head.header("transfer-encoding").isPresent()) {
      throw new ProtocolException("a body has to say its length");
    }
    String length = head.header("content-length").orElse(null);
    if (length == null) {
      return null;
    }
    if (!length.matches("\\d{1,7}") || Integer.parseInt(length) > MAX_BODY) {
      throw new ProtocolException("the body is too long");
    }
    byte[] body = in.readNBytes(Integer.parseInt(length));
    if (body.length != Integer.parseInt(length)) {
      throw new ProtocolException("the message ends within its body");
    }
    return body;
  }

  private void say(OutputStream out, String status, IOException e) throws IOException {
    String words = e.getMessage() == null ? "it cannot be reached" : e.getMessage();
    if (e instanceof UnknownHostException && !(e instanceof RefusedAddressException)) {
      words = "nobody knows the host " + words;
    }
    String line = words.replaceAll("\\p{Cntrl}+", " ");
    failure = line;
    byte[] body = (line + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(
        RequestHead.bytes(
            String.format(
                Locale.ROOT,
                "HTTP/1.1 %s\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Length: %d\r\nConnection: close\r\n\r\n",
                status,
                body.length)));
    out.write(body);
  }

  private void end(AutoCloseable one) {
    open.remove(one);
    try {
      one.close();
    } catch (Exception _) {
      // it is gone
    }
  }

  /// Ends all its connections; nothing is let through afterwards.
  @Override
  public void close() throws IOException {
    closed = true;
    listening.close();
    for (AutoCloseable one : open) {
      end(one);
    }
  }
}
