package dev.drydock.catalog.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bom.Component;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class KernelCatalogerTest {
  private static final KernelCataloger CATALOGER = new KernelCataloger(Limits.defaults());
  private static final String MODULE = "lib/modules/6.0.0/extra/my-thing.ko";
  private static final String[] INFORMATION = {
    "license=Dual BSD/GPL", "version=0.4ac1", "depends=video", "odd", "name=my_thing",
  };

  @Test
  void aModuleWithAVersionOfItsOwnIsFound() throws Exception {
    for (boolean wide : new boolean[] {true, false}) {
      for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
        Component found = run(MODULE, module(wide, order, INFORMATION)).component("my_thing");
        assertThat(found.purl()).hasToString("pkg:generic/my_thing@0.4ac1");
        assertThat(found.licences()).containsExactly("Dual BSD/GPL");
        assertThat(found.evidence())
            .isEqualTo(new Component.Evidence("linux-kernel", "module information"));
      }
    }
  }

  @Test
  void compressedModulesAreReadToo() throws Exception {
    byte[] module = module(true, ByteOrder.LITTLE_ENDIAN, INFORMATION);
    ByteArrayOutputStream xz = new ByteArrayOutputStream();
    try (OutputStream out = new XZOutputStream(xz, new LZMA2Options(1))) {
      out.write(module);
    }
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(gzip)) {
      out.write(module);
    }
    assertThat(run(MODULE + ".xz", xz.toByteArray()).namesAndVersions())
        .containsExactly("my_thing 0.4ac1");
    assertThat(run(MODULE + ".gz", gzip.toByteArray()).namesAndVersions())
        .containsExactly("my_thing 0.4ac1");
  }

  @Test
  void aModuleWithoutAVersionIsPartOfTheKernel() throws Exception {
    byte[] module = module(true, ByteOrder.LITTLE_ENDIAN, "license=GPL", "name=tun", "intree=Y");
    assertThat(run(MODULE, module).components()).isEmpty();
  }

  @Test
  void aModuleWithoutANameIsNamedAfterItsFile() throws Exception {
    byte[] module = module(true, ByteOrder.LITTLE_ENDIAN, "version=7");
    assertThat(run(MODULE, module).namesAndVersions()).containsExactly("my_thing 7");
  }

  @ParameterizedTest
  @CsvSource({
    "boot/vmlinuz-x,6.1.0-18-amd64 (a@b) #1 SMP,6.1.0-18-amd64,setup header of the kernel",
    "lib/modules/9.9/vmlinuz,6.1.0-18-amd64,6.1.0-18-amd64,setup header of the kernel",
    "boot/vmlinuz-6.1.0-18-arm64,,6.1.0-18-arm64,file name",
    "usr/lib/modules/6.7.4-200.fc39.aarch64/vmlinuz,,6.7.4-200.fc39.aarch64,file name",
  })
  void theKernelSaysItsVersionElseItsName(String path, String header, String version, String source)
      throws Exception {
    byte[] kernel = header == null ? new byte[2048] : kernel(header);
    Component found = run(path, kernel).component("linux-kernel");
    assertThat(found.purl()).hasToString("pkg:generic/linux-kernel@" + version);
    assertThat(found.evidence()).isEqualTo(new Component.Evidence("linux-kernel", source));
  }

  @Test
  void aKernelOfUnknownVersionIsNotGuessedAt() throws Exception {
    assertThat(run("boot/vmlinuz", new byte[2048]).components()).isEmpty();
    assertThat(run("boot/vmlinuz-old", new byte[3]).components()).isEmpty();
  }

  @Test
  void onlyKernelsAndModulesAreRead() throws Exception {
    byte[] kernel = kernel("6.1.0");
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("boot/vmlinuz-6.1.0", kernel)
            .file("boot/.vmlinuz-6.1.0.hmac", kernel)
            .file("boot/vmlinuz-6.1.0.hmac", kernel)
            .file("boot/vmlinuzfoo", kernel)
            .file("srv/vmlinuz-6.1.0", kernel)
            .file("lib/modules/6.1.0/modules.dep", "");
    assertThat(CatalogerRun.over(tree, CATALOGER).namesAndVersions())
        .containsExactly("linux-kernel 6.1.0");
  }

  @Test
  void whatIsNoModuleIsSaid() {
    assertThatThrownBy(() -> run(MODULE, new byte[100]))
        .isInstanceOf(IOException.class)
        .hasMessage(MODULE + " has no module information");
    assertThatThrownBy(() -> run(MODULE + ".xz", new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0}))
        .isExactlyInstanceOf(IOException.class);
  }

  @Test
  void otherFilesOfThatNameAreNobodysFault() throws Exception {
    RecordedDiscoveries found = run("usr/share/vim/vim90/tutor/tutor.ko", new byte[100]);
    assertThat(found.components()).isEmpty();
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void damagedFilesEndInAResultOrAnError() throws Exception {
    byte[] module = module(true, ByteOrder.LITTLE_ENDIAN, INFORMATION);
    for (byte[] bytes : Mutations.of(module, 8, 5_000).toList()) {
      try {
        assertThat(run(MODULE, bytes).components().size()).isLessThan(2);
      } catch (IOException e) {
        assertThat(e.getMessage()).contains(MODULE);
      }
    }
    for (byte[] bytes : Mutations.of(kernel("6.1.0"), 8, 2_000).toList()) {
      assertThat(run("boot/vmlinuz-1", bytes).components()).hasSize(1);
    }
  }

  private static RecordedDiscoveries run(String path, byte[] bytes) throws Exception {
    return CatalogerRun.file(CATALOGER, path, bytes);
  }

  /// A bzImage of which only the setup header is there.
  private static byte[] kernel(String version) {
    ByteBuffer bytes = ByteBuffer.allocate(2048).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(0x202, "HdrS".getBytes(StandardCharsets.US_ASCII));
    bytes.putShort(0x20e, (short) 0x200);
    bytes.put(0x400, version.getBytes(StandardCharsets.US_ASCII));
    return bytes.array();
  }

  /// An ELF file with a section of names and `.modinfo`, and nothing else.
  private static byte[] module(boolean wide, ByteOrder order, String... information) {
    byte[] text = (String.join("\0", information) + "\0").getBytes(StandardCharsets.UTF_8);
    byte[] names = "\0.modinfo\0.shstrtab\0".getBytes(StandardCharsets.US_ASCII);
    int header = wide ? 64 : 52;
    int size = wide ? 64 : 40;
    int table = header + names.length + text.length;
    ByteBuffer file = ByteBuffer.allocate(table + 3 * size).order(order);
    file.put(0, new byte[] {0x7f, 'E', 'L', 'F'});
    file.put(4, (byte) (wide ? 2 : 1));
    file.put(5, (byte) (order == ByteOrder.BIG_ENDIAN ? 2 : 1));
    word(file, wide, wide ? 40 : 32, table);
    file.putShort(wide ? 58 : 46, (short) size);
    file.putShort(wide ? 60 : 48, (short) 3);
    file.putShort(wide ? 62 : 50, (short) 2);
    file.put(header, names);
    file.put(header + names.length, text);
    section(file, wide, table + size, 1, header + names.length, text.length);
    section(file, wide, table + 2 * size, 10, header, names.length);
    return file.array();
  }

  private static void section(
      ByteBuffer file, boolean wide, int at, int name, int offset, int length) {
    file.putInt(at, name);
    word(file, wide, at + (wide ? 24 : 16), offset);
    word(file, wide, at + (wide ? 32 : 20), length);
  }

  private static void word(ByteBuffer file, boolean wide, int at, int value) {
    if (wide) {
      file.putLong(at, value);
    } else {
      file.putInt(at, value);
    }
  }
}
