package dev.drydock.catalog.maven;

/// Group ids of well-known artifacts whose archives carry no `pom.properties`, being built with
/// Gradle, Ant or Bazel: without its group an archive can be matched with no advisory.
///
/// Only where the artifact id, or its beginning, leaves no doubt.
final class KnownGroups {
  /// Pairs of artifact id and group id; an artifact id that ends in `*` is a beginning.
  private static final String[] PAIRS = {
    "activation", "javax.activation",
    "annotations-api", "org.apache.tomcat",
    "ant", "org.apache.ant",
    "ant-launcher", "org.apache.ant",
    "bcmail-*", "org.bouncycastle",
    "bcpg-*", "org.bouncycastle",
    "bcpkix-*", "org.bouncycastle",
    "bcprov-*", "org.bouncycastle",
    "bctls-*", "org.bouncycastle",
    "bcutil-*", "org.bouncycastle",
    "bc-fips", "org.bouncycastle",
    "elasticsearch", "org.elasticsearch",
    "elasticsearch-core", "org.elasticsearch",
    "elasticsearch-rest-client", "org.elasticsearch.client",
    "elasticsearch-rest-high-level-client", "org.elasticsearch.client",
    "elasticsearch-x-content", "org.elasticsearch",
    "groovy-all", "org.codehaus.groovy",
    "grpc-api", "io.grpc",
    "grpc-core", "io.grpc",
    "grpc-netty", "io.grpc",
    "grpc-netty-shaded", "io.grpc",
    "grpc-protobuf", "io.grpc",
    "grpc-protobuf-lite", "io.grpc",
    "grpc-stub", "io.grpc",
    "h2", "com.h2database",
    "hsqldb", "org.hsqldb",
    "javassist", "org.javassist",
    "jsch", "com.jcraft",
    "jython-standalone", "org.python",
    "kafka-clients", "org.apache.kafka",
    "kafka-metadata", "org.apache.kafka",
    "kafka-streams", "org.apache.kafka",
    "kafka_2.*", "org.apache.kafka",
    "connect-runtime", "org.apache.kafka",
    "kotlin-reflect", "org.jetbrains.kotlin",
    "kotlin-stdlib*", "org.jetbrains.kotlin",
    "kotlinx-coroutines-*", "org.jetbrains.kotlinx",
    "ktor-*", "io.ktor",
    "lucene-*", "org.apache.lucene",
    "micrometer-*", "io.micrometer",
    "mysql-connector-j", "com.mysql",
    "mysql-connector-java", "mysql",
    "okhttp", "com.squareup.okhttp3",
    "okio", "com.squareup.okio",
    "okio-jvm", "com.squareup.okio",
    "opensearch", "org.opensearch",
    "opensearch-core", "org.opensearch",
    "opensearch-x-content", "org.opensearch",
    "postgresql", "org.postgresql",
    "reactor-core", "io.projectreactor",
    "reactor-netty", "io.projectreactor.netty",
    "reactor-netty-core", "io.projectreactor.netty",
    "reactor-netty-http", "io.projectreactor.netty",
    "rxjava", "io.reactivex.rxjava3",
    "spring-amqp", "org.springframework.amqp",
    "spring-aop", "org.springframework",
    "spring-aspects", "org.springframework",
    "spring-batch-*", "org.springframework.batch",
    "spring-beans", "org.springframework",
    "spring-boot", "org.springframework.boot",
    "spring-boot-*", "org.springframework.boot",
    "spring-cloud-*", "org.springframework.cloud",
    "spring-context", "org.springframework",
    "spring-context-support", "org.springframework",
    "spring-core", "org.springframework",
    "spring-data-*", "org.springframework.data",
    "spring-expression", "org.springframework",
    "spring-graphql", "org.springframework.graphql",
    "spring-hateoas", "org.springframework.hateoas",
    "spring-instrument", "org.springframework",
    "spring-integration-*", "org.springframework.integration",
    "spring-jcl", "org.springframework",
    "spring-jdbc", "org.springframework",
    "spring-jms", "org.springframework",
    "spring-kafka", "org.springframework.kafka",
    "spring-ldap-*", "org.springframework.ldap",
    "spring-messaging", "org.springframework",
    "spring-orm", "org.springframework",
    "spring-oxm", "org.springframework",
    "spring-plugin-*", "org.springframework.plugin",
    "spring-r2dbc", "org.springframework",
    "spring-rabbit", "org.springframework.amqp",
    "spring-retry", "org.springframework.retry",
    "spring-security-*", "org.springframework.security",
    "spring-security-oauth", "org.springframework.security.oauth",
    "spring-security-oauth2", "org.springframework.security.oauth",
    "spring-session-*", "org.springframework.session",
    "spring-test", "org.springframework",
    "spring-tx", "org.springframework",
    "spring-vault-core", "org.springframework.vault",
    "spring-web", "org.springframework",
    "spring-webflow", "org.springframework.webflow",
    "spring-webflux", "org.springframework",
    "spring-webmvc", "org.springframework",
    "spring-websocket", "org.springframework",
    "spring-ws-*", "org.springframework.ws",
    "spring-xml", "org.springframework.ws",
    "tomcat-embed-*", "org.apache.tomcat.embed",
    "tomcat-annotations-api", "org.apache.tomcat",
    "tomcat-api", "org.apache.tomcat",
    "tomcat-catalina", "org.apache.tomcat",
    "tomcat-catalina-ha", "org.apache.tomcat",
    "tomcat-coyote", "org.apache.tomcat",
    "tomcat-el-api", "org.apache.tomcat",
    "tomcat-i18n-*", "org.apache.tomcat",
    "tomcat-jasper", "org.apache.tomcat",
    "tomcat-jasper-el", "org.apache.tomcat",
    "tomcat-jdbc", "org.apache.tomcat",
    "tomcat-jni", "org.apache.tomcat",
    "tomcat-jsp-api", "org.apache.tomcat",
    "tomcat-juli", "org.apache.tomcat",
    "tomcat-servlet-api", "org.apache.tomcat",
    "tomcat-tribes", "org.apache.tomcat",
    "tomcat-util", "org.apache.tomcat",
    "tomcat-util-scan", "org.apache.tomcat",
    "tomcat-websocket", "org.apache.tomcat",
    "velocity", "org.apache.velocity",
    "xalan", "xalan",
    "xercesImpl", "xerces",
  };

  private KnownGroups() {}

  /// The group of `artifact`; `""` where it is not known. The longest beginning counts.
  static String of(String artifact) {
    String group = "";
    int longest = -1;
    for (int i = 0; i < PAIRS.length; i += 2) {
      String known = PAIRS[i];
      int last = known.length() - 1;
      boolean beginning = known.charAt(last) == '*';
      if (beginning
          ? last > longest && artifact.regionMatches(0, known, 0, last)
          : known.equals(artifact)) {
        group = PAIRS[i + 1];
        longest = beginning ? last : Integer.MAX_VALUE;
      }
    }
    return group;
  }
}
