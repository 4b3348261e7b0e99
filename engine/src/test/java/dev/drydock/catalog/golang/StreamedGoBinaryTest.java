package dev.drydock.catalog.golang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.catalog.PassingContent;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.catalog.golang.Executables.Form;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.image.PassedByException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Executables of compressed layers pass by: they are not held to be looked at.
class StreamedGoBinaryTest {

  static List<Form> forms() {
    return GoBinaryCatalogerTest.forms();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void findsTheSameInAStreamOrAsksToSeeTheFileAgain(Form form) throws Exception {
    byte[] program = Executables.elf(form, "go1.20.1", "");
    RecordedDiscoveries found = new RecordedDiscoveries();
    try {
      catalog(new PassingContent(program), program.length, found);
    } catch (PassedByException _) {
      // pointers lead back to what has passed by: the file is read again as a whole
      assertThat(form.inline()).isFalse();
      return;
    }
    assertThat(found.purls()).containsExactly("pkg:golang/stdlib@1.20.1");
  }

  @Test
  void fileThatIsNotGosIsNotHeld() throws Exception {
    byte[] data = new byte[3 << 20];
    byte[] program = Executables.elf(Form.COMMON, data);
    PassingContent content = new PassingContent(program);
    catalog(content, program.length, new RecordedDiscoveries());
    assertThat(content.mostHeld()).isLessThan(200_000);
  }

  private static void catalog(FileContent content, long size, RecordedDiscoveries found)
      throws Exception {
    LayerEntry entry = new LayerEntry("usr/bin/app", LayerEntry.Type.FILE, size, 0755, null, 0);
    new GoBinaryCataloger().catalog(entry, content, found);
  }

  /// As LLD lays out what Go's linker hands to it, such as the client of Docker.
  @Test
  void findsWhatLiesInTheSecondSegmentThatIsWrittenTo() throws Exception {
    byte[] program = Executables.elf(Form.COMMON, "go1.24.3", "mod\tx.org/app\tv1.0.0\n");
    byte[] header = Arrays.copyOfRange(program, 64, 64 + 56);
    System.arraycopy(header, 0, program, 64 + 56, 56);
    ByteBuffer.wrap(program)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(56, (short) 2)
        .putLong(64 + 8, 0x180)
        .putLong(64 + 16, 0x300000)
        .putLong(64 + 32, 0x40);
    RecordedDiscoveries found = new RecordedDiscoveries();

    catalog(new PassingContent(program), program.length, found);

    assertThat(found.namesAndVersions()).containsExactly("stdlib 1.24.3", "x.org/app v1.0.0");
  }
}
