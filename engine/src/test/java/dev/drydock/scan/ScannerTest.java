package dev.drydock.scan;

import static dev.drydock.match.AdvisoryFixture.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Creation;
import dev.drydock.match.AdvisoryFixture;
import dev.drydock.match.BomFixture;
import dev.drydock.match.Finding;
import dev.drydock.match.lifecycle.EndOfLife;
import dev.drydock.origin.BaseImage;
import dev.drydock.origin.Origins;
import dev.drydock.vex.VexStatements;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScannerTest {
  private static final Creation TODAY = new Creation("1.0", Instant.parse("2026-11-29T12:00:00Z"));

  private final ExecutorService executor = Executors.newSingleThreadExecutor();

  @AfterEach
  void shutDown() {
    executor.shutdownNow();
  }

  private final AdvisoryFixture advisories =
      AdvisoryFixture.of(
          record("DSA-1-1").upstream("CVE-1").affects("Debian:11", "openssl").fixedIn("1.1-2"),
          record("DSA-2-1").upstream("CVE-2").affects("Debian:11", "zlib").unfixed());

  private final Bom bom =
      BomFixture.on("debian", "11").deb("openssl", "1.1-1").deb("zlib", "1.2").inLayer(0).bom();

  private Scan scan(Examined image) throws InterruptedException {
    return new Scanner(advisories, VexStatements.none(), TODAY, executor).scan(image);
  }

  @Test
  void everyStageHasItsSay() throws InterruptedException {
    Scan scan = scan(Examined.of(bom));

    assertThat(scan.findings().findings())
        .extracting(Finding::id)
        .containsExactlyInAnyOrder("CVE-1", "CVE-2");
    assertThat(scan.judgements()).hasSize(2);
    assertThat(scan.plan().actions()).hasSize(1);
    assertThat(scan.plan().remaining()).hasSize(1);
    assertThat(scan.endOfLife()).extracting(EndOfLife::distribution).isEqualTo("debian-11");
    assertThat(scan.observed()).isFalse();
    assertThat(scan.repaired()).isNull();
    assertThat(scan.creation()).isEqualTo(TODAY);
  }

  @Test
  void otherBasesAreToldOnlyWhereSomethingOfTheBaseIsLeft() throws InterruptedException {
    List<String> told = List.of("another base may leave less");
    Origins inBase = new Origins(new BaseImage("debian:11", null, 1, BaseImage.Evidence.LAYERS));

    assertThat(scan(examined(Origins.unknown(), told)).plan().undecided())
        .containsExactly("not tried");
    assertThat(scan(examined(inBase, told)).plan().undecided())
        .containsExactly("not tried", "another base may leave less");
  }

  private Examined examined(Origins origins, List<String> told) {
    return new Examined(
        bom, List.of(), true, origins, List.of(), List.of("not tried"), () -> told, null, null);
  }
}
