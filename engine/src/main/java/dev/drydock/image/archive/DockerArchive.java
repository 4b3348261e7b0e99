package dev.drydock.image.archive;

import dev.drydock.image.Breadth;
import dev.drydock.image.Digest;
import dev.drydock.image.Image;
import dev.drydock.image.ImageConfig;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.Layer;
import dev.drydock.image.Warnings;
import dev.drydock.image.manifest.ConfigReader;
import dev.drydock.image.manifest.LayerDescriptions;
import dev.drydock.image.manifest.PlatformSelection;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.LimitExceededException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A tar as `docker save` writes it, and kaniko, Jib, Bazel and containerd write something alike
/// (Docker image specification 1.2, "Combined Image JSON + Filesystem Changeset Format").
///
/// ```json
/// [{"Config": "6d19….json", "RepoTags": ["app:1"], "Layers": ["1f99…/layer.tar"]}]
/// ```
final class DockerArchive implements ImageSet {
  static final String MANIFEST = "manifest.json";

  /// More layers than this are an attempt to wear the reader out.
  private static final int MAX_LAYERS = 10_000;

  private final Members members;
  private final ArchiveRequest request;
  private final Warnings warnings = new Warnings();

  DockerArchive(Members members, ArchiveRequest request) {
    this.members = members;
    this.request = request;
  }

  /// What `manifest.json` says of one image.
  private record Entry(String config, List<String> tags, List<String> layers) {
    String name() {
      return tags.isEmpty() ? config : tags.getFirst();
    }
  }

  @Override
  public List<ArchiveRequest> all(Breadth breadth) throws IOException, InterruptedException {
    List<Entry> entries = entries();
    if (!breadth.images() || request.selector() != null) {
      return List.of(request.choosing(request.reference(), "@" + entries.indexOf(choose(entries))));
    }
    List<ArchiveRequest> all = new ArrayList<>();
    for (Entry entry : different(entries)) {
      int number = entries.indexOf(entry);
      String name = entry.tags().isEmpty() ? "@" + number : entry.tags().getFirst();
      all.add(request.choosing(request.reference() + ":" + name, "@" + number));
    }
    return all;
  }

  @Override
  public Image open() throws IOException, InterruptedException {
    Entry entry = choose(entries());
    byte[] body = required(entry.config()).bytes(request.limits().documentBytes(), entry.config());
    ImageConfig config =
        new ConfigReader(request.limits())
            .read(body, Digest.of("sha256", body), Map.of(), request.what());
    PlatformSelection.confirm(
        config.platform(), request.platform(), request.platformGiven(), request.what());
    List<Member> files = new ArrayList<>();
    List<LayerDescriptions.Stored> stored = new ArrayList<>();
    for (String path : entry.layers()) {
      Member file = required(path);
      files.add(file);
      stored.add(new LayerDescriptions.Stored(digest(path), "", file.size()));
    }
    LayerDescriptions described = LayerDescriptions.of(stored, config);
    described.warnings().forEach(warnings);
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      // the names are not promises: archives are changed by hand and still mean what they hold
      layers.add(
          MemberLayers.of(
              described.layers().get(i), files.get(i), null, request.limits(), warnings));
    }
    return new LocalImage(request.reference(), null, config, layers, warnings, members);
  }

  /// Where the layer's path is made of its digest.
  private static @Nullable Digest digest(String path) {
    String prefix = "blobs/sha256/";
    try {
      return path.startsWith(prefix) ? new Digest("sha256", path.substring(prefix.length())) : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private List<Entry> entries() throws IOException, InterruptedException {
    Member manifest = members.find(MANIFEST);
    if (manifest == null) {
      throw new ImageException(Kind.NOT_AN_IMAGE, NoImage.withoutManifest(members, request));
    }
    Json document;
    try {
      document =
          new JsonReader(request.limits())
              .read(manifest.bytes(request.limits().documentBytes(), MANIFEST), MANIFEST);
    } catch (LimitExceededException | ImageException e) {
      throw e;
    } catch (IOException e) {
      throw corrupt("has a manifest.json that is no JSON: " + e.getMessage(), e);
    }
    List<Entry> entries = new ArrayList<>();
    for (Json item : document.items()) {
      String config = member(item, "Config").flatMap(Json::text).orElse(null);
      if (config == null) {
        throw corrupt("has a manifest.json that names no config", null);
      }
      entries.add(new Entry(config, texts(item, "RepoTags"), texts(item, "Layers")));
    }
    if (entries.isEmpty()) {
      throw corrupt("has a manifest.json that names no image", null);
    }
    return entries;
  }

  private List<String> texts(Json item, String name) throws ImageException {
    List<String> texts = new ArrayList<>();
    for (Json text : member(item, name).map(Json::items).orElse(List.of())) {
      text.text().ifPresent(texts::add);
    }
    if (texts.size() > MAX_LAYERS) {
      throw new ImageException(
          Kind.TOO_LARGE, request.what() + " has more layers than any image has");
    }
    return texts;
  }

  /// Jib writes `config` where Docker writes `Config`.
  private static Optional<Json> member(Json item, String name) {
    Optional<Json> found = item.get(name);
    return found.isPresent()
        ? found
        : item.get(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
  }

  private Entry choose(List<Entry> entries) throws ImageException {
    String selector = request.selector();
    List<Entry> exact = new ArrayList<>();
    List<Entry> fitting = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (selector != null && selector.equals("@" + i)) {
        return entry;
      }
      boolean fits = selector == null;
      for (String tag : entry.tags()) {
        if (tag.equals(selector)) {
          exact.add(entry);
        }
        fits |= selector != null && Selectors.fits(tag, selector);
      }
      if (fits) {
        fitting.add(entry);
      }
    }
    List<Entry> different = different(exact.isEmpty() ? fitting : exact);
    if (different.isEmpty()) {
      throw Selectors.notFound(request, entries.stream().map(Entry::name).toList());
    }
    if (different.size() > 1) {
      throw Selectors.several(request, names(different, entries));
    }
    return different.getFirst();
  }

  private static List<String> names(List<Entry> some, List<Entry> entries) {
    List<String> names = new ArrayList<>();
    for (Entry entry : some) {
      names.add(entry.tags().isEmpty() ? "@" + entries.indexOf(entry) : entry.tags().getFirst());
    }
    return names;
  }

  /// Several entries may be of the same image, each with one of its names.
  private static List<Entry> different(List<Entry> entries) {
    List<Entry> different = new ArrayList<>();
    Set<List<Object>> seen = new HashSet<>();
    for (Entry entry : entries) {
      if (seen.add(List.of(entry.config(), entry.layers()))) {
        different.add(entry);
      }
    }
    return different;
  }

  private Member required(String path) throws IOException {
    Member member = members.find(path);
    if (member == null) {
      throw corrupt("lacks " + OneLine.of(path) + ", which its manifest.json names", null);
    }
    return member;
  }

  private ImageException corrupt(String why, @Nullable Throwable cause) {
    return new ImageException(
        Kind.CORRUPT, request.what() + " " + OneLine.of(why) + "; save the image again", cause);
  }
}
