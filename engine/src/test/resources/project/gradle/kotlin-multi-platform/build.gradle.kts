kotlin {
  jvm()
  js(IR) { browser() }
  sourceSets {
    val commonMain by getting {
      dependencies {
        implementation("org.jetbrains.kotlinx:kotlinx-coroutines-core:1.6.0")
      }
    }
    val commonTest by getting {
      dependencies {
        implementation(kotlin("test"))
        implementation("io.kotest:kotest-assertions-core:5.0.0")
      }
    }
    named("jvmMain") {
      dependencies {
        implementation("io.ktor:ktor-client-cio:2.0.0")
      }
    }
    getByName("jvmTest").dependencies {
      implementation("org.example:odd:1.0")
    }
    jsMain.dependencies {
      implementation(npm("left-pad", "1.3.0"))
    }
  }
}
