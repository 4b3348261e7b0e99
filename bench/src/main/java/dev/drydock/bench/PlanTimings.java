package dev.drydock.bench;

import dev.drydock.advisory.Advisories;
import dev.drydock.advisory.index.AdvisoryIndex;
import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Component.OsPackage;
import dev.drydock.bom.Component.Source;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Purl;
import dev.drydock.fix.Plan;
import dev.drydock.fix.Planner;
import dev.drydock.fix.Replacements;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import dev.drydock.match.Findings;
import dev.drydock.match.Matcher;
import dev.drydock.origin.BaseImage;
import dev.drydock.origin.Origins;
import dev.drydock.triage.Judgement;
import dev.drydock.triage.Prioritisation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// How long a plan takes for an image of 1,000 findings: packages of Debian 11 in the base, and of
/// npm in the application, each of an old version, as many as it takes.
///
/// Prints lines `name milliseconds`.
public final class PlanTimings {
  private static final int FINDINGS = 1000;
  private static final int ROUNDS = 21;

  private PlanTimings() {}

  /// @param args the index, Debian's `all.zip`, npm's `all.zip`
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    AdvisoryIndex index = AdvisoryIndex.open(Path.of(args[0]));
    List<Component> debian = new ArrayList<>();
    for (String name : names(Path.of(args[1]), "Debian:11")) {
      debian.add(debian(name));
    }
    List<Component> npm = new ArrayList<>();
    for (String name : names(Path.of(args[2]), "npm")) {
      npm.add(npm(name));
    }
    Findings findings = thousand(index, debian, npm);
    List<Judgement> judgements = new Prioritisation().of(findings);
    Origins origins = new Origins(new BaseImage("debian:11", null, 1, BaseImage.Evidence.LAYERS));
    double[] rounds = new double[ROUNDS];
    Plan plan = new Plan(List.of(), List.of(), List.of(), List.of());
    for (int i = 0; i < ROUNDS; i++) {
      long from = System.nanoTime();
      plan =
          new Planner(index, UnaryOperator.identity(), Replacements.builtIn())
              .plan(findings, judgements, origins);
      rounds[i] = (System.nanoTime() - from) / 1e6;
    }
    out.printf(Locale.ROOT, "first %.1f%n", rounds[0]);
    Arrays.sort(rounds);
    out.printf(Locale.ROOT, "median %.1f%n", rounds[ROUNDS / 2]);
    out.printf(Locale.ROOT, "components %d%n", findings.bom().components().size());
    out.printf(Locale.ROOT, "findings %d%n", findings.findings().size());
    out.printf(Locale.ROOT, "actions %d%n", plan.actions().size());
    out.printf(Locale.ROOT, "remaining %d%n", plan.remaining().size());
  }

  /// Half of the findings from each; the last package may bring more than one.
  private static Findings thousand(
      Advisories advisories, List<Component> debian, List<Component> npm) {
    List<Component> chosen = new ArrayList<>();
    take(advisories, debian, chosen, FINDINGS / 2);
    take(advisories, npm, chosen, FINDINGS);
    return new Matcher().match(bom(chosen), advisories);
  }

  private static void take(
      Advisories advisories, List<Component> from, List<Component> chosen, int findings) {
    int found = new Matcher().match(bom(chosen), advisories).findings().size();
    for (Component one : from) {
      Findings its = new Matcher().match(bom(List.of(one)), advisories);
      boolean fixable = its.findings().stream().anyMatch(finding -> !finding.fixedIn().isEmpty());
      // a kernel alone would be all of the findings, and malware has no fix
      if (fixable && its.findings().size() <= FINDINGS / 20) {
        chosen.add(one);
        found += its.findings().size();
      }
      if (found >= findings) {
        return;
      }
    }
  }

  private static Bom bom(List<Component> components) {
    Bom.Subject subject =
        new Bom.Subject(
            "made", null, null, "linux/amd64", null, List.of(), List.of(), Map.of(), List.of());
    Distribution debian =
        new Distribution("debian", "11", "bullseye", List.of(), "Debian GNU/Linux 11", null);
    return new Bom(subject, debian, components, List.of(), List.of());
  }

  private static Component debian(String name) {
    return new Component(
        name,
        "0.1-1",
        Purl.of("deb", "debian", name, "0.1-1"),
        new OsPackage(new Source(name, "0.1-1", true), "amd64", null, null),
        List.of(),
        List.of(new Location("var/lib/dpkg/status", 0)),
        new Evidence("dpkg", "installed database"));
  }

  private static Component npm(String name) {
    int slash = name.indexOf('/');
    String scope = slash < 0 ? null : name.substring(0, slash);
    return new Component(
        name,
        "1.0.0",
        Purl.of("npm", scope, name.substring(slash + 1), "1.0.0"),
        null,
        List.of(),
        List.of(new Location("app/node_modules/" + name + "/package.json", 1)),
        new Evidence("npm-package", "package.json"));
  }

  /// Packages of an ecosystem that advisories speak of, in the order of the alphabet.
  private static List<String> names(Path zip, String ecosystem) throws IOException {
    JsonReader reader = new JsonReader(Limits.defaults());
    TreeSet<String> names = new TreeSet<>();
    try (ZipFile file = new ZipFile(zip.toFile())) {
      Enumeration<? extends ZipEntry> entries = file.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        byte[] document = Bounded.readAll(file.getInputStream(entry), 1 << 24, entry.getName());
        for (Json affected : reader.read(document, entry.getName()).items("affected")) {
          affected
              .get("package")
              .filter(it -> ecosystem.equals(it.text("ecosystem")))
              .map(it -> it.text("name"))
              .ifPresent(names::add);
        }
      }
    }
    return new ArrayList<>(names);
  }
}
