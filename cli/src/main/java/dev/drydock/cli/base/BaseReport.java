package dev.drydock.cli.base;

import dev.drydock.approval.BaseContent;
import dev.drydock.approval.BaseTag;
import dev.drydock.approval.Catalogue;
import dev.drydock.approval.CataloguedBase;
import dev.drydock.approval.Decision;
import dev.drydock.approval.EvidenceFigures;
import dev.drydock.approval.Judgement;
import dev.drydock.approval.RefusedDecision;
import dev.drydock.approval.Vote;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.image.Digest;
import dev.drydock.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Base images and what was decided about them, for people and programs.
///
/// @param figures of those whose evidence tells them
/// @param whole whether each decision is told, not only what they come to
record BaseReport(
    Catalogue catalogue, Map<Digest, EvidenceFigures> figures, Instant now, boolean whole) {
  private static final List<String> HEADINGS =
      List.of(
          "FAMILY",
          "VARIANT",
          "TAG",
          "DIGEST",
          "STATE",
          "APPROVED BY",
          "AGE",
          "SUPPORT",
          "PACKAGES",
          "FINDINGS");
  private static final int SHORT = 19;

  BaseReport {
    figures = Map.copyOf(figures);
  }

  void table(OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder();
    List<CataloguedBase> bases = BaseListCommand.inOrder(catalogue);
    if (bases.isEmpty()) {
      text.append("no base is here yet; `drydock base approve` makes one of a candidate\n");
    } else if (whole) {
      bases.forEach(base -> whole(text, base));
    } else {
      rows(text, bases);
    }
    for (String warning : catalogue.warnings()) {
      text.append("warning: ").append(ErrorLine.oneLine(warning)).append('\n');
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void rows(StringBuilder text, List<CataloguedBase> bases) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADINGS);
    for (CataloguedBase base : bases) {
      Judgement judgement = base.judgement();
      EvidenceFigures found = figures.get(base.digest());
      rows.add(
          List.of(
              ErrorLine.oneLine(BaseListCommand.family(base)),
              ErrorLine.oneLine(String.valueOf(BaseListCommand.variant(base))),
              tag(base),
              base.digest().toString().substring(0, SHORT),
              judgement.state().word(),
              judgement.approvals().isEmpty()
                  ? "-"
                  : ErrorLine.oneLine(String.join(", ", judgement.approvedBy())),
              age(judgement.approvedAt()),
              judgement.supportUntil() == null ? "-" : judgement.supportUntil().toString(),
              found == null ? "-" : Long.toString(found.components()),
              found == null ? "-" : Long.toString(found.vulnerabilities())));
    }
    int[] widths = new int[HEADINGS.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private static String tag(CataloguedBase base) {
    BaseTag tag = base.judgement().tag();
    if (tag != null && base.tags().contains(tag.toString())) {
      return tag.toString();
    }
    return base.tags().isEmpty() ? "-" : base.tags().getFirst();
  }

  private String age(@Nullable Instant since) {
    if (since == null) {
      return "-";
    }
    long days = Math.max(0, Duration.between(since, now).toDays());
    return days == 1 ? "1 day" : days + " days";
  }

  private void whole(StringBuilder text, CataloguedBase base) {
    Judgement judgement = base.judgement();
    text.append(base.repository()).append('@').append(base.digest()).append('\n');
    line(text, "is", judgement.words());
    line(text, "variant", BaseListCommand.family(base) + "/" + BaseListCommand.variant(base));
    line(text, "tags", String.join(", ", base.tags()));
    for (BaseContent.OfImage image : judgement.content().images()) {
      if (image.digest() != null) {
        line(text, "image", image.digest() + ", " + image.platform());
      }
    }
    if (judgement.supportUntil() != null) {
      line(text, "support", "until " + judgement.supportUntil());
    }
    EvidenceFigures found = figures.get(base.digest());
    if (found != null) {
      line(
          text,
          "scanned",
          found.components() + " packages, " + found.vulnerabilities() + " vulnerabilities");
    }
    for (Vote vote : judgement.votes()) {
      Decision decision = vote.decision();
      line(
          text,
          LocalDate.ofInstant(decision.at(), ZoneOffset.UTC).toString(),
          decision.kind().word() + " by " + vote.person() + ": " + decision.reason() + more(vote));
    }
    for (RefusedDecision refused : judgement.refused()) {
      line(text, "refused", refused.told());
    }
    text.append('\n');
  }

  private static String more(Vote vote) {
    Decision decision = vote.decision();
    return (decision.replacement() == null ? "" : "; take " + decision.replacement())
        + (vote.expires() == null ? "" : "; until " + vote.expires())
        + (decision.withoutEvidence() == null
            ? ""
            : "; without evidence, since " + decision.withoutEvidence());
  }

  private static void line(StringBuilder text, String what, String value) {
    text.append("  ").append(what).repeat(' ', Math.max(1, 12 - what.length()));
    text.append(ErrorLine.oneLine(value)).append('\n');
  }

  void json(OutputStream out) throws IOException {
    JsonWriter json = new JsonWriter(out);
    json.object().member("schemaVersion", 1L).array("bases");
    for (CataloguedBase base : BaseListCommand.inOrder(catalogue)) {
      base(json, base);
    }
    json.end().member("warnings", catalogue.warnings()).end().flush();
  }

  private void base(JsonWriter json, CataloguedBase base) throws IOException {
    Judgement judgement = base.judgement();
    EvidenceFigures found = figures.get(base.digest());
    json.object()
        .member("repository", base.repository())
        .member("reference", base.reference())
        .member("digest", base.digest().toString())
        .member("family", BaseListCommand.family(base))
        .member("variant", BaseListCommand.variant(base))
        .member("tags", base.tags())
        .array("images");
    for (BaseContent.OfImage image : judgement.content().images()) {
      if (image.digest() != null) {
        json.object()
            .member("digest", image.digest().toString())
            .member("platform", image.platform())
            .end();
      }
    }
    json.end()
        .member("state", judgement.state().word())
        .member("told", judgement.words())
        .member("approvedBy", judgement.approvedBy())
        .member("required", (long) judgement.required())
        .member("approvedAt", text(judgement.approvedAt()))
        .member("expires", text(judgement.expires()))
        .member("supportUntil", text(judgement.supportUntil()))
        .member(
            "packages",
            found == null ? null : (Integer) Math.clamp(found.components(), 0, Integer.MAX_VALUE))
        .member(
            "vulnerabilities",
            found == null
                ? null
                : (Integer) Math.clamp(found.vulnerabilities(), 0, Integer.MAX_VALUE))
        .array("decisions");
    for (Vote vote : judgement.votes()) {
      Decision decision = vote.decision();
      json.object()
          .member("decision", decision.kind().word())
          .member("by", vote.person())
          .member("reason", decision.reason())
          .member("at", decision.at().toString())
          .member("expires", text(vote.expires()))
          .member("replacement", decision.replacement())
          .member("withoutEvidence", decision.withoutEvidence())
          .member("document", vote.document().toString())
          .array("evidence");
      for (Decision.Evidence evidence : decision.evidence()) {
        json.object()
            .member("predicateType", evidence.predicateType())
            .member("digest", evidence.digest().toString())
            .end();
      }
      json.end().end();
    }
    json.end().array("refused");
    for (RefusedDecision refused : judgement.refused()) {
      json.object()
          .member("reason", refused.reason().name().toLowerCase(Locale.ROOT))
          .member("told", refused.told())
          .member("document", refused.document().toString())
          .end();
    }
    json.end().end();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
