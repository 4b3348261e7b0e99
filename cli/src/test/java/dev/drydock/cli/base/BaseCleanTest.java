package dev.drydock.cli.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Harbour;
import dev.drydock.cli.Run;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.FallibleRegistry;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.RegistryServer;
import dev.drydock.testkit.TarWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Candidates go when nobody can need them any more, and no earlier.
@Timeout(180)
class BaseCleanTest {
  private static final String OLD = "candidate-12-000000000001";
  private static final String DECIDED = "candidate-12-000000000002";
  private static final String TAGGED = "candidate-12-000000000003";
  private static final String LISTED = "candidate-12-000000000004";
  private static final String YOUNG = "candidate-12-000000000005";
  private static final String NEWEST = "candidate-12-000000000006";
  private static final String UNTOLD = "candidate-12-000000000007";
  private static final String OTHER = "candidate-13-000000000001";

  @TempDir private Path home;
  @TempDir private Path store;

  private static BuiltImage image(String tag) {
    return new ImageBuilder().layer(new TarWriter().file("etc/motd", tag)).build();
  }

  /// What the pipeline and people have done in the course of two months.
  private static void happens(Harbour harbour) throws Exception {
    for (String tag : List.of(OLD, DECIDED, TAGGED, LISTED, OTHER)) {
      harbour.evidence(harbour.debian() + ":" + tag);
    }
    assertThat(harbour.approve("alice", harbour.debian() + ":" + DECIDED).exitCode()).isZero();
    harbour.daysPass(40);
    harbour.evidence(harbour.debian() + ":" + YOUNG);
    harbour.daysPass(5);
    harbour.evidence(harbour.debian() + ":" + NEWEST);
    harbour.daysPass(5);
  }

  private static void assertFates(String out, Harbour harbour, String verb) {
    String name = "  " + harbour.debian() + ":";
    assertThat(out.lines())
        .containsExactlyInAnyOrder(
            verb + name + OLD + "  50 days old; nobody decided about it, and a newer one is there",
            "kept" + name + DECIDED + "  50 days old; somebody has decided about it",
            "kept"
                + name
                + TAGGED
                + "  50 days old; another tag stands for it, or an index lists it",
            "kept"
                + name
                + LISTED
                + "  50 days old; another tag stands for it, or an index lists it",
            "kept" + name + YOUNG + "  10 days old; it is not old enough",
            "kept" + name + NEWEST + "  5 days old; it is the newest of its variant",
            "kept"
                + name
                + UNTOLD
                + "  nobody has said yet how old it is; `drydock base pipeline` ends what it has begun",
            "kept" + name + OTHER + "  50 days old; it is the newest of its variant",
            "1 candidate "
                + (verb.equals("removed") ? "removed" : "would be removed")
                + ", 7 kept");
  }

  @Test
  void oldCandidateGoesWithAllThatLiesBesideIt() throws Exception {
    try (RegistryServer registry = RegistryServer.start(store, RegistryServer.Option.DELETES)) {
      Harbour harbour = new Harbour(home, registry.host());
      for (String tag : List.of(OLD, DECIDED, TAGGED, LISTED, YOUNG, NEWEST, UNTOLD, OTHER)) {
        registry.push("bases/debian", tag, image(tag));
      }
      registry.push("bases/debian", "kept-by-somebody", image(TAGGED));
      Blob index = BuiltImage.index(image(LISTED));
      registry.pushManifest("bases/debian", "multi", index);
      happens(harbour);
      List<String> before = tags(registry);
      Run dry = harbour.look("clean", "--dry-run");
      assertThat(dry.err()).isEmpty();
      assertFates(dry.out(), harbour, "would be removed");
      assertThat(tags(registry)).isEqualTo(before);

      Run clean = harbour.look("clean");
      assertThat(clean.err()).isEmpty();
      assertThat(clean.exitCode()).isZero();
      assertFates(clean.out(), harbour, "removed");
      List<String> after = new ArrayList<>(before);
      String digest = image(OLD).manifest().digest();
      assertThat(after.removeAll(List.of(OLD, digest.replace(':', '-')))).isTrue();
      assertThat(tags(registry)).containsExactlyInAnyOrderElementsOf(after);
      assertThat(status(registry, digest)).isEqualTo(404);
      assertThat(harbour.look("clean").out()).endsWith("\n0 candidates removed, 7 kept\n");
    }
  }

