package dev.drydock.version;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Random versions of each scheme, the same ones for the same seed. They are made of pieces that
/// matter to the scheme, and those of one pair mostly differ in a piece or two: what is far apart
/// proves little.
final class VersionPairs {
  /// PHP's numbers end at 64 bits, so that the last one is left out for Composer.
  private static final List<String> NUMBERS =
      List.of("0", "1", "2", "9", "10", "00", "01", "007", "2024", "12345678901234567890");

  private final SplittableRandom random;
  private final String scheme;
  private final List<String> pieces;

  VersionPairs(String scheme, long seed) {
    this.scheme = scheme;
    this.random = new SplittableRandom(seed);
    this.pieces = pieces(scheme);
  }

  private static List<String> pieces(String scheme) {
    String pieces =
        switch (scheme) {
          case "deb" -> ". . - + ~ ~~ a b Z rc deb +deb11u ~rc -1 ubuntu dfsg : +really .a";
          case "rpm" -> ". . - + ~ ^ a b Z rc el9 ~rc ^git -1 _ : module .fc40 ^^ ~~";
          case "apk" ->
              ". . . a b _alpha _beta _pre _rc _cvs _svn _git _hg _p _p1 _rc2 -r0 -r1 ~abc ~12";
          case "maven" ->
              ". . - - a b m rc cr alpha beta milestone snapshot ga final release sp x klm"
                  + " SNAPSHOT -RC Final foo _ + .rc -rc";
          case "npm", "semver", "cargo", "hex", "julia", "pub", "nuget", "golang" ->
              ". . - + a b alpha beta rc RC -alpha -beta.1 -rc.2 .x -0 +build --";
          case "pypi" ->
              ". . a b c rc alpha beta pre preview .post -1 .dev dev post rev r _ - +local +1.a !"
                  + " RC .DEV a1 rc1 .post1 .dev1 +ab.2";
          case "opam" -> ". . - + ~ ~~ a b v rc ~alpha1 ~beta _ +dune";
          case "gem" -> ". . . a b rc pre beta - .a .rc1 .0 Z";
          case "composer" ->
              ". . . -dev -alpha -beta -RC a b rc pl p patch -p1 beta1 stable - _ .x-dev -b.2 x * dev"
                  + " 2010-01-02 20100102";
          default -> ". . . -";
        };
    return List.of(pieces.split(" "));
  }

  /// One version, mostly a valid one.
  String next() {
    List<String> parts = new ArrayList<>();
    int numbers = random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 3;
    if (random.nextInt(8) == 0) {
      prefix(parts);
    }
    for (int i = 0; i < numbers; i++) {
      if (i > 0) {
        parts.add(".");
      }
      parts.add(number());
    }
    for (int more = random.nextInt(4); more > 0; more--) {
      parts.add(piece());
    }
    return String.join("", parts);
  }

  private void prefix(List<String> parts) {
    switch (scheme) {
      case "deb", "rpm" -> parts.add(random.nextInt(3) + ":");
      case "pypi" -> parts.add(random.nextBoolean() ? "v" : random.nextInt(3) + "!");
      case "npm", "golang", "composer" -> parts.add("v");
      default -> {}
    }
  }

  private String number() {
    int most = NUMBERS.size() - (scheme.equals("composer") ? 1 : 0);
    return NUMBERS.get(random.nextInt(random.nextInt(3) == 0 ? most : 4));
  }

  private String piece() {
    return random.nextInt(3) == 0 ? number() : pieces.get(random.nextInt(pieces.size()));
  }

  /// `version` with a piece put in, taken out, or repeated.
  String near(String version) {
    StringBuilder text = new StringBuilder(version);
    for (int changes = random.nextInt(3); changes >= 0; changes--) {
      int at = 1 + random.nextInt(text.length());
      int to = Math.min(text.length(), at + 1 + random.nextInt(3));
      switch (random.nextInt(3)) {
        case 0 -> text.insert(at, piece());
        case 1 -> text.delete(Math.min(at, text.length()), to);
        default -> text.replace(Math.min(at, text.length()), to, piece());
      }
    }
    return text.toString();
  }

  /// The versions of `count` pairs, one after the other.
  List<String> pairs(int count) {
    List<String> versions = new ArrayList<>(2 * count);
    for (int i = 0; i < count; i++) {
      String version = next();
      versions.add(version);
      versions.add(random.nextInt(5) == 0 ? next() : near(version));
    }
    return versions;
  }

  /// Prints pairs of versions that the scheme takes, for the script `compare-versions`.
  public static void main(String[] arguments) {
    VersionScheme scheme = VersionSchemes.of(arguments[0]).orElseThrow();
    VersionPairs random = new VersionPairs(scheme.name(), 20_260_101);
    StringBuilder lines = new StringBuilder();
    for (int count = Integer.parseInt(arguments[1]); count > 0; ) {
      List<String> pair = random.pairs(1);
      if (scheme.parse(pair.get(0)).isPresent() && scheme.parse(pair.get(1)).isPresent()) {
        lines.append(pair.get(0)).append(" < ").append(pair.get(1)).append('\n');
        count--;
      }
    }
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    System.out.write(bytes, 0, bytes.length);
    System.out.flush();
  }
}
