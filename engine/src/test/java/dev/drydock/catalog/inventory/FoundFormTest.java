package dev.drydock.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.bom.BuildInformation;
import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Hash;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Component.OsPackage;
import dev.drydock.bom.Component.Source;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Installation;
import dev.drydock.bom.Installation.Reason;
import dev.drydock.bom.Purl;
import dev.drydock.cache.EntryReader;
import dev.drydock.cache.EntryWriter;
import dev.drydock.catalog.LinkedFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a cache holds of a layer is all that was found in it.
class FoundFormTest {
  private static final int LAYER = 3;

  @Test
  void everyPartOfWhatWasFoundComesBack() throws Exception {
    Found found = new Found("dpkg");
    Component one = component("one", Reason.AUTOMATIC);
    Component other = component("other", Reason.SYSTEM);
    found.add(one, List.of("usr/bin/one", "usr/lib/one"));
    found.add(other);
    found.dependency(one, other);
    found.unreadable("broken", "it is broken");
    found.distribution(
        new Distribution("debian", "12", "bookworm", List.of("a", "b"), "Debian 12", "cpe:/o:x"));
    found.linked(new LinkedFile("app/run", List.of("libz.so.1"), List.of("/opt/lib")));
    found.buildInformation(
        new BuildInformation(new Location("root/x", LAYER), "b-1", "cpe", List.of("set")));

    EntryWriter out = new EntryWriter(1 << 16);
    new FoundForm(LAYER).write(List.of(found), out);
    Found back = new FoundForm(LAYER).read(new EntryReader(out.toBytes())).getFirst();

    assertThat(back.cataloger()).isEqualTo("dpkg");
    assertThat(back.owners())
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyElementsOf(found.owners());
    assertThat(back.needs()).containsExactlyElementsOf(found.needs());
    assertThat(back.unreadable()).containsExactlyElementsOf(found.unreadable());
    assertThat(back.buildInformation()).containsExactlyElementsOf(found.buildInformation());
    assertThat(back.linked()).containsExactlyElementsOf(found.linked());
    assertThat(back.distribution()).isEqualTo(found.distribution());
  }

  /// A part that is added to one of these has to be written and read, and to be given in this test:
  /// short constructors would let it be forgotten.
  @Test
  void theTestKnowsEveryPart() {
    assertThat(
            Stream.of(
                    Component.class,
                    OsPackage.class,
                    Source.class,
                    Installation.class,
                    Location.class,
                    Evidence.class,
                    Hash.class,
                    Purl.class,
                    Distribution.class,
                    BuildInformation.class,
                    Bom.Unreadable.class,
                    LinkedFile.class)
                .map(type -> type.getRecordComponents().length))
        .containsExactly(11, 5, 3, 4, 2, 2, 2, 6, 6, 4, 3, 3);
  }

  private static Component component(String name, Reason reason) {
    return new Component(
        name,
        "1.0",
        new Purl("cocoapods", "space", name, "1.0", new TreeMap<>(Map.of("arch", "amd64")), "Part"),
        new OsPackage(
            new Source(name + "-src", "1.0-1", true),
            "amd64",
            "Somebody",
            "module:1",
            new Installation(
                reason,
                List.of("a"),
                List.of("r", "s"),
                reason == Reason.SYSTEM ? null : List.of("app/run"))),
        List.of("MIT", "Zlib"),
        List.of(new Location("var/lib/dpkg/status", LAYER), new Location("usr/x", LAYER)),
        new Evidence("dpkg", "installed database"),
        "Supplier",
        List.of(new Hash("SHA-256", "ab".repeat(32))),
        true,
        reason == Reason.SYSTEM ? null : List.of("a/b", "a/c"));
  }
}
