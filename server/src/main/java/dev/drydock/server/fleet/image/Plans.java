package dev.drydock.server.fleet.image;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Creation;
import dev.drydock.origin.BaseRecognition;
import dev.drydock.origin.Origins;
import dev.drydock.report.json.ScanJson;
import dev.drydock.scan.Examined;
import dev.drydock.scan.Scan;
import dev.drydock.scan.Scanner;
import dev.drydock.server.advisory.CurrentAdvisories;
import dev.drydock.server.advisory.CurrentGeneration;
import dev.drydock.server.fleet.StoredDocuments;
import dev.drydock.server.fleet.image.Images.Found;
import dev.drydock.server.web.Problem;
import dev.drydock.vex.VexStatements;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/// What is to be done about an image, made anew from its bill of materials and the advisories of
/// now by the same stages that the command line calls: so both say the same.
@Service
class Plans implements DisposableBean {
  private static final long CACHED = 64L << 20;
  private static final long DAY_SECONDS = 86_400;

  private final StoredDocuments documents;
  private final CurrentAdvisories advisories;
  private final Clock clock;
  private final PlanCache cache = new PlanCache(CACHED);
  private final Semaphore places = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  Plans(StoredDocuments documents, CurrentAdvisories advisories, Clock clock) {
    this.documents = documents;
    this.advisories = advisories;
    this.clock = clock;
  }

  /// What `drydock plan --format json` writes of that bill of materials.
  ///
  /// @throws Problem 503 where there are no advisories yet
  byte[] plan(Found image) throws InterruptedException {
    CurrentGeneration generation = advisories.newest().orElse(null);
    if (generation == null) {
      throw new Problem(
          HttpStatus.SERVICE_UNAVAILABLE,
          "The server has no advisories yet, and a plan would say that all is well: its log tells why");
    }
    Instant now = clock.instant();
    PlanCache.Key key =
        new PlanCache.Key(
            image.document().hex(), generation.id(), now.getEpochSecond() / DAY_SECONDS);
    Optional<byte[]> known = cache.get(key);
    if (known.isPresent()) {
      return known.get();
    }
    places.acquire();
    try {
      byte[] plan = made(image, generation, now);
      cache.put(key, plan);
      return plan;
    } finally {
      places.release();
    }
  }

  private byte[] made(Found image, CurrentGeneration generation, Instant now)
      throws InterruptedException {
    Bom bom = documents.read(image.document());
    Origins origins = new BaseRecognition(List.of(), null).of(bom.subject());
    Examined of = Examined.of(bom);
    Examined examined =
        new Examined(
            bom,
            of.observations(),
            of.observed(),
            origins,
            of.bases(),
            of.undecided(),
            of.otherBases(),
            null,
            null);
    Scan scan =
        new Scanner(
                generation.index(), VexStatements.none(), new Creation(version(), now), executor)
            .scan(examined);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ScanJson.writePlan(scan, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String version() {
    String version = Plans.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public void destroy() {
    executor.close();
  }
}
