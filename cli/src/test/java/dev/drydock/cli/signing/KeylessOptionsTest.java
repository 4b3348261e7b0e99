package dev.drydock.cli.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.drydock.cli.Run;
import dev.drydock.cli.console.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How the part that signs without keys is found, and what it is told.
@Timeout(60)
class KeylessOptionsTest {
  private static final String SERVICE =
      "META-INF/services/dev.drydock.attest.identity.SigstoreProvider";

  @TempDir private Path home;

  private Run run(Map<String, String> environment, String... args) {
    return Run.in(home, environment, Map.of("drydock.home", home.toString()), args);
  }

  private void install(String place, String provider) throws IOException {
    Path directory = Files.createDirectories(home.resolve(place));
    try (OutputStream file = Files.newOutputStream(directory.resolve("part.jar"));
        JarOutputStream jar = new JarOutputStream(file)) {
      jar.putNextEntry(new JarEntry(SERVICE));
      jar.write(provider.getBytes(StandardCharsets.UTF_8));
      jar.closeEntry();
    }
  }

  private static String token(String claims) {
    Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
    return "eyJh." + url.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
  }

  private static String ada() {
    return token(
        "{\"iss\":\"https://tokens.example.test\",\"email\":\"ada@example.test\",\"exp\":%d}"
            .formatted(Instant.now().getEpochSecond() + 300));
  }

  private static Run input(String line) {
    return new Run(ExitCode.INPUT, "", "drydock: " + line + "\n");
  }

  private void usage(String line, String... args) {
    assertThat(run(Map.of(), args))
        .isEqualTo(new Run(ExitCode.USAGE, "", "drydock: " + line + "\n"));
  }

