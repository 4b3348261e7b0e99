package dev.drydock.fleet;

import static dev.drydock.match.AdvisoryFixture.record;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Purl;
import dev.drydock.match.AdvisoryFixture;
import dev.drydock.match.BomFixture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One image for each way in which a component can be looked up, and advisories that speak of it.
final class SampleImages {
  private static final String EUS = "rhel-8-for-x86_64-baseos-eus-rpms";
  private static final String COMMIT = "v0.0.0-20240426060020-9640d75c1384";

  static final AdvisoryFixture ADVISORIES =
      AdvisoryFixture.of(
              record("DSA-1")
                  .upstream("CVE-2026-1", "CVE-2026-2")
                  .affects("Debian:12", "openssl")
                  .fixedIn("3.0.12-1")
                  .affects("Debian:14", "openssl")
                  .fixedIn("3.6-1")
                  .affects("Debian:12", "linux")
                  .unfixed()
                  .affects("Debian:12", "nodejs")
                  .unfixed(),
              record("CVE-2026-3")
                  .word("high")
                  .affects("Debian:12", "openssl")
                  .status("ignored")
                  .unfixed()
                  .affects("Ubuntu:22.04:LTS", "openssl")
                  .fixedIn("3.0.2-0ubuntu2")
                  .affects("Ubuntu:Pro:22.04:LTS", "openssl")
                  .fixedIn("3.0.2-0ubuntu2+esm1"),
              record("CVE-2026-4")
                  .vector("CVSS_V3", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")
                  .affects("Alpine:v3.19", "openssl")
                  .fixedIn("3.1.5-r0")
                  .affects("Alpine:v3.19", "ssl_client")
                  .fixedIn("1.36.2-r0")
                  .affects("Wolfi", "openssl")
                  .fixedIn("3.3-r0"),
              record("RHSA-1")
                  .upstream("CVE-2026-5", "CVE-2026-6")
                  .affects("Red Hat:enterprise_linux:8::baseos", "openssl")
                  .fixedIn("1:1.1.1k-5.el8_5")
                  .affects("Red Hat:enterprise_linux:8::appstream", "nodejs:18/nodejs")
                  .fixedIn("1:18.20-1.module+el8")
                  .affects("Red Hat:enterprise_linux:8::appstream", "nodejs")
                  .fixedIn("1:10-1"),
              record("RHSA-2")
                  .upstream("CVE-2026-5")
                  .affects("Red Hat:rhel_eus:8.4::baseos", "openssl")
                  .fixedIn("1:1.1.1g-15.el8_4.2"),
              record("ELSA-1")
                  .upstream("CVE-2026-7")
                  .affects("Oracle Linux:8", "openssl")
                  .fixedIn("1:1.1.1k-9.el8")
                  .affects("Oracle Linux:8", "nodejs")
                  .fixedIn("1:18-1.module+el8"),
              record("SUSE-1")
                  .upstream("CVE-2026-8")
                  .affects("SUSE:Linux Enterprise Module for Basesystem 15 SP5", "openssl")
                  .fixedIn("3-2")
                  .affects("SUSE:Linux Enterprise Server 15 SP5-LTSS", "openssl")
                  .fixedIn("3-3"),
              record("ALAS-1")
                  .upstream("CVE-2026-9")
                  .affects("Amazon Linux:2023", "openssl")
                  .fixedIn("3-2")
                  .affects("Amazon Linux:2023", "curl")
                  .architectures("aarch64")
                  .fixedIn("9"),
              record("OESA-1")
                  .upstream("CVE-2026-10")
                  .affects("openEuler:24.03-LTS-SP1", "openssl")
                  .fixedIn("3-2"),
              record("GHSA-1")
                  .aliases("CVE-2026-11")
                  .word("critical")
                  .affects("npm", "@babel/core")
                  .introduced("0")
                  .fixed("7.1.0")
                  .introduced("7.2.0")
                  .fixed("7.2.3")
                  .affects("Maven", "org.example:thing")
                  .lastAffected("2.0")
                  .introduced("0"),
              record("PYSEC-1")
                  .aliases("CVE-2026-12")
                  .affects("PyPI", "flask-login")
                  .versions("0.1", "0.2"),
              record("GO-1")
                  .aliases("CVE-2026-13")
                  .affects("Go", "example.com/a")
                  .fixedIn("1.2.0")
                  .affects("Go", "stdlib")
                  .fixedIn("1.22.4")
                  .affects("Go", "example.com/main")
                  .fixedIn("2.0.0"),
              record("GO-2")
                  .aliases("CVE-2026-31")
                  .affects("Go", "stdlib")
                  .fixedIn("1.22.4")
                  .packages("archive/zip"),
              record("GO-3")
                  .aliases("CVE-2026-32")
                  .affects("Go", "stdlib")
                  .fixedIn("1.22.4")
                  .packages("archive/zip", "net/http"),
              record("BIT-1")
                  .aliases("CVE-2026-14")
                  .affects("Bitnami", "apache")
                  .fixedIn("2.4.60")
                  .affects("Bitnami", "java")
                  .fixedIn("8.0.420")
                  .affects("Bitnami", "postgresql")
                  .fixedIn("17.3.0"),
              record("NUGET-1")
                  .aliases("CVE-2026-15")
                  .affects("NuGet", "newtonsoft.json")
                  .fixedIn("13.0.1"))
          .exploited("CVE-2026-4", "2026-02-03", 0.9)
          .exploited("CVE-2026-11", null, 0.3)
          .exploited("CVE-2026-13", null, 0.01)
          .scored("CVE-2026-12", "CVSS_V3", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "NVD");

  private SampleImages() {}

  static Map<String, Bom> all() {
    Map<String, Bom> all = new LinkedHashMap<>();
    all.put("Debian", debian(BomFixture.on("debian", "12")).bom());
    all.put(
        "Debian in the making",
        BomFixture.on("debian", "", "Debian sid", "forky")
            .deb("libssl3", "3.5", "openssl", "3.5-1")
            .bom());
    all.put(
        "Ubuntu",
        BomFixture.on("ubuntu", "22.04").deb("libssl3", "3", "openssl", "3.0.2-0ubuntu1").bom());
    all.put(
        "Alpine",
        BomFixture.on("alpine", "3.19.4")
            .apk("libssl3", "3.1.4-r0", "openssl")
            .apk("ssl_client", "1.36.1-r0", "busybox")
            .apk("musl", "1.2.4-r2", "musl")
            .bom());
    all.put("Wolfi", BomFixture.on("wolfi", "20230201").apk("libssl3", "3.2-r0", "openssl").bom());
    all.put("Red Hat", redHat("8.4").contentSets("rhel-8-for-x86_64-baseos-rpms").bom());
    all.put("Red Hat with extended support", redHat("8.4").contentSets(EUS).bom());
    all.put("Red Hat of another minor release", redHat("8.6").contentSets(EUS).bom());
    all.put(
        "CentOS",
        BomFixture.on("centos", "8", "CentOS Linux 8", null)
            .rpm("openssl", "1:1.1.1g-1.el8_3")
            .bom());
    all.put(
        "CentOS Stream",
        BomFixture.on("centos", "9", "CentOS Stream 9", null)
            .rpm("openssl", "1:1.1.1g-1.el8_3")
            .bom());
    all.put(
        "Oracle",
        BomFixture.on("ol", "8.9")
            .rpm("openssl", "1:1.1.1k-1.el8", "openssl", "1.1.1k-1.el8")
            .rpmOfModule("", "nodejs", "1:17-1.module+el8")
            .bom());
    all.put(
        "SUSE", BomFixture.on("sles", "15.5").rpm("libopenssl3", "3-1", "openssl", "3-1").bom());
    all.put("Amazon", BomFixture.on("amzn", "2023").rpm("openssl", "3-1").rpm("curl", "8-1").bom());
    all.put(
        "openEuler",
        BomFixture.on(
                "openEuler".toLowerCase(java.util.Locale.ROOT),
                "24.03",
                "openEuler 24.03 (LTS-SP1)",
                null)
            .rpm("openssl-libs", "3-1", "openssl", "3-1")
            .bom());
    all.put(
        "unknown distribution",
        BomFixture.on("kali", "2026.1").deb("libssl3", "3.0.11-1", "openssl", "3.0.11-1").bom());
    all.put(
        "told by purls",
        BomFixture.withoutDistribution()
            .add(
                "libssl3",
                "3.0.11-1",
                Purl.of(
                    "deb",
                    "debian",
                    "libssl3",
                    "3.0.11-1",
                    Map.of("distro", "debian-12", "arch", "amd64")),
                new Component.OsPackage(
                    new Component.Source("openssl", "3.0.11-1", true), "amd64", null, null))
            .bom());
    all.put(
        "nothing told",
        BomFixture.withoutDistribution().deb("libssl3", "3.0.11-1", "openssl", "3.0.11-1").bom());
    all.put("languages", languages(BomFixture.withoutDistribution()).bom());
    all.put(
        "languages on Alpine",
        languages(BomFixture.on("alpine", "3.19.1")).apk("libssl3", "3.1.4-r0", "openssl").bom());
    all.put("Go program", goProgram());
    return all;
  }

  static BomFixture debian(BomFixture image) {
    return image
        .deb("libssl3", "3.0.11-1", "openssl", "3.0.11-1~deb12u2")
        .deb("openssl", "3.0.11-1+b1", "openssl", "3.0.11-1")
        .deb("linux-libc-dev", "6.1-1", "linux", "6.1-1")
        .deb("linux-image-amd64", "6.1-1", "linux", "6.1-1")
        .deb("broken", "not a version", "openssl", "not a version")
        .debMaintainedBy("Node <deb@nodesource.com>", "nodejs", "20-1")
        .debMaintainedBy("Debian <a@debian.org>", "nodejs", "18-1")
        .language("npm", "lodash", "4.17.20");
  }

  private static BomFixture redHat(String release) {
    return BomFixture.on("rhel", release)
        .rpm("openssl", "1:1.1.1g-12.el8_3", "openssl", "1.1.1g-12.el8_3")
        .rpm("openssl-libs", "1:1.1.1g-15.el8_4.2", "openssl", "1.1.1g-15.el8_4.2")
        .rpmOfModule("nodejs:18:8090020231019:a75119d5", "nodejs", "1:18.1-1.module+el8")
        .rpmFrom("Fedora Project", "openssl", "1:1.0-1.el8")
        .rpm("gpg-pubkey", "1-1");
  }

  static BomFixture languages(BomFixture image) {
    return image
        .add("@babel/core", "7.2.1", Purl.of("npm", "@babel", "core", "7.2.1"), null)
        .add("org.example:thing", "2.0", Purl.of("maven", "org.example", "thing", "2.0"), null)
        .language("pypi", "Flask_Login", "0.2")
        .language("nuget", "Newtonsoft.Json", "12.0.3")
        .language("generic", "httpd", "2.4.59")
        .language("generic", "unheard-of", "1")
        .add(
            "openjdk",
            "1.8.0_411-b25",
            Purl.of("generic", "oracle", "openjdk", "1.8.0_411-b25"),
            null)
        .add("PostgreSQL", "17.2.0-8", Purl.of("bitnami", null, "postgresql", "17.2.0-8"), null)
        .add("stdlib", "go1.22.3 X:boringcrypto", Purl.of("golang", null, "stdlib", "1.22.3"), null)
        .packages("net/http", "runtime")
        .add("no version", "", Purl.of("npm", "@babel", "core", null), null)
        .add("@babel/core", "", Purl.of("npm", "@babel", "core", null), null)
        .language("conda", "numpy", "1.26")
        .language("npm", "lodash", "1.0.0")
        .ownProject();
  }

  private static Bom goProgram() {
    return BomFixture.withoutDistribution()
        .language("golang", "example.com/main", COMMIT)
        .language("golang", "example.com/a", COMMIT)
        .language("golang", "example.com/a", "v1.1.0")
        .needs("example.com/main", "example.com/a")
        .bom();
  }

  static List<String> names() {
    return List.copyOf(all().keySet());
  }
}
