package dev.drydock.cli.signing;

import dev.drydock.attest.identity.BundleSigner;
import dev.drydock.attest.identity.BundleVerifier;
import dev.drydock.attest.identity.ExpectedIdentity;
import dev.drydock.attest.identity.ExpectedIdentity.Exactly;
import dev.drydock.attest.identity.ExpectedIdentity.Half;
import dev.drydock.attest.identity.ExpectedIdentity.Matching;
import dev.drydock.attest.identity.IdentityToken;
import dev.drydock.attest.identity.Outside;
import dev.drydock.attest.identity.SigningServices;
import dev.drydock.attest.identity.SigstoreProvider;
import dev.drydock.attest.identity.TrustedRoot;
import dev.drydock.base.testing.pattern.InvalidPatternException;
import dev.drydock.base.testing.pattern.TextPattern;
import dev.drydock.cli.command.CommandModel.Kind;
import dev.drydock.cli.command.CommandModel.Option;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.limits.Bounded;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the user says of signing and verifying without keys: as whom, where, and whom to trust.
/// Options are called as cosign calls them.
public final class KeylessOptions {
  private static final List<Option> OF_TRUST =
      List.of(
          new Option("--trusted-root", null, Kind.VALUE),
          new Option("--tuf-mirror", null, Kind.VALUE),
          new Option("--tuf-root", null, Kind.VALUE));

  private static final int MOST = 4 << 20;

  private final Surroundings surroundings;
  private final Invocation invocation;

  KeylessOptions(Surroundings surroundings, Invocation invocation) {
    this.surroundings = surroundings;
    this.invocation = invocation;
  }

  /// The options of commands that sign.
  public static List<Option> signing() {
    List<Option> options =
        new ArrayList<>(
            List.of(
                new Option("--keyless", null, Kind.FLAG),
                new Option("--identity-token", null, Kind.VALUE),
                new Option("--fulcio-url", null, Kind.VALUE),
                new Option("--rekor-url", null, Kind.VALUE),
                new Option("--timestamp-server-url", null, Kind.VALUE),
                new Option("--signing-config", null, Kind.VALUE)));
    options.addAll(OF_TRUST);
    return options;
  }

  /// The options of commands that verify.
  public static List<Option> verifying() {
    List<Option> options =
        new ArrayList<>(
            List.of(
                new Option("--certificate-identity", null, Kind.VALUE),
                new Option("--certificate-identity-regexp", null, Kind.VALUE),
                new Option("--certificate-oidc-issuer", null, Kind.VALUE),
                new Option("--certificate-oidc-issuer-regexp", null, Kind.VALUE)));
    options.addAll(OF_TRUST);
    return options;
  }

  /// Whether one signs without a key.
  boolean signs() throws Failure {
    if (!invocation.has("--keyless")) {
      for (Option option : signing()) {
        if (invocation.has(option.name())) {
          throw Failure.usage(option.name() + " is for signing without a key; add --keyless");
        }
      }
      return false;
    }
    if (invocation.has("--key")) {
      throw Failure.usage("--key and --keyless exclude each other; leave one out");
    }
    if (invocation.has("--cosign-tags")) {
      throw Failure.usage(
          "signatures without a key are kept as bundles only, which cosign reads from version 2.4"
              + " on; leave --cosign-tags out");
    }
    return true;
  }

  BundleSigner signer() throws IOException, InterruptedException, Failure {
    SigstoreProvider provider = KeylessModule.find(surroundings);
    String document = invocation.value("--signing-config");
    SigningServices services =
        new SigningServices(
            document == null ? null : file(document),
            uri("--fulcio-url"),
            uri("--rekor-url"),
            uri("--timestamp-server-url"));
    HttpClient client = client();
    IdentityToken token = new IdentityTokens(surroundings, invocation, client).token();
    return provider.signer(services, trustedRoot(), token, outside(client));
  }