  @Test
  void whoeverHasNotThatPartIsToldWhereItIs() {
    String line =
        "signing and verifying without keys needs a part of Drydock that is not here; unpack"
            + " drydock-keyless-VERSION.tar.gz in the distribution's directory, or build it in a checkout"
            + " with `./mvnw -Dfast -DskipTests package`";
    assertThat(run(Map.of("SIGSTORE_ID_TOKEN", ada()), "sign", "--keyless", "app:1"))
        .isEqualTo(input(line));
    assertThat(
            run(
                Map.of(),
                "verify",
                "--certificate-identity=a",
                "--certificate-oidc-issuer=b",
                "app:1"))
        .isEqualTo(input(line));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lib/keyless", "keyless/target/app"})
  void itIsFoundWhereItBelongs(String place) throws Exception {
    install(place, EchoingSigstore.class.getName());
    assertThat(
            run(
                Map.of(),
                "verify",
                "--certificate-identity=a",
                "--certificate-oidc-issuer=b",
                "app:1"))
        .isEqualTo(input("verifier: public instance, null"));
  }

  @Test
  void anotherVersionOfItIsRefused() throws Exception {
    install("lib/keyless", "dev.drydock.keyless.Gone");
    assertThat(run(Map.of("SIGSTORE_ID_TOKEN", ada()), "sign", "--keyless", "app:1"))
        .isEqualTo(
            input(
                "the keyless part of Drydock is of another version than the rest; get both again,"
                    + " or build them with `./mvnw -Dfast -DskipTests package`"));
  }

  @Test
  void servicesRootAndTokenArePassedOn() throws Exception {
    install("lib/keyless", EchoingSigstore.class.getName());
    Files.writeString(home.resolve("root"), "ROOT");
    Files.writeString(home.resolve("services"), "SERVICES");
    Files.writeString(home.resolve("token"), ada() + "\n");
    String root = home.resolve("root").toString();
    assertThat(
            run(
                Map.of("OTHER", ada(), "SIGSTORE_ID_TOKEN", "no token"),
                "sign",
                "--keyless",
                "--identity-token",
                "env://OTHER",
                "--fulcio-url=https://fulcio.example.test",
                "--rekor-url=https://rekor.example.test/x",
                "--timestamp-server-url=http://localhost:1/ts",
                "--trusted-root",
                root,
                "--cache-dir",
                home.resolve("kept").toString(),
                "app:1"))
        .isEqualTo(
            input(
                "signer: null https://fulcio.example.test https://rekor.example.test/x"
                    + " http://localhost:1/ts; document ROOT of "
                    + root
                    + "; ada@example.test (https://tokens.example.test); kept"));
    assertThat(
            run(
                Map.of(),
                "attest",
                "--keyless",
                "--type=cyclonedx",
                "--identity-token",
                home.resolve("token").toString(),
                "--signing-config",
                home.resolve("services").toString(),
                "--tuf-mirror=https://tuf.example.test",
                "--tuf-root",
                root,
                "app:1"))
        .isEqualTo(
            input(
                "signer: SERVICES null null null; repository https://tuf.example.test from ROOT;"
                    + " ada@example.test (https://tokens.example.test); drydock"));
    assertThat(
            run(
                Map.of("SIGSTORE_ID_TOKEN", ada()),
                "sign",
                "--keyless",
                "--tuf-mirror=https://tuf.example.test",
                "app:1"))
        .isEqualTo(
            input(
                "signer: null null null null; public instance, https://tuf.example.test;"
                    + " ada@example.test (https://tokens.example.test); drydock"));
  }

  @Test
  void jobsOfGitHubActionsAskForTheirToken() throws Exception {
    install("lib/keyless", EchoingSigstore.class.getName());
    List<String> asked = new ArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestURI() + " " + exchange.getRequestHeaders().get("Authorization"));
          boolean known = exchange.getRequestURI().getPath().equals("/token");
          byte[] answer =
              (known ? "{\"value\":\"" + ada() + "\"}" : "{}").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 403, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThat(
              run(
                  Map.of(
                      "ACTIONS_ID_TOKEN_REQUEST_URL",
                      url + "/token?api-version=2.0",
                      "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
                      "secret"),
                  "sign",
                  "--keyless",
                  "app:1"))
          .isEqualTo(
              input(
                  "signer: null null null null; public instance, null; ada@example.test"
                      + " (https://tokens.example.test); drydock"));
      assertThat(
              run(
                  Map.of(
                      "ACTIONS_ID_TOKEN_REQUEST_URL",
                      url + "/other",
                      "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
                      "secret"),
                  "sign",
                  "--keyless",
                  "app:1"))
          .isEqualTo(
              input(
                  "GitHub Actions gives no token (HTTP status 403); the job needs the permission"
                      + " `id-token: write`"));
      assertThat(asked)
          .containsExactly(
              "/token?api-version=2.0&audience=sigstore [Bearer secret]",
              "/other?audience=sigstore [Bearer secret]");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void tokensThatCannotServeAreRefusedAndNeverShown() throws Exception {
    install("lib/keyless", EchoingSigstore.class.getName());
    String over = token("{\"iss\":\"i\",\"sub\":\"s\",\"exp\":1000}");
    Map<String, String> lines =
        Map.of(
            over,
            "is over; such tokens last for some minutes: get a new one right before signing",
            token("{\"iss\":\"i\",\"email\":\"e\",\"email_verified\":false}"),
            "is for an e-mail address that its owner has not confirmed; confirm it there",
            token("{\"aud\":\"sigstore\"}"),
            "says neither who it is for nor who made it; ask the provider for an ID token",
            "geheim",
            "holds no ID token, which is three texts with dots between them",
            "a.!!!.c",
            "holds no ID token, which is three texts with dots between them");
    lines.forEach(
        (token, line) ->
            assertThat(run(Map.of("SIGSTORE_ID_TOKEN", token), "sign", "--keyless", "app:1"))
                .isEqualTo(input("the environment variable SIGSTORE_ID_TOKEN " + line)));
    usage(
        "--identity-token takes a file or env://NAME, not the token: everybody on a machine can see"
            + " what programs are started with",
        "sign",
        "--keyless",
        "--identity-token",
        ada(),
        "app:1");
    assertThat(run(Map.of(), "sign", "--keyless", "--identity-token", "env://NOT_THERE", "app:1"))
        .isEqualTo(
            input("the environment variable NOT_THERE is not set; it has to hold an ID token"));
    usage(
        "nobody says who signs: name a token with --identity-token FILE, or set SIGSTORE_ID_TOKEN"
            + " (GitLab: `id_tokens` with the audience sigstore; GitHub Actions: the permission"
            + " `id-token: write` does it all)",
        "sign",
        "--keyless",
        "app:1");
  }

  @Test
  void offlineNothingIsAsked() throws Exception {
    install("lib/keyless", EchoingSigstore.class.getName());
    usage(
        "sign needs the registry, and --offline forbids it; leave it out",
        "sign",
        "--keyless",
        "--offline",
        "app:1");
    usage(
        "verify needs the registry, and --offline forbids it; leave it out",
        "verify",
        "--certificate-identity=a",
        "--certificate-oidc-issuer=b",
        "--offline",
        "app:1");
  }

  @Test
  void optionsThatDoNotBelongTogetherAreRefused() {
    usage(
        "--key and --keyless exclude each other; leave one out",
        "sign",
        "--keyless",
        "--key=k",
        "app:1");
    usage(
        "signatures without a key are kept as bundles only, which cosign reads from version 2.4 on;"
            + " leave --cosign-tags out",
        "sign",
        "--keyless",
        "--cosign-tags",
        "app:1");
    usage(
        "--rekor-url is for signing without a key; add --keyless",
        "sign",
        "--key=k",
        "--rekor-url=https://r.example.test",
        "app:1");
    usage(
        "an identity is who somebody is and who says so; add --certificate-oidc-issuer, such as"
            + " https://token.actions.githubusercontent.com",
        "verify",
        "--certificate-identity=a",
        "app:1");
    usage(
        "an identity is who somebody is and who says so; add --certificate-identity, an e-mail"
            + " address or a workflow's URI",
        "verify",
        "--certificate-oidc-issuer-regexp=.*",
        "app:1");
    usage(
        "--certificate-identity and --certificate-identity-regexp exclude each other; leave one"
            + " out",
        "verify",
        "--certificate-identity=a",
        "--certificate-identity-regexp=a",
        "app:1");
    usage(
        "--trusted-root is for verifying by identity; name one with --certificate-identity and"
            + " --certificate-oidc-issuer",
        "verify",
        "--key=k",
        "--trusted-root=r",
        "app:1");
    assertThat(
            run(
                    Map.of(),
                    "verify",
                    "--certificate-identity-regexp=a)(b",
                    "--certificate-oidc-issuer=b",
                    "app:1")
                .err())
        .startsWith("drydock: --certificate-identity-regexp cannot be used: ");
  }

  @Test
  void rootsThatDoNotBelongTogetherAreRefused() throws Exception {
    install("lib/keyless", EchoingSigstore.class.getName());
    String[] verify = {
      "verify", "--certificate-identity=a", "--certificate-oidc-issuer=b", "app:1", "", ""
    };
    verify[4] = "--trusted-root=r";
    verify[5] = "--tuf-mirror=https://tuf.example.test";
    usage(
        "--trusted-root takes the place of a TUF repository; leave --tuf-mirror and --tuf-root out",
        verify);
    verify[4] = "--tuf-root=r";
    verify[5] = "--quiet";
    usage("--tuf-root needs to know whose root it is; add --tuf-mirror URL", verify);
    verify[4] = "--tuf-mirror=tuf.example.test";
    usage("--tuf-mirror is no address: 'tuf.example.test'; write https://HOST", verify);
  }
}
