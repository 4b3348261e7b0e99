package dev.drydock.catalog.golang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.PassingContent;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.image.LayerEntry;
import dev.drydock.testkit.Tools;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs that Go's own linker made, as the machine has them.
class RealGoProgramTest {

  @ParameterizedTest
  @ValueSource(strings = {"skopeo", "umoci"})
  void aPackageIsThereIfAndOnlyIfTheProgramHasItsFunctions(String program) throws Exception {
    byte[] bytes = Files.readAllBytes(Tools.require(program, program).toRealPath());
    RecordedDiscoveries found = CatalogerRun.file(new GoBinaryCataloger(), program, bytes);
    List<String> standard = Objects.requireNonNull(found.component("stdlib").packages());
    String text = new String(bytes, StandardCharsets.ISO_8859_1);

    assertThat(standard).contains("runtime", "os", "fmt", "archive/tar").isSorted();
    assertThat(standard).doesNotContain("main", "go", "type", "glob");
    for (String path :
        List.of("net/http", "database/sql", "archive/zip", "html/template", "net/mail", "image")) {
      assertThat(standard.contains(path)).as(path).isEqualTo(text.contains("\0" + path + "."));
    }
    assertThat(standard.contains("net/http")).isEqualTo(program.equals("skopeo"));
    assertThat(standard).doesNotContain("database/sql");
    for (Component component : found.components()) {
      assertThat(component.packages()).as(component.name()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"skopeo", "umoci"})
  void aStreamTellsTheSame(String program) throws Exception {
    byte[] bytes = Files.readAllBytes(Tools.require(program, program).toRealPath());
    PassingContent content = new PassingContent(bytes);
    RecordedDiscoveries streamed = new RecordedDiscoveries();
    new GoBinaryCataloger()
        .catalog(
            new LayerEntry(program, LayerEntry.Type.FILE, bytes.length, 0755, null, 0),
            content,
            streamed);

    assertThat(new ArrayList<>(streamed.components()))
        .containsExactlyInAnyOrderElementsOf(
            CatalogerRun.file(new GoBinaryCataloger(), program, bytes).components());
    assertThat(content.mostHeld()).isLessThan(300_000);
  }
}
