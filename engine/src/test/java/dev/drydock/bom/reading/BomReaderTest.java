package dev.drydock.bom.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Component.Source;
import dev.drydock.bom.SampleBoms;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Documents as other tools write them.
class BomReaderTest {
  private static final BomReader READER = new BomReader(Limits.defaults());

  private static final String TRIVY =
      """
      {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX", "specVersion": "1.6",
        "metadata": {"component": {
          "type": "container", "name": "example/app:1", "bom-ref": "root",
          "purl": "pkg:oci/app@sha256%3Aaa",
          "properties": [
            {"name": "aquasecurity:trivy:DiffID", "value": "sha256:l0"},
            {"name": "aquasecurity:trivy:DiffID", "value": "sha256:l1"},
            {"name": "aquasecurity:trivy:ImageID", "value": "sha256:id"},
            {"name": "aquasecurity:trivy:RepoDigest", "value": "example/app@sha256:d1"}]}},
        "components": [
          {"type": "operating-system", "name": "redhat", "version": "8.6", "bom-ref": "os"},
          {"type": "application", "name": "app/package-lock.json", "bom-ref": "lock"},
          {"type": "library", "name": "zlib1g", "version": "1:1.2.11.dfsg-2", "bom-ref": "z",
           "purl": "pkg:deb/debian/zlib1g@1.2.11.dfsg-2?arch=amd64&distro=debian-11.6&epoch=1",
           "supplier": {"name": "Mark Brown <broonie@example.org>"},
           "properties": [
             {"name": "aquasecurity:trivy:SrcName", "value": "zlib"},
             {"name": "aquasecurity:trivy:SrcVersion", "value": "1.2.11.dfsg"},
             {"name": "aquasecurity:trivy:SrcRelease", "value": "2"},
             {"name": "aquasecurity:trivy:SrcEpoch", "value": "1"},
             {"name": "aquasecurity:trivy:LayerDiffID", "value": "sha256:l1"}]},
          {"type": "library", "name": "perl-Git", "version": "2.43.0-1.module+el8", "bom-ref": "p",
           "purl": "pkg:rpm/redhat/perl-Git@2.43.0-1.module%2Bel8?arch=noarch&epoch=4",
           "properties": [
             {"name": "aquasecurity:trivy:Modularitylabel", "value": "git:1:2:3"},
             {"name": "aquasecurity:trivy:SrcName", "value": "git"},
             {"name": "aquasecurity:trivy:SrcVersion", "value": "2.43.0"},
             {"name": "aquasecurity:trivy:SrcRelease", "value": "1.module+el8"}]},
          {"type": "library", "group": "org.example", "name": "tool", "version": "1.0",
           "purl": "pkg:maven/org.example/tool@1.0", "bom-ref": "m",
           "properties": [{"name": "aquasecurity:trivy:FilePath", "value": "app/tool.jar"}],
           "licenses": [{"license": {"id": "MIT"}}, {"expression": "Apache-2.0 OR ISC"}],
           "hashes": [{"alg": "SHA-1", "content": "AA{zeros}"}, {"alg": "BLAKE3", "content": "00"}]},
          {"type": "library", "name": "no-version", "bom-ref": "n"},
          {"type": "data", "name": "model", "version": "1", "purl": "pkg:huggingface/a/b@1"}
        ],
        "dependencies": [
          {"ref": "m", "dependsOn": ["z", "unknown"]}, {"ref": "z", "dependsOn": []}]
      }
      """
          .replace("{zeros}", "00".repeat(19));

