package dev.drydock.catalog.jvm;

import dev.drydock.bom.Component;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Finds installed Java runtimes by the [release file][JvmRelease] in their home: OpenJDK of every
/// maker, Oracle's JDK, Zulu; for a GraalVM also that.
///
/// The runtime's own programs and archives are part of it, so that `jrt-fs.jar` or Java 8's
/// `rt.jar` are not taken for artifacts.
public final class JvmReleaseCataloger extends DocumentCataloger {
  private static final String NAME = "jvm-release";
  private static final String FILE = "release";
  private static final int LONGEST = 1 << 20;

  private static final List<String> OWN_FILES =
      List.of(
          "bin/java",
          "bin/javac",
          "lib/libjli.so",
          "lib/server/libjvm.so",
          "lib/jrt-fs.jar",
          "lib/jvmci/graal.jar",
          "lib/jvmci/graal-management.jar");

  /// Java 8: `jre/` in a JDK, the home itself in a JRE.
  private static final List<String> OWN_FILES_OF_8 =
      List.of(
          "bin/java",
          "lib/amd64/jli/libjli.so",
          "lib/amd64/server/libjvm.so",
          "lib/aarch64/jli/libjli.so",
          "lib/aarch64/server/libjvm.so",
          "lib/charsets.jar",
          "lib/deploy.jar",
          "lib/ext/access-bridge-64.jar",
          "lib/ext/cldrdata.jar",
          "lib/ext/dnsns.jar",
          "lib/ext/jaccess.jar",
          "lib/ext/jfxrt.jar",
          "lib/ext/localedata.jar",
          "lib/ext/nashorn.jar",
          "lib/ext/sunec.jar",
          "lib/ext/sunjce_provider.jar",
          "lib/ext/sunpkcs11.jar",
          "lib/ext/zipfs.jar",
          "lib/javaws.jar",
          "lib/jce.jar",
          "lib/jfr.jar",
          "lib/jfxswt.jar",
          "lib/jsse.jar",
          "lib/management-agent.jar",
          "lib/plugin.jar",
          "lib/resources.jar",
          "lib/rt.jar",
          "lib/security/US_export_policy.jar",
          "lib/security/local_policy.jar",
          "lib/security/policy/limited/US_export_policy.jar",
          "lib/security/policy/limited/local_policy.jar",
          "lib/security/policy/unlimited/US_export_policy.jar",
          "lib/security/policy/unlimited/local_policy.jar");

  private static final List<String> TOOLS_OF_8 =
      List.of(
          "bin/javac",
          "lib/ant-javafx.jar",
          "lib/dt.jar",
          "lib/javafx-mx.jar",
          "lib/jconsole.jar",
          "lib/packager.jar",
          "lib/sa-jdi.jar",
          "lib/tools.jar");

  public JvmReleaseCataloger(Limits limits) {
    super(NAME, limits, LONGEST, FILE);
  }

  @Override
  public boolean wants(LayerEntry file) {
    return super.wants(file) && file.size() <= LONGEST;
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    JvmRelease release = JvmRelease.parse(document.text());
    String version = release.version();
    if (version == null) {
      return; // quite other things are called release too
    }
    int slash = Math.max(document.path().lastIndexOf('/'), 0);
    String home = document.path().substring(0, slash);
    Component runtime = component(release.purl(home, version), version, document);
    out.add(runtime, ownFiles(home.isEmpty() ? "" : home + "/", version.startsWith("1.")));
    String graalvm = release.graalvm();
    if (graalvm != null) {
      Component distribution =
          component(Purl.of("generic", "oracle", "graalvm", graalvm), graalvm, document);
      out.add(distribution);
      out.dependency(distribution, runtime);
    }
  }

  private static List<String> ownFiles(String home, boolean eight) {
    List<String> files = new ArrayList<>();
    for (String file : eight ? OWN_FILES_OF_8 : OWN_FILES) {
      files.add(home + file);
      if (eight) {
        files.add(home + "jre/" + file);
      }
    }
    if (eight) {
      for (String file : TOOLS_OF_8) {
        files.add(home + file);
      }
    }
    return files;
  }

  private static Component component(Purl purl, String version, Document document) {
    return document.component(purl.name(), version, purl);
  }
}
