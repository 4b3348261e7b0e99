package dev.drydock.catalog.maven;

import dev.drydock.archive.ZipArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Group ids of well-known artifacts by the packages that their classes are in, for archives that
/// carry neither `pom.properties` nor a manifest that tells the group better than by the name of a
/// bundle.
///
/// An artifact id alone may be anybody's (`core`, `json`, `ehcache`): the group counts where the
/// better part of the classes is in the package that the real one has. Versions are told by nothing
/// in here.
final class KnownPackages {
  /// Artifact id, group id, folder of the classes.
  private static final String[] TABLE = {
    "aalto-xml", "com.fasterxml", "com/fasterxml/aalto",
    "activemq-client", "org.apache.activemq", "org/apache/activemq",
    "aircompressor", "io.airlift", "io/airlift/compress",
    "amqp-client", "com.rabbitmq", "com/rabbitmq",
    "antisamy", "org.owasp.antisamy", "org/owasp/validator",
    "antlr", "antlr", "antlr",
    "antlr-runtime", "org.antlr", "org/antlr/runtime",
    "antlr4-runtime", "org.antlr", "org/antlr/v4/runtime",
    "aspectjrt", "org.aspectj", "org/aspectj",
    "aspectjweaver", "org.aspectj", "org/aspectj",
    "assertj-core", "org.assertj", "org/assertj/core",
    "attoparser", "org.attoparser", "org/attoparser",
    "avro", "org.apache.avro", "org/apache/avro",
    "aws-java-sdk-core", "com.amazonaws", "com/amazonaws",
    "aws-java-sdk-s3", "com.amazonaws", "com/amazonaws/services/s3",
    "axis", "org.apache.axis", "org/apache/axis",
    "azure-core", "com.azure", "com/azure/core",
    "byte-buddy", "net.bytebuddy", "net/bytebuddy",
    "camel-core", "org.apache.camel", "org/apache/camel",
    "cglib", "cglib", "net/sf/cglib",
    "classmate", "com.fasterxml", "com/fasterxml/classmate",
    "clojure", "org.clojure", "clojure",
    "commons-collections4", "org.apache.commons", "org/apache/commons/collections4",
    "commons-compress", "org.apache.commons", "org/apache/commons/compress",
    "commons-configuration2", "org.apache.commons", "org/apache/commons/configuration2",
    "commons-crypto", "org.apache.commons", "org/apache/commons/crypto",
    "commons-csv", "org.apache.commons", "org/apache/commons/csv",
    "commons-dbcp2", "org.apache.commons", "org/apache/commons/dbcp2",
    "commons-email", "org.apache.commons", "org/apache/commons/mail",
    "commons-exec", "org.apache.commons", "org/apache/commons/exec",
    "commons-imaging", "org.apache.commons", "org/apache/commons/imaging",
    "commons-jexl", "org.apache.commons", "org/apache/commons/jexl2",
    "commons-jexl3", "org.apache.commons", "org/apache/commons/jexl3",
    "commons-lang3", "org.apache.commons", "org/apache/commons/lang3",
    "commons-math", "org.apache.commons", "org/apache/commons/math",
    "commons-math3", "org.apache.commons", "org/apache/commons/math3",
    "commons-pool2", "org.apache.commons", "org/apache/commons/pool2",
    "commons-text", "org.apache.commons", "org/apache/commons/text",
    "commons-vfs2", "org.apache.commons", "org/apache/commons/vfs2",
    "core", "com.google.zxing", "com/google/zxing",
    "curator-framework", "org.apache.curator", "org/apache/curator/framework",
    "cxf-core", "org.apache.cxf", "org/apache/cxf",
    "druid", "com.alibaba", "com/alibaba/druid",
    "easymock", "org.easymock", "org/easymock",
    "ehcache", "net.sf.ehcache", "net/sf/ehcache",
    "ehcache", "org.ehcache", "org/ehcache",
    "error_prone_annotations", "com.google.errorprone", "com/google/errorprone/annotations",
    "esapi", "org.owasp.esapi", "org/owasp/esapi",
    "fastjson", "com.alibaba", "com/alibaba/fastjson",
    "fastjson2", "com.alibaba.fastjson2", "com/alibaba/fastjson2",
    "flyway-core", "org.flywaydb", "org/flywaydb",
    "fontbox", "org.apache.pdfbox", "org/apache/fontbox",
    "freemarker", "org.freemarker", "freemarker",
    "google-http-client", "com.google.http-client", "com/google/api/client",
    "grpc-okhttp", "io.grpc", "io/grpc/okhttp",
    "gson", "com.google.code.gson", "com/google/gson",
    "guava", "com.google.guava", "com/google/common",
    "guice", "com.google.inject", "com/google/inject",
    "hadoop-common", "org.apache.hadoop", "org/apache/hadoop",
    "hazelcast", "com.hazelcast", "com/hazelcast",
    "HikariCP", "com.zaxxer", "com/zaxxer/hikari",
    "httpasyncclient", "org.apache.httpcomponents", "org/apache/http",
    "httpclient", "org.apache.httpcomponents", "org/apache/http",
    "httpclient5", "org.apache.httpcomponents.client5", "org/apache/hc/client5",
    "httpcore", "org.apache.httpcomponents", "org/apache/http",
    "httpcore5", "org.apache.httpcomponents.core5", "org/apache/hc/core5",
    "httpmime", "org.apache.httpcomponents", "org/apache/http/entity/mime",
    "infinispan-core", "org.infinispan", "org/infinispan",
    "itext", "com.lowagie", "com/lowagie",
    "itextpdf", "com.itextpdf", "com/itextpdf",
    "ivy", "org.apache.ivy", "org/apache/ivy",
    "j2objc-annotations", "com.google.j2objc", "com/google/j2objc/annotations",
    "jackson-annotations", "com.fasterxml.jackson.core", "com/fasterxml/jackson/annotation",
    "jackson-core", "com.fasterxml.jackson.core", "com/fasterxml/jackson/core",
    "jackson-core-asl", "org.codehaus.jackson", "org/codehaus/jackson",
    "jackson-databind", "com.fasterxml.jackson.core", "com/fasterxml/jackson/databind",
    "jackson-dataformat-cbor", "com.fasterxml.jackson.dataformat",
        "com/fasterxml/jackson/dataformat/cbor",
    "jackson-dataformat-csv", "com.fasterxml.jackson.dataformat",
        "com/fasterxml/jackson/dataformat/csv",
    "jackson-dataformat-smile", "com.fasterxml.jackson.dataformat",
        "com/fasterxml/jackson/dataformat/smile",
    "jackson-dataformat-xml", "com.fasterxml.jackson.dataformat",
        "com/fasterxml/jackson/dataformat/xml",
    "jackson-dataformat-yaml", "com.fasterxml.jackson.dataformat",
        "com/fasterxml/jackson/dataformat/yaml",
    "jackson-datatype-jdk8", "com.fasterxml.jackson.datatype",
        "com/fasterxml/jackson/datatype/jdk8",
    "jackson-datatype-jsr310", "com.fasterxml.jackson.datatype",
        "com/fasterxml/jackson/datatype/jsr310",
    "jackson-mapper-asl", "org.codehaus.jackson", "org/codehaus/jackson/map",
    "jackson-module-jaxb-annotations", "com.fasterxml.jackson.module",
        "com/fasterxml/jackson/module/jaxb",
    "jackson-module-kotlin", "com.fasterxml.jackson.module", "com/fasterxml/jackson/module/kotlin",
    "jakarta.servlet-api", "jakarta.servlet", "jakarta/servlet",
    "jakarta.xml.bind-api", "jakarta.xml.bind", "jakarta/xml/bind",
    "janino", "org.codehaus.janino", "org/codehaus/janino",
    "java-jwt", "com.auth0", "com/auth0/jwt",
    "javax.servlet-api", "javax.servlet", "javax/servlet",
    "jaxb-api", "javax.xml.bind", "javax/xml/bind",
    "jaxb-impl", "com.sun.xml.bind", "com/sun/xml/bind",
    "jboss-logging", "org.jboss.logging", "org/jboss/logging",
    "jcl-over-slf4j", "org.slf4j", "org/apache/commons/logging",
    "jedis", "redis.clients", "redis/clients/jedis",
    "jersey-common", "org.glassfish.jersey.core", "org/glassfish/jersey",
    "jersey-server", "org.glassfish.jersey.core", "org/glassfish/jersey/server",
    "jettison", "org.codehaus.jettison", "org/codehaus/jettison",
    "jetty-client", "org.eclipse.jetty", "org/eclipse/jetty/client",
    "jetty-http", "org.eclipse.jetty", "org/eclipse/jetty/http",
    "jetty-io", "org.eclipse.jetty", "org/eclipse/jetty/io",
    "jetty-security", "org.eclipse.jetty", "org/eclipse/jetty/security",
    "jetty-server", "org.eclipse.jetty", "org/eclipse/jetty/server",
    "jetty-servlet", "org.eclipse.jetty", "org/eclipse/jetty/servlet",
    "jetty-util", "org.eclipse.jetty", "org/eclipse/jetty/util",
    "jffi", "com.github.jnr", "com/kenai/jffi",
    "jjwt", "io.jsonwebtoken", "io/jsonwebtoken",
    "jjwt-api", "io.jsonwebtoken", "io/jsonwebtoken",
    "jjwt-impl", "io.jsonwebtoken", "io/jsonwebtoken/impl",
    "jnr-posix", "com.github.jnr", "jnr/posix",
    "joda-time", "joda-time", "org/joda/time",
    "jolokia-core", "org.jolokia", "org/jolokia",
    "jose4j", "org.bitbucket.b_c", "org/jose4j",
    "json", "org.json", "org/json",
    "json-simple", "com.googlecode.json-simple", "org/json/simple",
    "json-smart", "net.minidev", "net/minidev/json",
    "jsoup", "org.jsoup", "org/jsoup",
    "jul-to-slf4j", "org.slf4j", "org/slf4j/bridge",
    "jzlib", "com.jcraft", "com/jcraft/jzlib",
    "lettuce-core", "io.lettuce", "io/lettuce/core",
    "libthrift", "org.apache.thrift", "org/apache/thrift",
    "liquibase-core", "org.liquibase", "liquibase",
    "log4j-1.2-api", "org.apache.logging.log4j", "org/apache/log4j",
    "log4j-api", "org.apache.logging.log4j", "org/apache/logging/log4j",
    "log4j-core", "org.apache.logging.log4j", "org/apache/logging/log4j/core",
    "log4j-over-slf4j", "org.slf4j", "org/apache/log4j",
    "log4j-slf4j-impl", "org.apache.logging.log4j", "org/apache/logging/slf4j",
    "logback-classic", "ch.qos.logback", "ch/qos/logback/classic",
    "logback-core", "ch.qos.logback", "ch/qos/logback/core",
    "lombok", "org.projectlombok", "lombok",
    "lz4-java", "org.lz4", "net/jpountz",
    "mapstruct", "org.mapstruct", "org/mapstruct",
    "mariadb-java-client", "org.mariadb.jdbc", "org/mariadb/jdbc",
    "maven-core", "org.apache.maven", "org/apache/maven",
    "metrics-core", "com.yammer.metrics", "com/yammer/metrics",
    "metrics-core", "io.dropwizard.metrics", "com/codahale/metrics",
    "mina-core", "org.apache.mina", "org/apache/mina",
    "minio", "io.minio", "io/minio",
    "mockito-core", "org.mockito", "org/mockito",
    "mongo-java-driver", "org.mongodb", "com/mongodb",
    "mongodb-driver-core", "org.mongodb", "com/mongodb",
    "mssql-jdbc", "com.microsoft.sqlserver", "com/microsoft/sqlserver",
    "mybatis", "org.mybatis", "org/apache/ibatis",
    "nekohtml", "net.sourceforge.nekohtml", "org/cyberneko/html",
    "netty-buffer", "io.netty", "io/netty/buffer",
    "netty-codec", "io.netty", "io/netty/handler/codec",
    "netty-codec-http", "io.netty", "io/netty/handler/codec",
    "netty-codec-http2", "io.netty", "io/netty/handler/codec/http2",
    "netty-common", "io.netty", "io/netty/util",
    "netty-handler", "io.netty", "io/netty/handler",
    "netty-resolver", "io.netty", "io/netty/resolver",
    "netty-transport", "io.netty", "io/netty/channel",
    "nimbus-jose-jwt", "com.nimbusds", "com/nimbusds/jose",
    "objenesis", "org.objenesis", "org/objenesis",
    "ognl", "ognl", "ognl",
    "opencensus-api", "io.opencensus", "io/opencensus",
    "pdfbox", "org.apache.pdfbox", "org/apache/pdfbox",
    "plexus-utils", "org.codehaus.plexus", "org/codehaus/plexus/util",
    "poi", "org.apache.poi", "org/apache/poi",
    "poi-ooxml", "org.apache.poi", "org/apache/poi",
    "protobuf-java-util", "com.google.protobuf", "com/google/protobuf/util",
    "reload4j", "ch.qos.reload4j", "org/apache/log4j",
    "scala-library", "org.scala-lang", "scala",
    "servlet-api", "javax.servlet", "javax/servlet",
    "shiro-core", "org.apache.shiro", "org/apache/shiro",
    "simpleclient", "io.prometheus", "io/prometheus/client",
    "slf4j-api", "org.slf4j", "org/slf4j",
    "snakeyaml", "org.yaml", "org/yaml/snakeyaml",
    "snappy-java", "org.xerial.snappy", "org/xerial/snappy",
    "sqlite-jdbc", "org.xerial", "org/sqlite",
    "sshd-core", "org.apache.sshd", "org/apache/sshd",
    "sshj", "com.hierynomus", "net/schmizz/sshj",
    "stax2-api", "org.codehaus.woodstox", "org/codehaus/stax2",
    "struts2-core", "org.apache.struts", "org/apache/struts2",
    "svnkit", "org.tmatesoft.svnkit", "org/tmatesoft/svn",
    "swagger-annotations", "io.swagger", "io/swagger/annotations",
    "testng", "org.testng", "org/testng",
    "thymeleaf", "org.thymeleaf", "org/thymeleaf",
    "tika-core", "org.apache.tika", "org/apache/tika",
    "undertow-core", "io.undertow", "io/undertow",
    "velocity-engine-core", "org.apache.velocity", "org/apache/velocity",
    "vertx-core", "io.vertx", "io/vertx/core",
    "vertx-web", "io.vertx", "io/vertx/ext/web",
    "woodstox-core", "com.fasterxml.woodstox", "com/ctc/wstx",
    "xmlbeans", "org.apache.xmlbeans", "org/apache/xmlbeans",
    "xmlsec", "org.apache.santuario", "org/apache/xml/security",
    "xstream", "com.thoughtworks.xstream", "com/thoughtworks/xstream",
    "xwork-core", "org.apache.struts.xwork", "com/opensymphony/xwork2",
    "xz", "org.tukaani", "org/tukaani/xz",
    "zstd-jni", "com.github.luben", "com/github/luben/zstd",
  };

