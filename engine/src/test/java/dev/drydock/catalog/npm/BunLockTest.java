package dev.drydock.catalog.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import org.junit.jupiter.api.Test;

class BunLockTest {
  private static final String LOCK =
      """
      {
        // written for people
        "lockfileVersion": 1,
        "workspaces": {
          "": {
            "name": "app",
            "dependencies": { "a": "^1.0.0", "@s/member": "workspace:*" },
            "devDependencies": { "tool": "^7.0.0" },
            "peerDependencies": { "peer": "*" },
          },
          "packages/member": {
            "name": "@s/member",
            "version": "0.1.0",
            "dependencies": { "b": "^3.0.0" },
          },
          "packages/nameless": {},
        },
        "packages": {
          "@s/member": ["@s/member@workspace:packages/member"],

          "@s/member/b": ["b@3.0.0", "", {}, "sha512-b=="],

          "a": ["a@1.0.0", "", { "dependencies": { "b": "^2.0.0", "@s/c": "1", "gone": "1" } }, "sha512-a=="],

          "a/@s/c": ["@s/c@1.0.0", "", { "dependencies": { "b": "^1.0.0" } }, "sha512-c=="],

          "a/@s/c/b": ["b@1.0.0", "", {}, "sha512-b=="],

          "alias": ["real@4.0.0", "", {}, "sha512-r=="],

          "archive": ["archive@https://host.example/archive.tgz", {}, "sha512-x=="],

          "archive-beside": ["beside@beside-1.4.0.tgz", {}, "sha512-x=="],

          "archive-of-registry": ["@s/reg@https://registry.npmjs.org/@s/reg/-/reg-1.0.8.tgz", {}, "sha512-x=="],

          "archive-of-vendor": ["sheet@https://host.example/sheet-0.20.3/sheet-0.20.3.tgz", {}, "sha512-x=="],

          "b": ["b@2.0.0", "", {}, "sha512-b=="],

          "copied": ["copied@file:copied", {}],

          "linked": ["linked@link:linked", {}],

          "nameless": ["nameless@workspace:packages/nameless"],

          "peer": ["peer@5.0.0"],

          "pinned": ["pinned@github:o/pinned#d5ac058", { "dependencies": { "b": "2" } }, "o-pinned-d5ac058"],

          "pinned-too": ["pinned-too@git+ssh://git@host/p.git#d5ac0584ee9ae7bd9288220a39780f155b9ad4c8", {}, "d5ac0584"],

          "root": ["app@root:", { "bin": "x" }],

          "tool": ["tool@7.0.0", "", { "dependencies": { "b": "^2.0.0", "toolpart": "1" } }, "sha512-t=="],

          "toolpart": ["toolpart@1.0.0", "", {}, "sha512-p=="],

          "bad1": [123, "", {}],
          "bad2": [{}],
          "bad3": [],
          "bad4": "bad4@1.0.0",
        }
      }
      """;

  @Test
  void readsPackagesAndWhatTheyNeed() throws Exception {
    RecordedDiscoveries found = LockRun.npm("bun.lock", LOCK);

    assertThat(found.unreadable()).isEmpty();
    assertThat(found.purls())
        .containsExactly(
            "pkg:npm/%40s/c@1.0.0",
            "pkg:npm/%40s/member@0.1.0",
            "pkg:npm/%40s/reg@1.0.8",
            "pkg:npm/a@1.0.0",
            "pkg:npm/archive",
            "pkg:npm/b@1.0.0",
            "pkg:npm/b@2.0.0",
            "pkg:npm/b@3.0.0",
            "pkg:npm/beside@1.4.0",
            "pkg:npm/peer@5.0.0",
            "pkg:npm/pinned-too?vcs_url=git%2Bssh:%2F%2Fgit%40host%2Fp.git"
                + "%40d5ac0584ee9ae7bd9288220a39780f155b9ad4c8",
            "pkg:npm/pinned?vcs_url=git%2Bhttps:%2F%2Fgithub.com%2Fo%2Fpinned.git%40d5ac058",
            "pkg:npm/real@4.0.0",
            "pkg:npm/sheet@0.20.3");
    assertThat(LockRun.needs(found))
        .containsExactly(
            "@s/c 1.0.0 > b 1.0.0",
            "@s/member 0.1.0 > b 3.0.0",
            "a 1.0.0 > @s/c 1.0.0",
            "a 1.0.0 > b 2.0.0",
            "pinned  > b 2.0.0");
  }

  @Test
  void whatIsNoJsonIsUnreadable() throws Exception {
    assertThat(LockRun.npm("bun.lock", "{'a': 1}").unreadable())
        .singleElement()
        .asString()
        .startsWith("app/bun.lock: app/bun.lock is not valid JSON");
  }

  @Test
  void damagedLockFilesGiveAResultOrAreUnreadable() {
    LockRun.damage(new NpmLockCataloger(Limits.defaults()), "bun.lock", LOCK, 31);
  }
}
