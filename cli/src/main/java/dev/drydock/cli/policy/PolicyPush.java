package dev.drydock.cli.policy;

import dev.drydock.attest.Attestor;
import dev.drydock.attest.key.SigningKey;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.key.KeyFileOptions;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.image.Digest;
import dev.drydock.image.manifest.MediaTypes;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.limits.Bounded;
import dev.drydock.policy.bundle.PolicySource;
import dev.drydock.policy.reading.InvalidPolicyException;
import dev.drydock.policy.reading.PolicyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// `drydock policy push`: a policy goes into a registry, for others to extend, signed where there
/// is a key.
final class PolicyPush {
  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

  private PolicyPush() {}

  static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    String name = invocation.argument("where to, such as registry.example.org/policies/org:stable");
    if (invocation.has("--offline")) {
      throw Failure.usage("policy push needs the registry, and --offline forbids it; leave it out");
    }
    byte[] text = right(surroundings, invocation);
    SigningKey key =
        invocation.value("--key") == null
            ? null
            : new KeyFileOptions(surroundings, invocation).signingKey();
    RegistryRepository repository =
        surroundings
            .network()
            .repository(
                name.startsWith("oci://") ? name.substring("oci://".length()) : name,
                surroundings.limits(),
                surroundings.userHome(),
                surroundings.clock(),
                invocation.values("--insecure-registry"));
    String reference = push(surroundings, repository, text, key) + "\n";
    Output.write(
        null, surroundings.out(), out -> out.write(reference.getBytes(StandardCharsets.UTF_8)));
    return ExitCode.OK;
  }

  /// The text, where all can use it who fetch it: nothing in it is wrong, or on this machine alone.
  private static byte[] right(Surroundings surroundings, Invocation invocation)
      throws IOException, Failure {
    String given = invocation.value("--policy");
    String file = given == null ? LoadedPolicy.FILE : given;
    byte[] text = Bounded.readFile(PathArgument.of(file), PolicySource.MOST_BYTES);
    try {
      PolicyReader.readBundle(
          file, text, surroundings.limits(), new PolicyBundles(surroundings, invocation));
    } catch (InvalidPolicyException e) {
      throw LoadedPolicy.mistakes(e);
    }
    return text;
  }

  /// @return what others extend
  private static String push(
      Surroundings surroundings,
      RegistryRepository repository,
      byte[] text,
      @Nullable SigningKey key)
      throws IOException, InterruptedException, Failure {
    ImageReference reference = repository.reference();
    if (reference.digest() != null) {
      throw Failure.usage("a digest cannot be pushed to; name a tag instead");
    }
    byte[] manifest = manifest(text);
    repository.pushBlob(EMPTY, "the config of the policy");
    repository.pushBlob(text, "the policy");
    Digest digest =
        repository.pushManifest(reference.manifestKey(), manifest, MediaTypes.OCI_MANIFEST);
    if (key != null) {
      StoredManifest subject = repository.manifest(digest);
      new Attestor(repository, key, surroundings.limits(), surroundings.clock(), false)
          .sign(subject);
    }
    return "oci://" + reference.registry() + "/" + reference.repository() + "@" + digest;
  }

  /// The manifest of a policy, of digests and numbers only, which need no escaping.
  private static byte[] manifest(byte[] text) {
    return """
    {"schemaVersion":2,"mediaType":"%s","artifactType":"%s",\
    "config":{"mediaType":"%s","digest":"%s","size":%d},\
    "layers":[{"mediaType":"%s","digest":"%s","size":%d}]}"""
        .formatted(
            MediaTypes.OCI_MANIFEST,
            PolicySource.MEDIA_TYPE,
            MediaTypes.OCI_EMPTY,
            Digest.of("sha256", EMPTY),
            EMPTY.length,
            PolicySource.MEDIA_TYPE,
            Digest.of("sha256", text),
            text.length)
        .getBytes(StandardCharsets.UTF_8);
  }
}
