package dev.drydock.cli.promotion;

import dev.drydock.attest.key.SigningKey;
import dev.drydock.cli.command.CommandModel;
import dev.drydock.cli.command.CommandModel.Kind;
import dev.drydock.cli.command.CommandModel.Option;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.command.Options;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.console.ProgressLine;
import dev.drydock.cli.key.KeyFileOptions;
import dev.drydock.cli.policy.LoadedPolicy;
import dev.drydock.cli.standing.BaseStandings;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.RegistrySettings;
import dev.drydock.limits.Bounded;
import dev.drydock.promotion.Outcome;
import dev.drydock.promotion.Promoter;
import dev.drydock.promotion.Promotion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `drydock promote`: images that pass the gate now are copied to where they are deployed from.
public final class PromoteCommand {
  private static final int MOST_LINES = 10_000;

  /// Where CI systems and shells say who is at work.
  private static final List<String> PEOPLE =
      List.of(
          "GITHUB_ACTOR",
          "GITLAB_USER_LOGIN",
          "BUILD_USER_ID",
          "CIRCLE_USERNAME",
          "USER",
          "LOGNAME");

  private final Surroundings surroundings;
  private final Invocation invocation;
  private final ProgressLine progress;
  private final LoadedPolicy policy;
  private final KeyFileOptions keys;
  private @Nullable String keyName;
  private @Nullable SigningKey key;

  private PromoteCommand(
      Surroundings surroundings,
      Invocation invocation,
      ProgressLine progress,
      LoadedPolicy policy) {
    this.surroundings = surroundings;
    this.invocation = invocation;
    this.progress = progress;
    this.policy = policy;
    this.keys = new KeyFileOptions(surroundings, invocation);
  }

  public static CommandModel model() {
    return new CommandModel(
        "promote",
        List.of(),
        CommandModel.with(
            Options.FORMAT,
            Options.OUTPUT,
            Options.DRY_RUN,
            new Option("--from-list", null, Kind.VALUE),
            Options.KEY,
            Options.PASSWORD_FILE,
            new Option("--by", null, Kind.VALUE),
            Options.POLICY,
            Options.POLICY_KEY,
            Options.TEAM,
            Options.BRANCH,
            Options.ENVIRONMENT,
            Options.VEX,
            Options.NO_HYGIENE,
            Options.ADVISORIES,
            Options.INSECURE_REGISTRY,
            Options.LAYER_CACHE,
            Options.NO_CACHE),
        List.of("table", "json"),
        true);
  }

  /// One line of a list.
  private record Wanted(String from, @Nullable String to) {}

