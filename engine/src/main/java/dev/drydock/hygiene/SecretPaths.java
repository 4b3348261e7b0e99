package dev.drydock.hygiene;

import dev.drydock.image.ImagePaths;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Where secrets may lie: files whose name says that people or tools keep settings, histories or
/// programs of their own in them, and that no package has brought. What libraries ship as test data
/// is no secret.
final class SecretPaths {
  /// Files in which secrets are usual, and scripts that a bundler made of many, may be this large.
  static final int LARGEST = 1 << 20;

  /// All others are small.
  private static final int LARGE = 64 << 10;

  private static final Set<String> USUAL =
      Set.of(
          ".npmrc",
          ".yarnrc",
          ".yarnrc.yml",
          ".netrc",
          "_netrc",
          ".pypirc",
          ".pgpass",
          ".my.cnf",
          ".git-credentials",
          ".gitconfig",
          ".condarc",
          ".terraformrc",
          ".credentials",
          ".dockercfg",
          ".dockerconfigjson",
          ".vault-token",
          ".envrc",
          ".s3cfg",
          ".boto",
          "credentials",
          "credentials.toml",
          "auth.json",
          "id_rsa",
          "id_dsa",
          "id_ecdsa",
          "id_ed25519",
          "config",
          "config.json",
          "settings.xml",
          "context.xml",
          "tomcat-users.xml",
          "persistence.xml",
          "hibernate.cfg.xml",
          "pip.conf",
          "gradle.properties",
          "wp-config.php",
          ".env");

  /// Of programs and texts of one's own: tokens are looked for, and nothing that needs guessing.
  private static final Set<String> WRITTEN =
      Set.of(
          "py", "js", "mjs", "cjs", "ts", "tsx", "jsx", "ps1", "ipynb", "rb", "php", "pl", "go",
          "java", "kt", "cs", "groovy", "gradle", "tf", "sql", "md", "txt");

  private static final Set<String> SETTINGS =
      Set.of(
          "pem",
          "key",
          "crt",
          "cer",
          "env",
          "json",
          "yaml",
          "yml",
          "properties",
          "ini",
          "conf",
          "cfg",
          "cnf",
          "asc",
          "toml",
          "sh",
          "bash",
          "zsh",
          "tfvars",
          "tfstate",
          "ppk",
          "config");

  /// Made of many scripts, and notebooks with what their programs have shown.
  private static final Set<String> BUNDLED = Set.of("js", "mjs", "cjs", "ipynb");

  private static final Set<String> USUAL_ENDINGS =
      Set.of("pem", "key", "p8", "ppk", "env", "tfvars", "tfstate");

  private static final Set<String> WITHOUT_ENDING =
      Set.of(
          "Dockerfile",
          "Containerfile",
          "Makefile",
          "Jenkinsfile",
          "token",
          ".bashrc",
          ".bash_profile",
          ".profile",
          ".zshrc",
          ".wgetrc",
          ".curlrc");

  private static final List<String> PACKAGED =
      List.of(
          "usr/share/",
          "usr/lib/",
          "usr/lib64/",
          "usr/include/",
          "usr/src/linux",
          "usr/local/lib/",
          "usr/local/go/",
          "usr/local/share/man/",
          "lib/",
          "lib64/",
          "var/lib/dpkg/",
          "var/lib/apt/",
          "etc/ssl/certs/",
          "proc/",
          "sys/",
          "nix/");

  /// What people put into a directory of packages because the server that the package brings serves
  /// it.
  private static final List<String> SERVED =
      List.of("usr/share/nginx/html/", "usr/share/caddy/", "usr/share/httpd/");

  /// Where packages have their programs, and people few.
  private static final List<String> PROGRAMS =
      List.of("usr/bin/", "usr/sbin/", "usr/libexec/", "bin/", "sbin/", "etc/init.d/");

  private static final Set<String> SCRIPTS = Set.of("sh", "bash", "zsh");

