plugins {
    kotlin("jvm") version "1.9.10"
    application
}

group = "org.example"
version = "1.0-SNAPSHOT"

dependencies {
    implementation(kotlin("stdlib"))
    implementation(kotlin("reflect", "1.9.10"))
    implementation("io.ktor:ktor-server-netty:2.3.0")
    implementation("com.google.guava", "guava", "30.1-jre")
    implementation("org.example", "managed")
    implementation(group = "commons-io", name = "commons-io", version = "2.6")
    runtimeOnly("ch.qos.logback:logback-classic:1.2.3") // logs
    testImplementation(kotlin("test"))
    testImplementation("io.mockk:mockk:1.13.0") {
        exclude(group = "org.jetbrains.kotlin")
    }
}

tasks.test {
    useJUnitPlatform()
}
