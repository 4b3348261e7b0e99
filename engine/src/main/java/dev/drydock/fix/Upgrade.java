package dev.drydock.fix;

import dev.drydock.bom.Component;
import dev.drydock.match.Finding;
import java.util.List;

/// A newer version in the place of one that is there, matched again.
///
/// @param type purl type of what is upgraded
/// @param name the source package for packages of an operating system, else the component
/// @param from the version that is there
/// @param to the lowest version that removes all that can be removed
/// @param components what is to be replaced, each at its locations
/// @param removes indexes into the findings: those that are really gone when the upgraded
///   components are matched again
/// @param remaining further findings of these components, which this action leaves
/// @param introduces ids of vulnerabilities that only the new version has
/// @param left all findings of the upgraded components
public record Upgrade(
    String type,
    String name,
    String from,
    String to,
    List<Component> components,
    List<Integer> removes,
    List<Integer> remaining,
    List<String> introduces,
    List<Finding> left) {

  public Upgrade {
    components = List.copyOf(components);
    removes = List.copyOf(removes);
    remaining = List.copyOf(remaining);
    introduces = List.copyOf(introduces);
    left = List.copyOf(left);
  }
}
