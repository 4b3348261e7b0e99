package dev.drydock.cli.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Bakery;
import dev.drydock.cli.OwnProcess;
import dev.drydock.cli.Run;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.HoldingProxy;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.RegistryServer;
import dev.drydock.testkit.TarWriter;
import dev.drydock.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A promotion in a process of its own that is killed while it writes, at moments that chance has
/// chosen, and right behind chosen writes, that of the tag among them: what has a tag downstream is
/// whole, and the next one finishes. `bench/promotion-kills` does this many times.
@Timeout(300)
class PromotionKillTest {
  private static final int MOMENTS = 2;
  private static final int LONG = 60_000;
  private static final Map<String, String> PASSWORD = Map.of("DRYDOCK_KEY_PASSWORD", "open sesame");

  @TempDir private Path home;

  @Test
  void nothingIsHalfPromotedWhenItIsKilled() throws Exception {
    Tools.require("skopeo", "skopeo");
    byte[] noise = new byte[4 << 20];
    Random random = new Random(1);
    random.nextBytes(noise);
    BuiltImage image =
        new ImageBuilder()
            .layer(new TarWriter().file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n"))
            .layer(new TarWriter().file("srv/data", noise))
            .build();
    Files.writeString(
        home.resolve("drydock.yaml"),
        "policy: 1\nrules:\n  old: { warn: image, when: { age: '> 9000d' } }\n");
    Bakery.advisories(home.resolve("feeds"));
    try (RegistryServer source =
        RegistryServer.start(Files.createDirectory(home.resolve("source")))) {
      source.push("shop", "1", image);
      String from = source.host() + "/shop:1";
      assertThat(run("key", "generate", path("release")).exitCode()).isZero();
      assertThat(run("sign", "--cosign-tags", "--key", path("release.key"), from).exitCode())
          .isZero();
      Path directory = Files.createDirectory(home.resolve("target"));
      try (RegistryServer target = RegistryServer.start(directory);
          HoldingProxy proxy = new HoldingProxy(target.host())) {
        for (int i = 0; i < MOMENTS; i++) {
          String repository = "/moment" + i;
          proxy.holdBehind(0);
          OwnProcess process = start(from, proxy.host() + repository + ":1");
          assertThat(proxy.asked(LONG)).as(process.said()).isTrue();
          Thread.sleep(random.nextInt(600));
          process.kill();
          assertThat(process.said()).doesNotContain("drydock: ");
          look(target.host() + repository, false);
          finish(from, proxy, target.host(), repository);
        }
        int last = writes(proxy, from);
        for (int write : new int[] {last / 2, last - 3, last - 2, last - 1}) {
          String repository = "/behind" + write;
          proxy.holdBehind(write);
          killWhenHeld(proxy, from, repository);
          assertThat(look(target.host() + repository, false)).isFalse();
          finish(from, proxy, target.host(), repository);
        }
        proxy.holdBehind("PUT /v2/tagged/manifests/1");
        killWhenHeld(proxy, from, "/tagged");
        assertThat(look(target.host() + "/tagged", false)).isTrue();
        finish(from, proxy, target.host(), "/tagged");
      }
    }
  }

  /// How many there are in a promotion that nobody kills; the last one is that of the tag.
  private int writes(HoldingProxy proxy, String from) throws Exception {
    proxy.holdBehind(0);
    Run whole = run(arguments(from, proxy.host() + "/undisturbed:1"));
    assertThat(whole.exitCode()).as(whole.toString()).isZero();
    assertThat(proxy.writes()).endsWith("PUT /v2/undisturbed/manifests/1").hasSizeGreaterThan(10);
    return proxy.writes().size();
  }

  private void killWhenHeld(HoldingProxy proxy, String from, String repository) throws Exception {
    OwnProcess process = start(from, proxy.host() + repository + ":1");
    assertThat(proxy.held(LONG)).as(process.said()).isTrue();
    assertThat(process.kill()).isTrue();
    assertThat(process.said()).doesNotContain("drydock: ", "promoted");
    proxy.holdBehind(0);
  }

  private void finish(String from, HoldingProxy proxy, String target, String repository)
      throws Exception {
    Run rest = run(arguments(from, proxy.host() + repository + ":1"));
    assertThat(rest.exitCode()).as(rest.toString()).isZero();
    look(target + repository, true);
  }

  private OwnProcess start(String from, String to) throws IOException {
    return OwnProcess.start(home, PASSWORD, List.of(arguments(from, to)));
  }

  private Run run(String... arguments) {
    return Run.in(home, PASSWORD, arguments);
  }

  private String path(String name) {
    return home.resolve(name).toString();
  }

  private String[] arguments(String from, String to) {
    return new String[] {
      "promote",
      "--advisories",
      path("feeds"),
      "--policy",
      path("drydock.yaml"),
      "--key",
      path("release.key"),
      from,
      to
    };
  }

  /// As somebody who deploys from there, and asks the registry itself.
  ///
  /// @return whether the image has its tag
  private boolean look(String repository, boolean finished) throws Exception {
    List<String> tags = new ArrayList<>();
    String listed = skopeo(finished, "list-tags", "--tls-verify=false", "docker://" + repository);
    Matcher tag = Pattern.compile("^ {8}\"([^\"]+)\"", Pattern.MULTILINE).matcher(listed);
    while (tag.find()) {
      tags.add(tag.group(1));
      whole(repository, tag.group(1));
    }
    if (finished) {
      assertThat(tags).contains("1");
    }
    if (tags.contains("1")) {
      Run verified =
          run(
              "verify",
              "--key",
              path("release.pub"),
              "--type",
              "signature,promotion",
              repository + ":1");
      assertThat(verified.exitCode()).as(verified.out()).isZero();
      assertThat(verified.out()).contains("cosign's signature", "a referrer");
    }
    return tags.contains("1");
  }

  /// Lists of referrers are looked up, all else is copied and so verified.
  private void whole(String repository, String tag) throws Exception {
    List<String> wanted = new ArrayList<>();
    if (tag.matches("sha256-[0-9a-f]+")) {
      String list =
          skopeo(
              true, "inspect", "--raw", "--tls-verify=false", "docker://" + repository + ":" + tag);
      Matcher digest = Pattern.compile("sha256:[0-9a-f]{64}").matcher(list);
      while (digest.find()) {
        wanted.add("@" + digest.group());
      }
      assertThat(wanted).isNotEmpty();
    } else {
      wanted.add(":" + tag);
    }
    for (String one : wanted) {
      skopeo(
          true,
          "copy",
          "--quiet",
          "--preserve-digests",
          "--src-tls-verify=false",
          "docker://" + repository + one,
          "dir:" + Files.createTempDirectory(home, "copy"));
    }
  }

  private String skopeo(boolean required, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("skopeo"));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(home, "skopeo", ".out");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    boolean done = process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    String said = Files.readString(out);
    if (required && !done) {
      throw new IOException(command + ": " + said);
    }
    return done ? said : "";
  }
}
