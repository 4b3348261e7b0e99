package dev.drydock.server.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// A request of whose body no more than a bound is read.
public final class BoundedBody extends HttpServletRequestWrapper {
  private static final long KIB = 1 << 10;
  private static final long MIB = 1 << 20;

  private final long limit;
  private @Nullable ServletInputStream stream;

  public BoundedBody(HttpServletRequest request, long limit) {
    super(request);
    this.limit = limit;
  }

  /// 413, with the bound in words.
  public static Problem tooLarge(long limit) {
    String bound = limit >= MIB ? limit / MIB + " MiB" : Math.max(1, limit / KIB) + " KiB";
    return new Problem(
        HttpStatus.CONTENT_TOO_LARGE,
        "The body is larger than the " + bound + " that this takes: send less, or in parts");
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    if (stream == null) {
      stream = new Bounded(super.getInputStream(), limit);
    }
    return stream;
  }

  @Override
  public BufferedReader getReader() throws IOException {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }

  private static final class Bounded extends ServletInputStream {
    private final ServletInputStream body;
    private final long limit;
    private long left;

    Bounded(ServletInputStream body, long limit) {
      this.body = body;
      this.limit = limit;
      this.left = limit;
    }

    @Override
    public int read() throws IOException {
      int read = body.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = body.read(buffer, offset, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int read) {
      left -= read;
      if (left < 0) {
        throw tooLarge(limit);
      }
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
