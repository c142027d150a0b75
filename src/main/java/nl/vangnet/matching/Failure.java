package nl.vangnet.matching;

import java.util.List;

/// That a place fails a filter: why, with the numbers, and what would mend it; empty when nothing
/// can, or when what mends another fault mends this one too.
record Failure(Filter filter, List<Sentence> why, List<Change> mended) {
  static Failure of(Filter filter, Sentence why, Change mended) {
    return new Failure(filter, List.of(why), List.of(mended));
  }
}