  private static final String SYFT =
      """
      {
        "artifacts": [
          {"id": "1", "name": "openssl-libs", "version": "1:1.1.1k-9.el8", "type": "rpm",
           "foundBy": "rpm-db-cataloger",
           "purl": "pkg:rpm/rhel/openssl-libs@1.1.1k-9.el8?arch=x86_64&distro=rhel-8.8&epoch=1&upstream=openssl-1.1.1k-9.el8.src.rpm",
           "locations": [{"path": "/var/lib/rpm/Packages", "layerID": "sha256:l1"}],
           "licenses": [{"value": "OpenSSL and ASL 2.0", "spdxExpression": "", "type": "declared"}],
           "metadata": {"name": "openssl-libs", "epoch": 1, "sourceRpm": "openssl-1.1.1k-9.el8.src.rpm",
             "vendor": "Red Hat, Inc.", "modularityLabel": "", "arch": "x86_64"}},
          {"id": "2", "name": "six", "version": "1.11.0", "type": "python",
           "purl": "pkg:pypi/six@1.11.0", "locations": [{"path": "/usr/lib/python3/six.egg-info"}]},
          {"id": "3", "name": "requests", "version": "2.31.0", "type": "python",
           "purl": "pkg:pypi/requests@2.31.0", "licenses": ["Apache-2.0"], "locations": []}],
        "artifactRelationships": [
          {"parent": "1", "child": "2", "type": "ownership-by-file-overlap"},
          {"parent": "1", "child": "3", "type": "dependency-of"}],
        "source": {"type": "image", "name": "example", "metadata": {
          "userInput": "example:1", "imageID": "sha256:id", "manifestDigest": "sha256:m",
          "architecture": "amd64", "os": "linux",
          "layers": [{"digest": "sha256:l0"}, {"digest": "sha256:l1"}]}},
        "distro": {"id": "rhel", "versionID": "8.8", "prettyName": "RHEL 8.8", "idLike": ["fedora"]},
        "descriptor": {"name": "syft"}, "schema": {"version": "16.0.0"}
      }
      """;

  private static final String SPDX =
      """
      SPDXVersion: SPDX-2.2
      DataLicense: CC0-1.0
      SPDXID: SPDXRef-DOCUMENT
      DocumentName: example
      # a remark: with a colon
      Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-Image

      PackageName: example
      SPDXID: SPDXRef-Image
      ExternalRef: PACKAGE_MANAGER purl pkg:oci/example@sha256%3Aaa

      PackageName: libssl1.1
      SPDXID: SPDXRef-1
      PackageVersion: 1.1.1w-0+deb11u1
      PackageSupplier: Person: Team (a@example.org)
      PackageSourceInfo: <text>acquired package info from DPKG DB: /var/lib/dpkg/status,
       /x</text>
      PackageLicenseDeclared: NOASSERTION
      PackageLicenseConcluded: LicenseRef-own
      PackageChecksum: SHA256: {hash}
      ExternalRef: SECURITY cpe23Type cpe:2.3:a:x:y:1:*:*:*:*:*:*:*
      ExternalRef: PACKAGE_MANAGER purl pkg:deb/debian/libssl1.1@1.1.1w-0%2Bdeb11u1?arch=amd64&upstream=openssl&distro=debian-11

      PackageName: app
      SPDXID: SPDXRef-2
      PackageVersion: 2
      Relationship: SPDXRef-2 DEPENDS_ON SPDXRef-1
      Relationship: SPDXRef-1 GENERATED_FROM SPDXRef-3

      PackageName: openssl-source
      SPDXID: SPDXRef-3
      PackageVersion: 1.1.1w

      FileName: ./etc/passwd
      SPDXID: SPDXRef-File
      PackageVersion: 99

      LicenseID: LicenseRef-own
      ExtractedText: <text>several
      LicenseName: not a tag
      lines</text>
      LicenseName: Own licence
      """
          .replace("{hash}", "AB".repeat(32));