  private KnownPackages() {}

  /// `coordinates` with their group, and with the whole of an artifact id of which the file name
  /// has the last word, `lang3`; the same where none is known.
  static Coordinates complete(Coordinates coordinates, ZipArchive archive) throws IOException {
    for (int i = 0; i < TABLE.length; i += 3) {
      String artifact = TABLE[i];
      String root = TABLE[i + 2];
      if (means(coordinates.artifact(), artifact, root) && dominates(root, archive)) {
        return new Coordinates(
            TABLE[i + 1],
            artifact,
            coordinates.version(),
            coordinates.source(),
            coordinates.licences());
      }
    }
    return coordinates;
  }

  private static boolean means(String told, String artifact, String root) {
    return told.equals(artifact) || artifact.endsWith("-" + told) && root.endsWith("/" + told);
  }

  /// Whether more than half of the classes are below `root`; those for single versions of Java are
  /// not counted, they are there twice.
  private static boolean dominates(String root, ZipArchive archive) throws IOException {
    ClassCount count = new ClassCount(root);
    archive.entries(count);
    return count.below * 2 > count.all;
  }

  /// Counts names as they pass, and wants none of them.
  private static final class ClassCount implements ZipArchive.Selection {
    private static final byte[] CLASS = ".class".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] META = "META-INF/".getBytes(StandardCharsets.US_ASCII);

    private final byte[] root;
    private int all;
    private int below;

    ClassCount(String root) {
      this.root = (root + "/").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public boolean wants(byte[] bytes, int from, int to) {
      if (is(CLASS, bytes, to - CLASS.length, from, to) && !is(META, bytes, from, from, to)) {
        all++;
        below += is(root, bytes, from, from, to) ? 1 : 0;
      }
      return false;
    }

    private static boolean is(byte[] wanted, byte[] bytes, int at, int from, int to) {
      if (at < from || at + wanted.length > to) {
        return false;
      }
      for (int i = 0; i < wanted.length; i++) {
        if (bytes[at + i] != wanted[i]) {
          return false;
        }
      }
      return true;
    }
  }
}
