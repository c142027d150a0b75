package nl.vangnet.desks;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Bell;
import nl.vangnet.web.Deadline;
import nl.vangnet.web.DeadlineSource;
import nl.vangnet.web.Frame;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a desk must still read, in the top bar of every page: the reminder on screen. Kept in
/// memory, and read again when a bulletin changed on whatever node.
@Component
class UnreadBulletins implements DeadlineSource {
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE HH:mm");

  private static final Duration AFTER_THE_DAY = Duration.ofHours(12);

  private final BulletinDesk desk;
  private volatile @Nullable List<Bulletin> waiting;

  UnreadBulletins(BulletinDesk desk, Bell bell) {
    this.desk = desk;
    bell.listen(DeskLive.CHANNEL, payload -> waiting = null);
  }

  @Override
  public Optional<Deadline> next(Actor actor, Words words, Instant now) {
    var own = Desk.of(actor).map(Desk::key).orElse("");
    if (own.isEmpty()) {
      return Optional.empty();
    }
    var mine = waiting().stream().filter(b -> b.isOpenAt(own)).toList();
    return mine.stream()
        .map(b -> due(b, own))
        .min(Comparator.naturalOrder())
        .map(due -> {
          var late = now.isAfter(due);
          return new Deadline(
              words.of(
                  late ? "desks.deadline.late" : "desks.deadline",
                  mine.size(),
                  MOMENT.withLocale(words.locale()).format(due.atZone(Frame.ZONE))),
              // One old bulletin must not hide the clock of the day for ever.
              late ? now.plus(AFTER_THE_DAY) : due,
              "/bulletins",
              mine.size());
        });
  }

  private List<Bulletin> waiting() {
    var known = waiting;
    if (known == null) {
      known = desk.waiting();
      waiting = known;
    }
    return known;
  }

  private static Instant due(Bulletin bulletin, String desk) {
    var copy = java.util.Objects.requireNonNull(bulletin.copies().get(desk));
    return copy.deliveredAt().plusSeconds(3600L * bulletin.content().asks().remindHours());
  }
}
