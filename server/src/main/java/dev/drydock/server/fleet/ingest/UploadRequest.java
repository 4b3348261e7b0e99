package dev.drydock.server.fleet.ingest;

import dev.drydock.approval.standing.Standing;
import dev.drydock.bom.Bom;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.limits.Limits;
import dev.drydock.report.json.StandingDocument;
import dev.drydock.server.fleet.ImageDigest;
import dev.drydock.server.fleet.Signed;
import dev.drydock.server.fleet.ingest.Arrival.Alias;
import dev.drydock.server.web.Problem;
import io.swagger.v3.oas.annotations.Parameter;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

/// What an upload says beside the document. The document stays as it came, byte for byte: that is
/// why a verdict is told in the query and not in an envelope around it.
///
/// @param reference `registry/repository:tag`
/// @param digest of the manifest
/// @param index of the image index that it is in
/// @param verdict `passed` or `stopped`
/// @param gatedAt when the gate said so
/// @param policy what it was judged by, in words
/// @param standing what kind of base it stands upon
/// @param standingDocument all that a gate found of that, as its JSON has it under `standing`
/// @param signed `none`, `present` or `verified`
/// @param replace whether the document takes the place of one that is there
@ParameterObject
record UploadRequest(
    @Parameter(description = "registry/repository:tag; else what the document says")
        @Nullable String reference,
    @Parameter(description = "sha256:… of the manifest; else what the document says")
        @Nullable String digest,
    @Parameter(description = "sha256:… of the image index that the image is in")
        @Nullable String index,
    @Parameter(description = "What the gate said: passed or stopped") @Nullable String verdict,
    @Parameter(description = "When it said so, RFC 3339") @Nullable Instant gatedAt,
    @Parameter(description = "What it judged by, in words") @Nullable String policy,
    @Parameter(description = "What kind of base the image stands upon, as the gate found")
        @Nullable String standing,
    @Parameter(description = "All that it found of that: the member standing of its JSON")
        @Nullable String standingDocument,
    @Parameter(
            description =
                "Whether the image is signed: none, present (nobody has verified it) or verified")
        @Nullable String signed,
    @Parameter(description = "true: take the place of the document that is there")
        @Nullable Boolean replace) {
  private static final int LONGEST_WORDS = 300;
  private static final int LONGEST_DOCUMENT = 6_000;

  boolean replaces() {
    return Boolean.TRUE.equals(replace);
  }

  /// @throws Problem 422 where neither this nor the document says enough, or something that cannot
  ///   be
  Arrival arrival(Bom bom, BomDocument document, Instant now) {
    Bom.Subject subject = bom.subject();
    ImageReference named = named(subject.reference());
    ImageDigest config = imageId(subject);
    ImageDigest own = identity(named, subject, config);
    List<Alias> aliases = new ArrayList<>();
    if (config != null && !config.equals(own)) {
      aliases.add(new Alias(config, "config"));
    }
    if (index != null) {
      ImageDigest above = ImageDigest.required(index);
      if (!above.equals(own)) {
        aliases.add(new Alias(above, "index"));
      }
    }
    return new Arrival(named, own, aliases, bom, document, verdict(now), seen());
  }

  /// A document's own name counts where it says a registry: `app.tar` or `debian:11` may mean a
  /// file or anything.
  private ImageReference named(String subject) {
    try {
      if (reference != null) {
        return ImageReference.parse(reference);
      }
      int slash = subject.indexOf('/');
      String host = slash < 0 ? "" : subject.substring(0, slash);
      if (host.contains(".") || host.contains(":") || host.equals("localhost")) {
        return ImageReference.parse(subject);
      }
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(BomParser.oneLine(String.valueOf(e.getMessage())));
    }
    throw Problem.invalid(
        "The document does not say which image of which registry it is about: say it with ?reference=registry.example.com/shop/cart:1.4");
  }

  private ImageDigest identity(
      ImageReference named, Bom.Subject subject, @Nullable ImageDigest config) {
    if (digest != null) {
      return ImageDigest.required(digest);
    }
    String told = subject.digest();
    if (told != null && ImageDigest.parse(told).isPresent()) {
      return ImageDigest.required(told);
    }
    if (config != null) {
      return config;
    }
    if (named.digest() != null) {
      return ImageDigest.required(named.digest().toString());
    }
    throw Problem.invalid(
        "Neither the document nor the request says the image's digest: say it with ?digest=sha256:…");
  }

  private static @Nullable ImageDigest imageId(Bom.Subject subject) {
    String id = subject.imageId();
    return id == null ? null : ImageDigest.parse(id).orElse(null);
  }

  private @Nullable UploadedVerdict verdict(Instant now) {
    if (verdict == null) {
      return null;
    }
    boolean passed =
        switch (verdict) {
          case "passed" -> true;
          case "stopped" -> false;
          default -> throw Problem.invalid("verdict is passed or stopped");
        };
    Instant at = gatedAt == null || gatedAt.isAfter(now) ? now : gatedAt;
    return new UploadedVerdict(
        passed, at, words("policy", policy), words("standing", standing), checkedStanding());
  }

  private @Nullable String checkedStanding() {
    if (standingDocument == null) {
      return null;
    }
    if (standingDocument.length() > LONGEST_DOCUMENT || standingDocument.indexOf('\0') >= 0) {
      throw Problem.invalid("standingDocument has at most " + LONGEST_DOCUMENT + " characters");
    }
    try {
      Standing read = StandingDocument.read(standingDocument, Limits.defaults());
      if (!read.status().word().equals(standing)) {
        throw Problem.invalid("standing and standingDocument say different things");
      }
      return standingDocument;
    } catch (IOException e) {
      throw Problem.invalid(
          BomParser.oneLine("standingDocument cannot be read: " + e.getMessage()));
    }
  }

  private Signed seen() {
    return switch (signed) {
      case null -> Signed.UNKNOWN;
      case "none" -> Signed.NONE;
      case "present" -> Signed.PRESENT;
      case "verified" -> Signed.VERIFIED;
      default -> throw Problem.invalid("signed is none, present or verified");
    };
  }

  private static String words(String what, @Nullable String text) {
    if (text == null) {
      return "";
    }
    if (text.length() > LONGEST_WORDS || text.indexOf('\0') >= 0) {
      throw Problem.invalid(what + " is words of at most " + LONGEST_WORDS + " characters");
    }
    return text.strip();
  }
}
