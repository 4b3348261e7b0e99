package dev.drydock.approval;

import static dev.drydock.approval.Ballot.ALICE;
import static dev.drydock.approval.Ballot.NOW;
import static dev.drydock.approval.Ballot.approvers;
import static dev.drydock.approval.Ballot.decision;
import static dev.drydock.approval.Ballot.repository;
import static dev.drydock.approval.Ballot.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.approval.Decision.Kind;
import dev.drydock.approval.Judgement.State;
import dev.drydock.attest.KeptDocuments;
import dev.drydock.image.ImageException;
import dev.drydock.image.registry.CredentialStore;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.RegistryRepositories;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.FallibleRegistry;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.RegistryServer;
import dev.drydock.testkit.TarWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The registry is the catalogue.
@Timeout(120)
class CatalogueReaderTest {
  private static final BuiltImage FIRST = image("one");
  private static final BuiltImage SECOND = image("two");

  @TempDir Path directory;

  private static BuiltImage image(String motd) {
    return new ImageBuilder().layer(new TarWriter().file("etc/motd", motd)).build();
  }

  private static String lasting(BuiltImage image) {
    return "12-20260504-" + image.manifest().hex().substring(0, 12);
  }

  private static Catalogue read(String host, boolean candidates) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      return new CatalogueReader(
              Limits.defaults(),
              CredentialStore.none(),
              settings(host + "/x"),
              KeptDocuments.none(),
              threads,
              InstantSource.fixed(NOW))
          .read(
              List.of(
                  ImageReference.parse(host + "/bases/debian"),
                  ImageReference.parse(host + "/bases/nothing")),
              (_, variant) -> variant.equals("private") ? null : approvers(1, null),
              candidates);
    }
  }

  private static void approve(String host, String tag, int hoursAgo) throws Exception {
    RegistryRepository repository = repository(host + "/bases/debian:" + tag);
    StoredManifest image = repository.resolve();
    new BaseDecisions(repository, Limits.defaults(), InstantSource.fixed(NOW), KeptDocuments.none())
        .write(image, decision(Kind.APPROVED, image.digest(), hoursAgo), ALICE);
  }

  @Test
  void tagsSayWhereToLook() throws Exception {
    try (RegistryServer registry = RegistryServer.start(directory)) {
      String host = registry.host();
      registry.push("bases/debian", lasting(FIRST), FIRST);
      registry.push("bases/debian", "12", FIRST);
      registry.push("bases/debian", lasting(SECOND), SECOND);
      registry.push("bases/debian", "candidate-12-0123456789ab", SECOND);
      registry.push("bases/debian", "candidate-13-0123456789ab", image("three"));
      registry.push("bases/debian", "candidate-private-0123456789ab", image("four"));
      approve(host, lasting(SECOND), 1);
      approve(host, lasting(FIRST), 5);
      Catalogue approved = read(host, false);
      assertThat(approved.warnings()).isEmpty();
      assertThat(approved.bases())
          .extracting(
              CataloguedBase::reference,
              base -> base.judgement().state(),
              base -> base.blobs().size())
          .containsExactly(
              tuple(host + "/bases/debian:" + lasting(FIRST), State.APPROVED, 1),
              tuple(host + "/bases/debian:" + lasting(SECOND), State.APPROVED, 1));
      assertThat(approved.newest(approved.bases().getFirst()))
          .isEqualTo(approved.bases().getLast());
      assertThat(read(host, true).bases())
          .extracting(CataloguedBase::reference, base -> base.judgement().state())
          .containsExactlyInAnyOrder(
              tuple(host + "/bases/debian:" + lasting(FIRST), State.APPROVED),
              tuple(host + "/bases/debian:" + lasting(SECOND), State.APPROVED),
              tuple(host + "/bases/debian:candidate-13-0123456789ab", State.UNDECIDED));
      assertThat(
              RegistryRepositories.list(
                  ImageReference.parse(host + "/bases"),
                  Limits.defaults(),
                  CredentialStore.none(),
                  settings(host + "/x")))
          .containsExactly("bases/debian");
    }
  }

  @Test
  void tagThatWasMovedIsPassedOverAndTold() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS)) {
      registry.push("bases/debian", lasting(FIRST), FIRST);
      approve(registry.host(), lasting(FIRST), 1);
      registry.push("bases/debian", lasting(FIRST), SECOND);
      Catalogue catalogue = read(registry.host(), false);
      assertThat(catalogue.bases()).isEmpty();
      assertThat(catalogue.warnings())
          .containsExactly(
              registry.host()
                  + "/bases/debian:"
                  + lasting(FIRST)
                  + " is never moved, and somebody moved it; it is passed over");
    }
  }

  @Test
  void catalogueThatIsNotWholeIsNone() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS)) {
      registry.push("bases/debian", lasting(FIRST), FIRST);
      registry.push("bases/debian", lasting(SECOND), SECOND);
      approve(registry.host(), lasting(FIRST), 1);
      for (String part : List.of("/tags/list", "/referrers/", "/manifests/" + lasting(SECOND))) {
        registry.fail(
            (exchange, request) -> {
              if (request.contains(part)) {
                FallibleRegistry.send(
                    exchange, 200, "text/html", "log in".getBytes(StandardCharsets.UTF_8));
                return true;
              }
              return false;
            });
        if (part.equals("/referrers/")) {
          // a login page is no list, and no list is what registries of before 1.1 have; decisions
          // have tags of their own
          assertThat(read(registry.host(), false).bases())
              .extracting(one -> one.judgement().state())
              .containsExactly(State.UNDECIDED, State.APPROVED);
        } else if (part.equals("/tags/list")) {
          assertThatThrownBy(() -> read(registry.host(), false))
              .as(part)
              .isInstanceOf(ImageException.class);
        } else {
          assertThat(read(registry.host(), false).warnings()).as(part).isNotEmpty();
        }
      }
    }
  }

  @Test
  void registryThatDoesNotListItsRepositoriesIsToldSo() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      registry.fail(
          (exchange, request) -> {
            FallibleRegistry.send(exchange, 404, "text/plain", new byte[0]);
            return true;
          });
      assertThatThrownBy(
              () ->
                  RegistryRepositories.list(
                      ImageReference.parse(registry.host() + "/bases"),
                      Limits.defaults(),
                      CredentialStore.none(),
                      settings(registry.host() + "/x")))
          .isInstanceOf(ImageException.class)
          .hasMessage(
              registry.host() + " does not list its repositories; name those that have bases");
    }
  }
}
