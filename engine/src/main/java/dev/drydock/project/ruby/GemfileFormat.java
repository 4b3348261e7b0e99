package dev.drydock.project.ruby;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.source.SourceText;

/// `Gemfile` and `gems.rb` ([Bundler's description](https://bundler.io/man/gemfile.5.html)), read
/// without running them.
///
///     source "https://rubygems.org"
///     gem "rails", "~> 7.0", ">= 7.0.4"
///     group :development, :test do
///       gem "rspec-rails"
///     end
public final class GemfileFormat implements ManifestFormat {
  private final Limits limits;

  public GemfileFormat(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "Gemfile";
  }

  @Override
  public String purlType() {
    return "gem";
  }

  @Override
  public boolean reads(String fileName) {
    return fileName.equals("Gemfile") || fileName.equals("gems.rb");
  }

  @Override
  public ProjectManifest read(String path, String text) throws ManifestException {
    return RubyManifest.gemfile(SourceText.of(path, text, limits));
  }
}
