package dev.drydock.cli.fleet;

import dev.drydock.approval.standing.Standing;
import dev.drydock.attest.SignaturePresence;
import dev.drydock.bom.Bom;
import dev.drydock.bom.cyclonedx.CycloneDxJson;
import dev.drydock.bom.cyclonedx.CycloneDxVersion;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.image.Digest;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.json.Json;
import dev.drydock.policy.Verdict;
import dev.drydock.report.json.StandingDocument;
import dev.drydock.scan.Scan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Brings an image that was scanned or judged to the organisation's server, which watches it from
/// then on.
public final class FleetUpload {
  private static final String DOCUMENT = "application/vnd.cyclonedx+json";
  private static final int LONGEST_WORDS = 300;

  /// Of what goes along in an address; who reads less of it believes less.
  private static final int LONGEST_DOCUMENT = 4_000;

  private final Surroundings surroundings;
  private final Invocation invocation;
  private final @Nullable ServerAddress address;
  private final @Nullable ImageReference name;
  private final String image;

  /// @param address `null` where nobody asks for it
  private FleetUpload(
      Surroundings surroundings,
      Invocation invocation,
      @Nullable ServerAddress address,
      @Nullable ImageReference name,
      String image) {
    this.image = image;
    this.surroundings = surroundings;
    this.invocation = invocation;
    this.address = address;
    this.name = name;
  }

  /// What the user asks for; to be called before long work, as it fails where that makes no sense.
  ///
  /// @param image as the user names it
  /// @param environment whether a server that is named there is meant, too
  public static FleetUpload of(
      Surroundings surroundings, Invocation invocation, String image, boolean environment)
      throws IOException, Failure {
    boolean offline = invocation.has("--offline");
    ServerAddress address =
        offline && invocation.value("--server") == null
            ? null
            : ServerAddress.named(surroundings, invocation, environment);
    if (address == null) {
      return new FleetUpload(surroundings, invocation, null, null, image);
    }
    if (offline) {
      throw Failure.usage("--server needs the network, and --offline forbids it; leave one out");
    }
    if (invocation.has("--all-images") || "all".equals(invocation.value("--platform"))) {
      throw Failure.usage("--server takes one image at a time; name its platform");
    }
    String as = invocation.value("--as");
    ImageReference name =
        as == null
            ? FleetName.of(image, surroundings.platform(), surroundings.limits())
            : FleetName.parse(as);
    return new FleetUpload(surroundings, invocation, address, name, image);
  }

  /// @param index that the image was chosen from; `null` where it was from none, or nobody knows
  /// @param verdict `null` where no gate has judged the image
  /// @param policy what it was judged by, in words
  /// @throws ServerUnreachableException where it can be tried again later
  public void send(Scan scan, @Nullable Digest index, @Nullable Verdict verdict, String policy)
      throws IOException, InterruptedException, Failure {
    if (address == null || name == null) {
      return;
    }
    Bom bom = scan.findings().bom();
    StringBuilder query = new StringBuilder("?reference=" + encoded(name.toString()));
    if (index != null && index.algorithm().equals("sha256")) {
      query.append("&index=").append(encoded(index.toString()));
    }
    if (verdict != null) {
      query
          .append("&verdict=")
          .append(verdict.passes() ? "passed" : "stopped")
          .append("&gatedAt=")
          .append(encoded(scan.creation().at().toString()))
          .append("&policy=")
          .append(encoded(policy.substring(0, Math.min(LONGEST_WORDS, policy.length()))));
    }
    Standing standing = scan.standing();
    if (standing != null) {
      query.append("&standing=").append(encoded(standing.status().word()));
      String document = encoded(StandingDocument.write(standing.advised(List.of())));
      if (document.length() <= LONGEST_DOCUMENT) {
        query.append("&standingDocument=").append(document);
      }
    }
    String signed = signed(bom, index);
    if (signed != null) {
      query.append("&signed=").append(signed);
    }
    Json received =
        new ServerConnection(surroundings, address)
            .send("POST", path(query), packed(bom, scan), DOCUMENT);
    tell(received, verdict == null || verdict.passes());
  }

  /// Whether the image's registry has a signature of it, which nobody verifies here; `null` where
  /// it comes from elsewhere, or the registry does not tell.
  private @Nullable String signed(Bom bom, @Nullable Digest index)
      throws InterruptedException, Failure {
    String digest = bom.subject().digest();
    String reference = FleetName.inRegistry(image, surroundings.platform(), surroundings.limits());
    if (digest == null || reference == null) {
      return null;
    }
    List<Digest> subjects = new ArrayList<>(List.of(Digest.parse(digest)));
    if (index != null) {
      subjects.add(index);
    }
    try {
      RegistryRepository repository =
          surroundings
              .network()
              .repository(
                  reference,
                  surroundings.limits(),
                  surroundings.userHome(),
                  surroundings.clock(),
                  invocation.values("--insecure-registry"));
      return SignaturePresence.of(repository, subjects) ? "present" : "none";
    } catch (IOException _) {
      return null;
    }
  }

  /// To the project that the environment names; else the server finds or makes one.
  private String path(StringBuilder query) {
    String project = ServerAddress.variable(surroundings.environment(), "DRYDOCK_PROJECT");
    if (project != null) {
      return "/projects/" + encoded(project) + "/images" + query;
    }
    String team = invocation.value("--team");
    if (team == null) {
      team = ServerAddress.variable(surroundings.environment(), "DRYDOCK_TEAM");
    }
    return "/images" + query + (team == null ? "" : "&team=" + encoded(team));
  }

  private static byte[] packed(Bom bom, Scan scan) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes, 1 << 16)) {
      CycloneDxJson.write(bom, scan.creation(), CycloneDxVersion.V1_6, out);
    }
    return bytes.toByteArray();
  }

  private void tell(Json received, boolean watched) {
    if (!invocation.has("--quiet") && name != null && address != null) {
      surroundings
          .err()
          .println(
              "drydock: "
                  + address.base()
                  + (watched ? " watches " : " knows, and does not watch, ")
                  + ErrorLine.oneLine(name.familiar())
                  + " (project "
                  + ErrorLine.oneLine(String.valueOf(received.text("project")))
                  + " of team "
                  + ErrorLine.oneLine(String.valueOf(received.text("team")))
                  + "); see drydock fleet show");
    }
  }

  private static String encoded(String text) {
    return ServerConnection.encoded(text);
  }
}
