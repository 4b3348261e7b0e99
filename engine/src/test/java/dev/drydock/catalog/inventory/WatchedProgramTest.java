package dev.drydock.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.PassingContent;
import dev.drydock.catalog.executable.SharedLibraryCataloger;
import dev.drydock.catalog.golang.GoBinaryCataloger;
import dev.drydock.catalog.rust.RustBinaryCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Tools;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A large program that is linked with libraries passes by once: what the cataloger of libraries
/// lets go, that of Go's packages has seen.
class WatchedProgramTest {

  @Test
  void whatOneCatalogerLetsGoAnotherHasSeen() throws Exception {
    byte[] bytes = Files.readAllBytes(Tools.require("skopeo", "skopeo").toRealPath());
    assertThat(bytes.length).isGreaterThan(8 << 20);
    LayerEntry entry =
        new LayerEntry("usr/bin/skopeo", LayerEntry.Type.FILE, bytes.length, 0755, null, 0);
    List<FileCataloger> catalogers =
        List.of(
            new SharedLibraryCataloger(),
            new GoBinaryCataloger(),
            new RustBinaryCataloger(Limits.defaults()));
    LayerScan scan =
        new LayerScan(
            new CatalogersByName<>(catalogers),
            new CatalogersByName<>(List.of()),
            new Nobody(),
            Limits.defaults());
    PassingContent content = new PassingContent(bytes);

    scan.visit(entry, content);

    List<Component> components =
        scan.result().found().getOrDefault("usr/bin/skopeo", List.of()).stream()
            .flatMap(found -> found.owners().stream())
            .map(Found.Owner::component)
            .toList();
    assertThat(scan.result().again()).isEmpty();
    assertThat(components)
        .containsExactlyElementsOf(
            CatalogerRun.file(new GoBinaryCataloger(), "usr/bin/skopeo", bytes).components());
    assertThat(components.getFirst().packages()).contains("runtime", "net/http");
    assertThat(content.mostHeld()).isLessThan(6 << 20);
  }
}
