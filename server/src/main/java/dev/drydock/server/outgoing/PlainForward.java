package dev.drydock.server.outgoing;

import dev.drydock.image.registry.ProxyRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/// Passes one request without TLS on, and its answer back as it comes (RFC 9110, section 7.6).
final class PlainForward {
  /// What concerns one connection only (RFC 9110, section 7.6.1), and what is said anew.
  private static final Set<String> HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "expect",
          "host",
          "content-length");

  private static final int BLOCK = 64 << 10;

  private final AddressCheck check;
  private final ProxyRules proxies;
  private final CloseableHttpClient direct;
  private final CloseableHttpClient proxied;

  PlainForward(
      AddressCheck check,
      ProxyRules proxies,
      CloseableHttpClient direct,
      CloseableHttpClient proxied) {
    this.check = check;
    this.proxies = proxies;
    this.direct = direct;
    this.proxied = proxied;
  }

  /// @param message of the request's method and target, for who may want to cancel it
  /// @param body `null` for none
  /// @throws RefusedAddressException where it must not go there
  void forward(
      RequestHead head,
      HttpUriRequestBase message,
      URI target,
      byte @Nullable [] body,
      OutputStream out,
      ByteBudget budget)
      throws IOException {
    String host = check.host(target);
    boolean byProxy = proxies.proxyFor(target) != null;
    if (byProxy) {
      check.known(host);
    }
    for (RequestHead.Header header : head.headers()) {
      if (!HOP.contains(header.name()) && !header.name().equals("content-type")) {
        message.addHeader(header.name(), header.value());
      }
    }
    if (body != null) {
      message.setEntity(new ByteArrayEntity(body, null));
      head.header("content-type").ifPresent(type -> message.setHeader("Content-Type", type));
    }
    (byProxy ? proxied : direct)
        .execute(
            message,
            response -> {
              answer(response, out, budget);
              return null;
            });
  }

  private static void answer(ClassicHttpResponse response, OutputStream out, ByteBudget budget)
      throws IOException {
    HttpEntity entity = response.getEntity();
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(response.getCode()).append(" \r\n");
    for (Header header : response.getHeaders()) {
      String name = header.getName().toLowerCase(Locale.ROOT);
      // without a body, the length is that of one which a GET would have got
      if (!HOP.contains(name) || entity == null && name.equals("content-length")) {
        head.append(header.getName()).append(": ").append(header.getValue()).append("\r\n");
      }
    }
    boolean chunked = entity != null && entity.getContentLength() < 0;
    if (chunked) {
      head.append("Transfer-Encoding: chunked\r\n");
    } else if (entity != null) {
      head.append("Content-Length: ").append(entity.getContentLength()).append("\r\n");
    }
    out.write(RequestHead.bytes(head.append("Connection: close\r\n\r\n").toString()));
    if (entity == null) {
      return;
    }
    try {
      content(entity.getContent(), out, budget, chunked);
    } catch (IOException e) {
      throw new BrokenAnswerException("the answer ended too early", e);
    }
  }

  private static void content(
      InputStream content, OutputStream out, ByteBudget budget, boolean chunked)
      throws IOException {
    byte[] block = new byte[BLOCK];
    for (int n = content.read(block); n >= 0; n = content.read(block)) {
      budget.spend(n);
      if (chunked && n > 0) {
        out.write(RequestHead.bytes(Integer.toHexString(n) + "\r\n"));
      }
      out.write(block, 0, n);
      if (chunked && n > 0) {
        out.write(RequestHead.bytes("\r\n"));
      }
    }
    if (chunked) {
      out.write(RequestHead.bytes("0\r\n\r\n"));
    }
  }

  /// An answer that had begun already, and can only be broken off.
  static final class BrokenAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    BrokenAnswerException(String message, IOException cause) {
      super(message, cause);
    }
  }
}
