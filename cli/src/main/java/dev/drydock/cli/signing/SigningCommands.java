package dev.drydock.cli.signing;

import dev.drydock.attest.Attestor;
import dev.drydock.attest.identity.BundleSigner;
import dev.drydock.attest.key.SigningKey;
import dev.drydock.attest.statement.PredicateType;
import dev.drydock.attest.strict.StrictJson;
import dev.drydock.bom.cyclonedx.CycloneDxJson;
import dev.drydock.bom.cyclonedx.CycloneDxVersion;
import dev.drydock.bom.spdx.SpdxJson;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.console.ProgressLine;
import dev.drydock.cli.console.Suggestion;
import dev.drydock.cli.key.KeyFileOptions;
import dev.drydock.cli.scan.Stages;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.json.Json;
import dev.drydock.limits.Bounded;
import dev.drydock.report.json.ScanJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// `drydock sign` and `drydock attest`: an image is signed, or a statement about it, and that is
/// kept beside the image in its registry.
public final class SigningCommands {
  private final Surroundings surroundings;
  private final Invocation invocation;
  private final ProgressLine progress;

  private SigningCommands(Surroundings surroundings, Invocation invocation, ProgressLine progress) {
    this.surroundings = surroundings;
    this.invocation = invocation;
    this.progress = progress;
  }

  public static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    String written;
    try (ProgressLine progress = surroundings.progress(invocation)) {
      SigningCommands commands = new SigningCommands(surroundings, invocation, progress);
      written = invocation.command().equals("sign") ? commands.sign() : commands.attest();
    }
    byte[] line = (written + "\n").getBytes(StandardCharsets.UTF_8);
    Output.write(null, surroundings.out(), out -> out.write(line));
    return ExitCode.OK;
  }

  private String sign() throws IOException, InterruptedException, Failure {
    // first, since it fails at once where it does
    Attestors attestors = attestors();
    progress.stage("Signing");
    SignedImage image = SignedImage.open(surroundings, invocation, false);
    attestors.of(image).sign(image.subject());
    return image.name();
  }

  private String attest() throws IOException, InterruptedException, Failure {
    String type = invocation.value("--type");
    if (type == null) {
      throw Failure.usage(
          "attest needs to know what is said, --type: " + String.join(", ", words()));
    }
    String uri = uri(type);
    PredicateType known = PredicateType.of(uri).orElse(null);
    String file = invocation.value("--predicate");
    boolean made =
        file == null
            && (known == PredicateType.CYCLONEDX
                || known == PredicateType.SPDX
                || known == PredicateType.SCAN);
    if (file == null && !made) {
      throw Failure.usage(
          "attest --type "
              + ErrorLine.oneLine(type)
              + " needs the document that says it, --predicate FILE");
    }
    Attestors attestors = attestors();
    Json predicate = file == null ? new Json.Null() : read(file);
    SignedImage image = SignedImage.open(surroundings, invocation, made);
    if (known != null && made) {
      predicate = make(known, image);
    }
    String objection = known == null ? null : known.objection(predicate);
    if (objection != null) {
      throw Failure.input(
          ErrorLine.oneLine(String.valueOf(file)) + " cannot be attested: " + objection, null);
    }
    progress.stage("Attesting " + image.name());
    attestors.of(image).attest(image.subject(), uri, predicate);
    return image.name();
  }

  /// Signs what is beside an image, once it is known who signs.
  private interface Attestors {
    Attestor of(SignedImage image) throws Failure;
  }

  private Attestors attestors() throws IOException, InterruptedException, Failure {
    KeylessOptions keyless = new KeylessOptions(surroundings, invocation);
    if (keyless.signs()) {
      BundleSigner signer = keyless.signer();
      return image ->
          new Attestor(image.repository(), signer, surroundings.limits(), surroundings.clock());
    }
    SigningKey key = new KeyFileOptions(surroundings, invocation).signingKey();
    return image ->
        new Attestor(
            image.repository(),
            key,
            surroundings.limits(),
            surroundings.clock(),
            invocation.has("--cosign-tags"));
  }

  /// Of a word, or of what is a URI already.
  public static String uri(String type) throws Failure {
    PredicateType known = PredicateType.named(type).orElse(null);
    if (known != null) {
      return known.uri();
    }
    if (type.indexOf(':') > 0 && type.chars().noneMatch(c -> c <= ' ' || c == 0x7f)) {
      return type;
    }
    throw Failure.usage(
        "there is no type '"
            + ErrorLine.oneLine(type)
            + "'"
            + Suggestion.of(type, words())
            + "; it can be "
            + String.join(", ", words())
            + ", or the URI of another one");
  }

  private static List<String> words() {
    List<String> words = new ArrayList<>();
    for (PredicateType type : PredicateType.values()) {
      words.add(type.word());
    }
    return words;
  }

  private Json read(String file) throws IOException, Failure {
    byte[] content = Bounded.readFile(PathArgument.of(file), surroundings.limits().documentBytes());
    return StrictJson.read(content, surroundings.limits(), ErrorLine.oneLine(file));
  }

  /// What Drydock itself says about the very image that is attested.
  private Json make(PredicateType type, SignedImage image)
      throws IOException, InterruptedException, Failure {
    Stages stages = new Stages(surroundings, invocation, progress);
    String reference = "registry:" + image.name();
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    if (type == PredicateType.SCAN) {
      ScanJson.write(stages.scan(reference).getFirst().report(), document);
    } else if (type == PredicateType.SPDX) {
      SpdxJson.write(
          stages.boms(reference).getFirst(),
          surroundings.creation(invocation.value("--author")),
          document);
    } else {
      CycloneDxJson.write(
          stages.boms(reference).getFirst(),
          surroundings.creation(invocation.value("--author")),
          CycloneDxVersion.V1_6,
          document);
    }
    return StrictJson.read(document.toByteArray(), surroundings.limits(), type.word());
  }
}
