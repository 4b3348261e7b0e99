package dev.drydock.csaf;

import dev.drydock.csaf.CsafDocument.Branch;
import dev.drydock.csaf.CsafDocument.Product;
import dev.drydock.json.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The products of `product_tree`: those at the branches, those named beside them, and those that
/// relationships make of two others.
final class ProductTree {
  private final Map<String, Product> products = new LinkedHashMap<>();

  private ProductTree() {}

  static Map<String, Product> read(Json tree) {
    ProductTree reading = new ProductTree();
    for (Json product : tree.items("full_product_names")) {
      reading.add(product, null, null, null);
    }
    Deque<Json> branches = new ArrayDeque<>(tree.items("branches"));
    while (!branches.isEmpty()) {
      Json branch = branches.poll();
      Json product = branch.get("product").orElse(null);
      if (product != null) {
        reading.add(product, branch(branch), null, null);
      }
      branches.addAll(branch.items("branches"));
    }
    for (Json relationship : tree.items("relationships")) {
      reading.relationship(relationship);
    }
    // 2.1 lets a relationship make products of more than two
    for (Json path : tree.items("product_paths")) {
      reading.path(path);
    }
    return reading.products;
  }

  private static @Nullable Branch branch(Json branch) {
    String category = branch.text("category");
    String name = branch.text("name");
    return category == null || name == null ? null : new Branch(category, name);
  }

  private void relationship(Json relationship) {
    Json product = relationship.get("full_product_name").orElse(null);
    String component = relationship.text("product_reference");
    String platform = relationship.text("relates_to_product_reference");
    if (product != null && component != null && platform != null) {
      add(product, null, component, platform);
    }
  }

  /// A path begins at the component; what it is installed on comes last.
  private void path(Json path) {
    Json product = path.get("full_product_name").orElse(null);
    String component = path.text("beginning_product_reference");
    String platform = null;
    for (Json step : path.items("subpaths")) {
      String next = step.text("next_product_reference");
      platform = next == null ? platform : next;
    }
    if (product != null && component != null && platform != null) {
      add(product, null, component, platform);
    }
  }

  private void add(
      Json product,
      @Nullable Branch branch,
      @Nullable String component,
      @Nullable String platform) {
    String id = product.text("product_id");
    if (id == null) {
      return;
    }
    Json helper = product.get("product_identification_helper").orElse(new Json.Null());
    List<String> purls = new ArrayList<>(helper.texts("purls"));
    addText(helper.text("purl"), purls);
    List<String> cpes = new ArrayList<>();
    addText(helper.text("cpe"), cpes);
    String name = product.text("name");
    products.put(
        id, new Product(id, name == null ? id : name, branch, purls, cpes, component, platform));
  }

  private static void addText(@Nullable String text, List<String> into) {
    if (text != null && !into.contains(text)) {
      into.add(text);
    }
  }
}
