package dev.drydock.explain;

import dev.drydock.explain.Attack.Loss;
import dev.drydock.explain.Attack.Person;
import dev.drydock.explain.Line.Item;
import dev.drydock.explain.Line.Sentence;
import dev.drydock.match.cvss.Cvss;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An [Attack] in plain words.
final class AttackWords {
  private AttackWords() {}

  static List<Line> of(@Nullable Attack attack) {
    if (attack == null) {
      return List.of(
          new Sentence(
              "No record here describes it as a CVSS vector, so nothing is said here about how. Newer"
                  + " advisories may have one (drydock db update), and the pages under \"Where to read"
                  + " on\" tell more."));
    }
    List<Line> lines = new ArrayList<>();
    lines.add(new Item(reach(attack)));
    lines.add(new Item(effort(attack)));
    lines.add(new Item(account(attack)));
    Person person = attack.person();
    if (person != null) {
      lines.add(new Item(person(person)));
    }
    lines.add(new Item(losses(attack)));
    if (attack.spreads()) {
      lines.add(
          new Item(
              "The harm reaches further: into systems beside the software that has the flaw."));
    }
    lines.add(
        new Sentence(
            "That is the CVSS vector of "
                + Sources.name(attack.source())
                + ": "
                + attack.vector()));
    return lines;
  }

  private static String reach(Attack attack) {
    return switch (attack.reach()) {
      case NETWORK ->
          "Over the network: whoever can get data to the software can try, from however far away.";
      case ADJACENT ->
          "From nearby: only out of the same network, such as a neighbouring container or machine"
              + " of the same subnet.";
      case LOCAL ->
          "From inside: the attacker already runs something in the container or on the machine, or"
              + " gets somebody there to open a prepared file.";
      case PHYSICAL -> "By hand: the attacker has to stand at the machine.";
    };
  }

  private static String effort(Attack attack) {
    return attack.hard()
        ? "It is not easy: it works only under circumstances that the attacker cannot simply"
            + " bring about."
        : "It is easy: no special circumstances are needed, and it works every time.";
  }

  private static String account(Attack attack) {
    return switch (attack.account()) {
      case NONE -> "No account and no login are needed.";
      case ORDINARY -> "An ordinary account is enough.";
      case PRIVILEGED ->
          attack.version() == Cvss.Version.V2
              ? "The attacker has to log in more than once."
              : "The attacker needs an administrator's rights already.";
    };
  }

  private static String person(Person person) {
    return switch (person) {
      case NOTHING -> "Nobody has to be tricked into anything.";
      case ORDINARY_USE -> "Somebody has to use the software meanwhile, as they do anyway.";
      case SOMETHING ->
          "Somebody has to be brought to do something, such as to open a file or follow a link.";
    };
  }

  private static String losses(Attack attack) {
    List<String> losses = new ArrayList<>();
    add(
        losses,
        attack.confidentiality(),
        "read all that the software can read",
        "read some of what it should not");
    add(
        losses,
        attack.integrity(),
        "change all that the software can change",
        "change some of what it should not");
    add(losses, attack.availability(), "bring the software to a halt", "disturb its work");
    return switch (losses.size()) {
      case 0 -> "By itself it does no harm to the software that has the flaw.";
      case 1 -> "Whoever succeeds can " + losses.getFirst() + ".";
      case 2 -> "Whoever succeeds can " + losses.get(0) + " and " + losses.get(1) + ".";
      default ->
          "Whoever succeeds can "
              + losses.get(0)
              + ", "
              + losses.get(1)
              + ", and "
              + losses.get(2)
              + ".";
    };
  }

  private static void add(List<String> losses, Loss loss, String all, String some) {
    switch (loss) {
      case ALL -> losses.add(all);
      case SOME -> losses.add(some);
      case NONE -> {
        // nothing to tell of
      }
    }
  }
}