  private static final String SPDX_3 =
      """
      {
        "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
        "@graph": [
          {"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1"},
          {"type": "SpdxDocument", "spdxId": "urn:d", "rootElement": ["urn:s"], "name": "a document"},
          {"type": "software_Sbom", "spdxId": "urn:s", "rootElement": ["urn:i"]},
          {"type": "software_Package", "spdxId": "urn:i", "name": "example/app",
           "software_primaryPurpose": "container"},
          {"type": "Organization", "spdxId": "urn:o", "name": "Example"},
          {"type": "software_Package", "spdxId": "urn:1", "name": "left-pad",
           "software_packageVersion": "1.3.0", "suppliedBy": "urn:o",
           "externalIdentifier": [{"type": "ExternalIdentifier",
             "externalIdentifierType": "packageUrl", "identifier": "pkg:npm/left-pad@1.3.0"}],
           "verifiedUsing": [{"type": "Hash", "algorithm": "sha512", "hashValue": "{hash}"}]},
          {"type": "software_Package", "spdxId": "urn:2", "name": "lodash",
           "software_packageVersion": "4.17.20", "software_packageUrl": "pkg:npm/lodash@4.17.20"},
          {"type": "software_File", "spdxId": "urn:f", "name": "x"},
          {"type": "simplelicensing_LicenseExpression", "spdxId": "urn:l",
           "simplelicensing_licenseExpression": "WTFPL"},
          {"type": "Relationship", "from": "urn:1", "relationshipType": "dependsOn", "to": ["urn:2"]},
          {"type": "Relationship", "from": "urn:1", "relationshipType": "hasDeclaredLicense",
           "to": ["urn:l"]},
          {"type": "Relationship", "from": "urn:2", "relationshipType": "hasConcludedLicense",
           "to": ["https://spdx.org/licenses/MIT"]}
        ]
      }
      """
          .replace("{hash}", "ab".repeat(64));

  @Test
  void trivysCycloneDx() throws IOException {
    Bom bom = read(TRIVY);

    assertThat(bom.subject().reference()).isEqualTo("example/app:1");
    assertThat(bom.subject().digest()).isEqualTo("sha256:d1");
    assertThat(bom.subject().imageId()).isEqualTo("sha256:id");
    assertThat(Objects.requireNonNull(bom.distribution()).purlQualifier()).isEqualTo("rhel-8.6");
    assertThat(bom.components())
        .extracting(Component::name)
        .containsExactly("zlib1g", "org.example:tool", "perl-Git");
    Component zlib = bom.components().getFirst();
    assertThat(zlib.version()).isEqualTo("1:1.2.11.dfsg-2");
    assertThat(Objects.requireNonNull(zlib.os()).source())
        .isEqualTo(new Source("zlib", "1:1.2.11.dfsg-2", true));
    assertThat(zlib.os().maintainer()).isEqualTo("Mark Brown <broonie@example.org>");
    assertThat(zlib.layer()).isEqualTo(1);
    Component perl = bom.components().getLast();
    assertThat(perl.version()).isEqualTo("4:2.43.0-1.module+el8");
    assertThat(Objects.requireNonNull(perl.os()).source())
        .isEqualTo(new Source("git", "4:2.43.0-1.module+el8", true));
    assertThat(perl.os().modularityLabel()).isEqualTo("git:1:2:3");
    Component jar = bom.components().get(1);
    assertThat(jar.locations()).containsExactly(new Location("app/tool.jar", 0));
    assertThat(jar.licences()).containsExactly("MIT", "Apache-2.0 OR ISC");
    assertThat(jar.hashes()).containsExactly(new Component.Hash("SHA-1", "aa" + "00".repeat(19)));
    assertThat(jar.evidence()).isEqualTo(new Component.Evidence("sbom", "CycloneDX 1.6"));
    assertThat(bom.dependencies()).containsExactly(new Bom.Dependency(1, 0));
    assertThat(bom.unreadable())
        .extracting(Bom.Unreadable::reason)
        .containsExactly(
            "1 component has neither a version nor a package URL, such as no-version: left out,"
                + " since nothing can be looked up for that");
  }

  @Test
  void syftsOwnJson() throws IOException {
    Bom bom = read(SYFT);

    assertThat(bom.subject().reference()).isEqualTo("example:1");
    assertThat(bom.subject().platform()).isEqualTo("linux/amd64");
    assertThat(Objects.requireNonNull(bom.distribution()).idLike()).containsExactly("fedora");
    // six belongs to a package of the operating system
    assertThat(bom.components())
        .extracting(Component::name)
        .containsExactly("requests", "openssl-libs");
    Component openssl = bom.components().getLast();
    assertThat(openssl.version()).isEqualTo("1:1.1.1k-9.el8");
    assertThat(openssl.locations()).containsExactly(new Location("var/lib/rpm/Packages", 1));
    assertThat(Objects.requireNonNull(openssl.os()).source())
        .isEqualTo(new Source("openssl", "1.1.1k-9.el8", false));
    assertThat(openssl.os().architecture()).isEqualTo("x86_64");
    assertThat(openssl.os().maintainer()).isEqualTo("Red Hat, Inc.");
    assertThat(openssl.licences()).containsExactly("OpenSSL and ASL 2.0");
    assertThat(bom.components().getFirst().locations()).containsExactly(new Location("bom", 0));
    assertThat(bom.dependencies()).containsExactly(new Bom.Dependency(0, 1));
  }

