package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.testkit.BuiltImage;
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

/// A promotion in a process of its own that is killed while it writes: what has a tag downstream is
/// whole, and the next one finishes. `bench/promotion-kills` does this many times.
@Timeout(300)
class PromotionKillTest {
  private static final int KILLS = 4;
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
      for (int i = 0; i < KILLS; i++) {
        Path directory = Files.createDirectory(home.resolve("target" + i));
        try (RegistryServer target = RegistryServer.start(directory)) {
          String to = target.host() + "/live:1";
          kill(directory, random.nextInt(600), from, to);
          look(target.host(), false);
          Run rest = run(arguments(from, to));
          assertThat(rest.exitCode()).as(rest.toString()).isZero();
          look(target.host(), true);
        }
      }
    }
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

  /// Kills one so many milliseconds after it has begun to write.
  private void kill(Path directory, int after, String from, String to) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.drydock.cli.Main"));
    command.addAll(List.of(arguments(from, to)));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(PASSWORD);
    builder.environment().put("HOME", home.toString());
    Path log = home.resolve("killed.log");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    while (process.isAlive() && !Files.exists(directory.resolve("data"))) {
      Thread.sleep(5);
    }
    process.waitFor(after, TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
    assertThat(Files.readString(log)).doesNotContain("drydock: ");
  }

  /// As somebody who deploys from there.
  private void look(String host, boolean finished) throws Exception {
    List<String> tags = new ArrayList<>();
    String listed =
        skopeo(finished, "list-tags", "--tls-verify=false", "docker://" + host + "/live");
    Matcher tag = Pattern.compile("^ {8}\"([^\"]+)\"", Pattern.MULTILINE).matcher(listed);
    while (tag.find()) {
      tags.add(tag.group(1));
      whole(host + "/live", tag.group(1));
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
              host + "/live:1");
      assertThat(verified.exitCode()).as(verified.out()).isZero();
      assertThat(verified.out()).contains("cosign's signature", "a referrer");
    }
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
