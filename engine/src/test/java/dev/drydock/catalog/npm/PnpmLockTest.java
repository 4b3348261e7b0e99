package dev.drydock.catalog.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PnpmLockTest {
  private static final String VERSION_9 =
      """
      lockfileVersion: '9.0'

      importers:

        .:
          dependencies:
            '@s/a':
              specifier: ^1.0.0
              version: 1.10.0(react@18.0.0)
            x:
              specifier: npm:real@^4.0.0
              version: real@4.0.0
            member:
              specifier: workspace:*
              version: link:packages/member
          devDependencies:
            tool:
              specifier: ^7.0.0
              version: 7.0.0(react@18.0.0)

        packages/member:
          dependencies:
            pinned:
              specifier: github:o/pinned
              version: https://codeload.github.com/o/pinned/tar.gz/d5ac0584ee9ae7bd9288220a39780f155b9ad4c8

      packages:

        '@s/a@1.10.0':
          resolution: {integrity: sha512-a==}
          peerDependencies:
            react: '*'

        b@2.0.0:
          resolution: {integrity: sha512-b==}

        copied@file:copied:
          resolution: {directory: copied, type: directory}

        pinned@https://codeload.github.com/o/pinned/tar.gz/d5ac0584ee9ae7bd9288220a39780f155b9ad4c8:
          resolution: {tarball: https://codeload.github.com/o/pinned/tar.gz/d5ac0584ee9ae7bd9288220a39780f155b9ad4c8}
          version: 1.2.3

        node@runtime:22.1.0:
          resolution: {type: variations}
          version: 22.1.0

        real@4.0.0:
          resolution: {integrity: sha512-r==}

        tool@7.0.0:
          resolution: {integrity: sha512-t==}

        toolpart@1.0.0:
          resolution: {integrity: sha512-p==}

      snapshots:

        '@s/a@1.10.0(react@18.0.0)':
          dependencies:
            b: 2.0.0
            alias: real@4.0.0
          optionalDependencies:
            gone: 9.0.0

        b@2.0.0: {}

        copied@file:copied: {}

        pinned@https://codeload.github.com/o/pinned/tar.gz/d5ac0584ee9ae7bd9288220a39780f155b9ad4c8: {}

        real@4.0.0: {}

        tool@7.0.0(react@18.0.0):
          dependencies:
            b: 2.0.0
            toolpart: 1.0.0

        toolpart@1.0.0: {}
      """;

  private static final String VERSION_5 =
      """
      lockfileVersion: 5.4
      specifiers:
        a: ^1.0.0
      dependencies:
        a: 1.0.0_react@18.0.0
      packages:
        /@s/c/3.0.0:
          resolution: {integrity: sha512-c==}
          dev: true
        /a/1.0.0_react@18.0.0:
          resolution: {integrity: sha512-a==}
          dependencies:
            b: 2.0.0-beta.1
            x: /@s/real/4.0.0
          dev: false
        /b/2.0.0-beta.1:
          resolution: {integrity: sha512-b==}
        /@s/real/4.0.0_hash:
          resolution: {integrity: sha512-r==}
        /@s/real/4.0.0:
          resolution: {integrity: sha512-r==}
        registry.example/d/5.0.0:
          resolution: {integrity: sha512-d==}
        github.com/o/pinned/d5ac0584ee9ae7bd9288220a39780f155b9ad4c8:
          resolution: {tarball: https://codeload.github.com/o/pinned/tar.gz/d5ac0584ee9ae7bd9288220a39780f155b9ad4c8}
          name: pinned
          version: 1.2.3
        '@host.example/archive.tgz':
          resolution: {tarball: https://host.example/archive.tgz}
          name: archive
          version: 6.0.0
        file:copied:
          resolution: {directory: copied, type: directory}
          name: copied
          version: 7.0.0
        file:unknown:
          resolution: {directory: unknown, type: directory}
          name: unknown
      """;

  @Test
  void readsVersion9() throws Exception {
    RecordedDiscoveries found = LockRun.npm("pnpm-lock.yaml", VERSION_9);

    assertThat(found.purls())
        .containsExactly(
            "pkg:npm/%40s/a@1.10.0",
            "pkg:npm/b@2.0.0",
            "pkg:npm/pinned@1.2.3?vcs_url=git%2Bhttps:%2F%2Fgithub.com%2Fo%2Fpinned.git"
                + "%40d5ac0584ee9ae7bd9288220a39780f155b9ad4c8",
            "pkg:npm/real@4.0.0");
    assertThat(LockRun.needs(found))
        .containsExactly("@s/a 1.10.0 > b 2.0.0", "@s/a 1.10.0 > real 4.0.0");
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void readsVersion5() throws Exception {
    RecordedDiscoveries found = LockRun.npm("pnpm-lock.yaml", VERSION_5);

    assertThat(found.namesAndVersions())
        .containsExactly(
            "@s/real 4.0.0",
            "a 1.0.0",
            "archive 6.0.0",
            "b 2.0.0-beta.1",
            "copied 7.0.0",
            "d 5.0.0",
            "pinned 1.2.3");
    assertThat(LockRun.needs(found))
        .containsExactly("a 1.0.0 > @s/real 4.0.0", "a 1.0.0 > b 2.0.0-beta.1");
  }

  @Test
  void readsVersion6() throws Exception {
    RecordedDiscoveries found =
        LockRun.npm(
            "pnpm-lock.yaml",
            """
            lockfileVersion: '6.0'
            importers:
              .:
                dependencies:
                  a: {specifier: ^1.0.0, version: 1.0.0(react@18.0.0)}
            packages:
              /a@1.0.0(react@18.0.0)(@s/x@2.0.0(y@1.0.0)):
                resolution: {integrity: sha512-a==}
                dependencies:
                  '@s/b': 2.10.0
                  x: /real@4.0.0
                dev: false
              /@s/b@2.10.0:
                resolution: {integrity: sha512-b==}
                dev: false
              /real@4.0.0:
                resolution: {integrity: sha512-r==}
              /tool@7.0.0:
                resolution: {integrity: sha512-t==}
                dev: true
              github.com/o/pinned/d5ac0584ee9ae7bd9288220a39780f155b9ad4c8:
                resolution: {commit: d5ac0584ee9ae7bd9288220a39780f155b9ad4c8, repo: git+ssh://git@github.com/o/pinned.git, type: git}
                name: '@s/pinned'
                version: 1.2.3
            """);

    assertThat(found.purls())
        .containsExactly(
            "pkg:npm/%40s/b@2.10.0",
            "pkg:npm/%40s/pinned@1.2.3?vcs_url=git%2Bssh:%2F%2Fgit%40github.com%2Fo%2Fpinned.git"
                + "%40d5ac0584ee9ae7bd9288220a39780f155b9ad4c8",
            "pkg:npm/a@1.0.0",
            "pkg:npm/real@4.0.0");
    assertThat(LockRun.needs(found))
        .containsExactly("a 1.0.0 > @s/b 2.10.0", "a 1.0.0 > real 4.0.0");
  }

  @Test
  void whatPnpmItselfConsistsOfIsNotInTheImage() throws Exception {
    assertThat(
            LockRun.npm(
                    "pnpm-lock.yaml",
                    """
                    lockfileVersion: '9.0'
                    importers:
                      .:
                        configDependencies:
                          plugin: {specifier: 1.0.0, version: 1.0.0}
                        packageManagerDependencies:
                          pnpm: {specifier: ^11.0.0, version: 11.0.0}
                    packages:
                      plugin@1.0.0:
                        resolution: {integrity: sha512-p==}
                      pnpm@11.0.0:
                        resolution: {integrity: sha512-p==}
                    snapshots:
                      plugin@1.0.0: {}
                      pnpm@11.0.0: {}
                    ---
                    """
                        + VERSION_9)
                .namesAndVersions())
        .containsExactly("@s/a 1.10.0", "b 2.0.0", "pinned 1.2.3", "real 4.0.0");
  }

  @ParameterizedTest
  @CsvSource({
    "/ms/2.1.2, ms, 2.1.2",
    "/ms/2.1.2_react@17.0.2+x@1.0.0, ms, 2.1.2",
    "/@s/n/1.0.0_33fffc354ccfa91fbe7d1677b9395a0a, @s/n, 1.0.0",
    "/ms/2.1.2-rc.1, ms, 2.1.2-rc.1",
    "registry.example/@s/n/1.0.0, @s/n, 1.0.0",
    "/ms@2.1.2, ms, 2.1.2",
    "/@s/n@1.0.0(react@17.0.2), @s/n, 1.0.0",
    "registry.example/ms@2.1.2, ms, 2.1.2",
    "ms@2.1.2, ms, 2.1.2",
    "@s/n@1.0.0(react@17.0.2)(patch_hash=abc), @s/n, 1.0.0",
    "n@https://codeload.github.com/o/n/tar.gz/d5ac058, n, ''",
    "@s/n@file:folder, @s/n, ''",
    "file:folder, '', ''",
    "link:folder, '', ''",
    "github.com/o/n, '', ''",
    "github.com/o/n/d5ac0584ee9ae7bd9288220a39780f155b9ad4c8, '', ''",
    "@host.example/archive.tgz, '', ''",
    "/foo/bar, '', ''",
    "foo, '', ''",
    "/, '', ''",
    "@, '', ''",
    "@/, '', ''",
    "'', '', ''",
  })
  void aKeyIsNameAndVersion(String key, String name, String version) {
    assertThat(PnpmKey.of(key)).isEqualTo(new PnpmKey(name, version));
  }

  @Test
  void damagedLockFilesGiveAResultOrAreUnreadable() {
    NpmLockCataloger cataloger = new NpmLockCataloger(Limits.defaults());

    LockRun.damage(cataloger, "pnpm-lock.yaml", VERSION_9, 21);
    LockRun.damage(cataloger, "pnpm-lock.yaml", VERSION_5, 22);
  }
}
