package dev.drydock.project.ruby;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.source.SourceText;

/// `*.gemspec` ([specification reference](https://guides.rubygems.org/specification-reference/)),
/// read without running it.
///
///     Gem::Specification.new do |spec|
///       spec.add_dependency "rack", ">= 2.2.4", "< 4"
///       spec.add_development_dependency "rake"
///     end
public final class GemspecFormat implements ManifestFormat {
  private final Limits limits;

  public GemspecFormat(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "gemspec";
  }

  @Override
  public String purlType() {
    return "gem";
  }

  @Override
  public boolean reads(String fileName) {
    return fileName.endsWith(".gemspec");
  }

  @Override
  public ProjectManifest read(String path, String text) throws ManifestException {
    return RubyManifest.gemspec(SourceText.of(path, text, limits));
  }
}
