package dev.drydock.fuzz;

import dev.drydock.catalog.Cataloger;
import dev.drydock.catalog.executable.ExecutableFile;
import dev.drydock.image.HeapContent;
import java.io.IOException;
import java.util.Arrays;

/// ELF, PE and Mach-O files and what catalogers read out of them.
public final class ExecutableFuzz {
  private ExecutableFuzz() {}

  private static final Cataloger[] CATALOGERS =
      FuzzTree.catalogers("binary", "executable", "golang", "graalvm", "rust");

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, ExecutableFuzz::read);
  }

  private static void read(byte[] data) throws InterruptedException {
    FuzzTree.run(data, CATALOGERS);
    FuzzTree.Input input = FuzzTree.input(data);
    if (input == null
        || !ExecutableFile.recognises(
            Arrays.copyOf(input.content(), Math.min(input.content().length, 64)))) {
      return;
    }
    try {
      for (ExecutableFile file : ExecutableFile.open(new HeapContent(input.content()))) {
        boolean _ = file.sectioned();
        ExecutableFile.Segment place = file.section(".rodata");
        if (place != null) {
          byte[] _ = file.memory(place.address(), 10);
        }
      }
    } catch (IOException _) {
      // refused
    }
  }
}
