package dev.drydock.cli.scan;

import dev.drydock.bom.Bom;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.ProgressLine;
import dev.drydock.fix.BaseCandidate;
import dev.drydock.fix.BaseTags;
import dev.drydock.fix.KnownBases;
import dev.drydock.image.ImageException;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.RegistryTags;
import dev.drydock.origin.KnownBase;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The base images that a plan may build upon: those that the user names with `--base`, and those
/// that `--try-bases` finds in the registry that the present one is from. Each is really read.
///
/// What cannot be found or read is a note, and the plan goes on without.
public final class BaseImages {
  private final Invocation invocation;
  private final ProgressLine progress;
  private final Source source;
  private final LocalDate today;
  private final List<BaseCandidate> named = new ArrayList<>();
  private final List<BaseCandidate> found = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /// Where they are read.
  interface Source {
    /// @param platform of the image that is to stand upon it; `null` for the one that the user
    ///   wants
    Read read(String image, @Nullable String platform)
        throws IOException, InterruptedException, Failure;

    RegistryTags.Listing tags(String reference) throws IOException, InterruptedException, Failure;
  }

  /// One that was read.
  ///
  /// @param pin the digest of what its name stands for: an index where it is for several platforms;
  ///   `null` where nobody knows
  /// @param bytes of its layers as they are kept
  public record Read(Bom bom, @Nullable String pin, long bytes) {}

  /// @param today decides which bases of the catalogue are looked after
  BaseImages(Invocation invocation, ProgressLine progress, Source source, LocalDate today) {
    this.invocation = invocation;
    this.progress = progress;
    this.source = source;
    this.today = today;
  }

  /// What could take the place of the present base; that one as it is today first.
  List<BaseCandidate> candidates() {
    List<BaseCandidate> candidates = new ArrayList<>(found);
    candidates.addAll(named);
    return candidates;
  }

  /// What could not be tried, and why, one line each.
  List<String> notes() {
    return List.copyOf(notes);
  }

  /// The same images, to find the base of an image by its layers.
  List<KnownBase> known() {
    List<KnownBase> known = new ArrayList<>();
    for (BaseCandidate candidate : candidates()) {
      List<String> diffIds = new ArrayList<>();
      for (Bom.LayerSummary layer : candidate.bom().subject().layers()) {
        if (layer.diffId() != null) {
          diffIds.add(layer.diffId());
        }
      }
      if (diffIds.size() == candidate.bom().subject().layers().size()) {
        known.add(
            new KnownBase(candidate.reference(), candidate.bom().subject().digest(), diffIds));
      }
    }
    return known;
  }

  /// Nothing can be built anew upon another base where nobody knows what came with the present one.
  void forget() {
    if (!candidates().isEmpty() || invocation.has("--try-bases")) {
      found.clear();
      named.clear();
      notes.add(
          "which parts came with the base cannot be told without the image's layers, so no other"
              + " base is compared; name the image itself");
    }
  }

  /// `--base REFERENCE`, or `--base REFERENCE=IMAGE` where it is read from somewhere else than the
  /// Dockerfile takes it from.
  void readNamed() throws IOException, InterruptedException, Failure {
    for (String one : invocation.values("--base")) {
      int equals = one.indexOf('=');
      String reference = equals < 0 ? one : one.substring(0, equals);
      Read read = source.read(equals < 0 ? one : one.substring(equals + 1), null);
      named.add(new BaseCandidate(reference, read.pin(), read.bom()));
    }
  }

  /// The newest approved base of the variant that the image stands upon.
  ///
  /// @param reference by tag and digest
  void readApproved(String reference, String platform) throws InterruptedException, Failure {
    if (named.stream().noneMatch(one -> one.reference().equals(reference))) {
      progress.stage("Trying " + reference);
      read(reference, platform, false);
    }
  }

  /// `--try-bases`: the present base as its registry has it today, and the tags that are nearest to
  /// it.
  ///
  /// @param reference of the present base, as the Dockerfile has it; `null` where nobody knows
  /// @param platform of the image that stands upon it
  void readFound(@Nullable String reference, String platform) throws InterruptedException, Failure {
    if (reference == null) {
      notes.add(
          "no other base was tried: nothing says which one this image has; name its Dockerfile with"
              + " --dockerfile, or the bases to try with --base");
    } else if (invocation.has("--offline")) {
      notes.add(
          "no other base was tried: --offline forbids to ask the registry of "
              + ErrorLine.oneLine(reference)
              + "; name files with --base"
              + among(reference));
    } else {
      try {
        readFound(reference, ImageReference.parse(reference), platform);
      } catch (IllegalArgumentException e) {
        notes.add("no other base was tried: " + words(e));
      }
    }
  }

