package dev.drydock.cli.signing;

import dev.drydock.attest.Checked;
import dev.drydock.attest.Expectations;
import dev.drydock.attest.ImageContent;
import dev.drydock.attest.KeptDocuments;
import dev.drydock.attest.Trust;
import dev.drydock.attest.Verification;
import dev.drydock.attest.Verifier;
import dev.drydock.attest.identity.ExpectedIdentity;
import dev.drydock.attest.statement.PredicateType;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.console.ProgressLine;
import dev.drydock.cli.key.KeyFileOptions;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.image.ImageException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `drydock verify`: whether an image is signed, and what is said about it that can be trusted.
public final class VerifyCommand {
  private static final Pattern AGE = Pattern.compile("(\\d{1,6})([mhdw])");

  private VerifyCommand() {}

  public static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    String format = invocation.format();
    Map<String, String> wanted = wanted(invocation.values("--type"));
    Expectations expectations =
        new Expectations(maxAge(invocation.value("--max-age")), new HashSet<>(wanted.values()));
    Trust trust = trust(surroundings, invocation);
    SignedImage image;
    Verification verification;
    String damage = null;
    List<String> refused = List.of();
    try (ProgressLine progress = surroundings.progress(invocation);
        VerifiedPolicy policy = VerifiedPolicy.of(surroundings, invocation)) {
      progress.stage("Verifying");
      image = SignedImage.open(surroundings, invocation, false);
      verification =
          new Verifier(
                  image.repository(),
                  trust,
                  surroundings.limits(),
                  surroundings.clock(),
                  KeptDocuments.none())
              .verify(image.subject(), expectations);
      if (invocation.has("--layers")) {
        progress.stage("Reading " + image.name());
        damage = damage(image, surroundings.limits());
      }
      if (policy != null) {
        progress.stage("Judging");
        refused = policy.problems(image, verification);
      }
    }
    List<String> problems = problems(wanted, verification);
    if (damage != null) {
      problems.add(damage);
    }
    problems.addAll(refused);
    List<String> asked = new ArrayList<>(wanted.keySet());
    if (invocation.has("--policy")) {
      asked.add("policy");
    }
    VerificationReport report = new VerificationReport(image.name(), verification, asked, problems);
    Output.write(
        invocation.value("--output"),
        surroundings.out(),
        out -> {
          if (format.equals("json")) {
            report.json(out);
          } else {
            report.table(out);
          }
        });
    return problems.isEmpty() ? ExitCode.OK : ExitCode.GATE;
  }

  /// Keys, identities or both.
  private static Trust trust(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    KeylessOptions keyless = new KeylessOptions(surroundings, invocation);
    KeyFileOptions keys = new KeyFileOptions(surroundings, invocation);
    List<ExpectedIdentity> identities = keyless.identities();
    return identities.isEmpty()
        ? Trust.in(keys.verificationKeys())
        : Trust.in(keys.keysOf("--key"), identities, keyless.verifier());
  }

  /// What is not as it was signed; `null` for nothing.
  private static @Nullable String damage(SignedImage image, Limits limits)
      throws IOException, InterruptedException {
    try {
      new ImageContent(image.repository(), limits).verify(image.subject());
      return null;
    } catch (ImageException e) {
      if (e.kind() == ImageException.Kind.CORRUPT) {
        return ErrorLine.oneLine(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  /// URIs by what the user called them.
  private static Map<String, String> wanted(List<String> types) throws Failure {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (String type : types) {
      wanted.put(type, SigningCommands.uri(type));
    }
    if (wanted.isEmpty()) {
      wanted.put(PredicateType.SIGNATURE.word(), PredicateType.SIGNATURE.uri());
    }
    return wanted;
  }

  /// Why this is not verified; what was said last counts.
  private static List<String> problems(Map<String, String> wanted, Verification verification) {
    List<String> problems = new ArrayList<>();
    wanted.forEach(
        (word, uri) -> {
          Checked.Trusted newest = verification.newest(uri).orElse(null);
          if (newest == null) {
            problems.add("no trusted " + ErrorLine.oneLine(word));
          } else if (Boolean.FALSE.equals(newest.passed())) {
            problems.add("the newest trusted " + ErrorLine.oneLine(word) + " says: failed");
          }
        });
    return problems;
  }

  /// `30m`, `12h`, `7d`, `2w`.
  private static @Nullable Duration maxAge(@Nullable String text) throws Failure {
    if (text == null) {
      return null;
    }
    Matcher age = AGE.matcher(text);
    if (age.matches()) {
      long count = Long.parseLong(age.group(1));
      return switch (age.group(2)) {
        case "m" -> Duration.ofMinutes(count);
        case "h" -> Duration.ofHours(count);
        case "d" -> Duration.ofDays(count);
        default -> Duration.ofDays(7 * count);
      };
    }
    throw Failure.usage("--max-age is '" + ErrorLine.oneLine(text) + "'; write 30m, 12h, 7d or 2w");
  }
}
