package dev.drydock.explain;

import dev.drydock.explain.Line.Item;
import dev.drydock.explain.Line.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// What containers have to do with a vulnerability, by the kinds of packages that have it.
final class ContainerWords {
  /// A flaw of a library may be in packages of a dozen kinds; the first ones tell enough.
  static final int MOST_KINDS = 3;

  private ContainerWords() {}

  static List<Line> of(List<PackageKind> kinds) {
    List<Line> lines = new ArrayList<>();
    if (kinds.isEmpty()) {
      lines.add(
          new Sentence(
              "That depends on the package, and no record here names one. Scan the image: what is"
                  + " in it is looked up by package, not by vulnerability."));
    } else if (kinds.size() == 1) {
      lines.add(new Sentence(why(kinds.getFirst())));
    } else {
      for (PackageKind kind : kinds.subList(0, Math.min(MOST_KINDS, kinds.size()))) {
        lines.add(new Item(why(kind)));
      }
    }
    return lines;
  }

  /// What the handbook has about them.
  static List<String> topics(List<PackageKind> kinds) {
    TreeSet<String> topics = new TreeSet<>();
    for (PackageKind kind : kinds.subList(0, Math.min(MOST_KINDS, kinds.size()))) {
      topics.addAll(
          switch (kind) {
            case MALICIOUS -> List.of("supply-chain");
            case GO_STANDARD_LIBRARY, COMPILED_IN, PROGRAM -> List.of("rebuild");
            case LIBRARY -> List.of("package-manager", "rebuild");
            case RUNTIME -> List.of("base-image", "tag");
            case KERNEL -> List.of("image", "multi-stage");
            case SYSTEM_SERVICE -> List.of("distroless", "image");
            case PRIVILEGE_TOOL -> List.of("root-user");
            case SHARED_LIBRARY, SYSTEM_PACKAGE ->
                List.of("base-image", "package-manager", "rebuild");
            case BUILD_TOOL -> List.of("multi-stage");
          });
    }
    return kinds.isEmpty() ? List.of("image") : List.copyOf(topics);
  }

  /// How a package of this kind gets into an image, and what that means.
  static String why(PackageKind kind) {
    return switch (kind) {
      case MALICIOUS ->
          "This package was made to do harm; it is no flaw in good software. Whatever installed or"
              + " started it ran the attacker's code, the build of the image too.";
      case GO_STANDARD_LIBRARY ->
          "It is a part of Go itself, and every program written in Go has it within. No package in"
              + " the image can be upgraded: the program has to be compiled again, by a newer Go.";
      case LIBRARY ->
          "As a library the application brings it along: it came into the image with your own"
              + " files. A newer base image does not mend it; a newer version in the project does.";
      case COMPILED_IN ->
          "As a library it is compiled into a program. It cannot be exchanged in the image: the"
              + " program has to be compiled again with a newer version.";
      case RUNTIME ->
          "It is what applications run on. As a rule it comes with the base image, whose tag says"
              + " its version.";
      case PROGRAM ->
          "It is a program that the image brings as a whole. A newer image of the same program"
              + " brings a newer one.";
      case KERNEL ->
          "Containers have no kernel of their own: all use that of the machine they run on. A kernel"
              + " package in an image is files that nothing starts, as a rule headers for compiling."
              + " What counts is the machine.";
      case SYSTEM_SERVICE ->
          "It serves a whole machine: starts it, or looks after its devices and users. A container"
              + " runs one application, and as a rule nothing of this is started in it.";
      case PRIVILEGE_TOOL ->
          "It gives users more rights, so it helps somebody who already runs something in the"
              + " container, as an ordinary user.";
      case SHARED_LIBRARY ->
          "As a package of the operating system it is a library that many programs of the image"
              + " load. It comes with the base image, and stays as it was on the day of the build."
              + " Programs that carry their own copy are not mended with it.";
      case BUILD_TOOL ->
          "It is a tool for building. A finished image seldom needs it; it is there because the"
              + " image was built and shipped in one piece.";
      case SYSTEM_PACKAGE ->
          "It is a package of the operating system, and as a rule comes with the base image."
              + " Containers are not updated where they run: what was there on the day of the build"
              + " stays until somebody builds again.";
    };
  }

  /// What to do about a package of this kind.
  static String step(PackageKind kind) {
    return switch (kind) {
      case MALICIOUS ->
          "Remove the package and what needs it. Then exchange every password, key and token that"
              + " the build or the container could see.";
      case GO_STANDARD_LIBRARY ->
          "Compile the program again with a Go that has the fix; of programs that others compile,"
              + " take a newer release.";
      case LIBRARY ->
          "Raise its version where the project declares its dependencies (pom.xml, package.json,"
              + " requirements.txt, ...), also where another library brings it in. Then build the"
              + " image again.";
      case COMPILED_IN ->
          "Raise its version in the project (go.mod, Cargo.toml, ...), compile, and build the image"
              + " again; of programs that others compile, take a newer release.";
      case RUNTIME ->
          "Build on a newer tag of the base image that has the fixed version, and test the"
              + " application on it.";
      case PROGRAM -> "Take a newer tag of the image that brings it.";
      case KERNEL ->
          "Update the machines that run your containers. In the image, leave kernel packages and"
              + " headers out.";
      case SYSTEM_SERVICE ->
          "Leave it out where nothing in the image needs it; else the next build brings the fixed"
              + " package.";
      case PRIVILEGE_TOOL ->
          "Start the container as an ordinary user and without a way to more rights (docker run"
              + " --security-opt no-new-privileges), and leave the tool out where nothing needs it.";
      case SHARED_LIBRARY, SYSTEM_PACKAGE ->
          "Build again on the newest build of the base image (docker build --pull --no-cache). Where"
              + " that does not have the fix yet, upgrade the package in the Dockerfile.";
      case BUILD_TOOL ->
          "Build in one stage and ship another one without the tool; where it has to stay, take the"
              + " fixed version.";
    };
  }
}