  public static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    String format = invocation.format();
    if (invocation.has("--offline")) {
      throw Failure.usage("promote needs both registries, and --offline forbids it; leave it out");
    }
    List<Wanted> wanted = wanted(invocation);
    LoadedPolicy policy = LoadedPolicy.of(surroundings, invocation);
    List<PromotionReport.Entry> entries = new ArrayList<>();
    try (ProgressLine progress = surroundings.progress(invocation)) {
      PromoteCommand command = new PromoteCommand(surroundings, invocation, progress, policy);
      for (Wanted one : wanted) {
        entries.add(command.entry(one, invocation.value("--from-list") != null));
      }
    }
    PromotionReport report =
        new PromotionReport(entries, invocation.value("--output") == null && surroundings.colour());
    Output.write(
        invocation.value("--output"),
        surroundings.out(),
        out -> {
          if (format.equals("json")) {
            report.json(out);
          } else {
            report.table(out);
          }
        });
    return report.exitCode();
  }

  private static List<Wanted> wanted(Invocation invocation) throws IOException, Failure {
    List<String> arguments = invocation.arguments(2);
    String list = invocation.value("--from-list");
    if (list == null) {
      if (arguments.isEmpty()) {
        throw Failure.usage(
            "promote needs an image in a registry, such as dev.example.org/shop:1.4; see `drydock"
                + " promote --help`");
      }
      return List.of(
          new Wanted(arguments.getFirst(), arguments.size() > 1 ? arguments.get(1) : null));
    }
    if (!arguments.isEmpty()) {
      throw Failure.usage(
          "--from-list names the images; leave the others out, or write them there");
    }
    List<Wanted> wanted = new ArrayList<>();
    String text =
        new String(Bounded.readFile(PathArgument.of(list), 4 << 20), StandardCharsets.UTF_8);
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String plain = (line.indexOf('#') < 0 ? line : line.substring(0, line.indexOf('#'))).strip();
      if (plain.isEmpty()) {
        continue;
      }
      String[] words = plain.split("\\s+");
      if (words.length > 2 || wanted.size() == MOST_LINES) {
        throw Failure.usage(
            ErrorLine.oneLine(list)
                + ":"
                + number
                + (words.length > 2
                    ? ": a line is SRC DST, or SRC where the policy says where to; # begins a"
                        + " comment"
                    : ": more than " + MOST_LINES + " images; make two lists"));
      }
      wanted.add(new Wanted(words[0], words.length > 1 ? words[1] : null));
    }
    if (wanted.isEmpty()) {
      throw Failure.usage(ErrorLine.oneLine(list) + " names no image; write lines SRC DST");
    }
    return wanted;
  }

  /// @param several whether a failure of this one leaves others to be done
  private PromotionReport.Entry entry(Wanted wanted, boolean several)
      throws IOException, InterruptedException, Failure {
    try {
      return promote(wanted);
    } catch (Failure e) {
      if (!several) {
        throw e;
      }
      return PromotionReport.Entry.failed(
          wanted.from(), wanted.to(), e.exitCode(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      if (!several) {
        throw e;
      }
      return PromotionReport.Entry.failed(
          wanted.from(), wanted.to(), ExitCode.INPUT, ErrorLine.of(e));
    }
  }

  private PromotionReport.Entry promote(Wanted wanted)
      throws IOException, InterruptedException, Failure {
    PromotionWay way = PromotionWay.of(wanted.from(), wanted.to(), policy.policy().downstreams());
    Promotion promotion =
        new Promotion(
            repository(way.source()),
            repository(way.destination()),
            String.valueOf(way.destination().tag()),
            way.requirements(),
            signingKey(way.key()),
            by(),
            policy.words());
    // for each anew: a base may have been revoked since the one before
    try (BaseStandings standings = BaseStandings.of(surroundings, invocation, policy.policy())) {
      PromotionJudge judge =
          new PromotionJudge(surroundings, invocation, policy, progress, standings);
      progress.stage("Promoting " + promotion.from());
      return new PromotionReport.Entry(
          promotion.from(),
          promotion.to(),
          outcome(promotion, judge),
          judge.results(),
          ExitCode.OK,
          null);
    } catch (PromotionJudge.Carried e) {
      throw e.failure();
    }
  }

  private Outcome outcome(Promotion promotion, PromotionJudge judge)
      throws IOException, InterruptedException, Failure {
    Promoter promoter =
        new Promoter(
            surroundings.waitingThreads(),
            surroundings.limits(),
            surroundings.clock(),
            (bytes, total) -> progress.at("Copying to " + promotion.to(), bytes, total));
    return invocation.has("--dry-run")
        ? promoter.foresee(promotion, judge)
        : promoter.promote(promotion, judge);
  }

  private RegistryRepository repository(ImageReference reference) throws Failure {
    RegistrySettings settings =
        surroundings
            .network()
            .settings(surroundings.clock(), invocation.values("--insecure-registry"));
    return surroundings
        .network()
        .repository(reference, surroundings.limits(), surroundings.userHome(), settings);
  }

  /// That of `--key`, else the one that the policy names; `null` where nobody signs.
  private @Nullable SigningKey signingKey(@Nullable String ofPolicy) throws IOException, Failure {
    if (invocation.has("--dry-run")) {
      return null;
    }
    String given = invocation.value("--key");
    String name = given == null ? ofPolicy : given;
    if (name != null && !name.equals(keyName)) {
      key = keys.signingKey(name);
      keyName = name;
    }
    return name == null ? null : key;
  }

  private String by() {
    String given = invocation.value("--by");
    if (given != null) {
      return given;
    }
    for (String name : PEOPLE) {
      String value = surroundings.environment().get(name);
      if (value != null && !value.isBlank()) {
        return value;
      }
    }
    return "unknown";
  }
}
