package dev.drydock.catalog.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerraformLockCatalogerTest {
  private static final TerraformLockCataloger CATALOGER =
      new TerraformLockCataloger(Limits.defaults());

  private static final String LOCK =
      """
      # This file is maintained automatically by "terraform init".
      // provider "commented/out/one" { version = "1" }
      /* provider "commented/out/two" {
        version = "1" } */

      provider "registry.terraform.io/hashicorp/aws" {
        version     = "5.72.1"
        constraints = "> 5.72.0, version = 9"
        hashes = [
          "h1:jhd5O5o0CfZCNEwwN0EiDAzb7ApuFrtxJqa6HXW4EKE=",
          "zh:0dea",
        ]
      }

      provider "registry.opentofu.org/example/own" { version = "1.0.0-beta1" }

      provider "registry.terraform.io/hashicorp/unknown" {
        hashes = []
        nested {
          version = "7"
        }
      }
      other "x" "y" {
        version = "2"
      }
      """;

  @Test
  void readsProvidersWithTheirVersions() throws Exception {
    RecordedDiscoveries found = lock(LOCK);

    assertThat(found.unreadable()).isEmpty();
    assertThat(found.purls())
        .containsExactly(
            "pkg:terraform/registry.opentofu.org/example/own@1.0.0-beta1",
            "pkg:terraform/registry.terraform.io/hashicorp/aws@5.72.1");
    assertThat(found.component("registry.terraform.io/hashicorp/aws").locations())
        .containsExactly(new Location("app/.terraform.lock.hcl", 0));
    assertThat(found.component("registry.terraform.io/hashicorp/aws").evidence())
        .isEqualTo(new Evidence("terraform-lock", ".terraform.lock.hcl"));
  }

  @Test
  void aFileThatWasCutOffIsUnreadable() throws Exception {
    assertThat(lock("provider \"a/b/c\" {\n  version = \"1\"\n").unreadable())
        .containsExactly(
            "app/.terraform.lock.hcl: app/.terraform.lock.hcl ends within a provider (it was cut"
                + " off)");
    assertThat(lock("provider \"a/b").unreadable())
        .containsExactly(
            "app/.terraform.lock.hcl: app/.terraform.lock.hcl ends within a string (it was cut"
                + " off)");
  }

  @Test
  void damagedDocumentsGiveAResultOrAreUnreadable() {
    Mutations.of(LOCK.getBytes(StandardCharsets.UTF_8), 8, 4_000)
        .forEach(
            bytes -> {
              try {
                CatalogerRun.over(
                    DirectoryTree.empty().file("app/.terraform.lock.hcl", bytes), CATALOGER);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }

  private static RecordedDiscoveries lock(String text) throws InterruptedException {
    return CatalogerRun.over(
        DirectoryTree.empty().file("app/.terraform.lock.hcl", text), CATALOGER);
  }
}