  BundleVerifier verifier() throws IOException, InterruptedException, Failure {
    SigstoreProvider provider = KeylessModule.find(surroundings);
    return provider.verifier(trustedRoot(), outside(client()));
  }

  /// Whose signatures count without a key; none where nobody is named.
  List<ExpectedIdentity> identities() throws Failure {
    Half subject = half("--certificate-identity");
    Half issuer = half("--certificate-oidc-issuer");
    if (subject == null && issuer == null) {
      for (Option option : OF_TRUST) {
        if (invocation.has(option.name())) {
          throw Failure.usage(
              option.name()
                  + " is for verifying by identity; name one with --certificate-identity and"
                  + " --certificate-oidc-issuer");
        }
      }
      return List.of();
    }
    if (subject == null || issuer == null) {
      throw Failure.usage(
          "an identity is who somebody is and who says so; add "
              + (subject == null
                  ? "--certificate-identity, an e-mail address or a workflow's URI"
                  : "--certificate-oidc-issuer, such as https://token.actions.githubusercontent.com"));
    }
    return List.of(new ExpectedIdentity(subject, issuer));
  }

  private @Nullable Half half(String option) throws Failure {
    String text = invocation.value(option);
    String expression = invocation.value(option + "-regexp");
    if (text != null && expression != null) {
      throw Failure.usage(option + " and " + option + "-regexp exclude each other; leave one out");
    }
    if (expression == null) {
      return text == null ? null : new Exactly(text);
    }
    try {
      TextPattern.compile(expression);
      TextPattern whole = TextPattern.compile("^(?:" + expression + ")$");
      return new Matching(expression, searched -> matches(whole, searched));
    } catch (InvalidPatternException e) {
      throw Failure.usage(
          option + "-regexp cannot be used: " + ErrorLine.oneLine(String.valueOf(e.getMessage())));
    }
  }

  /// What takes too long to find out is not what was described.
  private static boolean matches(TextPattern pattern, String text) {
    try {
      return pattern.find(text);
    } catch (InvalidPatternException _) {
      return false;
    }
  }

  private TrustedRoot trustedRoot() throws IOException, Failure {
    String file = invocation.value("--trusted-root");
    URI mirror = uri("--tuf-mirror");
    String root = invocation.value("--tuf-root");
    if (file != null && (mirror != null || root != null)) {
      throw Failure.usage(
          "--trusted-root takes the place of a TUF repository; leave --tuf-mirror and --tuf-root"
              + " out");
    }
    if (file != null) {
      return new TrustedRoot.Document(file(file), ErrorLine.oneLine(file));
    }
    if (root != null && mirror == null) {
      throw Failure.usage("--tuf-root needs to know whose root it is; add --tuf-mirror URL");
    }
    return root == null || mirror == null
        ? new TrustedRoot.PublicInstance(mirror)
        : new TrustedRoot.Repository(mirror, file(root));
  }

  private static byte[] file(String name) throws IOException, Failure {
    return Bounded.readFile(PathArgument.of(name), MOST);
  }

  private @Nullable URI uri(String option) throws Failure {
    String text = invocation.value(option);
    if (text == null) {
      return null;
    }
    try {
      URI uri = URI.create(text);
      String scheme = uri.getScheme();
      if (uri.getHost() != null && ("https".equals(scheme) || "http".equals(scheme))) {
        return uri;
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    throw Failure.usage(
        option + " is no address: '" + ErrorLine.oneLine(text) + "'; write https://HOST");
  }

  private HttpClient client() throws IOException, Failure {
    // before the first request, that for a trusted root
    SignedImage.refuseOffline(invocation);
    return surroundings.serviceClient();
  }

  private Outside outside(HttpClient client) throws Failure {
    return new Outside(
        client,
        "drydock/" + Surroundings.version(),
        // tokens and certificates are of now, whatever time is told to what is made
        Clock.systemUTC(),
        surroundings.cacheDirectory(invocation.value("--cache-dir")),
        surroundings.limits());
  }
}
