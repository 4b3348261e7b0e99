package dev.drydock.catalog.terraform;

import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.limits.Limits;
import java.io.IOException;

/// Finds providers in a `.terraform.lock.hcl` (Terraform documentation, "Dependency Lock File"):
///
///     provider "registry.terraform.io/hashicorp/aws" {
///       version     = "5.72.1"
///       constraints = "> 5.72.0"
///       hashes = [
///         "h1:jhd5…",
///       ]
///     }
public final class TerraformLockCataloger extends DocumentCataloger {
  public TerraformLockCataloger(Limits limits) {
    super("terraform-lock", limits, ".terraform.lock.hcl");
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    PackageGraph packages = document.packages(out);
    HclTokens tokens = new HclTokens(document.text(), document.path());
    while (tokens.next()) {
      if (tokens.is("provider") && tokens.next() && tokens.string()) {
        String address = tokens.text();
        if (tokens.next() && tokens.is("{")) {
          String version = version(tokens, document.path());
          if (!address.isBlank() && !address.endsWith("/") && !version.isEmpty()) {
            add(address, version, packages);
          }
        }
      }
    }
  }

  private static void add(String address, String version, PackageGraph packages) {
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
