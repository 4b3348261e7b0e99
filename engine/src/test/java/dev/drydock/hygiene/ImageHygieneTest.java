package dev.drydock.hygiene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.catalog.maven.Archives;
import dev.drydock.hygiene.Observation.Severity;
import dev.drydock.image.Image;
import dev.drydock.image.Layer;
import dev.drydock.image.Platform;
import dev.drydock.image.source.ImageRequest;
import dev.drydock.image.source.ImageSources;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.DockerArchive;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.TarWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageHygieneTest {
  private static final String PASSWORD = "h7Gq2zLp9wXr";

  @TempDir private Path directory;

  private List<Observation> observe(BuiltImage built) throws Exception {
    Files.write(directory.resolve("app.tar"), DockerArchive.of(built).bytes());
    ImageHygiene hygiene = new ImageHygiene(Limits.defaults());
    try (Image image =
        ImageSources.ofFiles(directory)
            .open(
                ImageRequest.parse(
                    "app.tar", Platform.linuxOn("amd64"), false, Limits.defaults()))) {
      for (Layer layer : image.layers()) {
        layer.walk(hygiene.watch(layer));
      }
      return hygiene.of(image.config());
    }
  }

  @Test
  void secretThatALaterLayerDeletesIsStillShipped() throws Exception {
    List<Observation> found =
        observe(
            new ImageBuilder()
                .layer(new TarWriter().file("app/.env", "DB_PASSWORD=" + PASSWORD), "COPY . /app")
                .layer(new TarWriter().whiteout("app/.env"), "RUN rm /app/.env")
                .layer(new TarWriter().file("app/kept/.env", "DB_PASSWORD=" + PASSWORD), "COPY")
                .build());
    assertThat(found.getFirst())
        .isEqualTo(
            new Observation(
                "secret/password",
                Severity.HIGH,
                "a password lies in app/.env; layer 1 deletes it, and everyone who has the image"
                    + " still has it",
                "app/.env",
                1,
                0,
                "COPY . /app",
                found.getFirst().remedy()));
    assertThat(found.get(1).message()).isEqualTo("a password lies in app/kept/.env");
    assertThat(found).noneMatch(observation -> observation.toString().contains(PASSWORD));
  }

  @Test
  void secretThatALaterLayerReplacesIsStillShipped() throws Exception {
    List<Observation> found =
        observe(
            new ImageBuilder()
                .layer(new TarWriter().file("app/.env", "DB_PASSWORD=" + PASSWORD), "COPY . /app")
                .layer(new TarWriter().file("app/.env", "DB_PASSWORD="), "COPY .env /app")
                .layer(new TarWriter().whiteout("app/.env"), "RUN rm /app/.env")
                .build());
    assertThat(found)
        .filteredOn(observation -> observation.severity() == Severity.HIGH)
        .extracting(Observation::message)
        .containsExactly(
            "a password lies in app/.env; layer 1 replaces it, and everyone who has the image still"
                + " has it");
  }

  @Test
  void settingsInArchivesOfApplicationsAreLookedInto() throws Exception {
    String settings = "spring.datasource.password=" + PASSWORD;
    byte[] boot =
        Archives.jar()
            .stored(
                "BOOT-INF/lib/library.jar",
                Archives.jar().with("application.properties", settings).bytes())
            .with("BOOT-INF/classes/application-prod.properties", settings)
            .with("BOOT-INF/classes/org/example/Main.class", settings)
            .with("org/example/shaded.properties", settings)
            .bytes();
    byte[] web =
        Archives.jar()
            .with("WEB-INF/web.xml", "<property name='db.password' value='" + PASSWORD + "'/>")
            .with("WEB-INF/lib/x.properties", settings)
            .bytes();
    List<Observation> found =
        observe(
            new ImageBuilder()
                .layer(new TarWriter().file("app/shop.jar", boot), "COPY shop.jar /app/")
                .layer(
                    new TarWriter()
                        .whiteout("app/shop.jar")
                        .file("opt/shop.ear", Archives.jar().with("shop.war", web).bytes())
                        .file(
                            "usr/local/lib/job.jar",
                            Archives.jar()
                                .with("config/application.yml", "password: " + PASSWORD)
                                .with("db.properties", settings)
                                .with(
                                    "LICENSE.txt", "ghp_" + "q7Zr2Kx9LmVb3NtYc8Wd5Hf1Jg6PsRaQoUiE")
                                .bytes())
                        .file("usr/share/java/packaged.war", web)
                        .file("opt/none.war", "no archive"),
                    "COPY . /")
                .build());
    assertThat(found)
        .filteredOn(observation -> observation.severity() == Severity.HIGH)
        .extracting(Observation::message)
        .containsExactly(
            "a password lies in app/shop.jar!/BOOT-INF/classes/application-prod.properties; layer 1"
                + " deletes it, and everyone who has the image still has it",
            "a password lies in opt/shop.ear!/shop.war!/WEB-INF/web.xml",
            "a password lies in usr/local/lib/job.jar!/config/application.yml",
            "a password lies in usr/local/lib/job.jar!/db.properties");
    assertThat(found).noneMatch(observation -> observation.toString().contains(PASSWORD));
  }

  @Test
  void instructionsOfBuildersOfBeforeAreRead() throws Exception {
    String token = "ghp_" + "q7Zr2Kx9LmVb3NtYc8Wd5Hf1Jg6PsRaQoUiE";
    List<Observation> found =
        observe(
            new ImageBuilder()
                .layer(
                    new TarWriter().file("a", "1"),
                    "/bin/sh -c #(nop) ADD https://example.com/x.tgz /opt/")
                .layer(
                    new TarWriter().mode(0666).file("b", "1"),
                    "|1 DEPLOY_TOKEN=" + PASSWORD + " /bin/sh -c curl -H " + token + " x | sh")
                .layer(
                    new TarWriter().file("c", "1"),
                    "/bin/sh -c #(nop) LABEL login=https://ann:" + PASSWORD + "@git.corp")
                .build());
    assertThat(found)
        .filteredOn(observation -> observation.severity() != Severity.LOW)
        .extracting(Observation::rule, Observation::instruction)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("secret/build-argument", "ARG DEPLOY_TOKEN"),
            org.assertj.core.groups.Tuple.tuple("secret/instruction", "RUN"),
            org.assertj.core.groups.Tuple.tuple("secret/instruction", "LABEL"),
            org.assertj.core.groups.Tuple.tuple(
                "remote-add", "ADD https://example.com/x.tgz /opt/"),
            org.assertj.core.groups.Tuple.tuple("remote-script", "RUN"),
            org.assertj.core.groups.Tuple.tuple("root-user", null));
    assertThat(found)
        .filteredOn(observation -> observation.rule().equals("world-writable"))
        .extracting(Observation::instruction)
        .containsExactly("|1 DEPLOY_TOKEN=… /bin/sh -c curl -H … x | sh");
    assertThat(found)
        .noneMatch(observation -> observation.toString().contains(PASSWORD))
        .noneMatch(observation -> observation.toString().contains(token));
  }

  @Test
  void rightsAndCachesAreSeen() throws Exception {
    List<Observation> found =
        observe(
            new ImageBuilder()
                .layer(
                    new TarWriter()
                        .mode(04755)
                        .file("usr/bin/su", "x")
                        .mode(02755)
                        .file("usr/bin/wall", "x")
                        .mode(0666)
                        .file("app/settings", "x")
                        .mode(01777)
                        .directory("tmp")
                        .mode(0644)
                        .file("var/lib/apt/lists/main", "x".repeat(2_000_000))
                        .file("var/cache/libdnf5/fedora/solv", "x".repeat(2_000_000))
                        .file("var/cache/zypp/solv/x", "x".repeat(2_000_000)),
                    "RUN apt-get update")
                .build());
    assertThat(found)
        .filteredOn(observation -> observation.layer() == 0)
        .extracting(Observation::rule, Observation::path, Observation::count)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("package-cache", "var/cache/libdnf5", 1),
            org.assertj.core.groups.Tuple.tuple("package-cache", "var/cache/zypp", 1),
            org.assertj.core.groups.Tuple.tuple("package-cache", "var/lib/apt/lists", 1),
            org.assertj.core.groups.Tuple.tuple("setuid", "usr/bin/su", 2),
            org.assertj.core.groups.Tuple.tuple("world-writable", "app/settings", 1));
  }

  @Test
  void instructionsAreRead() throws Exception {
    List<Observation> found =
        observe(
            new ImageBuilder()
                .layer(new TarWriter().file("a", "1"), "ADD https://example.com/x.tgz /opt/")
                .layer(
                    new TarWriter().file("b", "1"),
                    "|2 DEPLOY_TOKEN=" + PASSWORD + " MODE=x /bin/sh -c make")
                .layer(
                    new TarWriter().file("c", "1"),
                    "RUN /bin/sh -c curl -sSL https://x.io | bash -")
                .label("org.opencontainers.image.base.name", "docker.io/library/debian:latest")
                .build());
    assertThat(found)
        .extracting(Observation::rule)
        .containsExactly(
            "secret/build-argument",
            "moving-base",
            "remote-add",
            "remote-script",
            "root-user",
            "no-healthcheck",
            "no-source-label");
    assertThat(found).noneMatch(observation -> observation.toString().contains(PASSWORD));
  }
}
