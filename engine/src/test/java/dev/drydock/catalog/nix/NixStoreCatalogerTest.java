package dev.drydock.catalog.nix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NixStoreCatalogerTest {
  private static final NixStoreCataloger CATALOGER = new NixStoreCataloger(Limits.defaults());
  private static final String HASH = "h0cnbmfcn93xm5dg2x27ixhag1cwndga-";
  private static final String OTHER = "1ddf3x30m0z6kknmrmapsc7liz8npi1w-";

  @Test
  void theOutputsOfAPackageAreOneComponent() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("nix/store/" + HASH + "glibc-2.40-36/lib/libc.so.6", "")
            .file("nix/store/" + HASH + "glibc-2.40-36/lib/libm.so.6", "")
            .layer(1)
            .file("nix/store/" + OTHER + "glibc-2.40-36-bin/bin/ldd", "")
            .file("nix/store/" + OTHER + "perl-5.38.2/bin/perl", "")
            .file("nix/store/" + OTHER + "glibc-2.40.tar.xz", "")
            .file("nix/store/" + OTHER + "glibc-2.40-36.drv", "")
            .file("home/nix/store/" + OTHER + "curl-8.0/bin/curl", "")
            .file("nix/var/nix/db/db.sqlite", "");
    RecordedDiscoveries found = RecordedDiscoveries.of(CATALOGER, tree);
    assertThat(found.purls()).containsExactly("pkg:nix/glibc@2.40-36", "pkg:nix/perl@5.38.2");
    assertThat(found.component("glibc").locations())
        .containsExactly(
            new Component.Location("nix/store/" + OTHER + "glibc-2.40-36-bin", 1),
            new Component.Location("nix/store/" + HASH + "glibc-2.40-36", 0));
    assertThat(found.component("perl").evidence())
        .isEqualTo(new Component.Evidence("nix-store", "store path"));
  }

  @ParameterizedTest
  @CsvSource({
    "glibc-2.34-210,glibc,2.34-210,''",
    "glibc-2.34-210-bin,glibc,2.34-210,bin",
    "gcc-13.2.0-lib,gcc,13.2.0,lib",
    "python3.11-requests-2.31.0,python3.11-requests,2.31.0,''",
    "perl5.38.2-URI-5.21,perl5.38.2-URI,5.21,''",
    "xz-5.4.4,xz,5.4.4,''",
    "ncurses-6.4.20221231-man,ncurses,6.4.20221231,man",
    "libcap-ng-0.8.4,libcap-ng,0.8.4,''",
    "tool-unstable-2023-11-08,tool,unstable-2023-11-08,''",
    "nss-cacert-3.98,nss-cacert,3.98,''",
    "openssl-3.0.13-dev,openssl,3.0.13,dev",
    "foo-1.2-rc1,foo,1.2-rc1,''",
  })
  void namesAreTakenApartAsNixDoes(String path, String name, String version, String output) {
    assertThat(NixStorePath.parse(HASH + path)).isEqualTo(new NixStorePath(name, version, output));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "source",
        "stdenv-linux",
        "hook",
        "-1.0",
        "1.0",
        "foo-",
        "foo-1.0-source",
        "foo-1.0-patch",
        "foo--",
        "",
      })
  void whatHasNoVersionIsNoPackage(String path) {
    assertThat(NixStorePath.parse(HASH + path)).isNull();
  }

  @Test
  void whatHasNoHashIsNoStorePath() {
    assertThat(NixStorePath.parse("glibc-2.40")).isNull();
    assertThat(NixStorePath.parse(HASH.replace('h', 'e') + "glibc-2.40")).isNull();
    assertThat(NixStorePath.parse("")).isNull();
  }

  @Test
  void damagedNamesEndInAResult() {
    byte[] good = (HASH + "tool-unstable-2023-11-08-bin").getBytes(StandardCharsets.UTF_8);
    for (byte[] bytes : Mutations.of(good, 6, 5_000).toList()) {
      NixStorePath path = NixStorePath.parse(new String(bytes, StandardCharsets.UTF_8));
      assertThat(path == null || !path.name().isEmpty() && !path.version().isEmpty()).isTrue();
    }
  }
}
