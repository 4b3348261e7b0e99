package dev.drydock.catalog.executable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.catalog.executable.ExecutableBytes.Layout;
import dev.drydock.catalog.executable.ExecutableFile.Segment;
import dev.drydock.image.HeapContent;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExecutableFileTest {
  private static final byte[] DATA = new byte[100];
  private static final Segment PLACE = new Segment(ExecutableBytes.ADDRESS, 0x200, 100);

  static List<Layout> layouts() {
    List<Layout> layouts = new ArrayList<>();
    for (boolean wide : new boolean[] {true, false}) {
      for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
        layouts.add(new Layout(wide, order, true));
      }
    }
    return layouts;
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void findsSectionsByTheirWholeName(Layout layout) throws Exception {
    for (byte[] bytes :
        List.of(
            ExecutableBytes.elf(layout, ".some", DATA),
            ExecutableBytes.mach(layout, ".some", DATA))) {
      ExecutableFile file = open(bytes);

      assertThat(file.section(".some")).isEqualTo(PLACE);
      assertThat(file.section(".som")).isNull();
      assertThat(file.section(".some2")).isNull();
      assertThat(file.segments()).containsExactly(PLACE);
      assertThat(file.data()).isEqualTo(PLACE);
      assertThat(file.memory(ExecutableBytes.ADDRESS + 50, 50)).hasSize(50);
      assertThat(file.memory(ExecutableBytes.ADDRESS + 50, 51)).isNull();
    }
  }

  @Test
  void findsSectionsOfPeFilesByNamesOfUpToEightCharacters() throws Exception {
    Segment place = new Segment(ExecutableBytes.PE_ADDRESS, 0x200, 100);

    assertThat(open(ExecutableBytes.pe(Layout.COMMON, ".dep-v0", DATA)).section(".dep-v0"))
        .isEqualTo(place);
    assertThat(open(ExecutableBytes.pe(Layout.COMMON, "12345678", DATA)).section("12345678"))
        .isEqualTo(place);
    assertThat(open(ExecutableBytes.pe(Layout.COMMON, "12345678", DATA)).section("1234567"))
        .isNull();
    assertThat(open(ExecutableBytes.pe(Layout.COMMON, "12345678", DATA)).section("123456789"))
        .isNull();
  }

  @Test
  void onlyElfFilesWithSectionHeadersTellThatASectionIsMissing() throws Exception {
    Layout bare = new Layout(true, ByteOrder.LITTLE_ENDIAN, false);

    assertThat(open(ExecutableBytes.elf(Layout.COMMON, ".some", DATA)).sectioned()).isTrue();
    assertThat(open(ExecutableBytes.elf(bare, ".some", DATA)).sectioned()).isFalse();
    assertThat(open(ExecutableBytes.pe(Layout.COMMON, ".some", DATA)).sectioned()).isFalse();
    assertThat(open(ExecutableBytes.mach(Layout.COMMON, ".some", DATA)).sectioned()).isFalse();
  }

  @Test
  void aUniversalFileHasOneExecutableForEachArchitectureThatMakesSense() throws Exception {
    byte[] one = ExecutableBytes.mach(Layout.COMMON, ".some", DATA);

    List<? extends ExecutableFile> files =
        ExecutableFile.open(new HeapContent(ExecutableBytes.universal(one)));

    assertThat(files).hasSize(1);
    assertThat(files.getFirst().section(".some"))
        .isEqualTo(new Segment(ExecutableBytes.ADDRESS, 0x1200, 100));
  }

  @Test
  void damagedHeadersGiveSomethingOrNothing() {
    List<byte[]> seeds =
        List.of(
            ExecutableBytes.elf(Layout.COMMON, ".some", DATA),
            ExecutableBytes.pe(Layout.COMMON, ".some", DATA),
            ExecutableBytes.universal(ExecutableBytes.mach(Layout.COMMON, ".some", DATA)));
    for (byte[] seed : seeds) {
      Mutations.of(seed, 7, 5_000)
          .forEach(
              bytes -> {
                try {
                  for (ExecutableFile file : ExecutableFile.open(new HeapContent(bytes))) {
                    Segment place = file.section(".some");
                    if (place != null) {
                      byte[] memory = file.memory(place.address(), 10);
                      assertThat(memory == null || memory.length == 10).isTrue();
                    }
                  }
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
    }
  }

  private static ExecutableFile open(byte[] bytes) throws IOException {
    return ExecutableFile.open(new HeapContent(bytes)).getFirst();
  }
}
