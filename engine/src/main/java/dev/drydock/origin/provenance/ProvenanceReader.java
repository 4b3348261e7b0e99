package dev.drydock.origin.provenance;

import dev.drydock.bom.Purl;
import dev.drydock.bom.reading.Attestation;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads BuildKit's provenance: SLSA provenance [v0.2](https://slsa.dev/spec/v0.2/provenance) and
/// [v1](https://slsa.dev/spec/v1.1/provenance), with what [BuildKit puts into
/// it](https://docs.docker.com/build/metadata/attestations/slsa-definitions/).
///
/// ```json
/// {"_type": "https://in-toto.io/Statement/v0.1", "predicateType": "https://slsa.dev/provenance/v0.2",
///  "predicate": {"buildType": "https://mobyproject.org/buildkit@v1",
///   "materials": [{"uri": "pkg:docker/debian@11?platform=linux%2Famd64", "digest": {"sha256": "…"}}],
///   "invocation": {"configSource": {"entryPoint": "Dockerfile"},
///                  "parameters": {"args": {"target": "app", "build-arg:VERSION": "1"}}},
///   "metadata": {"https://mobyproject.org/buildkit@v1#metadata": {
///    "vcs": {"source": "https://…/shop.git", "revision": "…", "localdir:dockerfile": "build"},
///    "source": {"infos": [{"filename": "Dockerfile", "data": "RlJPTS…"}]}}}}}
/// ```
public final class ProvenanceReader {
  private static final String V02_METADATA = "https://mobyproject.org/buildkit@v1#metadata";
  private static final String ARGUMENT = "build-arg:";
  private static final int MOST = 1_000;
  private static final int LONGEST = 4_096;

  private final Limits limits;

  public ProvenanceReader(Limits limits) {
    this.limits = limits;
  }

  /// @param document as it was attached: a statement of in-toto, in an envelope or not
  /// @param what names it in errors
  /// @param image digests of the image and of the indexes that it is in
  /// @return empty where another builder wrote it
  /// @throws IOException where it is no provenance, or of another image
  public Optional<BuildProvenance> read(byte[] document, String what, Set<String> image)
      throws IOException {
    Attestation.Content content =
        Attestation.unwrap(new JsonReader(limits).read(document, what), what, limits);
    Json predicate = content.document();
    Json statement = content.statement();
    if (statement != null && !isAbout(statement, image)) {
      throw new IOException(what + " is about another image");
    }
    Optional<Json> definition = predicate.get("buildDefinition");
    Document fields =
        definition.isPresent() ? v1(predicate, definition.get()) : v02(predicate, what);
    String builder = fields.buildType();
    return builder != null && builder.contains("buildkit")
        ? Optional.of(new Reading(fields).provenance())
        : Optional.empty();
  }

  /// A statement that names no digest may be about anything.
  private static boolean isAbout(Json statement, Set<String> image) {
    boolean named = false;
    for (Json subject : statement.items("subject")) {
      String sha256 = member(subject, "digest").text("sha256");
      if (sha256 != null && image.contains("sha256:" + sha256)) {
        return true;
      }
      named |= sha256 != null;
    }
    return !named;
  }

  /// Where both versions have what counts.
  ///
  /// @param entry the name of the Dockerfile within its directory, or within the repository
  /// @param arguments of the frontend
  /// @param metadata BuildKit's own
  private record Document(
      @Nullable String buildType,
      Json configSource,
      @Nullable String entry,
      Json arguments,
      Json metadata,
      List<Json> materials) {}

  private static Document v1(Json predicate, Json definition) {
    Json parameters = member(definition, "externalParameters");
    Json source = member(parameters, "configSource");
    return new Document(
        definition.text("buildType"),
        source,
        source.text("path"),
        member(member(parameters, "request"), "args"),
        member(member(member(predicate, "runDetails"), "metadata"), "buildkit_metadata"),
        definition.items("resolvedDependencies"));
  }

  private static Document v02(Json predicate, String what) throws IOException {
    if (predicate.text("buildType") == null) {
      throw new IOException(what + " is no SLSA provenance: it names no type of build");
    }
    Json invocation = member(predicate, "invocation");
    Json source = member(invocation, "configSource");
    return new Document(
        predicate.text("buildType"),
        source,
        source.text("entryPoint"),
        member(member(invocation, "parameters"), "args"),
        member(member(predicate, "metadata"), V02_METADATA),
        predicate.items("materials"));
  }

  private static Json member(Json object, String name) {
    return object.get(name).orElse(new Json.Null());
  }

  /// One document on its way, with what of it is not taken.
  private static final class Reading {
    private final Document document;
    private final Set<String> warnings = new LinkedHashSet<>();

    Reading(Document document) {
      this.document = document;
    }

    BuildProvenance provenance() {
      Json vcs = member(document.metadata(), "vcs");
      String uri = plain(document.configSource().text("uri"), "the address of the source");
      int fragment = uri == null ? -1 : uri.indexOf('#');
      String repository = uri == null || fragment < 0 ? uri : uri.substring(0, fragment);
      String local = plain(vcs.text("source"), "the address of the source");
      String revision = plain(vcs.text("revision"), "the revision");
      String sha1 = member(document.configSource(), "digest").text("sha1");
      String target = plain(document.arguments().text("target"), "the target");
      return new BuildProvenance(
          local == null ? repository : local,
          revision == null ? plain(sha1, "the revision") : revision,
          dockerfile(vcs, uri == null || fragment < 0 ? "" : uri.substring(fragment + 1)),
          target,
          arguments(),
          images(),
          text(),
          List.copyOf(warnings));
    }

