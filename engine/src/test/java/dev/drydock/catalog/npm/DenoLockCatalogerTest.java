package dev.drydock.catalog.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenoLockCatalogerTest {
  private static final DenoLockCataloger CATALOGER = new DenoLockCataloger(Limits.defaults());

  private static final String VERSION_5 =
      """
      {
        "version": "5",
        "specifiers": {
          "jsr:@std/bytes@^1.0.0": "1.0.2",
          "jsr:@std/encoding@^1.0.0": "1.0.5",
          "npm:chalk@5": "5.3.0"
        },
        "jsr": {
          "@std/bytes@1.0.2": {"integrity": "fb"},
          "@std/encoding@1.0.5": {
            "integrity": "ec",
            "dependencies": ["jsr:@std/bytes@^1.0.0", "npm:chalk"]
          }
        },
        "npm": {
          "@s/a@1.0.0_b@2.0.0__c@1.0.0": {
            "integrity": "sha512-a==",
            "dependencies": ["b@2.0.0", "chalk", "x@npm:real@4.0.0"],
            "optionalDependencies": ["gone@9.0.0"]
          },
          "b@1.0.0": {"integrity": "sha512-b=="},
          "b@2.0.0": {"integrity": "sha512-b=="},
          "chalk@5.3.0": {"integrity": "sha512-c=="},
          "real@4.0.0": {"integrity": "sha512-r=="}
        },
        "remote": {
          "https://deno.land/std@0.140.0/a.ts": "d3",
          "https://deno.land/std@0.140.0/b.ts": "d4",
          "https://deno.land/x/oak@v12.6.1/mod.ts": "d5",
          "https://esm.sh/v135/react@18.2.0/es2022/react.mjs": "d6",
          "https://example.com/mod.ts": "d7"
        },
        "workspace": {"dependencies": ["npm:chalk@5"]}
      }
      """;

  @Test
  void readsWhatDeno2Writes() throws Exception {
    RecordedDiscoveries found = lock(VERSION_5);

    assertThat(found.purls())
        .containsExactly(
            "pkg:generic/deno.land/std@0.140.0",
            "pkg:generic/deno.land/x/oak@v12.6.1",
            "pkg:jsr/%40std/bytes@1.0.2",
            "pkg:jsr/%40std/encoding@1.0.5",
            "pkg:npm/%40s/a@1.0.0",
            "pkg:npm/b@1.0.0",
            "pkg:npm/b@2.0.0",
            "pkg:npm/chalk@5.3.0",
            "pkg:npm/react@18.2.0",
            "pkg:npm/real@4.0.0");
    assertThat(LockRun.needs(found))
        .containsExactly(
            "@s/a 1.0.0 > b 2.0.0",
            "@s/a 1.0.0 > chalk 5.3.0",
            "@s/a 1.0.0 > real 4.0.0",
            "@std/encoding 1.0.5 > @std/bytes 1.0.2",
            "@std/encoding 1.0.5 > chalk 5.3.0");
    assertThat(found.component("chalk").locations())
        .containsExactly(new Location("app/deno.lock", 0));
    assertThat(found.component("chalk").evidence())
        .isEqualTo(new Evidence("deno-lock", "deno.lock"));
  }

  @Test
  void leavesOutKeysThatNameNoPackage() throws Exception {
    RecordedDiscoveries found =
        lock(
            """
            {"version": "5",
             "jsr": {"@lonely@1.0.0": {}, "bare/name@1.0.0": {}, "@std/@1.0.0": {},
                     "@/name@1.0.0": {}, "@std/path@1.0.0": {}},
             "npm": {"versionless": {}, "ms@2.1.3": {}}}
            """);

    assertThat(found.purls()).containsExactly("pkg:jsr/%40std/path@1.0.0", "pkg:npm/ms@2.1.3");
  }

  @Test
  void readsVersion3() throws Exception {
    RecordedDiscoveries found =
        lock(
            """
            {"version": "3",
             "packages": {
               "specifiers": {"jsr:@std/bytes@^1.0.0": "jsr:@std/bytes@1.0.2",
                              "npm:chalk@5": "npm:chalk@5.3.0"},
               "jsr": {"@std/bytes@1.0.2": {"integrity": "fb"},
                       "@std/x@1.0.0": {"dependencies": ["jsr:@std/bytes@^1.0.0"]}},
               "npm": {"chalk@5.3.0": {"dependencies": {"y": "real@4.0.0"}},
                       "real@4.0.0": {"dependencies": {}}}},
             "remote": {"https://deno.land/std@0.140.0/a.ts": "d3"}}
            """);

    assertThat(found.namesAndVersions())
        .containsExactly(
            "@std/bytes 1.0.2",
            "@std/x 1.0.0",
            "chalk 5.3.0",
            "deno.land/std 0.140.0",
            "real 4.0.0");
    assertThat(LockRun.needs(found))
        .containsExactly("@std/x 1.0.0 > @std/bytes 1.0.2", "chalk 5.3.0 > real 4.0.0");
  }

  @Test
  void readsVersions2And1() throws Exception {
    assertThat(
            lock("""
                {"version": "2", "remote": {"https://deno.land/std@0.140.0/a.ts": "d3"},
                 "npm": {"specifiers": {"chalk@5": "chalk@5.3.0"},
                         "packages": {"chalk@5.3.0": {"dependencies": {}}}}}
                """)
                .namesAndVersions())
        .containsExactly("chalk 5.3.0", "deno.land/std 0.140.0");
    assertThat(lock("{\"https://deno.land/x/oak@v12.6.1/mod.ts\": \"d3\"}").namesAndVersions())
        .containsExactly("deno.land/x/oak v12.6.1");
  }

  @Test
  void installedNpmPackagesBesideAreTheTruth() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("app/deno.lock", VERSION_5)
            .file("app/node_modules/chalk/package.json", "{}")
            .file("usr/lib/node_modules/x/deno.lock", VERSION_5);

    assertThat(CatalogerRun.over(tree, CATALOGER).purls())
        .containsExactly(
            "pkg:generic/deno.land/std@0.140.0",
            "pkg:generic/deno.land/x/oak@v12.6.1",
            "pkg:jsr/%40std/bytes@1.0.2",
            "pkg:jsr/%40std/encoding@1.0.5");
  }

  @ParameterizedTest
  @CsvSource({
    "https://deno.land/std@0.140.0/path/mod.ts, deno.land/std, 0.140.0",
    "https://deno.land/std@0.140.0, deno.land/std, 0.140.0",
    "https://deno.land/x/oak@v12.6.1/mod.ts, deno.land/x/oak, v12.6.1",
    "https://jsr.io/@std/bytes/1.0.2/mod.ts, @std/bytes, 1.0.2",
    "https://esm.sh/react@18.2.0, react, 18.2.0",
    "https://esm.sh/react@18.2.0?dev, react, 18.2.0",
    "https://esm.sh/*@s/n@1.0.0/x.js, @s/n, 1.0.0",
    "https://esm.sh/stable/react@18.2.0/x.js, react, 18.2.0",
    "https://esm.sh/v135/@s/n@1.0.0&target=es2022/x.js, @s/n, 1.0.0",
    "https://unpkg.com/react@18.2.0/index.js, react, 18.2.0",
    "https://cdn.jsdelivr.net/npm/@s/n@1.0.0/+esm, @s/n, 1.0.0",
    "https://cdn.skypack.dev/react@18.2.0, react, 18.2.0",
  })
  void anAddressMayNameAVersion(String address, String name, String version) {
    assertThat(DenoModule.of(address))
        .extracting(DenoModule::name, DenoModule::version)
        .containsExactly(name, version);
  }

  @ParameterizedTest
  @CsvSource({
    "https://deno.land/std/path/mod.ts",
    "https://deno.land/x/@1/mod.ts",
    "https://deno.land/x/oak@/mod.ts",
    "https://deno.land/x/oak@",
    "https://jsr.io/@std/bytes/meta.json",
    "https://jsr.io/@std",
    "https://esm.sh/react@^18",
    "https://esm.sh/react@18",
    "https://esm.sh/gh/o/n@1.0.0/x.js",
    "https://esm.sh/",
    "https://esm.sh/@s",
    "https://cdn.jsdelivr.net/gh/o/n@1.0.0/x.js",
    "https://example.com/react@18.2.0",
    "http://deno.land/std@0.140.0/path/mod.ts",
    "https://deno.land",
    "''",
  })
  void anAddressMayNameNone(String address) {
    assertThat(DenoModule.of(address)).isNull();
  }

  @Test
  void whatIsNoJsonIsUnreadable() throws Exception {
    assertThat(lock("{").unreadable())
        .singleElement()
        .asString()
        .startsWith("app/deno.lock: app/deno.lock is not valid JSON");
  }

  @Test
  void damagedLockFilesGiveAResultOrAreUnreadable() {
    LockRun.damage(CATALOGER, "deno.lock", VERSION_5, 41);
  }

  private static RecordedDiscoveries lock(String json) throws InterruptedException {
    return CatalogerRun.over(DirectoryTree.empty().file("app/deno.lock", json), CATALOGER);
  }
}
