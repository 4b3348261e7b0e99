package dev.drydock.server.fleet.ingest;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.reading.BomReader;
import dev.drydock.limits.Limits;
import dev.drydock.server.fleet.FleetSettings;
import dev.drydock.server.web.Problem;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/// Parses bills of materials that strangers send: as many at once as there are processors, and a
/// large one alone, so that memory stays bounded however many arrive.
@Service
class BomParser {
  private static final int LARGE = 8 << 20;
  private static final int PATIENCE_SECONDS = 20;

  /// What the database's indexes have room for.
  private static final int LONGEST_NAME = 1000;

  private static final int LONGEST_PURL = 2000;
  private static final String NAMED = "the document";

  private final Limits limits;
  private final int places;
  private final Semaphore free;

  BomParser(FleetSettings settings) {
    this.limits = settings.limits();
    this.places =
        settings.parsers() > 0 ? settings.parsers() : Runtime.getRuntime().availableProcessors();
    this.free = new Semaphore(places, true);
  }

  /// @throws Problem 422 where it is no bill of materials, or one that cannot be kept; 503 where
  ///   too many others wait
  Bom parse(byte[] document) {
    int needed = document.length > LARGE ? places : 1;
    try {
      if (!free.tryAcquire(needed, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      return checked(new BomReader(limits).read(document, NAMED, NAMED));
    } catch (IOException e) {
      throw Problem.invalid(oneLine(String.valueOf(e.getMessage())));
    } finally {
      free.release(needed);
    }
  }

  private static Problem busy() {
    return new Problem(
        HttpStatus.SERVICE_UNAVAILABLE,
        "Too many documents are being read just now, and nothing was stored: send it again in a few seconds");
  }

  private static Bom checked(Bom bom) {
    for (Component component : bom.components()) {
      check("name", component.name(), LONGEST_NAME);
      check("version", component.version(), LONGEST_NAME);
      check("purl", component.purl().toString(), LONGEST_PURL);
    }
    return bom;
  }

  private static void check(String what, String value, int longest) {
    if (value.length() > longest) {
      throw Problem.invalid(
          "A component's %s has more than %d characters: %s…; no real one has so many"
              .formatted(what, longest, oneLine(value.substring(0, 60))));
    }
    if (value.indexOf('\0') >= 0) {
      throw Problem.invalid(
          "A component's %s has a NUL character in it: %s; the document is damaged"
              .formatted(what, oneLine(value)));
    }
  }

  static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .limit(500)
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .forEach(line::appendCodePoint);
    return line.toString().strip();
  }
}