    /// @param fragment of the address of a repository that BuildKit fetched itself:
    ///   `refs/heads/main:directory`
    private @Nullable String dockerfile(Json vcs, String fragment) {
      String entry = document.entry() == null ? "Dockerfile" : document.entry();
      String local = vcs.text("localdir:dockerfile");
      int colon = fragment.indexOf(':');
      String directory = local == null && colon >= 0 ? fragment.substring(colon + 1) : local;
      List<String> segments = new ArrayList<>();
      String whole = directory == null ? entry : directory + "/" + entry;
      boolean inside = whole.length() <= LONGEST && !whole.startsWith("/");
      for (String segment : inside ? whole.split("/", -1) : new String[0]) {
        inside &= !segment.equals("..") && segment.chars().noneMatch(Character::isISOControl);
        if (!segment.isEmpty() && !segment.equals(".")) {
          segments.add(segment);
        }
      }
      if (!inside || segments.isEmpty()) {
        warnings.add("it names a Dockerfile outside of its repository, which is not looked for");
        return null;
      }
      return String.join("/", segments);
    }

    private Map<String, String> arguments() {
      Map<String, String> arguments = new LinkedHashMap<>();
      for (Map.Entry<String, Json> one : document.arguments().members().entrySet()) {
        String value = one.getValue().text().orElse(null);
        if (!one.getKey().startsWith(ARGUMENT) || value == null) {
          continue;
        }
        String name = plain(one.getKey().substring(ARGUMENT.length()), "an argument of the build");
        if (arguments.size() == MOST || value.length() > LONGEST) {
          warnings.add("its arguments of the build are too many or too long to be taken all");
        } else if (name != null) {
          arguments.put(name, value);
        }
      }
      return arguments;
    }

    private List<BuildImage> images() {
      List<BuildImage> images = new ArrayList<>();
      for (Json material : document.materials()) {
        String uri = material.text("uri");
        if (uri == null || !uri.startsWith("pkg:docker/") && !uri.startsWith("pkg:oci/")) {
          continue;
        }
        if (images.size() == MOST) {
          warnings.add("it names more than " + MOST + " images; the others are not taken");
          break;
        }
        BuildImage image = uri.length() > LONGEST ? null : image(uri, material);
        if (image == null) {
          warnings.add("an image that it names is not told in a way that can be read");
        } else {
          images.add(image);
        }
      }
      return images;
    }

    private static @Nullable BuildImage image(String uri, Json material) {
      Purl purl;
      try {
        purl = Purl.parse(uri);
      } catch (IllegalArgumentException _) {
        return null;
      }
      String sha256 = member(material, "digest").text("sha256");
      String digest = sha256 == null ? purl.qualifiers().get("digest") : "sha256:" + sha256;
      if (digest == null || !isDigest(digest)) {
        return null;
      }
      String name = purl.namespace() == null ? purl.name() : purl.namespace() + "/" + purl.name();
      String version = purl.version();
      String tag = version == null || version.startsWith("sha256:") ? "" : ":" + version;
      return isReference(name + tag) ? new BuildImage(name + tag, digest) : null;
    }

    private static boolean isDigest(String text) {
      return text.length() == "sha256:".length() + 64
          && text.startsWith("sha256:")
          && text.chars().skip("sha256:".length()).allMatch(c -> Character.digit(c, 16) >= 0);
    }

    /// Whether all signs are those of references: it is shown, and may be written into a file.
    private static boolean isReference(String text) {
      return text.chars()
          .allMatch(
              c ->
                  c >= 'a' && c <= 'z'
                      || c >= 'A' && c <= 'Z'
                      || c >= '0' && c <= '9'
                      || "._-/:".indexOf(c) >= 0);
    }

    /// The Dockerfile that was sent along, which is the only source of most builds.
    private @Nullable String text() {
      List<Json> infos = member(document.metadata(), "source").items("infos");
      Json found = infos.size() == 1 ? infos.getFirst() : null;
      for (Json info : infos) {
        String name = info.text("filename");
        if (name != null && name.equals(document.entry())) {
          found = info;
        }
      }
      String data = found == null ? null : found.text("data");
      if (data == null) {
        return null;
      }
      try {
        // four signs of base64 are at most three characters
        if (data.length() / 4 * 3 <= Limits.DOCKERFILE_CHARACTERS) {
          return StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Base64.getDecoder().decode(data)))
              .toString();
        }
        warnings.add("the Dockerfile in it is too large, and not looked at");
      } catch (IllegalArgumentException | CharacterCodingException _) {
        warnings.add("the Dockerfile in it is no text, and not looked at");
      }
      return null;
    }

    /// @param what it is, for people
    private @Nullable String plain(@Nullable String text, String what) {
      if (text == null || text.isEmpty()) {
        return null;
      }
      if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
        warnings.add(what + " in it is none, and not taken");
        return null;
      }
      return text;
    }
  }
}
