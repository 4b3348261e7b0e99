import org.gradle.api.tasks.testing.Test

val ktorVersion: String by project
val jacksonVersion = "2.13.0"
val nettyBase = "4.1.60"
val nettyVersion = "$nettyBase.Final"
val h2Version by extra("1.4.200")
val exposed by extra { "0.37.3" }
extra["springCloudVersion"] = "2021.0.3"
ext.set("micrometer", "1.8.0")
private const val LOG = "2.14.1"
var changing = "1"
changing = "2"
val list = listOf("a", "b")

dependencies {
    implementation("io.ktor:ktor-server-core:$ktorVersion")
    implementation("com.fasterxml.jackson.core:jackson-databind:$jacksonVersion")
    implementation("com.fasterxml.jackson.core:jackson-core:${jacksonVersion}")
    implementation("io.netty:netty-handler:$nettyVersion")
    runtimeOnly("com.h2database:h2:$h2Version")
    implementation("org.jetbrains.exposed:exposed-core:$exposed")
    implementation(platform("org.springframework.cloud:spring-cloud-dependencies:${property("springCloudVersion")}"))
    implementation(platform("org.springframework.cloud:spring-cloud-bom:${extra["springCloudVersion"]}"))
    implementation("io.micrometer:micrometer-core:${project.extra["micrometer"]}")
    implementation("org.apache.logging.log4j:log4j-core:$LOG")
    implementation("x:changing:$changing")
    implementation("x:dotted:$jacksonVersion.1")
    implementation("x:computed:${list.first()}")
    println(jacksonVersion)
    implementation(group = "x", name = "variable", version = jacksonVersion)
    implementation("x:concatenated:" + jacksonVersion)
}
