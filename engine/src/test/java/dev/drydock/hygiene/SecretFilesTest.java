package dev.drydock.hygiene;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.limits.Limits;
import dev.drydock.secret.SecretKind;
import java.util.Base64;
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
    return SecretFiles.in(path, text.getBytes(UTF_8), Limits.defaults()).stream()
        .map(SecretKind::id)
        .toList();
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
  void filesOfToolsAreKnown() {
    String login = "{\"auths\":{\"r.io\":{\"auth\":\"bWU6aDdHcTJ6\"}}}";
    assertThat(ids("root/.config/containers/auth.json", login)).containsExactly("registry-login");
    assertThat(ids("app/.git/config", "\turl = https://me:h7Gq2zLp9@git.corp/x"))
        .containsExactly("password");
    assertThat(ids("app/.git/config", "\turl = https://me:" + GITHUB + "@github.com/x"))
        .containsExactly("github-token");
    assertThat(ids("etc/pip.conf", "index-url = https://me:h7Gq2zLp9@nexus.corp/simple"))
        .containsExactly("password");
    assertThat(ids("root/.pgpass", "# h:p:d:u:p\ndb:5432:app:me:h7Gq2zLp9"))
        .containsExactly("password");
    assertThat(ids("root/.m2/settings.xml", "<server><password>h7Gq2zLp9</password></server>"))
        .containsExactly("password");
    assertThat(ids("app/wp-config.php", "define( 'DB_PASSWORD', 'h7Gq2zLp9' );"))
        .containsExactly("password");
    assertThat(ids("root/.cargo/credentials.toml", "[registry]\ntoken = \"h7Gq2zLp9wXr\""))
        .containsExactly("package-registry-token");
    assertThat(
            ids(
                "root/.config/gcloud/application_default_credentials.json",
                "{\"refresh_token\": \"1//0h7Gq2zLp9wXr\"}"))
        .containsExactly("cloud-key");
    assertThat(ids("opt/cluster.yaml", "kind: Config\nusers:\n- user:\n    token: h7Gq2zLp9wXr"))
        .containsExactly("cluster-login");
    assertThat(ids("root/.bash_history", "ls\nmysql --password=h7Gq2zLp9\n"))
        .containsExactly("password");
    assertThat(ids("root/.zsh_history", ": 1:0;export GH_TOKEN=" + GITHUB))
        .containsExactly("github-token");
  }

  @Test
  void loginsOfPackageRegistriesAreKnown() {
    for (String composer :
        List.of(
            "{\"http-basic\": {\"r.io\": {\"username\": \"ci\", \"password\": \"h7Gq2zLp\"}}}",
            "{\"bearer\": {\"r.io\": \"h7Gq2zLp9\"}}",
            "{\"gitlab-token\": {\"git.corp\": {\"username\": \"ci\", \"token\": \"h7Gq2zLp\"}}}",
            "{\"github-oauth\" : {\n\"a\": \"\",\n\"github.com\": \"h7Gq2zLp9\"}}")) {
      assertThat(ids("root/.composer/auth.json", composer))
          .as(composer)
          .containsExactly("package-registry-token");
    }
    assertThat(ids("app/auth.json", "{\"github-oauth\": {\"github.com\": \"" + GITHUB + "\"}}"))
        .containsExactly("github-token");
    for (String composer :
        List.of(
            "{\"bearer\": {}, \"x\": {\"y\": \"h7Gq2zLp9\"}}",
            "{\"bearer\": \"h7Gq2zLp9\"}",
            "{\"bearer\": {\"r.io\": \"${TOKEN}\"}}",
            "\"bearer\": {\"h7Gq2zLp9")) {
      assertThat(ids("root/.composer/auth.json", composer)).as(composer).isEmpty();
    }
    assertThat(ids("root/.cargo/credentials", "[registry]\ntoken = \"h7Gq2zLp9wXr\""))
        .containsExactly("package-registry-token");
    assertThat(ids("root/.gem/credentials", "---\n:rubygems_api_key: 0a9b8c7d6e5f4a3b2c1d"))
        .containsExactly("package-registry-token");
    assertThat(ids("app/credentials", "token = \"h7Gq2zLp9wXr\"")).isEmpty();
    assertThat(ids("usr/local/bundle/config", "---\nBUNDLE_GEMS__CORP: \"ann:h7Gq2zLp9\""))
        .containsExactly("password");
    for (String bundler :
        List.of(
            "BUNDLE_WITHOUT: \"development:staging\"",
            "BUNDLE_BUILD__PG: \"x:h7Gq2zLp9\"",
            "BUNDLE_GEMS__CORP: \"${GEMS_LOGIN}\"",
            "BUNDLE_GEMS__CORP: \"https://gems.corp\"")) {
      assertThat(ids("root/.bundle/config", bundler)).as(bundler).isEmpty();
    }
    assertThat(ids("root/.sbt/.credentials", "user=ci\npassword=h7Gq2zLp9"))
        .containsExactly("password");
    assertThat(ids("root/.m2/settings.xml", "<server><passphrase>h7Gq2z</passphrase></server>"))
        .containsExactly("password");
    assertThat(ids("root/.m2/settings.xml", "<passphrase>{h7Gq2zLp9=}</passphrase>")).isEmpty();
    assertThat(ids("root/.m2/settings.xml", "<passphrase>${env.GPG}</passphrase>")).isEmpty();
  }

  @Test
  void loginsOfContainerRegistriesAreKnown() {
    for (String name : List.of("auth", "identitytoken", "registrytoken")) {
      String file = "{\"auths\":{\"r.io\":{\"" + name + "\":\"bWU6aDdHcTJ6\"}}}";
      String encoded = Base64.getEncoder().encodeToString(file.getBytes(UTF_8));
      assertThat(ids("root/.docker/config.json", file)).containsExactly("registry-login");
      assertThat(ids("app/pull.yaml", "data:\n  .dockerconfigjson: " + encoded))
          .containsExactly("registry-login");
      assertThat(ids("app/pull.json", "{\".dockerconfigjson\": \"" + encoded + "\"}"))
          .containsExactly("registry-login");
    }
    assertThat(ids("app/pull.yaml", "  .dockerconfigjson: eyJhIjoxfQ==")).isEmpty();
    assertThat(ids("app/pull.yaml", "  .dockerconfigjson: eyJ!\n.dockercfg")).isEmpty();
  }

  @Test
  void settingsOfNoEngineAreSettings() {
    assertThat(ids("app/config.json", "  \"password\": \"h7Gq2zLp9\","))
        .containsExactly("password");
    assertThat(ids("app/auth.json", "  \"client_secret\": \"h7Gq2zLp9\","))
        .containsExactly("password");
  }

  @Test
  void keysOfVaultTerraformAndRailsAreKnown() {
    assertThat(ids("root/.vault-token", "s.q7Zr2Kx9LmVb3NtYc8Wd5Hf1\n"))
        .containsExactly("vault-token");
    assertThat(ids("root/.vault-token", "s.q7Zr2Kx9LmVb3NtYc8Wd5Hf")).isEmpty();
    assertThat(ids("app/x.yaml", "s.q7Zr2Kx9LmVb3NtYc8Wd5Hf1")).isEmpty();
    assertThat(ids("root/.terraformrc", "credentials \"tf.corp\" {\n  token = \"h7Gq2zLp9\"\n}"))
        .containsExactly("terraform-token");
    String key = "0a9b8c7d6e5f4a3b".repeat(2);
    assertThat(ids("app/config/master.key", key + "\n")).containsExactly("master-key");
    assertThat(ids("app/config/credentials/production.key", key)).containsExactly("master-key");
    assertThat(ids("app/config/master.key", key + "0")).isEmpty();
    assertThat(ids("app/other/master.key", key)).isEmpty();
  }

  @Test
  void scriptsOfOnesOwnTellOfPasswords() {
    for (String line :
        List.of(
            "export DB_PASSWORD=h7Gq2zLp9",
            "  API_TOKEN='h7Gq2zLp9' ./serve",
            "export DB_PASSWORD=\"h7Gq2zLp9\"; run")) {
      assertThat(ids("app/start.sh", "#!/bin/sh\n" + line)).as(line).containsExactly("password");
      assertThat(ids("usr/bin/start.sh", line)).as(line).isEmpty();
    }
    for (String line :
        List.of(
            "export DB_PASSWORD=$h7Gq2zLp9",
            "DB_PASSWORD=\"h7Gq2zLp9`id`\"",
            "DB_PASSWORD=$(cat /run/secrets/db2password)",
            "DB_PASSWORD=letters",
            "DB_PASSWORD=\"h7Gq2zLp9",
            "# DB_PASSWORD=h7Gq2zLp9",
            "--token=h7Gq2zLp9")) {
      assertThat(ids("app/start.sh", line)).as(line).isEmpty();
    }
  }

  @Test
  void settingsTellOfPasswordsByName() {
    for (String line :
        List.of(
            "spring.datasource.password=h7Gq2zLp9",
            "    password: 'h7Gq2zLp9'",
            "  \"client_secret\": \"h7Gq2zLp9\",",
            "{\"Default\": \"Server=db;User Id=sa;Password=h7Gq2zLp9;\"}",
            "password: h7Gq2zLp9 # of the database",
            "password: \"h7Gq2zLp9#1\" # of the database",
            "password: 'h7Gq2zLp9' # of the database",
            "db_password = \"h7Gq2zLp9\"")) {
      assertThat(ids("app/application.yml", line)).as(line).containsExactly("password");
    }
    for (String line :
        List.of(
            "password: ${DB_PASSWORD}",
            "password: letters-only",
            "passwordEncoder: bcrypt2048x",
            "#password=h7Gq2zLp9",
            "password: ENC(h7Gq2zLp9)",
            "secretName: shop2-credentials",
            "connection: Server=db;Password={0};")) {
      assertThat(ids("app/application.yml", line)).as(line).isEmpty();
    }
  }

  @Test
  void versionsAreNoPasswords() {
    for (String line :
        List.of(
            "  \"generate-password\": \"^2.0.0-beta.1\",",
            "\"@nestjs/jwt-token\": \"10.0.0-next.1\"",
            "rusoto_credentials = \"0.48.0-beta1\"",
            "rusoto_credentials = \">=0.48.0+build5\"")) {
      assertThat(ids("app/package.json", line)).as(line).isEmpty();
    }
    assertThat(ids("app/a.toml", "password = \"2.h7Gq2zLp9\"")).containsExactly("password");
    assertThat(ids("app/a.toml", "password = \"2.0.1-h7Gq2!zLp9\"")).containsExactly("password");
  }

  @Test
  void namesOfSecretsAreNone() {
    for (String line :
        List.of(
            "  existingSecret: Keycloak_Db2",
            "imagePullSecret: regcred-prod1",
            "imagePullSecrets: Regcred_prod1",
            "tlsSecret: wildcard-cert-2024",
            "credentials: azure-key-vault-2",
            "client_secret: oauth2-proxy-prod",
            "api_key: env:SHOP_KEY1",
            "password: vault:kv1#shop",
            "  --page-token=\"h7Gq2zLp9\"",
            "api-secretRef: x9.Shop")) {
      assertThat(ids("app/values.yaml", line)).as(line).isEmpty();
    }
    for (String line :
        List.of(
            "password: azure-key-vault-2",
            "db.password: correct-horse-battery-7",
            "client_secret: a8f3c2d9-77b1-4e5a",
            "client_secret: Azure-key-vault-2",
            "client_secret: azurekeyvault2",
            "client_secret: azure-key-20245",
            "client_secret: azure--key-2")) {
      assertThat(ids("app/values.yaml", line)).as(line).containsExactly("password");
    }
  }

  @Test
  void whatBrowsersGetIsNoSecret() {
    String google = "AIza" + "q7Zr2Kx9LmVb3NtYc8Wd5Hf1Jg6PsRaQoUi";
    for (String line :
        List.of(
            "STRIPE_API_KEY=pk_" + "live_q7Zr2Kx9LmVb3NtYc8Wd5Hf1",
            "NEXT_PUBLIC_API_KEY=h7Gq2zLp9",
            "export VITE_AUTH_TOKEN=h7Gq2zLp9",
            "REACT_APP_MAPS=" + google)) {
      assertThat(ids("app/.env", line)).as(line).isEmpty();
    }
    assertThat(ids("app/compose.yml", "  - VITE_API_KEY=h7Gq2zLp9")).isEmpty();
    assertThat(ids("app/.env", "MAPS=" + google + "\nVITE_MAPS=" + google))
        .containsExactly("google-api-key");
    assertThat(ids("app/.env", "INVITE_API_KEY=h7Gq2zLp9")).containsExactly("password");
    assertThat(ids("app/.env", "VITE_TOKEN=" + GITHUB)).containsExactly("github-token");
  }

  @Test
  void textsForPeopleTellNoPasswords() {
    String text = "\"invalid_token\": \"Ungueltig2\"";
    for (String path :
        List.of(
            "app/i18n/de.json",
            "locales/de.json",
            "app/lang/x/de.json",
            "app/translations/a.yml")) {
      assertThat(ids(path, text)).as(path).isEmpty();
    }
    assertThat(ids("BOOT-INF/classes/messages_de.properties", "reset.password=Passt2nicht"))
        .isEmpty();
    assertThat(ids("app/i18n/de.json", "\"x\": \"" + GITHUB + '"')).containsExactly("github-token");
    assertThat(ids("app/slang/de.json", text)).containsExactly("password");
  }

  @Test
  void whatStandsInPlaceOfASecretIsNone() {
    assertThat(ids("app/.env", "API_KEY=insert-api-key-1\nAPI_TOKEN=my-token-123")).isEmpty();
    assertThat(ids("app/x.properties", "login.token=token12345")).isEmpty();
    assertThat(ids("app/x.properties", "login.token=Winter12345")).containsExactly("password");
  }

  @Test
  void settingsInXmlTellOfPasswordsByName() {
    for (String element :
        List.of(
            "<Resource name='jdbc/db' username='app' password='h7Gq2zLp9'/>",
            "<property name=\"javax.persistence.jdbc.password\" value=\"h7Gq2zLp9\"/>",
            "<!DOCTYPE x SYSTEM \"x.dtd\"><property name='connection.password'>h7Gq2zLp9</property>",
            "<security><user-name>app</user-name><password>h7Gq2zLp9</password></security>",
            "<appSettings><add key='PaymentApiKey' value='h7Gq2zLp9'/></appSettings>",
            "<add name='db' connectionString='Server=db;User Id=sa;Password=h7Gq2zLp9;'/>")) {
      assertThat(ids("opt/tomcat/conf/context.xml", element))
          .as(element)
          .containsExactly("password");
      assertThat(ids("srv/web.config", element)).as(element).containsExactly("password");
    }
    for (String element :
        List.of(
            "<Resource password='${db.password}'/>",
            "<Resource><!-- password='h7Gq2zLp9' --></Resource>",
            "<property name='password' value='letters-only'/>",
            "<property name='passwordEncoder' value='bcrypt2048x'/>",
            "<entry key='wrong.password'>it has 8 letters at least</entry>",
            "<password>h7Gq2zLp9", // no XML
            "<password>{AES}h7Gq2zLp9</password>")) {
      assertThat(ids("opt/tomcat/conf/context.xml", element)).as(element).isEmpty();
    }
  }

  @Test
  void aSecretIsToldOnce() {
    assertThat(ids("app/.env", "GITHUB_TOKEN=" + GITHUB)).containsExactly("github-token");
    assertThat(ids("root/.git-credentials", "https://me:" + GITHUB + "@github.com"))
        .containsExactly("github-token");
    String key = "q7Zr2Kx9LmVb3NtYc8Wd5Hf1Jg6PsRaQoUiEnT4w";
    for (String path : List.of("app/.env", "app/x.properties", "app/x.sh", "root/.bash_history")) {
      assertThat(ids(path, "export AWS_SECRET_ACCESS_KEY=" + key))
          .as(path)
          .containsExactly("cloud-key");
    }
    assertThat(ids("root/rclone.conf", "secret_access_key = " + key)).containsExactly("cloud-key");
    assertThat(ids("root/.netrc", "machine github.com login me password " + GITHUB))
        .containsExactly("github-token");
  }

  @Test
  void programsAreLookedIntoForTokensAlone() {
    assertThat(ids("app/main.js", "const t = '" + GITHUB + "'")).containsExactly("github-token");
    assertThat(ids("app/main.py", "password = 'h7Gq2zLp9'  # https://a:h7Gq2zLp9@x.corp"))
        .isEmpty();
    assertThat(ids("app/firebase.js", "apiKey: 'AIza" + "q7Zr2Kx9LmVb3NtYc8Wd5Hf1Jg6PsRaQoUi'"))
        .isEmpty();
    assertThat(ids("app/App.tsx", "const password = 'h7Gq2zLp9'; const t = '" + GITHUB + "'"))
        .containsExactly("github-token");
    assertThat(ids("etc/mysql/my.cnf", "[client]\npassword = h7Gq2zLp9"))
        .containsExactly("password");
    assertThat(ids("app/a.xml", "<!-- <password>h7Gq2zLp9</password> -->")).isEmpty();
    assertThat(ids("etc/maven/settings.xml", "<!-- <password>h7Gq2zLp9</password> -->")).isEmpty();
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
        List.of(
            "app/.env",
            ".env.production",
            "root/.ssh/id_rsa",
            "srv/tls.KEY",
            "etc/app.yaml",
            "usr/src/app/.npmrc",
            "usr/share/nginx/html/.env",
            "usr/local/share/tls/site.key",
            "home/ann/.ssh/deploy",
            "root/.bash_history",
            "app/readme.md",
            "opt/shop/database.xml",
            "etc/tomcat10/context.xml",
            "app/AuthKey.p8",
            "app/signing.asc",
            "root/.gitconfig",
            "root/.condarc",
            "root/.terraformrc",
            "root/.bundle/config",
            "root/.ivy2/.credentials",
            "etc/mysql/conf.d/client.cnf",
            "app/src/App.tsx",
            "app/run.ps1",
            "app/main.py")) {
      assertThat(SecretPaths.suspicious(path, 100)).as(path).isTrue();
    }
    for (String path :
        List.of(
            "usr/share/doc/x.pem",
            "usr/lib/python3/test.key",
            "app/node_modules/x/test/key.pem",
            "node_modules/x/key.pem",
            "app/.environment",
            "app/test_keys.py",
            "app/login.spec.ts",
            "app/login.test.tsx",
            "usr/src/linux-headers-6.1/x.yaml",
            "root/.ssh/known_hosts",
            "etc/ImageMagick-6/policy.xml",
            "root/.ssh/deploy.pub",
            "etc/ssl/certs/ca.pem")) {
      assertThat(SecretPaths.suspicious(path, 100)).as(path).isFalse();
    }
    assertThat(SecretPaths.suspicious("app/.env", 1 << 20)).isTrue();
    assertThat(SecretPaths.suspicious("app/.env", (1 << 20) + 1)).isFalse();
    assertThat(SecretPaths.suspicious("app/data.json", (64 << 10) + 1)).isFalse();
    assertThat(SecretPaths.suspicious("app/dist/main.1f3c.js", 1 << 20)).isTrue();
    assertThat(SecretPaths.suspicious("home/jovyan/a.ipynb", 1 << 20)).isTrue();
    assertThat(SecretPaths.suspicious("app/dist/main.1f3c.js", (1 << 20) + 1)).isFalse();
  }
}
