#!/usr/bin/env kotlin
/* outer /* nested */ dependencies { implementation("in:comment:1") } */
val quote = '"'
val raw = """
  dependencies { implementation("in:raw:1") }
  ${"$"}
"""
val message = "a ${if (raw.isEmpty()) "b ${1 + 1}" else "}"} c"
dependencies {
    implementation("a:one:1.0")/*why*/
    // "a:two:1.0"
    implementation( // explained
        "a:three:1.0" // here
    )
    implementation("a:four:1.0") { isTransitive = false } // end
    implementation("""a:raw:1.0""")
    implementation("a:esc\u0061ped:1.0")
    implementation("a:dollar:1.0$")
}