  @Test
  void spdxAsTagsAndValues() throws IOException {
    Bom bom = read(SPDX);

    assertThat(bom.components())
        .extracting(it -> it.purl().toString())
        .containsExactly(
            "pkg:deb/debian/libssl1.1@1.1.1w-0%2Bdeb11u1?arch=amd64&distro=debian-11&upstream=openssl",
            "pkg:generic/app@2");
    Component ssl = bom.components().getFirst();
    assertThat(ssl.licences()).containsExactly("Own licence");
    assertThat(ssl.hashes()).containsExactly(new Component.Hash("SHA-256", "ab".repeat(32)));
    assertThat(Objects.requireNonNull(ssl.os()).maintainer()).isEqualTo("Team <a@example.org>");
    assertThat(ssl.os().source()).isEqualTo(new Source("openssl", "1.1.1w-0+deb11u1", true));
    assertThat(ssl.locations().getFirst().path()).startsWith("var/lib/dpkg/status");
    assertThat(Objects.requireNonNull(bom.distribution()).purlQualifier()).isEqualTo("debian-11");
    assertThat(bom.dependencies()).containsExactly(new Bom.Dependency(1, 0));
  }

  @Test
  void spdxAsYaml() throws IOException {
    Bom bom =
        read(
            """
            spdxVersion: "SPDX-2.3"
            name: example
            packages:
            - SPDXID: SPDXRef-1
              name: left-pad
              versionInfo: 1.10
              externalRefs:
              - referenceCategory: PACKAGE-MANAGER
                referenceType: purl
                referenceLocator: pkg:npm/left-pad@1.10
            """);

    assertThat(bom.components()).extracting(Component::version).containsExactly("1.10");
  }

  @Test
  void subspecsOfAPodAreComponentsBesideIt() throws IOException {
    List<Component> pods =
        read("""
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
              {"type": "library", "name": "Cache", "version": "3.0",
               "purl": "pkg:cocoapods/Cache@3.0"},
              {"type": "library", "name": "Cache/Core", "version": "3.0",
               "purl": "pkg:cocoapods/Cache@3.0#Core"}]}
            """)
            .components();

    assertThat(pods).extracting(Component::name).containsExactly("Cache", "Cache/Core");
    assertThat(pods)
        .extracting(component -> component.purl().toString())
        .containsExactly("pkg:cocoapods/Cache@3.0", "pkg:cocoapods/Cache@3.0#Core");
  }

  @Test
  void vcpkgsPortAndNotTheHashOfWhatWasBuiltOfIt() throws IOException {
    String document =
        """
        {"spdxVersion": "SPDX-2.2", "name": "lz4:x64-linux@1.9.4#1 09ab",
         "creationInfo": {"creators": ["Tool: vcpkg-2025-01-02-aaaa"]},
         "relationships": [
           {"spdxElementId": "SPDXRef-port", "relationshipType": "GENERATES",
            "relatedSpdxElement": "SPDXRef-binary"},
           {"spdxElementId": "SPDXRef-binary", "relationshipType": "GENERATED_FROM",
            "relatedSpdxElement": "SPDXRef-port"}],
         "packages": [
           {"SPDXID": "SPDXRef-port", "name": "lz4", "versionInfo": "1.9.4#1",
            "licenseConcluded": "BSD-2-Clause", "licenseDeclared": "NOASSERTION"},
           {"SPDXID": "SPDXRef-binary", "name": "lz4:x64-linux", "versionInfo": "09ab"},
           {"SPDXID": "SPDXRef-resource-0", "name": "lz4/lz4", "versionInfo": "v1.9.4"}]}
        """;

    Component port = read(document).components().getFirst();

    assertThat(read(document).components()).hasSize(1);
    assertThat(port.purl()).hasToString("pkg:vcpkg/lz4@1.9.4?port_version=1&triplet=x64-linux");
    assertThat(port.name() + " " + port.version()).isEqualTo("lz4 1.9.4");
    assertThat(port.licences()).containsExactly("BSD-2-Clause");
    assertThat(read(document.replace("1.9.4#1\"", "1.9.4\"")).components().getFirst().purl())
        .hasToString("pkg:vcpkg/lz4@1.9.4?triplet=x64-linux");
    assertThat(read(document.replace("vcpkg-", "other-")).components())
        .extracting(Component::name)
        .doesNotContain("lz4");
  }

