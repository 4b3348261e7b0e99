package dev.drydock.server.outgoing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// What a proxy is asked to reach, on all addresses of this machine: a server that says what it is
/// told, a web server, and a proxy of the operator's; and a client that says exactly what it is
/// given.
final class ProxyTargets implements AutoCloseable {
  private final AtomicInteger echoed = new AtomicInteger();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> connects = new CopyOnWriteArrayList<>();
  private final ServerSocket echo = new ServerSocket(0, 50);
  private final ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final HttpServer web = HttpServer.create(new InetSocketAddress(0), 0);

  ProxyTargets() throws IOException {
    accept(
        echo,
        connection -> {
          echoed.incrementAndGet();
          connection.getInputStream().transferTo(connection.getOutputStream());
        });
    accept(proxy, this::connect);
    web.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    web.createContext("/", this::answer);
    web.start();
  }

  @FunctionalInterface
  private interface Service {
    void serve(Socket connection) throws IOException;
  }

  private static void accept(ServerSocket listening, Service service) {
    Thread.ofVirtual()
        .start(
            () -> {
              while (!listening.isClosed()) {
                try {
                  Socket connection = listening.accept();
                  Thread.ofVirtual()
                      .start(
                          () -> {
                            try (connection) {
                              service.serve(connection);
                            } catch (IOException _) {
                              // the other one has gone
                            }
                          });
                } catch (IOException _) {
                  return;
                }
              }
            });
  }

  /// Lets everybody to everything but `forbidden.invalid`, and answers in its stead.
  private void connect(Socket connection) throws IOException {
    RequestHead head = RequestHead.read(connection.getInputStream());
    if (head == null) {
      return;
    }
    String authorization = head.header("proxy-authorization").orElse("none ");
    connects.add(
        head.line()
            + " "
            + new String(
                Base64.getDecoder().decode(authorization.substring("Basic ".length())),
                StandardCharsets.UTF_8));
    boolean forbidden = head.line().contains("forbidden");
    connection
        .getOutputStream()
        .write(RequestHead.bytes("HTTP/1.1 " + (forbidden ? "403 No" : "200 Yes") + "\r\n\r\n"));
    if (!forbidden) {
      connection.getInputStream().transferTo(connection.getOutputStream());
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(
          exchange.getRequestMethod()
              + " "
              + exchange.getRequestURI()
              + " "
              + exchange.getRequestHeaders().getFirst("X-Passed-On")
              + " "
              + exchange.getRequestHeaders().getFirst("Proxy-Authorization")
              + " "
              + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      switch (exchange.getRequestURI().getPath()) {
        case "/redirect" -> {
          exchange.getResponseHeaders().set("Location", "http://127.0.0.2/");
          exchange.sendResponseHeaders(302, -1);
        }
        case "/chunked" -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(RequestHead.bytes("abc"));
        }
        default -> {
          boolean head = exchange.getRequestMethod().equals("HEAD");
          if (head) {
            exchange.getResponseHeaders().set("Content-Length", "5");
          }
          exchange.sendResponseHeaders(200, head ? -1 : 5);
          if (!head) {
            exchange.getResponseBody().write(RequestHead.bytes("whole"));
          }
        }
      }
    }
  }

  int echoPort() {
    return echo.getLocalPort();
  }

  int proxyPort() {
    return proxy.getLocalPort();
  }

  int webPort() {
    return web.getAddress().getPort();
  }

  /// How many connections reached the server that says what it is told.
  int echoed() {
    return echoed.get();
  }

  /// Method, target, two headers and the body of all requests to the web server.
  List<String> asked() {
    return List.copyOf(asked);
  }

  /// What the operator's proxy was asked, and by whom.
  List<String> connects() {
    return List.copyOf(connects);
  }

  /// One answer, read to its end.
  record Answer(int status, String head, String body) {
    String header(String name) {
      return head.lines()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("none");
    }
  }

  String authorization(URI proxy) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString(
                URLDecoder.decode(proxy.getRawUserInfo(), StandardCharsets.UTF_8)
                    .getBytes(StandardCharsets.UTF_8));
  }

  Answer ask(ForwardProxy proxy, String head) throws IOException {
    return ask(proxy, head, "");
  }

  Answer ask(ForwardProxy proxy, String head, String body) throws IOException {
    return raw(
        proxy.address(),
        head
            + "\r\nProxy-Authorization: "
            + authorization(proxy.address())
            + "\r\nX-Passed-On: yes\r\n\r\n"
            + body);
  }

  Answer raw(URI proxy, String message) throws IOException {
    try (Socket socket = new Socket(proxy.getHost(), proxy.getPort())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(RequestHead.bytes(message));
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      int end = all.indexOf("\r\n\r\n");
      if (end < 0) {
        throw new IOException("no answer: " + all);
      }
      return new Answer(
          Integer.parseInt(all.substring(9, 12)), all.substring(0, end), all.substring(end + 4));
    }
  }

  /// A connection through the proxy.
  Socket tunnel(ForwardProxy proxy, String to) throws IOException {
    Socket socket = new Socket(proxy.address().getHost(), proxy.address().getPort());
    socket.setSoTimeout(30_000);
    socket
        .getOutputStream()
        .write(
            RequestHead.bytes(
                "CONNECT "
                    + to
                    + " HTTP/1.1\r\nProxy-Authorization: "
                    + authorization(proxy.address())
                    + "\r\n\r\n"));
    InputStream in = socket.getInputStream();
    RequestHead head = RequestHead.read(in);
    if (head == null || !head.words().get(1).equals("200")) {
      throw new IOException("no tunnel: " + head);
    }
    return socket;
  }

  @Override
  public void close() {
    web.stop(0);
    try (echo;
        proxy) {
      // closing is all
    } catch (IOException _) {
      // they are gone
    }
  }
}