  /// What could be tried, where nobody asked for it: names alone, as nothing was read.
  ///
  /// @param reference of the present base; `null` where nobody knows
  List<String> suggestions(@Nullable String reference) {
    if (reference == null || invocation.has("--try-bases") || !named.isEmpty()) {
      return List.of();
    }
    List<String> near = near(reference);
    return near.isEmpty()
        ? List.of()
        : List.of(
            "another base may leave less: to try are "
                + String.join(", ", near)
                + "; --try-bases reads such and counts");
  }

  private String among(String reference) {
    List<String> near = near(reference);
    return near.isEmpty() ? "" : ", such as " + String.join(", ", near);
  }

  /// By the catalogue alone.
  private List<String> near(String reference) {
    ImageReference parsed;
    try {
      parsed = ImageReference.parse(reference);
    } catch (IllegalArgumentException e) {
      return List.of();
    }
    String name = name(reference);
    List<String> near = new ArrayList<>();
    for (KnownBases.Suggestion one : catalogued(parsed, parsed.tag())) {
      if (one.repository().equals(parsed.repository())) {
        near.add(name + ":" + one.tag());
      } else if (name.endsWith(parsed.repository())) {
        near.add(
            name.substring(0, name.length() - parsed.repository().length())
                + one.repository()
                + ":"
                + one.tag());
      }
    }
    return near;
  }

  private List<KnownBases.Suggestion> catalogued(ImageReference present, @Nullable String tag) {
    return tag == null
        ? List.of()
        : KnownBases.builtIn().near(present.repository(), tag, today, BaseTags.USUAL);
  }

  private void readFound(String reference, ImageReference parsed, String platform)
      throws InterruptedException, Failure {
    String tag = parsed.tag();
    if (tag == null) {
      notes.add(
          "no other base was tried: "
              + ErrorLine.oneLine(reference)
              + " has no tag that could lead to a newer one; name the bases to try with --base");
      return;
    }
    List<String> tags = new ArrayList<>();
    // what stands under the present tag is newer than the image most often
    tags.add(tag);
    try {
      tags.addAll(ranked(parsed, tag));
    } catch (IOException e) {
      if (e instanceof ImageException told && told.kind() == ImageException.Kind.UNAVAILABLE) {
        notes.add("no other base was tried: " + words(e));
        return;
      }
      List<String> known = new ArrayList<>();
      for (KnownBases.Suggestion one : catalogued(parsed, tag)) {
        if (one.repository().equals(parsed.repository())) {
          known.add(one.tag());
        }
      }
      notes.add(
          (known.isEmpty()
                  ? "no other tags were tried: "
                  : "only tags that are well known were tried: ")
              + words(e));
      tags.addAll(known);
    }
    Set<String> read = new HashSet<>();
    named.forEach(candidate -> read.add(candidate.reference()));
    String name = name(reference);
    boolean pinned = reference.indexOf('@') >= 0;
    for (int i = 0; i < tags.size(); i++) {
      boolean written = i == 0 && !pinned;
      String tagged = written ? reference : name + ":" + tags.get(i);
      if (read.add(tagged)) {
        progress.stage("Trying " + tagged + " (" + (i + 1) + " of " + tags.size() + ")");
        read(tagged, platform, pinned);
      }
    }
  }

  private List<String> ranked(ImageReference reference, String tag)
      throws IOException, InterruptedException, Failure {
    progress.stage("Listing the tags of " + reference.repository());
    RegistryTags.Listing listing = source.tags(reference.toString());
    notes.addAll(listing.warnings());
    return BaseTags.rank(reference.repository(), tag, listing.tags(), BaseTags.USUAL);
  }

  /// @param pinned whether the Dockerfile names the digest too, and shall go on to do so
  private void read(String tagged, String platform, boolean pinned)
      throws InterruptedException, Failure {
    try {
      Read read = source.read("registry:" + tagged, platform);
      String digest = read.pin();
      found.add(
          new BaseCandidate(
              pinned && digest != null ? tagged + "@" + digest : tagged, digest, read.bom()));
    } catch (IOException e) {
      notes.add(ErrorLine.oneLine(tagged) + " was not tried: " + words(e));
    }
  }

  /// A reference without tag and digest, as it is written.
  private static String name(String reference) {
    int at = reference.indexOf('@');
    String name = at < 0 ? reference : reference.substring(0, at);
    int colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
  }

  private static String words(Exception e) {
    return ErrorLine.oneLine(String.valueOf(e.getMessage()));
  }
}
