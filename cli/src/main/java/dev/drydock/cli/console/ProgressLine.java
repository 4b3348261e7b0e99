package dev.drydock.cli.console;

import dev.drydock.advisory.Progress;
import java.io.PrintStream;

/// One line at the bottom of a terminal that says what is being done, from the second second on.
///
/// It is written over itself and gone when the work is done; where nobody looks it does nothing.
public final class ProgressLine implements Progress, AutoCloseable {
  private static final long SILENT_MILLIS = 1_000;
  private static final long INTERVAL_MILLIS = 200;
  private static final int WIDTH = 79;

  private final PrintStream err;
  private final long start = System.nanoTime();
  private final boolean seen;
  private volatile String what = "";
  private volatile long done;
  private volatile long total = -1;
  private volatile boolean closed;
  private boolean shown;

  private ProgressLine(PrintStream err, boolean seen) {
    this.err = err;
    this.seen = seen;
  }

  /// @param seen whether `err` is a terminal, and nobody asked for quiet
  public static ProgressLine start(PrintStream err, boolean seen) {
    ProgressLine line = new ProgressLine(err, seen);
    if (seen) {
      Thread thread = new Thread(line::draw, "drydock-progress");
      thread.setDaemon(true);
      thread.start();
    }
    return line;
  }

  /// What is being done now.
  public void stage(String words) {
    at(words, 0, -1);
  }

  @Override
  public void at(String words, long doneNow, long totalNow) {
    done = doneNow;
    total = totalNow;
    what = words;
  }

  private void draw() {
    try {
      Thread.sleep(SILENT_MILLIS);
      while (!closed) {
        synchronized (this) {
          if (!closed) {
            shown = true;
            err.print("\r\u001b[K" + text());
            err.flush();
          }
        }
        Thread.sleep(INTERVAL_MILLIS);
      }
    } catch (InterruptedException _) {
      // the work is over
    }
  }

  private String text() {
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    long all = total;
    String share = all > 0 ? " " + Math.min(100, done * 100 / all) + " %" : "";
    String words = ErrorLine.oneLine(what);
    String tail = share + " (" + seconds + " s)";
    int room = WIDTH - tail.length();
    return (words.length() > room ? words.substring(0, room - 1) + "…" : words) + tail;
  }

  @Override
  public void close() {
    finish();
  }

  /// Wipes the line for good; what is written next starts on it.
  public synchronized void finish() {
    closed = true;
    if (seen && shown) {
      err.print("\r\u001b[K");
      err.flush();
      shown = false;
    }
  }
}
