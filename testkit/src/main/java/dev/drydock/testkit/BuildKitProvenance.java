package dev.drydock.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What BuildKit writes down about a build, in both versions of SLSA provenance that it knows.
public final class BuildKitProvenance {
  private final Map<String, String> arguments = new LinkedHashMap<>();
  private final List<String> materials = new ArrayList<>();
  private final Map<String, String> vcs = new LinkedHashMap<>();
  private String entry = "Dockerfile";
  private String config = "";
  private @Nullable String data;

  /// The name of the Dockerfile within its directory.
  public BuildKitProvenance entry(String name) {
    entry = name;
    return this;
  }

  /// A build of a directory that is a clone.
  ///
  /// @param directory of the Dockerfile within it
  public BuildKitProvenance clone(String address, String revision, String directory) {
    vcs.put("source", address);
    vcs.put("revision", revision);
    vcs.put("localdir:context", ".");
    vcs.put("localdir:dockerfile", directory);
    return this;
  }

  /// A build of a repository that BuildKit fetched itself.
  public BuildKitProvenance fetched(String address, String revision) {
    config = "\"uri\":\"%s\",\"digest\":{\"sha1\":\"%s\"},".formatted(address, revision);
    return this;
  }

  /// An argument of the frontend: `target`, `build-arg:NAME`.
  public BuildKitProvenance argument(String name, String value) {
    arguments.put(name, value);
    return this;
  }

  /// Something that the build used.
  public BuildKitProvenance material(String uri, String sha256) {
    materials.add("{\"uri\":\"%s\",\"digest\":{\"sha256\":\"%s\"}}".formatted(uri, sha256));
    return this;
  }

  /// The Dockerfile itself, as with `mode=max`.
  public BuildKitProvenance text(String dockerfile) {
    return data(Base64.getEncoder().encodeToString(dockerfile.getBytes(StandardCharsets.UTF_8)));
  }

  /// Anything in the place of the Dockerfile.
  public BuildKitProvenance data(String base64) {
    data = base64;
    return this;
  }

  /// A statement with a predicate of version 0.2.
  ///
  /// @param subject digest of the image
  public String v02(String subject) {
    return statement(
        "v0.1",
        subject,
        "v0.2",
        """
        {"builder":{"id":""},"buildType":"https://mobyproject.org/buildkit@v1","materials":[%s],
         "invocation":{"configSource":{%s"entryPoint":"%s"},
           "parameters":{"frontend":"dockerfile.v0","args":%s,"locals":[{"name":"context"}]},
           "environment":{"platform":"linux/amd64"}},
         "metadata":{"buildInvocationID":"0","completeness":{"parameters":true},
           "https://mobyproject.org/buildkit@v1#metadata":%s}}"""
            .formatted(String.join(",", materials), config, entry, members(arguments), metadata()));
  }

  /// A statement with a predicate of version 1.
  ///
  /// @param subject digest of the image
  public String v1(String subject) {
    return statement(
        "v1",
        subject,
        "v1",
        """
        {"buildDefinition":{
           "buildType":"https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md",
           "externalParameters":{"configSource":{%s"path":"%s"},
             "request":{"frontend":"dockerfile.v0","args":%s,"locals":[{"name":"context"}]}},
           "internalParameters":{"builderPlatform":"linux/amd64"},
           "resolvedDependencies":[%s]},
         "runDetails":{"builder":{"id":""},
           "metadata":{"invocationId":"0","buildkit_metadata":%s}}}"""
            .formatted(config, entry, members(arguments), String.join(",", materials), metadata()));
  }

  private static String statement(
      String statement, String subject, String predicate, String content) {
    return """
    {"_type":"https://in-toto.io/Statement/%s","predicateType":"https://slsa.dev/provenance/%s",
     "subject":[{"name":"_","digest":{"sha256":"%s"}}],"predicate":%s}
    """
        .formatted(statement, predicate, subject.substring(subject.indexOf(':') + 1), content);
  }

  private String metadata() {
    String source =
        data == null
            ? ""
            : ",\"source\":{\"infos\":[{\"filename\":\"%s\",\"language\":\"Dockerfile\",\"data\":\"%s\"}]}"
                .formatted(entry, data);
    return "{\"vcs\":" + members(vcs) + source + "}";
  }

  private static String members(Map<String, String> members) {
    List<String> pairs = new ArrayList<>();
    members.forEach((name, value) -> pairs.add("\"" + name + "\":\"" + value + "\""));
    return "{" + String.join(",", pairs) + "}";
  }

  /// As BuildKit attaches a statement: a manifest that the index of the image names beside it.
  public static Artifact attestation(String statement, String version) {
    return Artifact.tagged()
        .with(
            statement,
            "application/vnd.in-toto+json",
            "\"in-toto.io/predicate-type\":\"https://slsa.dev/provenance/" + version + "\"");
  }

  /// How the index names that manifest.
  public static String indexEntry(Artifact attestation, Blob image) {
    return attestation.manifest().descriptorStart()
        + ",\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"},\"annotations\":{"
        + "\"vnd.docker.reference.type\":\"attestation-manifest\",\"vnd.docker.reference.digest\":\""
        + image.digest()
        + "\"}}";
  }
}
