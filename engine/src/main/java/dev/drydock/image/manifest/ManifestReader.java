package dev.drydock.image.manifest;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.Platform;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads manifests and indexes of both families, OCI's and Docker's. Thread-safe.
public final class ManifestReader {
  /// Layers of one manifest, manifests of one index: no real one comes near.
  private static final int MAX_DESCRIPTORS = 10_000;

  private final JsonReader json;

  public ManifestReader(Limits limits) {
    this.json = new JsonReader(limits);
  }

  /// Reads one manifest or index. What it is, is told by its own `mediaType`, else by the hint,
  /// else by its members.
  ///
  /// @param mediaTypeHint what a descriptor or `Content-Type` says; `null` where nothing does
  /// @param what names the manifest in errors
  public Manifest read(byte[] body, @Nullable String mediaTypeHint, String what)
      throws ImageException {
    Json document = parse(json, body, what, "manifest");
    boolean listsManifests = document.get("manifests").isPresent();
    boolean listsLayers = document.get("layers").isPresent() || document.get("config").isPresent();
    String mediaType = mediaType(document, mediaTypeHint, listsManifests, listsLayers, what);
    if (listsManifests && listsLayers) {
      // two readers could see two different images in it (CVE-2021-41190)
      throw corrupt(what, "its manifest lists both layers and other manifests");
    }
    String artifactType = document.text("artifactType");
    Map<String, String> annotations = texts(document.get("annotations").orElse(null));
    if (MediaTypes.isIndex(mediaType)) {
      return new ImageIndex(
          mediaType, artifactType, descriptors(document, "manifests", what), annotations);
    }
    Descriptor config =
        descriptor(
            document.get("config").orElseThrow(() -> corrupt(what, "its manifest names no config")),
            "config",
            what);
    Json subject = document.get("subject").orElse(null);
    return new ImageManifest(
        mediaType,
        artifactType,
        config,
        descriptors(document, "layers", what),
        subject == null ? null : descriptor(subject, "subject", what),
        annotations);
  }

  static Json parse(JsonReader json, byte[] body, String what, String kind) throws ImageException {
    try {
      if (json.read(body, "the " + kind + " of " + what) instanceof Json.Obj document) {
        return document;
      }
      throw corrupt(what, "its " + kind + " is not a JSON object");
    } catch (LimitExceededException e) {
      throw new ImageException(Kind.TOO_LARGE, String.valueOf(e.getMessage()), e);
    } catch (ImageException e) {
      throw e;
    } catch (IOException e) {
      throw new ImageException(Kind.CORRUPT, oneLine(String.valueOf(e.getMessage())), e);
    }
  }

  private static String mediaType(
      Json document,
      @Nullable String hint,
      boolean listsManifests,
      boolean listsLayers,
      String what)
      throws ImageException {
    String own = MediaTypes.bare(document.text("mediaType"));
    String hinted = MediaTypes.bare(hint);
    boolean first =
        document.integer("schemaVersion").orElse(2L) == 1L || document.get("fsLayers").isPresent();
    if (first || MediaTypes.isSchema1(own)) {
      throw new ImageException(
          Kind.UNSUPPORTED,
          what
              + " is stored in Docker's first manifest format (schema 1), which is out of use since"
              + " 2016; pull it and push it again with a current docker or podman");
    }
    if (MediaTypes.isIndex(own) || MediaTypes.isManifest(own)) {
      return own;
    }
    if (!own.isEmpty()) {
      throw new ImageException(
          Kind.UNSUPPORTED, what + " is not a container image but " + NotAnImage.name(own));
    }
    if (MediaTypes.isIndex(hinted) || MediaTypes.isManifest(hinted)) {
      return hinted;
    }
    if (listsManifests) {
      return MediaTypes.OCI_INDEX;
    }
    if (listsLayers) {
      return MediaTypes.OCI_MANIFEST;
    }
    throw new ImageException(
        Kind.NOT_AN_IMAGE, what + " is no image: its manifest lists neither layers nor manifests");
  }

  private static List<Descriptor> descriptors(Json document, String member, String what)
      throws ImageException {
    List<Json> items = document.items(member);
    if (items.size() > MAX_DESCRIPTORS) {
      throw new ImageException(
          Kind.TOO_LARGE,
          "the manifest of "
              + what
              + " lists "
              + items.size()
              + " "
              + member
              + ", more than "
              + MAX_DESCRIPTORS);
    }
    List<Descriptor> descriptors = new ArrayList<>(items.size());
    for (Json item : items) {
      descriptors.add(descriptor(item, member, what));
    }
    return descriptors;
  }

  private static Descriptor descriptor(Json json, String member, String what)
      throws ImageException {
    String digest = json.text("digest");
    long size = json.integer("size").orElse(-1L);
    if (digest == null || size < 0) {
      throw corrupt(
          what,
          "an entry of \""
              + member
              + "\" in its manifest has no "
              + (digest == null ? "digest" : "size"));
    }
    return new Descriptor(
        MediaTypes.bare(json.text("mediaType")),
        digest(digest, what),
        size,
        texts(json.get("annotations").orElse(null)),
        json.get("platform").map(ManifestReader::platform).orElse(null),
        json.text("artifactType"),
        json.texts("urls"),
        json.text("data"));
  }

  private static Digest digest(String text, String what) throws ImageException {
    try {
      return Digest.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ImageException(
          Kind.CORRUPT,
          what + " is damaged: its manifest has " + oneLine(String.valueOf(e.getMessage())),
          e);
    }
  }

  /// `null` where there is nothing to tell platforms apart by.
  static @Nullable Platform platform(Json json) {
    String os = json.text("os");
    String architecture = json.text("architecture");
    if (os == null || os.isEmpty() || architecture == null || architecture.isEmpty()) {
      return null;
    }
    String variant = json.text("variant");
    return new Platform(
        os.toLowerCase(Locale.ROOT),
        architecture.toLowerCase(Locale.ROOT),
        variant == null || variant.isEmpty() ? null : variant.toLowerCase(Locale.ROOT));
  }

  /// The members that are strings.
  static Map<String, String> texts(@Nullable Json object) {
    if (object == null || object.members().isEmpty()) {
      return Map.of();
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, Json> member : object.members().entrySet()) {
      if (member.getValue() instanceof Json.Text(String value)) {
        texts.put(member.getKey(), value);
      }
    }
    return texts;
  }

  static ImageException corrupt(String what, String how) {
    return new ImageException(
        Kind.CORRUPT, what + " is damaged: " + how + "; fetch or save the image again");
  }

  /// Foreign text, fit for one line of a message.
  static String oneLine(String text) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), 200));
    for (int i = 0; i < text.length() && line.length() < 200; i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c);
    }
    return line.length() < text.length() ? line.append('…').toString() : line.toString();
  }
}
