package dev.drydock.catalog.terraform;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.LockedPackages;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Finds providers in a `.terraform.lock.hcl` (Terraform documentation, "Dependency Lock File"):
///
///     provider "registry.terraform.io/hashicorp/aws" {
///       version     = "5.72.1"
///       constraints = "> 5.72.0"
///       hashes = [
///         "h1:jhd5…",
///       ]
///     }
public final class TerraformLockCataloger implements FileCataloger {
  private static final String NAME = "terraform-lock";
  private static final String FILE = ".terraform.lock.hcl";

  private final Limits limits;

  public TerraformLockCataloger(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.named(FILE);
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.size() > 0 && file.name().equals(FILE);
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    byte[] document = content.bytes(limits.documentBytes(), file.path());
    LockedPackages packages = new LockedPackages(file, new Evidence(NAME, FILE), out);
    HclTokens tokens = new HclTokens(new String(document, StandardCharsets.UTF_8), file.path());
    while (tokens.next()) {
      if (tokens.is("provider") && tokens.next() && tokens.string()) {
        String address = tokens.text();
        if (tokens.next() && tokens.is("{")) {
          String version = version(tokens, file.path());
          if (!address.isBlank() && !address.endsWith("/") && !version.isEmpty()) {
            add(address, version, packages);
          }
        }
      }
    }
  }

  private static void add(String address, String version, LockedPackages packages) {
    int slash = address.lastIndexOf('/');
    packages.add(
        address,
        address,
        version,
        Purl.of(
            "terraform",
            slash < 0 ? null : address.substring(0, slash),
            address.substring(slash + 1),
            version));
  }

  /// Reads a block to its end; `""` where it tells no version.
  private static String version(HclTokens tokens, String path) throws IOException {
    String version = "";
    int depth = 1;
    while (tokens.next()) {
      if (tokens.is("{") || tokens.is("[")) {
        depth++;
      } else if (tokens.is("}") || tokens.is("]")) {
        if (--depth == 0) {
          return version;
        }
      } else if (depth == 1 && tokens.is("version") && tokens.next() && tokens.is("=")) {
        version = tokens.next() && tokens.string() ? tokens.text() : version;
      }
    }
    throw new IOException(path + " ends within a provider (it was cut off)");
  }
}
