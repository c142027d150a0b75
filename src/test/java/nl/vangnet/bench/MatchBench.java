package nl.vangnet.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import nl.vangnet.matching.RandomWorld;
import nl.vangnet.matching.Ranking;
import nl.vangnet.matching.WholeCountry;

/// Ranking one request over a thousand sites, explained: on one thread, in memory.
final class MatchBench {
  private static final int SITES = 1_000;
  private static final int WORLDS = 25;
  private static final int WARM = 1_500;
  private static final int MEASURED = 4_000;

  private MatchBench() {}

  /// Ranks many times: first whole, with the rules, the regions, the fair share, the ways and sixty
  /// ambulances; then the filters and scores alone, over worlds by chance.
  static void run() {
    var whole = new WholeCountry(SITES).crowded();
    var answer = whole.get();
    System.out.printf(
        "a national question over %,d sites: %,d candidates, %,d told why not%n",
        answer.candidates().size() + answer.excluded().size(),
        answer.candidates().size(),
        answer.excluded().size());
    measure("whole answer", List.of(whole));
    var worlds = new ArrayList<Supplier<Ranking>>();
    for (var seed = 0; seed < WORLDS; seed++) {
      worlds.add(RandomWorld.question(seed, SITES));
    }
    measure("filters and scores alone, worlds by chance", worlds);
  }

  private static void measure(String what, List<Supplier<Ranking>> questions) {
    var threads = ManagementFactory.getThreadMXBean();
    var told = 0L;
    for (var i = 0; i < WARM; i++) {
      told += questions.get(i % questions.size()).get().candidates().size();
    }
    var clock = new long[MEASURED];
    var processor = new long[MEASURED];
    for (var i = 0; i < MEASURED; i++) {
      var from = System.nanoTime();
      var used = threads.getCurrentThreadCpuTime();
      told += questions.get(i % questions.size()).get().candidates().size();
      processor[i] = threads.getCurrentThreadCpuTime() - used;
      clock[i] = System.nanoTime() - from;
    }
    System.out.printf(
        "%s, %,d times, %,d candidates a time: %s; processor time %s%n",
        what, MEASURED, told / (WARM + MEASURED), shown(clock), shown(processor));
  }

  private static String shown(long[] nanos) {
    Arrays.sort(nanos);
    return "p50 %.2f ms, p99 %.2f ms, max %.2f ms"
        .formatted(
            nanos[MEASURED / 2] / 1e6, nanos[MEASURED * 99 / 100] / 1e6, nanos[MEASURED - 1] / 1e6);
  }
}
