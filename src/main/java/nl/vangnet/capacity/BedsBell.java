package nl.vangnet.capacity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import nl.vangnet.access.Bell;
import nl.vangnet.directory.SiteId;
import org.springframework.stereotype.Component;

/// Rings for changed beds: the sites whose figures changed, heard by every node after commit.
@Component
class BedsBell {
  private static final String CHANNEL = "beds";
  private static final int SITES_PER_RING = 500;

  private final Bell bell;
  private final List<Runnable> onLines = new CopyOnWriteArrayList<>();

  BedsBell(Bell bell) {
    this.bell = bell;
  }

  /// Rings for these sites when the current transaction commits.
  void ring(Collection<SiteId> sites) {
    var ids = new ArrayList<>(new TreeSet<>(sites.stream().map(SiteId::value).toList()));
    for (var from = 0; from < ids.size(); from += SITES_PER_RING) {
      bell.ring(
          CHANNEL,
          ids.subList(from, Math.min(ids.size(), from + SITES_PER_RING)).stream()
              .map(String::valueOf)
              .collect(Collectors.joining(",")));
    }
  }

  /// Rings for new lines or definitions when the current transaction commits.
  void ringLines() {
    bell.ring(CHANNEL, "lines");
  }

  /// Calls `changed` with the sites that rang; an empty set means all.
  void onChange(Consumer<Set<SiteId>> changed) {
    bell.listen(
        CHANNEL,
        payload -> {
          if ("lines".equals(payload)) {
            onLines.forEach(Runnable::run);
          } else if (payload.isEmpty()) {
            onLines.forEach(Runnable::run);
            changed.accept(Set.of());
          } else {
            changed.accept(
                java.util.Arrays.stream(payload.split(",", -1))
                    .map(id -> new SiteId(Long.parseLong(id)))
                    .collect(Collectors.toUnmodifiableSet()));
          }
        });
  }

  /// Calls `changed` when lines or definitions changed.
  void onLines(Runnable changed) {
    onLines.add(changed);
  }
}