  @Test
  void spdx3() throws IOException {
    Bom bom = read(SPDX_3);

    assertThat(bom.subject().reference()).isEqualTo("example/app");
    assertThat(bom.components()).extracting(Component::name).containsExactly("left-pad", "lodash");
    Component first = bom.components().getFirst();
    assertThat(first.supplier()).isEqualTo("Example");
    assertThat(first.licences()).containsExactly("WTFPL");
    assertThat(first.hashes()).containsExactly(new Component.Hash("SHA-512", "ab".repeat(64)));
    assertThat(bom.components().getLast().licences()).containsExactly("MIT");
    assertThat(bom.dependencies()).containsExactly(new Bom.Dependency(0, 1));
  }

  @Test
  void cycloneDxOfXmlOfTheFirstVersions() throws IOException {
    Bom bom =
        read(
            """
            <?xml version="1.0"?>
            <b:bom xmlns:b="http://cyclonedx.org/schema/bom/1.2" version="1">
              <b:components>
                <b:component type="library" bom-ref="a">
                  <b:publisher>x</b:publisher>
                  <b:group>com.acme</b:group><b:name>lib</b:name><b:version>1.0</b:version>
                  <b:licenses><b:license><b:id>MIT</b:id></b:license></b:licenses>
                  <b:purl>pkg:maven/com.acme/lib@1.0?packaging=jar</b:purl>
                  <b:components>
                    <b:component type="library"><b:name>inner</b:name><b:version>2</b:version>
                    </b:component>
                  </b:components>
                </b:component>
              </b:components>
            </b:bom>
            """);

    assertThat(bom.components())
        .extracting(it -> it.purl().toString())
        .containsExactly("pkg:generic/inner@2", "pkg:maven/com.acme/lib@1.0?packaging=jar");
    assertThat(bom.components().getLast().name()).isEqualTo("com.acme:lib");
  }

  @Test
  void attestationsInTheirEnvelopes() throws IOException {
    String digest = "d".repeat(64);
    String document = new String(Written.SPDX_JSON.of(SampleBoms.empty()), StandardCharsets.UTF_8);
    String statement =
        "{\"_type\":\"https://in-toto.io/Statement/v0.1\",\"predicateType\":\"https://cyclonedx.org/bom\","
            + "\"subject\":[{\"name\":\"x\",\"digest\":{\"sha256\":\""
            + digest
            + "\"}}],\"predicate\":"
            + TRIVY.replace("RepoDigest", "Other")
            + "}";
    String envelope =
        "{\"payloadType\":\"application/vnd.in-toto+json\",\"payload\":\""
            + Base64.getEncoder().encodeToString(statement.getBytes(StandardCharsets.UTF_8))
            + "\",\"signatures\":[]}";

    for (String form :
        List.of(
            statement,
            envelope,
            "{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\",\"dsseEnvelope\":"
                + envelope
                + "}",
            envelope + "\n" + envelope + "\n")) {
      Bom bom = read(form);
      assertThat(bom.components()).hasSize(3);
      assertThat(bom.subject().digest()).isEqualTo("sha256:" + digest);
    }
    // cosign before 2.0 puts the text of the document below "Data"
    String data = SPDX.replace("\n", "\\n").replace("\"", "\\\"");
    assertThat(
            read("{\"_type\":\"https://in-toto.io/Statement/v0.1\",\"predicate\":{\"Data\":\""
                    + data
                    + "\"}}")
                .components())
        .hasSize(2);
    assertThat(read("{\"sbom\": " + document + "}").components()).isEmpty();
  }

