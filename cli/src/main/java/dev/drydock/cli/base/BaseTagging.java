package dev.drydock.cli.base;

import dev.drydock.approval.ApprovedTags;
import dev.drydock.approval.BaseTag;
import dev.drydock.approval.Catalogue;
import dev.drydock.approval.CataloguedBase;
import dev.drydock.approval.Judgement;
import dev.drydock.approval.Judgement.State;
import dev.drydock.cli.standing.BaseCatalogue;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tags of one base image, brought in line with what was decided about it.
final class BaseTagging {
  private final BaseCatalogue catalogue;
  private final RegistryRepository repository;
  private final StoredManifest image;
  private final String variant;

  BaseTagging(
      BaseCatalogue catalogue,
      RegistryRepository repository,
      StoredManifest image,
      String variant) {
    this.catalogue = catalogue;
    this.repository = repository;
    this.image = image;
    this.variant = variant;
  }

  /// Writes the tags that follow from what was decided: first the one that is never moved, then
  /// those that are.
  ///
  /// @param moving those that are to stand for the newest approved image of the variant
  /// @return what was done, one line each
  List<String> settle(Judgement judgement, List<String> moving)
      throws IOException, InterruptedException {
    List<String> done = new ArrayList<>();
    ApprovedTags tags = new ApprovedTags(repository);
    BaseTag tag = judgement.tag();
    boolean approved = judgement.state() == State.APPROVED || judgement.state() == State.DEPRECATED;
    if (approved && tag != null) {
      done.add(tag + (tags.keep(tag, image) ? " stands for it" : " stands for it already"));
    }
    CataloguedBase newest = newest(judgement);
    for (String one : moving) {
      if (newest != null) {
        boolean moved = tags.move(one, repository.manifest(newest.digest()));
        String stands = newest.digest().equals(image.digest()) ? "it" : newest.reference();
        done.add(one + (moved ? " stands for " : " stands already for ") + stands);
      } else if (stands(one)) {
        done.add(one + " still stands for it, as no other is approved; take the tag away");
      }
    }
    return done;
  }

  private boolean stands(String tag) throws IOException, InterruptedException {
    StoredManifest there = repository.tagged(tag).orElse(null);
    return there != null && there.digest().equals(image.digest());
  }

  /// The approved image of the variant that was approved last; `null` where none is approved.
  private @Nullable CataloguedBase newest(Judgement judgement)
      throws IOException, InterruptedException {
    List<CataloguedBase> bases =
        new ArrayList<>(catalogue.read(List.of(repository.reference()), false).bases());
    // a list of tags may be a moment old
    if (bases.stream().noneMatch(base -> base.digest().equals(image.digest()))) {
      String name = repository.reference().registry() + "/" + repository.reference().repository();
      bases.add(
          new CataloguedBase(
              name,
              image.digest(),
              judgement.tag() == null ? List.of() : List.of(judgement.tag().toString()),
              judgement,
              Map.of()));
    }
    CataloguedBase newest = null;
    for (CataloguedBase base : new Catalogue(bases, List.of()).bases()) {
      boolean same =
          variant.equals(base.judgement().variant())
              && String.valueOf(judgement.family()).equals(base.judgement().family());
      newest = same && base.judgement().state() == State.APPROVED ? base : newest;
    }
    return newest;
  }
}
