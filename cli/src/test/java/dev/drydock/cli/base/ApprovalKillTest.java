package dev.drydock.cli.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Harbour;
import dev.drydock.cli.OwnProcess;
import dev.drydock.cli.Run;
import dev.drydock.testkit.HoldingProxy;
import dev.drydock.testkit.RegistryServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The last approval that is needed, in a process of its own that is killed behind each of its
/// writes in turn, and at moments between them: no tag stands without its decisions, none counts
/// twice, and the next one finishes.
@Timeout(300)
class ApprovalKillTest {
  private static final String DIGEST = Harbour.BASE.manifest().digest();
  private static final String CANDIDATE = "candidate-12-0123456789ab";
  private static final String LASTING = "12-20260504-" + DIGEST.substring(7, 19);
  private static final int MOMENTS = 4;
  private static final int LONG = 60_000;

  @TempDir private Path home;
  @TempDir private Path store;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void nothingIsHalfApprovedWhenItIsKilled() throws Exception {
    try (RegistryServer registry = RegistryServer.start(store);
        HoldingProxy proxy = new HoldingProxy(registry.host());
        client) {
      Harbour harbour = new Harbour(home, proxy.host());
      List<String> writes = undisturbed(registry, proxy, harbour);
      for (int write = 1; write <= writes.size(); write++) {
        String bases = candidate(registry, harbour, "behind" + write);
        proxy.holdBehind(write);
        OwnProcess process = bob(harbour, proxy, bases);
        assertThat(proxy.held(LONG)).as(process.said()).isTrue();
        assertThat(process.kill()).isTrue();
        assertThat(process.said()).isEmpty();
        assertThat(proxy.writes()).hasSize(write);
        proxy.holdBehind(0);
        boolean tagged = look(harbour, proxy, bases, false);
        assertThat(tagged).isEqualTo(writes.subList(0, write).contains(tag(LASTING)));
        finish(harbour, proxy, bases);
      }
    }
  }

  @Test
  void norAtAnyOtherMoment() throws Exception {
    Random random = new Random(1);
    try (RegistryServer registry = RegistryServer.start(store);
        HoldingProxy proxy = new HoldingProxy(registry.host());
        client) {
      Harbour harbour = new Harbour(home, proxy.host());
      long begun = System.nanoTime();
      undisturbed(registry, proxy, harbour);
      int span = (int) ((System.nanoTime() - begun) / 1_000_000);
      for (int moment = 0; moment < MOMENTS; moment++) {
        String bases = candidate(registry, harbour, "moment" + moment);
        proxy.holdBehind(0);
        OwnProcess process = bob(harbour, proxy, bases);
        assertThat(proxy.asked(LONG)).as(process.said()).isTrue();
        Thread.sleep(random.nextInt(Math.max(1, span)));
        process.kill();
        assertThat(process.said()).doesNotContain("drydock: ");
        look(harbour, proxy, bases, false);
        finish(harbour, proxy, bases);
      }
    }
  }

  /// @return the writes of an approval that nobody kills, with the image's name taken out of them
  private List<String> undisturbed(RegistryServer registry, HoldingProxy proxy, Harbour harbour)
      throws Exception {
    String bases = candidate(registry, harbour, "undisturbed");
    proxy.holdBehind(0);
    Run run = harbour.approve("bob", proxy.host() + "/" + bases + ":" + CANDIDATE);
    assertThat(run.exitCode()).as(run.toString()).isZero();
    List<String> writes = new ArrayList<>();
    proxy.writes().forEach(write -> writes.add(write.replace(bases, "bases/…")));
    assertThat(writes).endsWith(tag(LASTING), tag("12"));
    assertThat(writes.get(writes.size() - 3)).startsWith(tag("decision-"));
    assertThat(writes.get(writes.size() - 4)).startsWith(tag("sha256-"));
    assertThat(writes).hasSize(7);
    look(harbour, proxy, bases, true);
    return writes;
  }

  private static String tag(String name) {
    return "PUT /v2/bases/…/manifests/" + name;
  }

  /// A candidate that one of two has approved already.
  private static String candidate(RegistryServer registry, Harbour harbour, String family)
      throws Exception {
    String bases = "bases/" + family;
    registry.push(bases, CANDIDATE, Harbour.BASE);
    assertThat(harbour.approve("alice", harbour.host() + "/" + bases + ":" + CANDIDATE).exitCode())
        .isZero();
    return bases;
  }

  private OwnProcess bob(Harbour harbour, HoldingProxy proxy, String bases) throws Exception {
    return OwnProcess.start(
        home,
        harbour.environment(),
        harbour.approval("bob", proxy.host() + "/" + bases + ":" + CANDIDATE));
  }

  private void finish(Harbour harbour, HoldingProxy proxy, String bases) throws Exception {
    Run rest = harbour.approve("bob", proxy.host() + "/" + bases + ":" + CANDIDATE);
    assertThat(rest.exitCode()).as(rest.toString()).isZero();
    assertThat(rest.err()).isEmpty();
    assertThat(rest.out())
        .contains(": approved by alice and bob until 2026-08-02\n" + LASTING + " stands for it");
    look(harbour, proxy, bases, true);
  }

  /// As somebody who builds upon it, and by the registry's own word about its tags.
  ///
  /// @return whether it has the tag that is never moved
  private boolean look(Harbour harbour, HoldingProxy proxy, String bases, boolean finished)
      throws Exception {
    List<String> tags = tags(proxy, bases);
    List<String> decisions = new ArrayList<>();
    for (String tag : tags) {
      assertThat(manifest(proxy, bases, tag)).as(tag).isEqualTo(200);
      if (tag.startsWith("decision-")) {
        decisions.add(tag);
      }
    }
    Run show = harbour.look("show", "-f", "json", proxy.host() + "/" + bases + ":" + CANDIDATE);
    assertThat(show.err()).isEmpty();
    boolean approved = show.out().contains("\"state\": \"approved\"");
    int ofBob = show.out().split("\"by\": \"bob\"", -1).length - 1;
    assertThat(ofBob).isEqualTo(approved ? 1 : 0);
    assertThat(show.out()).containsOnlyOnce("\"by\": \"alice\"").contains("\"refused\": []");
    if (tags.contains(LASTING) || tags.contains("12") || finished) {
      assertThat(approved).isTrue();
    }
    if (tags.contains("12")) {
      assertThat(tags).contains(LASTING);
    }
    if (finished) {
      assertThat(decisions).hasSize(2);
      assertThat(tags)
          .containsExactlyInAnyOrder(
              CANDIDATE,
              LASTING,
              "12",
              DIGEST.replace(':', '-'),
              decisions.getFirst(),
              decisions.getLast());
    }
    return tags.contains(LASTING);
  }

  private List<String> tags(HoldingProxy proxy, String bases) throws Exception {
    HttpResponse<String> listed =
        client.send(
            HttpRequest.newBuilder(
                    URI.create("http://" + proxy.host() + "/v2/" + bases + "/tags/list"))
                .build(),
            BodyHandlers.ofString());
    List<String> tags = new ArrayList<>();
    Matcher tag =
        Pattern.compile("\"([^\"]+)\"")
            .matcher(listed.body().substring(listed.body().indexOf('[')));
    while (tag.find()) {
      tags.add(tag.group(1));
    }
    return tags;
  }

  private int manifest(HoldingProxy proxy, String bases, String tag) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://" + proxy.host() + "/v2/" + bases + "/manifests/" + tag))
                .header("Accept", "application/vnd.oci.image.manifest.v1+json")
                .header("Accept", "application/vnd.oci.image.index.v1+json")
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }
}