  @Test
  void whatRefersToItIsDeletedWhereTheRegistryListsIt() throws Exception {
    try (FallibleRegistry registry =
        new FallibleRegistry(FallibleRegistry.Trait.REFERRERS, FallibleRegistry.Trait.DELETES)) {
      Harbour harbour = new Harbour(home, registry.host());
      registry.push("bases/debian", OLD, image(OLD));
      registry.push("bases/debian", NEWEST, image(NEWEST));
      harbour.evidence(harbour.debian() + ":" + OLD);
      harbour.daysPass(9);
      harbour.evidence(harbour.debian() + ":" + NEWEST);
      String digest = image(OLD).manifest().digest();
      List<String> beside = registry.referrers("bases/debian", digest);
      assertThat(beside).hasSize(4);
      Run young = harbour.look("clean", "-f", "json");
      assertThat(young.out())
          .contains("\"fate\": \"young\"", "\"fate\": \"newest\"")
          .doesNotContain("\"removed\": true");
      Run clean = harbour.look("clean", "--older-than", "1w", "-f", "json");
      assertThat(clean.err()).isEmpty();
      assertThat(clean.out())
          .containsOnlyOnce("\"removed\": true")
          .contains("\"digest\": \"" + digest + "\"", "\"fate\": \"superseded\"");
      assertThat(registry.get("bases/debian/manifests/" + OLD)).isNull();
      for (String one : beside) {
        assertThat(registry.get("bases/debian/manifests/" + one)).isNull();
      }
      for (String one : registry.referrers("bases/debian", image(NEWEST).manifest().digest())) {
        assertThat(registry.get("bases/debian/manifests/" + one)).isNotNull();
      }
    }
  }

  @Test
  void registryThatLetsNothingBeDeletedIsToldOf() throws Exception {
    try (RegistryServer registry = RegistryServer.start(store)) {
      Harbour harbour = new Harbour(home, registry.host());
      for (String tag : List.of(OLD, NEWEST)) {
        registry.push("bases/debian", tag, image(tag));
        harbour.evidence(harbour.debian() + ":" + tag);
        harbour.daysPass(40);
      }
      List<String> before = tags(registry);
      assertThat(harbour.look("clean"))
          .isEqualTo(
              new Run(
                  ExitCode.INPUT,
                  "",
                  "drydock: "
                      + registry.host()
                      + " lets nothing be deleted (HTTP 405, UNSUPPORTED); docker-registry does with"
                      + " REGISTRY_STORAGE_DELETE_ENABLED=true, others have rules of their own for"
                      + " what is old; nothing was removed\n"));
      assertThat(tags(registry)).isEqualTo(before);
      assertThat(harbour.look("clean", "--older-than", "soon").err())
          .isEqualTo("drydock: --older-than can be 12h, 30d, 2w or 1y, not soon\n");
    }
  }

  @Test
  void whatIsDecidedMeanwhileStays() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.DELETES)) {
      Harbour harbour = new Harbour(home, registry.host());
      for (String tag : List.of(OLD, NEWEST)) {
        registry.push("bases/debian", tag, image(tag));
        harbour.evidence(harbour.debian() + ":" + tag);
        harbour.daysPass(40);
      }
      // somebody tags it between the look and the deletion
      int[] listed = {0};
      registry.fail(
          (_, request) -> {
            if (request.endsWith("/tags/list") && ++listed[0] == 3) {
              registry.push("bases/debian", "wanted", image(OLD));
            }
            return false;
          });
      assertThat(harbour.look("clean").out())
          .contains("kept  " + harbour.debian() + ":" + OLD + "  80 days old; another tag stands")
          .endsWith("\n0 candidates removed, 2 kept\n");
      assertThat(registry.requests()).noneMatch(one -> one.startsWith("DELETE"));
    }
  }

  private static List<String> tags(RegistryServer registry) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      String listed =
          client
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://" + registry.host() + "/v2/bases/debian/tags/list"))
                      .build(),
                  BodyHandlers.ofString())
              .body();
      List<String> tags = new ArrayList<>();
      Matcher tag = Pattern.compile("\"([^\"]+)\"").matcher(listed.substring(listed.indexOf('[')));
      while (tag.find()) {
        tags.add(tag.group(1));
      }
      return tags;
    }
  }

  private static int status(RegistryServer registry, String digest) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(
                      URI.create(
                          "http://" + registry.host() + "/v2/bases/debian/manifests/" + digest))
                  .header("Accept", "application/vnd.oci.image.manifest.v1+json")
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }
}
