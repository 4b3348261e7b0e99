package dev.drydock.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.StreamedCataloger;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.image.PassedByException;
import dev.drydock.limits.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/// Several catalogers read a file of a compressed layer while it passes by once.
class WatchedContentTest {
  private static final int SIZE = 3_000_001;

  private final byte[] bytes = new byte[SIZE];
  private final Passing content;

  WatchedContentTest() {
    new SplittableRandom(3).nextBytes(bytes);
    content = new Passing(bytes);
  }

  @Test
  void everyByteIsSeenOnceWhateverOthersLetGo() throws Exception {
    ScannedLayer scan = scan(new Skipper(2_000_000), new Checksum(), new Skipper(10));

    assertThat(versions(scan)).containsExactly(checksum());
    assertThat(scan.again()).hasSize(1); // the second skipper: what it wants is gone
    assertThat(content.mostHeld).isLessThan(200_000);
  }

  @Test
  void oneThatIsAloneHoldsNothing() throws Exception {
    ScannedLayer scan = scan(new Checksum());

    assertThat(versions(scan)).containsExactly(checksum());
    assertThat(scan.again()).isEmpty();
    assertThat(content.mostHeld).isLessThan(200_000);
  }

  @Test
  void aFileThatCannotBeReadToItsEndIsSaidToBeUnread() throws Exception {
    content.broken = 1_500_000;

    ScannedLayer scan = scan(new Skipper(100), new Checksum());

    assertThat(scan.found().get("bin/app"))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.owners()).isEmpty();
              assertThat(found.unreadable()).hasSize(1);
              assertThat(found.unreadable().getFirst().reason()).isEqualTo("the disk is gone");
            });
  }

  private ScannedLayer scan(FileCataloger... catalogers) throws Exception {
    LayerScan scan =
        new LayerScan(
            new CatalogersByName<>(List.of(catalogers)),
            new CatalogersByName<TreeCataloger>(List.of()),
            (_, _) -> {},
            Limits.defaults());
    scan.visit(new LayerEntry("bin/app", LayerEntry.Type.FILE, SIZE, 0755, null, 0), content);
    return scan.result();
  }

  private static List<String> versions(ScannedLayer scan) {
    return Objects.requireNonNull(scan.found().get("bin/app")).stream()
        .flatMap(found -> found.owners().stream())
        .map(owner -> owner.component().version())
        .toList();
  }

  private String checksum() {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return Long.toHexString(sum.getValue());
  }

  /// Reports the checksum of all that it is shown.
  private static final class Checksum implements StreamedCataloger {
    @Override
    public String name() {
      return "checksum";
    }

    @Override
    public boolean wants(LayerEntry file) {
      return true;
    }

    @Override
    public Reading begin(LayerEntry file) {
      CRC32 sum = new CRC32();
      return new Reading() {
        @Override
        public void bytes(byte[] shown, int length) {
          sum.update(shown, 0, length);
        }

        @Override
        public void end(Discoveries out) {
          String version = Long.toHexString(sum.getValue());
          out.add(
              new Component(
                  "app",
                  version,
                  Purl.of("generic", null, "app", version),
                  null,
                  List.of(),
                  List.of(new Location(file.path(), file.layer())),
                  new Evidence(name(), "test")));
        }
      };
    }
  }

  /// Lets the file go by up to one place, and reads there.
  private record Skipper(long place) implements FileCataloger {
    @Override
    public String name() {
      return "skipper" + place;
    }

    @Override
    public boolean wants(LayerEntry file) {
      return true;
    }

    @Override
    public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
      content.passBy(place);
      assertThat(content.read(place, ByteBuffer.allocate(10))).isEqualTo(10);
    }
  }

  /// A content that lets go of what has passed by, and keeps count of what it has to hold.
  private static final class Passing implements FileContent {
    private final byte[] bytes;
    private long passed;
    private long mostHeld;
    private long broken = Long.MAX_VALUE;

    Passing(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public void passBy(long position) {
      passed = Math.max(passed, position);
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
      if (position < passed) {
        throw new PassedByException();
      }
      if (position >= broken) {
        throw new IOException("the disk is gone");
      }
      int n = (int) Math.min(target.remaining(), Math.max(0, bytes.length - position));
      target.put(bytes, (int) position, n);
      mostHeld = Math.max(mostHeld, position + n - passed);
      return n;
    }

    @Override
    public InputStream stream() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public boolean durable() {
      return false;
    }
  }
}