  private static final List<String> WITHIN =
      List.of(
          "/node_modules/",
          "/site-packages/",
          "/dist-packages/",
          "/vendor/",
          "/testdata/",
          "/test/",
          "/tests/",
          "/examples/",
          "/SelfTest/",
          "/__tests__/",
          "/fixtures/",
          "/spec/",
          "/.git/objects/",
          "/gems/");

  /// What people are told, in their languages.
  private static final List<String> TEXTS =
      List.of("i18n/", "locale/", "locales/", "lang/", "translations/");

  private SecretPaths() {}

  /// Whether a file is worth reading.
  ///
  /// @param path in the image, or in an archive of the image
  static boolean suspicious(String path, long size) {
    if (size > LARGEST || packaged(path)) {
      return false;
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    boolean large = size > LARGE && !BUNDLED.contains(ending(name));
    if (!usualName(path, name) && (large || !named(name) && !ownXml(path, name))) {
      return false;
    }
    for (String folder : WITHIN) {
      if (path.contains(folder) || path.startsWith(folder.substring(1))) {
        return false;
      }
    }
    return true;
  }

  /// Whether a file at this path, which is not [#packaged], has secrets as a rule, so that one that
  /// replaces it matters.
  static boolean usual(String path) {
    return usualName(path, path.substring(path.lastIndexOf('/') + 1));
  }

  /// What somebody typed: `.bash_history` and its kin.
  static boolean history(String name) {
    return name.startsWith(".") && name.endsWith("_history");
  }

  /// Programs and texts, as opposed to settings.
  static boolean written(String name) {
    return WRITTEN.contains(ending(name));
  }

  /// Whether this is a shell's script of one's own.
  static boolean script(String path, String name) {
    return (SCRIPTS.contains(ending(name))
            || name.equals(".profile")
            || name.equals(".bash_profile"))
        && PROGRAMS.stream().noneMatch(path::startsWith);
  }

  /// Whether the file has the texts of an application, which tell of passwords and give none.
  static boolean texts(String path, String name) {
    if (name.startsWith("messages") && name.endsWith(".properties")) {
      return true;
    }
    return TEXTS.stream().anyMatch(folder -> ImagePaths.leadsThrough(path, folder));
  }

  static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
  }

  private static boolean usualName(String path, String name) {
    return USUAL.contains(name)
        || name.startsWith(".env.")
        || history(name)
        || USUAL_ENDINGS.contains(ending(name))
        || keyOfSsh(path, name);
  }

  /// People call their keys as they like.
  private static boolean keyOfSsh(String path, String name) {
    return (path.contains("/.ssh/") || path.startsWith(".ssh/"))
        && !name.startsWith("known_hosts")
        && !name.startsWith("authorized_keys")
        && !name.endsWith(".pub");
  }

  private static boolean named(String name) {
    String ending = ending(name);
    return SETTINGS.contains(ending)
        || WRITTEN.contains(ending) && !testing(name)
        || WITHOUT_ENDING.contains(name);
  }

  /// XML in `etc` is mostly what packages brought.
  private static boolean ownXml(String path, String name) {
    return ending(name).equals("xml") && !path.startsWith("etc/");
  }

  /// A program that tests another one, with keys that are made for that.
  private static boolean testing(String name) {
    return name.startsWith("test_")
        || name.contains("_test.")
        || name.contains(".test.")
        || name.contains(".spec.");
  }

  /// Whether the file lies where packages have theirs; asked of every file of an image.
  static boolean packaged(String path) {
    for (int i = 0; i < PACKAGED.size(); i++) {
      if (path.startsWith(PACKAGED.get(i))) {
        return !served(path);
      }
    }
    return false;
  }

  /// Whether people put their applications beside what packages brought there.
  static boolean mayHaveApplications(String path) {
    return path.startsWith("usr/local/lib/");
  }

  private static boolean served(String path) {
    for (int i = 0; i < SERVED.size(); i++) {
      if (path.startsWith(SERVED.get(i))) {
        return true;
      }
    }
    return false;
  }
}
