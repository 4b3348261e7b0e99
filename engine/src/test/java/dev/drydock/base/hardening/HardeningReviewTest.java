package dev.drydock.base.hardening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.base.declaration.Hardening;
import dev.drydock.base.declaration.Hardening.Allowance;
import dev.drydock.base.declaration.Hardening.Profile;
import dev.drydock.base.declaration.HardeningCheck;
import dev.drydock.base.view.ImageView;
import dev.drydock.base.view.Images;
import dev.drydock.bom.Bom;
import dev.drydock.catalog.inventory.Catalogers;
import dev.drydock.catalog.inventory.ImageCatalog;
import dev.drydock.hygiene.ImageHygiene;
import dev.drydock.image.Digest;
import dev.drydock.image.Image;
import dev.drydock.image.ImageConfig;
import dev.drydock.image.ImageConfig.HistoryEntry;
import dev.drydock.image.ImageConfig.Start;
import dev.drydock.image.Platform;
import dev.drydock.limits.Limits;
import dev.drydock.policy.rule.Glob;
import dev.drydock.policy.rule.Source;
import dev.drydock.testkit.TarWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardeningReviewTest {
  private static final String STATUS =
      """
      Package: git
      Status: install ok installed
      Architecture: amd64
      Version: 1

      Package: libc6
      Status: install ok installed
      Architecture: amd64
      Version: 1

      """;

  @TempDir private Path directory;
  private ImageConfig config = config(null, List.of("8080/tcp"), "RUN wget -qO- http://x | sh");

  private static ImageConfig config(
      @org.jspecify.annotations.Nullable String user, List<String> ports, String instruction) {
    return new ImageConfig(
        Digest.of("sha256", new byte[0]),
        Platform.parse("linux/amd64"),
        null,
        user,
        List.of(),
        false,
        List.of(),
        List.of(new HistoryEntry(null, instruction, null, true)),
        Map.of(),
        new Start(List.of(), List.of(), ports, List.of(), ""));
  }

  /// Of which something is wrong in each respect.
  private static TarWriter[] careless() {
    return new TarWriter[] {
      new TarWriter()
          .file("etc/os-release", "ID=debian\nVERSION_ID=12\n")
          .file("var/lib/dpkg/status", STATUS)
          .file("var/lib/dpkg/extended_states", "")
          .mode(04755)
          .file("usr/bin/passwd", "p")
          .mode(02755)
          .file("usr/bin/wall", "w")
          .mode(04644)
          .file("usr/share/no-program", "n")
          .mode(04755)
          .file("usr/bin/gone", "g")
          .mode(0777)
          .file("opt/open", "o")
          .mode(0777)
          .directory("srv/open")
          .mode(01777)
          .directory("tmp")
          .mode(0755)
          .file("usr/bin/dash", "d")
          .symlink("bin", "usr/bin")
          .symlink("usr/bin/sh", "dash")
          .mode(0755)
          .file("usr/bin/apt", "a")
          .file("usr/bin/bash", "not executable")
          .file("var/cache/apt/archives/x.deb", new byte[2 << 20]),
      new TarWriter()
          .whiteout("usr/bin/gone")
          .file(
              "root/.ssh/id_rsa",
              "-----BEGIN RSA PRIVATE KEY-----\n"
                  + "MIIBOgIBAAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf9Cnzj4p4WGeKLs1Pt8Qu\n".repeat(8)
                  + "-----END RSA PRIVATE KEY-----\n")
    };
  }

  private HardeningResult review(Hardening hardening, TarWriter... layers) throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        Image image = Images.of(directory, layers)) {
      ImageHygiene hygiene = new ImageHygiene(Limits.defaults());
      Bom bom =
          new ImageCatalog(Catalogers.builtIn(Limits.defaults()), Limits.defaults(), executor)
              .catalog(image, hygiene::watch);
      return HardeningReview.of(
          hardening, ImageView.of(image, Limits.defaults()), config, bom, hygiene.of(config));
    }
  }

  private static List<String> told(HardeningResult result) {
    return result.objections().stream()
        .map(one -> one.check().word() + " " + one.subject() + " " + one.layer())
        .toList();
  }

  private static Allowance allow(HardeningCheck check, String... paths) {
    return new Allowance(
        check,
        List.of(paths).stream().map(Glob::new).toList(),
        List.of(),
        "on purpose",
        new Source("bases.yaml", 1, 1));
  }

  @Test
  void everyCheckSeesItsOwn() throws Exception {
    HardeningResult result =
        review(new Hardening(Profile.DISTROLESS, 1_000_000L, List.of()), careless());
    assertThat(told(result))
        .containsExactly(
            "secret /root/.ssh/id_rsa 1",
            "world-writable /opt/open 0",
            "world-writable /srv/open 0",
            "package-cache /var/cache/apt 0",
            "instruction null -1",
            "size null -1",
            "user null -1",
            "setuid /usr/bin/passwd 0",
            "setuid /usr/bin/wall 0",
            "unneeded-package git 0",
            "healthcheck null -1",
            "shell /usr/bin/dash 0",
            "shell /usr/bin/sh 0",
            "package-manager /usr/bin/apt 0");
    assertThat(result.passes()).isFalse();
    assertThat(result.objections())
        .allSatisfy(
            one -> {
              assertThat(one.why()).isNotBlank().doesNotContain("\n");
              assertThat(one.fix()).isNotBlank().doesNotContain("\n");
            });
    assertThat(result.objections().get(7).why())
        .isEqualTo(
            "runs with the rights of its owner (user 0), whoever starts it: a way to become more"
                + " than one is");
  }

  @Test
  void profilesAskForLess() throws Exception {
    assertThat(told(review(new Hardening(Profile.STANDARD, null, List.of()), careless())))
        .hasSize(10)
        .noneMatch(line -> line.startsWith("shell") || line.startsWith("size"));
    assertThat(told(review(new Hardening(Profile.MINIMAL, 100_000_000L, List.of()), careless())))
        .containsExactly(
            "secret /root/.ssh/id_rsa 1",
            "world-writable /opt/open 0",
            "world-writable /srv/open 0",
            "package-cache /var/cache/apt 0",
            "instruction null -1");
  }

  @Test
  void whatIsThereOnPurposeIsExcused() throws Exception {
    HardeningResult result =
        review(
            new Hardening(
                Profile.STANDARD,
                null,
                List.of(
                    allow(HardeningCheck.SETUID, "/usr/bin/pass*"),
                    allow(HardeningCheck.SETUID, "/usr/bin/gone"),
                    allow(HardeningCheck.USER),
                    allow(HardeningCheck.WORLD_WRITABLE, "/opt/open"),
                    new Allowance(
                        HardeningCheck.UNNEEDED_PACKAGE,
                        List.of(),
                        List.of(new Glob("git")),
                        "x",
                        new Source("bases.yaml", 1, 1)),
                    allow(HardeningCheck.SHELL))),
            careless());
    assertThat(told(result))
        .containsExactly(
            "secret /root/.ssh/id_rsa 1",
            "world-writable /srv/open 0",
            "package-cache /var/cache/apt 0",
            "instruction null -1",
            "setuid /usr/bin/wall 0",
            "healthcheck null -1");
    assertThat(result.excused())
        .extracting(one -> one.objection().subject())
        .containsExactly("/opt/open", null, "/usr/bin/passwd", "git");
    assertThat(result.unused())
        .extracting(Allowance::check, one -> one.paths().toString())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                HardeningCheck.SETUID, "[Glob[text=/usr/bin/gone]]"),
            org.assertj.core.groups.Tuple.tuple(HardeningCheck.SHELL, "[]"));
  }

  @Test
  void aCarefulImagePasses() throws Exception {
    config = config("10001", List.of(), "COPY app /app");
    HardeningResult result =
        review(
            new Hardening(Profile.DISTROLESS, 1_000L, List.of()),
            new TarWriter().mode(0755).file("app", "#!"));
    assertThat(result.objections()).isEmpty();
    assertThat(result.passes()).isTrue();
    assertThat(result.size()).isEqualTo(2);
  }
}
