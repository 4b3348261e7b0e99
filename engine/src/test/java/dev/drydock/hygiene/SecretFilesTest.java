package dev.drydock.hygiene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.image.LayerEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretFilesTest {
  /// Random, of the right shape, and nobody's.
  private static final String GITHUB = "ghp_" + "q7Zr2Kx9LmVb3NtYc8Wd5Hf1Jg6PsRaQoUiE";

  private static final String KEY =
      """
      -----BEGIN RSA PRIVATE KEY-----
      MIIEowIBAAKCAQEAu1SU1LfVLPHCozMxH2Mo4lgOEePzNm0tRgeLezV6ffAt0gun
      VTLw7onLRnrq0/IzW7yWR7QkrmBL7jTKEn5u+qKhbwKfBstIs+bMY2Zkp18gnTxK
      -----END RSA PRIVATE KEY-----
      """;

  private static List<String> ids(String path, String text) {
    return SecretFiles.in(path, text).stream().map(SecretKind::id).toList();
  }

  @Test
  void eachKindIsFoundInItsFile() {
    assertThat(ids("root/.ssh/id_rsa", KEY)).containsExactly("private-key");
    assertThat(ids("app/server.pem", "x\n" + KEY)).containsExactly("private-key");
    assertThat(ids("root/.npmrc", "//registry.npmjs.org/:_authToken=a8f3c2d9-77b1-4e5a"))
        .containsExactly("npm-token");
    assertThat(ids("root/.netrc", "machine git.corp login me password h7Gq2zLp9"))
        .containsExactly("password");
    assertThat(ids("root/.pypirc", "[pypi]\nusername = me\npassword = h7Gq2zLp9"))
        .containsExactly("password");
    assertThat(ids("root/.git-credentials", "https://me:h7Gq2zLp9@git.corp"))
        .containsExactly("password");
    assertThat(ids("root/.aws/credentials", "[default]\naws_secret_access_key = h7Gq2zLp9wXr/t4"))
        .containsExactly("cloud-key");
    assertThat(
            ids("root/.docker/config.json", "{\"auths\":{\"r.io\":{\"auth\":\"bWU6aDdHcTJ6\"}}}"))
        .containsExactly("registry-login");
    assertThat(ids("root/.kube/config", "users:\n- user:\n    client-key-data: LS0tLS1CRUd"))
        .containsExactly("cluster-login");
    assertThat(ids("app/.env", "DEBUG=1\nexport DB_PASSWORD='h7Gq2zLp9'"))
        .containsExactly("password");
    assertThat(ids("app/deploy.sh", "curl -H 'Authorization: " + GITHUB + "'"))
        .containsExactly("github-token");
    assertThat(
            ids(
                "app/account.json",
                "{\"type\": \"service_account\", \"private_key\": \""
                    + KEY.replace("\n", "\\n")
                    + "\"}"))
        .containsExactly("cloud-key");
  }

  @Test
  void whatOnlyLooksLikeASecretIsNone() {
    assertThat(ids("app/server.pem", KEY.replace("RSA PRIVATE", "PUBLIC"))).isEmpty();
    assertThat(ids("app/server.pem", KEY.replace("RSA PRIVATE", "ENCRYPTED PRIVATE"))).isEmpty();
    assertThat(ids("root/.npmrc", "//registry.npmjs.org/:_authToken=${NPM_TOKEN}")).isEmpty();
    assertThat(ids("app/.env", "DB_PASSWORD=changeme\nAPI_KEY=\nTOKEN_FILE=/run/secrets/t"))
        .isEmpty();
    assertThat(ids("app/.env", "DB_PASSWORD=${DB_PASSWORD}\nSECRET_KEY=<your key>")).isEmpty();
    assertThat(ids("app/x.json", "{\"ghp_\": \"ghp_short\", \"x\": \"a" + GITHUB + "\"}"))
        .isEmpty();
    assertThat(ids("app/x.json", "{\"x\": \"" + GITHUB + "0\"}")).isEmpty();
    assertThat(ids("root/.docker/config.json", "{\"auths\":{},\"credsStore\":\"desktop\"}"))
        .isEmpty();
    assertThat(ids("app/config.json", "{\"auth\": \"bWU6aDdHcTJ6\"}")).isEmpty();
  }

  @Test
  void onlySettingsThatNoPackageBroughtAreLookedInto() {
    for (String path :
        List.of("app/.env", ".env.production", "root/.ssh/id_rsa", "srv/tls.KEY", "etc/app.yaml")) {
      assertThat(SecretFiles.suspicious(file(path, 100))).as(path).isTrue();
    }
    for (String path :
        List.of(
            "usr/share/doc/x.pem",
            "usr/lib/python3/test.key",
            "app/node_modules/x/test/key.pem",
            "node_modules/x/key.pem",
            "app/readme.md",
            "app/.environment",
            "etc/ssl/certs/ca.pem")) {
      assertThat(SecretFiles.suspicious(file(path, 100))).as(path).isFalse();
    }
    assertThat(SecretFiles.suspicious(file("app/.env", 1 << 20))).isFalse();
  }

  private static LayerEntry file(String path, long size) {
    return new LayerEntry(path, LayerEntry.Type.FILE, size, 0644, null, 0);
  }
}
