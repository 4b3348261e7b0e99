package dev.drydock.bom.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Hash;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Component.OsPackage;
import dev.drydock.bom.Component.Source;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Installation;
import dev.drydock.bom.Purl;
import dev.drydock.bom.SampleBoms;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What Drydock writes, it reads back without a loss.
class RoundTripTest {
  private static final BomReader READER = new BomReader(Limits.defaults());

  @ParameterizedTest
  @EnumSource(Written.class)
  void everythingIsReadBack(Written form) throws IOException {
    for (Bom bom : List.of(SampleBoms.debian(), enterprise(), SampleBoms.empty())) {
      Bom read = READER.read(form.of(bom), "bom");

      // which document it was is the only thing that an image has not
      assertThat(read.subject())
          .usingRecursiveComparison()
          .ignoringFields("serialNumber")
          .isEqualTo(bom.subject());
      assertThat(read.subject().serialNumber() != null)
          .isEqualTo(form.name().startsWith("CYCLONEDX"));
      assertThat(read.distribution()).isEqualTo(bom.distribution());
      assertThat(read.components()).containsExactlyElementsOf(bom.components());
      assertThat(read.dependencies())
          .containsExactlyElementsOf(new LinkedHashSet<>(bom.dependencies()));
      assertThat(read.unreadable()).isEqualTo(bom.unreadable());
    }
  }

  @ParameterizedTest
  @EnumSource(Written.class)
  void writingWhatWasReadGivesTheSameBytes(Written form) throws IOException {
    byte[] once = form.of(enterprise());
    byte[] twice = form.of(READER.read(once, "bom"));

    assertThat(new String(twice, StandardCharsets.UTF_8))
        .isEqualTo(new String(once, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource(Written.class)
  void oddNamesGiveADocumentThatCanBeRead(Written form) throws IOException {
    Bom read = READER.read(form.of(SampleBoms.hostile()), "bom");

    assertThat(read.components()).hasSize(2);
    assertThat(read.unreadable()).hasSize(1);
    assertThat(read.unreadable().getFirst().path()).isEqualTo("var/lib/rpm/Packages");
  }

  @ParameterizedTest
  @EnumSource(Written.class)
  void damagedDocumentsEndInAResultOrInOneLine(Written form) throws IOException {
    byte[] good = form.of(enterprise());

    Assertions.assertTimeout(
        Duration.ofSeconds(60),
        () ->
            Mutations.of(good, 11, 1500)
                .forEach(
                    damaged -> {
                      try {
                        assertThat(READER.read(damaged, "bom").components()).hasSizeLessThan(50);
                      } catch (IOException e) {
                        assertThat(e).hasMessageNotContaining("\n");
                      }
                    }));
  }

  /// What makes rpm and odd names hard: epochs, modules, layers that look the same, licences in
  /// many words.
  private static Bom enterprise() {
    Component module =
        new Component(
            "nodejs",
            "1:18.19.0-1.module+el8",
            Purl.of(
                "rpm",
                "redhat",
                "nodejs",
                "18.19.0-1.module+el8",
                Map.of(
                    "arch",
                    "x86_64",
                    "epoch",
                    "1",
                    "distro",
                    "rhel-8.9",
                    "upstream",
                    "a-1-2.src.rpm")),
            new OsPackage(
                new Source("nodejs", "18.19.0-1.module+el8", false),
                "x86_64",
                "Red Hat, Inc. <http://bugzilla.redhat.com/bugzilla>",
                "nodejs:18:8090020231212:a75119d5",
                new Installation(
                    Installation.Reason.AUTOMATIC,
                    List.of("yarn"),
                    List.of("npm", "nodejs-docs"),
                    List.of("app/my program", "app/run"))),
            List.of("MIT and ASL 2.0", "BSD"),
            List.of(new Location("var/lib/rpm/Packages", 2), new Location("var/lib/x y", 0)),
            new Evidence("rpm", "installed database"));
    Component noModule = rpm("zlib", "");
    Component unknownModule = rpm("zlib-devel", null);
    Component jar =
        new Component(
            "log4j",
            "1.2=\\n<7>",
            Purl.of("maven", null, "log4j", "1.2=\\n<7>"),
            null,
            List.of(),
            List.of(new Location("app/a|b.jar!/log4j.jar", 1)),
            new Evidence("java-archive", "manifest"),
            "Apache Software Foundation",
            List.of(new Hash("SHA-256", "ab".repeat(32)), new Hash("SHA-512", "cd".repeat(64))),
            true,
            null);
    Component go =
        new Component(
                "github.com/BurntSushi/toml",
                "v1.2.3",
                Purl.of("golang", "github.com/burntsushi", "toml", "v1.2.3"),
                null,
                List.of("MIT"),
                List.of(new Location("usr/bin/tool", 3)),
                new Evidence("go-binary", "build information"))
            .having(
                List.of("github.com/BurntSushi/toml", "github.com/BurntSushi/toml/internal/a-b"));
    Component unused =
        go("golang.org/x", "term", List.of(new Location("usr/bin/tool", 3))).having(List.of());
    Component standard =
        go(null, "stdlib", List.of(new Location("usr/bin/tool", 3)))
            .having(List.of("net/http", "runtime", "vendor/golang.org/x/net/idna"));
    Bom.Subject subject =
        new Bom.Subject(
            "registry:example.org/a/b:1",
            null,
            "sha256:" + "d".repeat(64),
            "linux/arm64/v8",
            null,
            List.of(
                new Bom.LayerSummary(0, "sha256:1", "sha256:2", "ADD a\nb"),
                new Bom.LayerSummary(1, "sha256:3", "sha256:2", null),
                new Bom.LayerSummary(2, null, "sha256:4", ""),
                new Bom.LayerSummary(3, null, null, null)),
            List.of(
                new Bom.HistoryEntry("ADD a\nb", "FROM scratch", false),
                new Bom.HistoryEntry(null, null, true),
                new Bom.HistoryEntry("RUN a  b", "", false),
                new Bom.HistoryEntry("CMD [\"sh\"]", null, true)),
            Map.of("org.opencontainers.image.title", "a title", "empty", ""),
            List.of("odd & <strange>"));
    return new Bom(
        subject,
        new Distribution(
            "rhel",
            "8.9",
            "Ootpa",
            List.of("fedora", "centos"),
            "Red Hat Enterprise Linux 8.9 (Ootpa)",
            "cpe:/o:redhat:enterprise_linux:8::baseos"),
        List.of(go, unused, standard, jar, module, unknownModule, noModule),
        List.of(new Bom.Dependency(4, 6), new Bom.Dependency(5, 6)),
        List.of(new Bom.Unreadable("app/a.jar", "java-archive", "it ends early")));
  }

  private static Component go(@Nullable String namespace, String name, List<Location> locations) {
    return new Component(
        namespace == null ? name : namespace + "/" + name,
        "v0.1.0",
        Purl.of("golang", namespace, name, "v0.1.0"),
        null,
        List.of(),
        locations,
        new Evidence("go-binary", "build info"));
  }

  private static Component rpm(String name, @Nullable String label) {
    return new Component(
        name,
        "1.2.11-25.el8",
        Purl.of("rpm", "redhat", name, "1.2.11-25.el8", Map.of("arch", "x86_64")),
        new OsPackage(new Source("zlib", "1.2.11-25.el8", false), "x86_64", "Red Hat, Inc.", label),
        List.of("zlib"),
        List.of(new Location("var/lib/rpm/Packages", 1)),
        new Evidence("rpm", "installed database"));
  }
}
