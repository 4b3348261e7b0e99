package dev.drydock.catalog.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ElectronArchiveCatalogerTest {
  private static final ElectronArchiveCataloger CATALOGER =
      new ElectronArchiveCataloger(Limits.defaults());
  private static final String PATH = "opt/app/resources/app.asar";

  /// As asar writes it: the list is padded to four bytes.
  private static byte[] archive(String list, String files) {
    byte[] json = list.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = files.getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + 3) / 4 * 4;
    return ByteBuffer.allocate(16 + padded + bytes.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(4)
        .putInt(padded + 8)
        .putInt(padded + 4)
        .putInt(json.length)
        .put(json)
        .position(16 + padded)
        .put(bytes)
        .array();
  }

  private static final String APPLICATION = "{\"name\":\"app\",\"version\":\"1.0.0\"}";
  private static final String SCOPED = "{\"name\":\"@a/b\",\"version\":\"2.0.0\"}";
  private static final String DEEP = "{\"name\":\"ms\",\"version\":\"3.0.0\",\"license\":\"MIT\"}";

  private static final byte[] GOOD =
      archive(
          """
          {"files": {
            "package.json": {"size": %1$d, "offset": "0"},
            "out": {"files": {"package.json": {"size": %1$d, "offset": "0"}}},
            "node_modules": {"files": {
              "link": {"link": "node_modules/@a/b"},
              "native": {"files": {"package.json": {"size": 10, "unpacked": true}}},
              "@a": {"files": {"b": {"files": {
                "package.json": {"size": %2$d, "offset": "%1$d"},
                "test": {"files": {"package.json": {"size": %2$d, "offset": "%1$d"}}},
                "node_modules": {"files": {"ms": {"files": {
                  "package.json": {"size": %3$d, "offset": "%4$d"}}}}}}}}},
              "outside": {"files": {"package.json": {"size": 999999, "offset": "0"}}}}}}}
          """
              .formatted(
                  APPLICATION.length(),
                  SCOPED.length(),
                  DEEP.length(),
                  APPLICATION.length() + SCOPED.length()),
          APPLICATION + SCOPED + DEEP);

  private static RecordedDiscoveries run(byte[] bytes) throws InterruptedException {
    return CatalogerRun.over(DirectoryTree.empty().file(PATH, bytes), CATALOGER);
  }

  @Test
  void theApplicationAndWhatIsInstalledInItAreFound() throws Exception {
    RecordedDiscoveries found = run(GOOD);

    assertThat(found.purls())
        .containsExactly("pkg:npm/%40a/b@2.0.0", "pkg:npm/app@1.0.0", "pkg:npm/ms@3.0.0");
    assertThat(found.component("ms").licences()).containsExactly("MIT");
    assertThat(found.component("ms").locations())
        .containsExactly(
            new Location(PATH + "!/node_modules/@a/b/node_modules/ms/package.json", 0));
    assertThat(found.component("ms").evidence())
        .isEqualTo(new Evidence("electron-archive", "package.json"));
    assertThat(found.component("app").ownProject()).isTrue();
    assertThat(found.unreadable())
        .containsExactly(
            PATH
                + "!/node_modules/outside/package.json: "
                + PATH
                + " has a file outside of itself");
  }

  @Test
  void whatIsNoSuchArchiveIsUnreadable() throws Exception {
    for (byte[] bytes :
        new byte[][] {
          new byte[3],
          new byte[100],
          archive("[", ""),
          "PK\3\4".repeat(9).getBytes(StandardCharsets.UTF_8)
        }) {
      assertThat(run(bytes).unreadable()).hasSize(1);
      assertThat(run(bytes).components()).isEmpty();
    }
  }

  @Test
  void filesThatShareTheirBytesEndTheReading() throws Exception {
    StringBuilder list = new StringBuilder("{\"files\": {\"node_modules\": {\"files\": {");
    String large = "{\"name\":\"a\",\"version\":\"1\",\"x\":\"" + "x".repeat(1 << 20) + "\"}";
    for (int i = 0; i < 20_000; i++) {
      list.append(i == 0 ? "" : ",")
          .append("\"p" + i + "\": {\"files\": {\"package.json\": {\"size\": ")
          .append(large.length())
          .append(", \"offset\": \"0\"}}}");
    }

    RecordedDiscoveries found = run(archive(list.append("}}}}").toString(), large));

    assertThat(found.components()).isNotEmpty();
    assertThat(found.unreadable()).hasSize(1).first().asString().contains("archiveBytes");
  }

  @Test
  void damagedArchivesEndInAResult() throws Exception {
    try (Stream<byte[]> damaged = Mutations.of(GOOD, 8, 3_000)) {
      for (byte[] bytes : (Iterable<byte[]>) damaged::iterator) {
        run(bytes);
      }
    }
  }
}