  @Test
  void documentsInUtf16AsPowerShellWritesThem() throws IOException {
    String xml =
        "<?xml version=\"1.0\" encoding=\"utf-16\"?><bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\"/>";
    for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      for (String document : List.of(TRIVY, SYFT, SPDX, SPDX_3, "spdxVersion: SPDX-2.3", xml)) {
        byte[] wide = ("\ufeff" + document).getBytes(charset);

        assertThat(BomReader.looksLikeOne(Arrays.copyOf(wide, 1001))).isTrue();
        assertThat(READER.read(wide, "bom").components()).isEqualTo(read(document).components());
      }
      assertThat(BomReader.namesItself(("\ufeff" + TRIVY).getBytes(charset))).isTrue();
      assertThat(READER.read(TRIVY.getBytes(charset), "bom").components()).hasSize(3);
    }
    byte[] cut = Arrays.copyOf(("\ufeff" + TRIVY).getBytes(StandardCharsets.UTF_16LE), 99);
    assertThatThrownBy(() -> READER.read(cut, "bom"))
        .isInstanceOf(IOException.class)
        .hasMessage("bom starts as UTF-16 and is not: save it as UTF-8");
  }

  @Test
  void whatIsNoBillOfMaterialsIsRefusedInOneLine() {
    refuses("{}", "bom is JSON, but no bill of materials that Drydock reads (CycloneDX, SPDX,");
    refuses("<html/>", "bom is XML, but no bill of materials that Drydock reads (CycloneDX)");
    refuses("hello", "bom is no bill of materials that Drydock reads");
    refuses("", "bom is no bill of materials that Drydock reads");
    refuses(
        "{\"_type\":\"https://in-toto.io/Statement/v1\"}", "bom is an in-toto statement without");
    refuses(
        "{\"_type\":\"https://in-toto.io/Statement/v1\",\"predicate\":{\"buildType\":1}}",
        "bom is JSON, but");
    refuses("{\"payloadType\":\"x\",\"payload\":\"a\"}", "bom has a payload that is not base64");
    String nested = "{\"payloadType\":\"x\",\"payload\":\"e30=\"}";
    for (int i = 0; i < 10; i++) {
      nested = "{\"dsseEnvelope\":" + nested + "}";
    }
    refuses(nested, "bom goes over the limit");
    refuses("SPDXVersion: SPDX-2.3\nPackageName: <text>a", "bom has a <text> that does not end");
  }

  @Test
  void thousandsOfComponentsOfOneReferenceAreReadQuickly() throws IOException {
    StringBuilder many = new StringBuilder("{\"bomFormat\":\"CycloneDX\",\"components\":[");
    for (int i = 0; i < 50_000; i++) {
      many.append(i == 0 ? "" : ",");
      many.append("{\"type\":\"library\",\"bom-ref\":\"a\",\"name\":\"n\",\"version\":\"")
          .append(i);
      many.append("\"}");
    }
    many.append("],\"dependencies\":[{\"ref\":\"a\",\"dependsOn\":[\"a\"]}]}");

    assertThat(read(many.toString()).components()).hasSize(50_000);
  }

  @Test
  void moreComponentsThanTheLimitAreRefused() {
    Limits limits = new Limits(1, 1, 1, 1000, 100_000, 64, 100, 1, 1, 1, 2);

    assertThatThrownBy(
            () -> new BomReader(limits).read(TRIVY.getBytes(StandardCharsets.UTF_8), "bom"))
        .hasMessage("bom goes over the limit of 2 (components)");
  }

  @Test
  void damagedDocumentsEndInAResultOrInOneLine() {
    for (String good : List.of(TRIVY, SYFT, SPDX, SPDX_3)) {
      Mutations.of(good.getBytes(StandardCharsets.UTF_8), 5, 1500)
          .forEach(
              damaged -> {
                try {
                  assertThat(READER.read(damaged, "bom").components()).hasSizeLessThan(20);
                } catch (IOException e) {
                  assertThat(e).hasMessageNotContaining("\n");
                }
              });
    }
  }

  private static void refuses(String document, String message) {
    assertThatThrownBy(() -> read(document))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(message);
  }

  private static Bom read(String document) throws IOException {
    return READER.read(document.getBytes(StandardCharsets.UTF_8), "bom");
  }
}
