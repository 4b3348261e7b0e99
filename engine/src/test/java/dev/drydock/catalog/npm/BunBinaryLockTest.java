package dev.drydock.catalog.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BunBinaryLockTest {
  private static final NpmLockCataloger CATALOGER = new NpmLockCataloger(Limits.defaults());
  private static final int NORMAL = 0b10;
  private static final int DEVELOPMENT = 0b1000;

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void readsPackagesAndWhatTheyNeed(int version) throws Exception {
    RecordedDiscoveries found = run(example(version).bytes());

    assertThat(found.unreadable()).isEmpty();
    assertThat(found.purls())
        .containsExactly(
            "pkg:npm/%40scope/a-long-name@1.20.300-beta.1%2Bbuild.5678",
            "pkg:npm/archive",
            "pkg:npm/git-one?vcs_url=git%2Bssh:%2F%2Fgit%40host%2Fo%2Fn.git%40d5ac0584ee",
            "pkg:npm/hub?vcs_url=git%2Bhttps:%2F%2Fgithub.com%2Fo%2Fhub.git%40d5ac058",
            "pkg:npm/ms@2.1.2",
            "pkg:npm/sheet@0.20.3");
    assertThat(LockRun.needs(found))
        .containsExactly("@scope/a-long-name 1.20.300-beta.1+build.5678 > ms 2.1.2");
  }

  @Test
  void theTextCountsBeforeTheBinary() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("bun.lockb", example(2).bytes())
            .file("bun.lock", "{\"packages\": {\"ms\": [\"ms@3.0.0\", \"\", {}, \"\"]}}");

    assertThat(CatalogerRun.over(tree, CATALOGER).namesAndVersions()).containsExactly("ms 3.0.0");
  }

  @Test
  void anotherVersionOfTheFormatIsUnreadable() throws Exception {
    byte[] bytes = example(2).bytes();
    bytes[42] = 4;

    assertThat(run(bytes).unreadable())
        .singleElement()
        .asString()
        .contains("version 4", "bun install --save-text-lockfile");
    assertThat(run(new byte[] {1, 2, 3}).unreadable())
        .containsExactly("app/bun.lockb: app/bun.lockb is not a bun.lockb");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void damagedLockFilesGiveAResultOrAreUnreadable(int version) {
    Mutations.of(example(version).bytes(), 81, 10_000)
        .forEach(
            bytes -> {
              try {
                run(bytes);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }

  private static RecordedDiscoveries run(byte[] bytes) throws InterruptedException {
    return CatalogerRun.over(DirectoryTree.empty().file("app/bun.lockb", bytes), CATALOGER);
  }

  private static Lock example(int version) {
    Lock lock = new Lock(version);
    lock.add("app", 1, new byte[56], new int[] {1, 4, 5, 6}, new int[] {3});
    lock.add(
        "@scope/a-long-name",
        2,
        lock.version(1, 20, 300, "beta.1", "build.5678"),
        new int[] {2, -1},
        new int[] {});
    lock.add("ms", 2, lock.version(2, 1, 2, "", ""), new int[] {}, new int[] {});
    lock.add("tool", 2, lock.version(7, 0, 0, "", ""), new int[] {2}, new int[] {});
    lock.add("hub", 16, lock.repository("o", "hub", "o-hub-d5ac058"), new int[] {}, new int[] {});
    lock.add(
        "git-one",
        32,
        lock.repository("", "git+ssh://git@host/o/n.git", "d5ac0584ee"),
        new int[] {},
        new int[] {});
    lock.add("archive", 80, new byte[56], new int[] {}, new int[] {});
    lock.add(
        "sheet",
        80,
        lock.repository("https://host.example/sheet-0.20.3.tgz", "", ""),
        new int[] {},
        new int[] {});
    lock.add("linked", 64, new byte[56], new int[] {}, new int[] {});
    lock.add("member", 72, new byte[56], new int[] {}, new int[] {3});
    return lock;
  }

  /// Writes the parts that are read, and zeros for the others.
  private static final class Lock {
    private final int format;
    private final int resolution;
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final ByteArrayOutputStream dependencies = new ByteArrayOutputStream();
    private final ByteArrayOutputStream resolutions = new ByteArrayOutputStream();
    private final List<byte[]> names = new ArrayList<>();
    private final List<byte[]> sources = new ArrayList<>();
    private final List<byte[]> slices = new ArrayList<>();

    Lock(int format) {
      this.format = format;
      this.resolution = format == 3 ? 72 : 64;
    }

    void add(String name, int kind, byte[] source, int[] needs, int[] development) {
      names.add(string(name));
      sources.add(little(resolution).put((byte) kind).position(8).put(source).array());
      int first = resolutions.size() / 4;
      need(needs, NORMAL);
      need(development, DEVELOPMENT);
      slices.add(little(8).putInt(first).putInt(needs.length + development.length).array());
    }

    private void need(int[] packages, int behaviour) {
      for (int target : packages) {
        dependencies.writeBytes(little(26).position(16).put((byte) behaviour).array());
        resolutions.writeBytes(little(4).putInt(target).array());
      }
    }

    byte[] version(int major, int minor, int patch, String before, String build) {
      ByteBuffer out = little(resolution - 8).position(8);
      if (format == 3) {
        out.putLong(major).putLong(minor).putLong(patch);
      } else {
        out.putInt(major).putInt(minor).putInt(patch).putInt(0);
      }
      out.put(string(before)).putLong(0).put(string(build));
      byte[] result = new byte[out.capacity()];
      out.get(0, result);
      return result;
    }

    byte[] repository(String owner, String name, String resolved) {
      return little(56)
          .put(string(owner))
          .put(string(name))
          .putLong(0)
          .put(string(resolved))
          .array();
    }

    private byte[] string(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      if (bytes.length <= 8) {
        return little(8).put(bytes).array();
      }
      int offset = strings.size();
      strings.writeBytes(bytes);
      return little(8).putInt(offset).putInt(bytes.length | 1 << 31).array();
    }

    byte[] bytes() {
      int count = names.size();
      int header = 42 + 4 + 32 + 8 + 5 * 8;
      int end = header + count * (8 + 8 + resolution + 8 + 8 + 88 + 20 + 48);
      byte[] result =
          new byte[end + 6 * 16 + resolutions.size() + dependencies.size() + strings.size()];
      ByteBuffer out = ByteBuffer.wrap(result).order(ByteOrder.LITTLE_ENDIAN);
      out.put("#!/usr/bin/env bun\nbun-lockfile-format-v0\n".getBytes(StandardCharsets.US_ASCII));
      out.putInt(format).position(42 + 4 + 32);
      out.putLong(out.capacity());
      out.putLong(count).putLong(8).putLong(8).putLong(header).putLong(end);
      names.forEach(out::put);
      out.position(out.position() + 8 * count);
      sources.forEach(out::put);
      slices.forEach(out::put);
      slices.forEach(out::put);
      out.position(end);
      part(out, new byte[0]);
      part(out, new byte[0]);
      part(out, resolutions.toByteArray());
      part(out, dependencies.toByteArray());
      part(out, new byte[0]);
      part(out, strings.toByteArray());
      return result;
    }

    private static void part(ByteBuffer out, byte[] content) {
      int from = out.position() + 16;
      out.putLong(from).putLong(from + content.length).put(content);
    }

    private static ByteBuffer little(int size) {
      return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
