package dev.drydock.catalog.executable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.catalog.LinkedFile;
import dev.drydock.catalog.PassingContent;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.catalog.executable.ExecutableBytes.Layout;
import dev.drydock.image.FileContent;
import dev.drydock.image.HeapContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.testkit.Mutations;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SharedLibraryCatalogerTest {
  private static final String[] LIBRARIES = {"libz.so.1", "libc.so.6"};

  private static LayerEntry file(String path, int mode, long size) {
    return new LayerEntry(path, LayerEntry.Type.FILE, size, mode, null, 0);
  }

  private static List<LinkedFile> linked(FileContent content) throws Exception {
    List<LinkedFile> linked = new ArrayList<>();
    RecordedDiscoveries found =
        new RecordedDiscoveries() {
          @Override
          public void linked(LinkedFile file) {
            linked.add(file);
          }
        };
    new SharedLibraryCataloger().catalog(file("app/run", 0755, content.size()), content, found);
    assertThat(found.components()).isEmpty();
    assertThat(found.unreadable()).isEmpty();
    return linked;
  }

  private static List<LinkedFile> told(String... directories) {
    return List.of(new LinkedFile("app/run", List.of(LIBRARIES), List.of(directories)));
  }

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void librariesAreToldOfBothWidthsAndByteOrders(boolean wide, boolean little) throws Exception {
    Layout layout =
        new Layout(wide, little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN, false);
    byte[] bytes = ExecutableBytes.linked(layout, 5000, "$ORIGIN/../lib:/opt/lib", LIBRARIES);

    assertThat(linked(new HeapContent(bytes))).isEqualTo(told("$ORIGIN/../lib", "/opt/lib"));
    assertThat(linked(new PassingContent(bytes))).isEqualTo(told("$ORIGIN/../lib", "/opt/lib"));
  }

  @Test
  void ofALargeFileThatPassesByOnlyItsTablesAreHeld() throws Exception {
    PassingContent content =
        new PassingContent(ExecutableBytes.linked(Layout.COMMON, 20 << 20, "", LIBRARIES));

    assertThat(linked(content)).isEqualTo(told());
    assertThat(content.mostHeld()).isLessThan(1 << 20);
  }

  @Test
  void whereOthersHaveLetGoOfTheTablesNobodyKnows() throws Exception {
    PassingContent content =
        new PassingContent(
            ExecutableBytes.linked(
                Layout.COMMON, 20 << 20, "/" + "x".repeat(4000) + "/lib", LIBRARIES));
    content.passBy(1 << 20);

    assertThat(linked(content)).containsExactly(LinkedFile.unknown("app/run"));
  }

  @Test
  void whatIsLinkedWithNothingTellsNothing() throws Exception {
    assertThat(linked(new HeapContent(ExecutableBytes.elf(Layout.COMMON, ".text", new byte[100]))))
        .isEmpty();
    assertThat(linked(new HeapContent(ExecutableBytes.linked(Layout.COMMON, 0, "/opt/lib"))))
        .isEmpty();
    byte[] packed =
        ExecutableBytes.elf(
            Layout.COMMON, ".text", "....UPX!....".getBytes(StandardCharsets.US_ASCII));
    assertThat(linked(new HeapContent(packed))).containsExactly(LinkedFile.unknown("app/run"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bin/run", "usr/lib/libz.so.1.2", "usr/lib/libz.so", "app/binding.node"})
  void whatMayRunIsLookedAt(String path) {
    int mode = path.equals("bin/run") ? 0755 : 0644;
    assertThat(new SharedLibraryCataloger().wants(file(path, mode, 1000))).isTrue();
    assertThat(new SharedLibraryCataloger().wants(file(path, mode, 100))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"app/notes.txt", "app/libz.sources", "var/lib/dpkg/info/bash.preinst"})
  void otherFilesAreNot(String path) {
    int mode = path.startsWith("var") ? 0755 : 0644;
    assertThat(new SharedLibraryCataloger().wants(file(path, mode, 1000))).isFalse();
  }

  @Test
  void damagedFilesGiveSomethingOrSayThatNobodyKnows() {
    byte[] seed = ExecutableBytes.linked(Layout.COMMON, 100, "/opt/lib", LIBRARIES);
    Mutations.of(seed, 11, 5_000)
        .forEach(
            bytes -> {
              try {
                for (LinkedFile file : linked(new HeapContent(bytes))) {
                  assertThat(file.libraries()).hasSizeLessThan(1001);
                }
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
  }
}
