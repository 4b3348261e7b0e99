package dev.drydock.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Installation;
import dev.drydock.catalog.apk.ApkCataloger;
import dev.drydock.catalog.dpkg.DpkgCataloger;
import dev.drydock.catalog.executable.ExecutableBytes;
import dev.drydock.catalog.executable.ExecutableBytes.Layout;
import dev.drydock.catalog.executable.SharedLibraryCataloger;
import dev.drydock.limits.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs that no package owns keep the packages whose libraries they are linked with.
class LinkedPackagesTest {
  private static final String LIB = "usr/lib/x86_64-linux-gnu/";

  private final ExecutorService executor = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  private static byte[] elf(String directories, String... libraries) {
    return ExecutableBytes.linked(Layout.COMMON, 100, directories, libraries);
  }

  private static String stanza(String name) {
    return "Package: "
        + name
        + "\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n\n";
  }

  /// A base with zlib, curl and its library.
  private static LayeredImage debian(boolean durable) {
    LayeredImage image = durable ? new LayeredImage().durable() : new LayeredImage();
    return image
        .layer()
        .symlink("lib", "usr/lib")
        .program("usr/bin/curl", elf("", "libcurl.so.4", "libz.so.1"))
        .program(LIB + "libcurl.so.4.7.0", elf("", "libz.so.1"))
        .symlink(LIB + "libcurl.so.4", "libcurl.so.4.7.0")
        .program(LIB + "libz.so.1.2.11", elf("", "libc.so.6"))
        .symlink(LIB + "libz.so.1", "libz.so.1.2.11")
        .file("var/lib/dpkg/status", stanza("curl") + stanza("libcurl4") + stanza("zlib1g"))
        .file("var/lib/dpkg/info/curl.list", "/usr/bin/curl\n")
        .file(
            "var/lib/dpkg/info/libcurl4.list",
            "/" + LIB + "libcurl.so.4\n/" + LIB + "libcurl.so.4.7.0\n")
        .file(
            "var/lib/dpkg/info/zlib1g.list",
            "/lib/x86_64-linux-gnu/libz.so.1\n/lib/x86_64-linux-gnu/libz.so.1.2.11\n");
  }

  /// `package: files`, or `package: ?` where nobody knows.
  private List<String> linked(LayeredImage image) throws Exception {
    Limits limits = Limits.defaults();
    List<String> lines = new ArrayList<>();
    for (Component one :
        new ImageCatalog(
                List.of(
                    new DpkgCataloger(limits),
                    new ApkCataloger(limits),
                    new SharedLibraryCataloger()),
                limits,
                executor)
            .catalog(image)
            .components()) {
      Installation installation =
          Objects.requireNonNull(Objects.requireNonNull(one.os()).installation());
      List<String> by = installation.linkedBy();
      lines.add(one.name() + ": " + (by == null ? "?" : String.join(" ", by)));
    }
    return lines;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatPackagesOwnKeepsNothing(boolean durable) throws Exception {
    assertThat(linked(debian(durable))).containsExactly("curl: ", "libcurl4: ", "zlib1g: ");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aProgramOfOnesOwnKeepsWhatItIsLinkedWith(boolean durable) throws Exception {
    LayeredImage image =
        debian(durable)
            .layer()
            .program("usr/local/bin/shop", elf("", "libcurl.so.4", "libmine.so.1"))
            .program("usr/local/lib/libmine.so.1", elf("", "libz.so.1"))
            .file("app/node_modules/x/y.node", "not ELF ".repeat(50))
            .program("app/start.sh", "#!/bin/sh\n".repeat(50));

    assertThat(linked(image))
        .containsExactly(
            "curl: ", "libcurl4: usr/local/bin/shop", "zlib1g: usr/local/lib/libmine.so.1");
  }

  @Test
  void whatIsGoneAgainKeepsNothing() throws Exception {
    LayeredImage image =
        debian(true)
            .layer()
            .program("app/one", elf("", "libcurl.so.4"))
            .program("app/other", elf("", "libcurl.so.4"))
            .layer()
            .program("app/other", elf("", "libz.so.1"));
    image.file("app/.wh.one", "");

    assertThat(linked(image)).containsExactly("curl: ", "libcurl4: ", "zlib1g: app/other");
  }

  @Test
  void aLibraryThatItBringsAlongIsNoPackages() throws Exception {
    LayeredImage image =
        debian(false)
            .layer()
            .program("opt/shop/bin/shop", elf("$ORIGIN/../lib", "libcurl.so.4", "libz.so.1"))
            .program("opt/shop/lib/libcurl.so.4", elf("", "libc.so.6"))
            .program("opt/mill/mill", elf("/opt/shop/lib:${ORIGIN}/lib", "libz.so.1"))
            .program("opt/mill/lib/libz.so.1", elf("", "libc.so.6"));

    assertThat(linked(image)).containsExactly("curl: ", "libcurl4: ", "zlib1g: opt/shop/bin/shop");
  }

  @Test
  void aDirectoryOfItsOwnMayBeThatOfAPackage() throws Exception {
    LayeredImage image =
        debian(true)
            .layer()
            .program("app/one", elf("/lib/x86_64-linux-gnu", "libz.so.1"))
            .program("app/other", elf("$LIB/x", "/usr/lib/x86_64-linux-gnu/libcurl.so.4"));

    assertThat(linked(image)).containsExactly("curl: ", "libcurl4: app/other", "zlib1g: app/one");
  }

  @Test
  void aLinkThatNoPackageHasInItsListLeadsToThePackageOfItsTarget() throws Exception {
    LayeredImage image =
        debian(true)
            .layer()
            .symlink(LIB + "libcurl-old.so.3", "libcurl.so.4.7.0")
            .program("app/run", elf("", "libcurl-old.so.3", "libnowhere.so.1"));

    assertThat(linked(image)).containsExactly("curl: ", "libcurl4: app/run", "zlib1g: ");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whereOneFileCannotBeReadNobodyKnows(boolean durable) throws Exception {
    byte[] damaged = elf("", "libz.so.1");
    damaged[damaged.length - 16 - 5] = 0x7f; // the address of the names; an empty entry ends it

    assertThat(linked(debian(durable).layer().program("app/run", damaged)))
        .containsExactly("curl: ?", "libcurl4: ?", "zlib1g: ?");
  }

  @Test
  void packagesOfAlpineAreKeptToo() throws Exception {
    LayeredImage image =
        new LayeredImage()
            .layer()
            .program("lib/libz.so.1.3", elf("", "libc.musl-x86_64.so.1"))
            .symlink("lib/libz.so.1", "libz.so.1.3")
            .file(
                "lib/apk/db/installed",
                "P:zlib\nV:1.3-r0\nA:x86_64\nF:lib\nR:libz.so.1\nR:libz.so.1.3\n\n")
            .file("etc/apk/world", "alpine-base\n")
            .layer()
            .program("app/run", elf("", "libz.so.1"));

    assertThat(linked(image)).containsExactly("zlib: app/run");
  }

  @Test
  void noMoreFilesAreNamedThanPeopleRead() throws Exception {
    LayeredImage image = debian(true).layer();
    for (int i = 10; i < 30; i++) {
      image.program("app/run" + i, elf("", "libz.so.1"));
    }

    assertThat(linked(image).getLast())
        .isEqualTo(
            "zlib1g: app/run10 app/run11 app/run12 app/run13 app/run14 app/run15 app/run16"
                + " app/run17");
  }
}
