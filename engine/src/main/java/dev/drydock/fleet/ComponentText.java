package dev.drydock.fleet;

import dev.drydock.bom.Component.OsPackage;
import dev.drydock.bom.Component.Source;
import dev.drydock.bom.ModulePackages;
import dev.drydock.bom.PackageName;
import dev.drydock.bom.Purl;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.match.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The stored form of a [FleetComponent], `docs/fleet-matching.md`: what follows from the rest is
/// left out, since there are millions of them.
///
///     {"type":"deb","namespace":"debian","name":"libssl3","version":"3.0.11-1",
///      "source":{"name":"openssl"},"architecture":"amd64",
///      "distribution":{"id":"debian","release":"12"}}
final class ComponentText {
  private static final Json.Bool TRUE = new Json.Bool(true);
  private static final Json.Bool FALSE = new Json.Bool(false);
  private static final Set<String> MEMBERS =
      Set.of(
          "type",
          "namespace",
          "name",
          "version",
          "packageName",
          "packageVersion",
          "source",
          "architecture",
          "maintainer",
          "modularityLabel",
          "distribution",
          "ownProject",
          "workingCopy",
          "packages");
  private static final Set<String> SOURCE = Set.of("name", "version", "epochKnown");
  private static final Set<String> DISTRIBUTION = Set.of("id", "release", "name", "stream");

  private ComponentText() {}

  /// Members under construction, without those that are not there.
  private static final class Members {
    final Map<String, Json> members = new LinkedHashMap<>();

    Members add(String name, @Nullable String value) {
      if (value != null) {
        members.put(name, new Json.Text(value));
      }
      return this;
    }

    Members addUnless(String same, String name, String value) {
      return add(name, value.equals(same) ? null : value);
    }

    Members addIf(boolean there, String name, Json value) {
      if (there) {
        members.put(name, value);
      }
      return this;
    }

    Json.Obj json() {
      return new Json.Obj(members);
    }
  }

  static Json.Obj write(FleetComponent component) {
    Purl purl = component.purl();
    String version = purl.version();
    Members object =
        new Members()
            .add("type", purl.type())
            .add("namespace", purl.namespace())
            .add("name", purl.name())
            .add("version", version)
            .addUnless(PackageName.of(purl, null), "packageName", component.name())
            .addUnless(version == null ? "" : version, "packageVersion", component.version());
    OsPackage os = component.os();
    if (os != null) {
      object
          .addIf(true, "source", source(os.source(), component))
          .addUnless("", "architecture", os.architecture())
          .add("maintainer", os.maintainer())
          .add("modularityLabel", os.modularityLabel());
    }
    Surroundings surroundings = component.surroundings();
    if (surroundings != null) {
      object.addIf(true, "distribution", distribution(surroundings));
    }
    return object
        .addIf(component.ownProject(), "ownProject", TRUE)
        .addIf(component.workingCopy(), "workingCopy", TRUE)
        .add("packages", ModulePackages.text(component.name(), component.packages()))
        .json();
  }

  private static Json source(Source source, FleetComponent component) {
    return new Members()
        .addUnless(component.name(), "name", source.name())
        .addUnless(component.version(), "version", source.version())
        .addIf(!source.epochKnown(), "epochKnown", FALSE)
        .json();
  }

  private static Json distribution(Surroundings surroundings) {
    return new Members()
        .add("id", surroundings.id())
        .addUnless("", "release", surroundings.release())
        .addUnless("", "name", surroundings.name())
        .add("stream", surroundings.stream())
        .json();
  }

  /// Not what [#write] gives.
  private static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String reason) {
      super(reason);
    }
  }

  static Stored read(String text, Limits limits) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return new Stored.Readable(component(new JsonReader(limits).read(bytes, "The component")));
    } catch (Unfit e) {
      return new Stored.Unreadable("The component cannot be read: " + e.getMessage());
    } catch (IOException e) {
      return new Stored.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static FleetComponent component(Json json) throws Unfit {
    check(json, MEMBERS);
    String type = required(json, "type");
    String own = required(json, "name");
    if (type.isEmpty() || own.isEmpty()) {
      throw new Unfit("its type or its name is empty");
    }
    Purl purl =
        new Purl(type, text(json, "namespace"), own, text(json, "version"), new TreeMap<>());
    String name = orElse(text(json, "packageName"), PackageName.of(purl, null));
    String version = orElse(text(json, "packageVersion"), orElse(purl.version(), ""));
    Json source = json.members().get("source");
    Json distribution = json.members().get("distribution");
    return new FleetComponent(
        distribution == null ? null : surroundings(distribution),
        name,
        version,
        purl,
        source == null ? null : os(json, source(source, name, version)),
        is(json, "ownProject", false),
        is(json, "workingCopy", false),
        ModulePackages.read(name, text(json, "packages")));
  }

  private static OsPackage os(Json json, Source source) throws Unfit {
    return new OsPackage(
        source,
        orElse(text(json, "architecture"), ""),
        text(json, "maintainer"),
        text(json, "modularityLabel"));
  }

  private static Source source(Json json, String name, String version) throws Unfit {
    check(json, SOURCE);
    return new Source(
        orElse(text(json, "name"), name),
        orElse(text(json, "version"), version),
        is(json, "epochKnown", true));
  }

  private static Surroundings surroundings(Json json) throws Unfit {
    check(json, DISTRIBUTION);
    return new Surroundings(
        required(json, "id"),
        orElse(text(json, "release"), ""),
        orElse(text(json, "name"), ""),
        text(json, "stream"));
  }

  /// What is not known may matter: it is not passed over.
  private static void check(Json json, Set<String> known) throws Unfit {
    if (!(json instanceof Json.Obj)) {
      throw new Unfit("a part of it is no JSON object");
    }
    if (!known.containsAll(json.members().keySet())) {
      throw new Unfit("it has members that this Drydock does not know, a newer one may");
    }
  }

  private static @Nullable String text(Json json, String name) throws Unfit {
    Json value = json.members().get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Json.Text(String text)) {
      return text;
    }
    throw new Unfit("its member \"" + name + "\" is no text");
  }

  private static String required(Json json, String name) throws Unfit {
    String text = text(json, name);
    if (text == null) {
      throw new Unfit("its member \"" + name + "\" is missing");
    }
    return text;
  }

  private static boolean is(Json json, String name, boolean otherwise) throws Unfit {
    Json value = json.members().get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Json.Bool(boolean is)) {
      return is;
    }
    throw new Unfit("its member \"" + name + "\" is neither true nor false");
  }

  private static String orElse(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }
}
