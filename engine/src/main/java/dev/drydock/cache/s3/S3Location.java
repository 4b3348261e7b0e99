package dev.drydock.cache.s3;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A place in a bucket: `s3://BUCKET/PREFIX?region=REGION&endpoint=https://minio.example.org`.
///
/// @param prefix empty, or with a slash at its end
/// @param endpoint of who speaks the language of S3; `null` for Amazon's own
public record S3Location(String bucket, String prefix, String region, @Nullable URI endpoint) {
  private static final String SCHEME = "s3://";
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,32}");
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,127}");
  private static final int LONGEST = 1024;
  private static final String FORM = "s3://BUCKET/PREFIX?region=REGION";

  /// Where S3 itself is, when nobody says more.
  private static final String FIRST_REGION = "us-east-1";

  /// @param environment for what the text does not say: `AWS_REGION`, `AWS_DEFAULT_REGION`,
  ///   `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL`
  /// @throws IllegalArgumentException with what is wrong, for people
  public static S3Location parse(String text, Map<String, String> environment) {
    if (!text.startsWith(SCHEME) || text.length() > LONGEST) {
      throw new IllegalArgumentException("it is no " + FORM);
    }
    int question = text.indexOf('?');
    String place = text.substring(SCHEME.length(), question < 0 ? text.length() : question);
    Map<String, String> options = options(question < 0 ? "" : text.substring(question + 1));
    int slash = place.indexOf('/');
    String bucket = slash < 0 ? place : place.substring(0, slash);
    if (!BUCKET.matcher(bucket).matches() || bucket.contains("..")) {
      throw new IllegalArgumentException(
          "no bucket has the name '" + bucket + "'; it has the form " + FORM);
    }
    String endpoint =
        first(
            options.get("endpoint"),
            environment.get("AWS_ENDPOINT_URL_S3"),
            environment.get("AWS_ENDPOINT_URL"));
    String region =
        first(
            options.get("region"),
            environment.get("AWS_REGION"),
            environment.get("AWS_DEFAULT_REGION"));
    if (region != null && !REGION.matcher(region).matches()) {
      throw new IllegalArgumentException("no region has the name '" + region + "'");
    }
    return new S3Location(
        bucket,
        prefix(slash < 0 ? "" : place.substring(slash + 1)),
        region == null ? FIRST_REGION : region,
        endpoint == null ? null : endpoint(endpoint));
  }

  private static String prefix(String text) {
    StringBuilder prefix = new StringBuilder();
    for (String segment : text.split("/", -1)) {
      if (!segment.isEmpty()) {
        if (!SEGMENT.matcher(segment).matches()) {
          throw new IllegalArgumentException(
              "the prefix '" + text + "' can have letters, digits, and . _ ~ - within its parts");
        }
        prefix.append(segment).append('/');
      }
    }
    return prefix.toString();
  }

  private static Map<String, String> options(String query) {
    Map<String, String> options = new HashMap<>();
    for (String option : query.split("&", -1)) {
      int equals = option.indexOf('=');
      String name = equals < 0 ? option : option.substring(0, equals);
      if (name.equals("region") || name.equals("endpoint")) {
        options.put(name, equals < 0 ? "" : option.substring(equals + 1));
      } else if (!option.isEmpty()) {
        throw new IllegalArgumentException(
            "there is no option '" + name + "'; it can be region or endpoint");
      }
    }
    return options;
  }

  private static @Nullable String first(@Nullable String... texts) {
    for (String text : texts) {
      if (text != null && !text.isBlank()) {
        return text.strip();
      }
    }
    return null;
  }

  private static URI endpoint(String text) {
    URI uri;
    try {
      uri = new URI(text.contains("://") ? text : "https://" + text);
    } catch (URISyntaxException _) {
      uri = URI.create("");
    }
    String path = uri.getRawPath();
    if (uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || path != null && !path.isEmpty() && !path.equals("/")
        || !"https".equals(uri.getScheme()) && !"http".equals(uri.getScheme())) {
      throw new IllegalArgumentException(
          "the endpoint is no address such as https://minio.example.org:9000");
    }
    return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
  }

  /// Where an object is.
  ///
  /// Amazon gives each bucket a host of its own, whose certificate does not cover a bucket with
  /// dots in its name; others are asked by path, which all of them understand.
  public URI address(String object) {
    String key = prefix + object;
    if (endpoint != null) {
      return URI.create(endpoint + "/" + bucket + "/" + key);
    }
    String host =
        "s3." + region + (region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com");
    return URI.create(
        bucket.indexOf('.') < 0
            ? "https://" + bucket + "." + host + "/" + key
            : "https://" + host + "/" + bucket + "/" + key);
  }
}
