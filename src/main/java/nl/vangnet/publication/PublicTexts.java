package nl.vangnet.publication;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Permission;
import nl.vangnet.reports.DayReports;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The texts of the public site and the desk of whoever keeps them (COM-01, COM-10, COM-11).
@Service
public class PublicTexts {
  private static final int LONGEST = 6000;

  private final BlockStore store;
  private final AuditTrail trail;
  private final Clock clock;

  PublicTexts(BlockStore store, AuditTrail trail, Clock clock) {
    this.store = store;
    this.trail = trail;
    this.clock = clock;
  }

  /// The text in this slot when it is shown.
  public Optional<Block> find(String slot) {
    return store.list().stream()
        .filter(b -> b.slot().equals(slot) && b.place().shown())
        .findFirst();
  }

  /// The shown texts of a kind, in their order.
  public List<Block> list(Block.Kind kind) {
    return store.list().stream().filter(b -> b.kind() == kind && b.place().shown()).toList();
  }

  /// Every text, hidden ones too; needs EDIT_CONTENT.
  public List<Block> all(Actor reader) {
    reader.require(Permission.EDIT_CONTENT, "public texts");
    return store.list();
  }

  /// All versions of a text, newest first; needs EDIT_CONTENT.
  public List<Block> versions(Actor reader, String slot) {
    reader.require(Permission.EDIT_CONTENT, "public text " + slot);
    return store.versions(slot);
  }

  /// Today, in the zone of the product.
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), DayReports.ZONE);
  }

  /// What became of a text that somebody wrote.
  public sealed interface Outcome {
    /// Kept as the next version.
    record Kept(String slot) implements Outcome {}

    /// Refused: "text-missing", "owner-missing", "text-too-long", "slot-unknown".
    record Refused(String reason) implements Outcome {}
  }

  /// What somebody wrote; `slot` null opens a new question or correction.
  public record Draft(
      @Nullable String slot,
      Block.Kind kind,
      Block.Place place,
      Block.Text dutch,
      Block.Text english,
      Block.Care care) {}

  /// Keeps the next version of a text; needs EDIT_CONTENT. Both languages must be filled.
  @Transactional
  public Outcome write(Actor by, Draft draft) {
    by.require(Permission.EDIT_CONTENT, "public text " + draft.slot());
    for (var text : List.of(draft.dutch(), draft.english())) {
      if (text.title().isBlank() || text.body().isBlank()) {
        return new Outcome.Refused("text-missing");
      }
      if (text.title().length() > 200 || text.body().length() > LONGEST) {
        return new Outcome.Refused("text-too-long");
      }
    }
    if (draft.care().owner().isBlank() || draft.care().owner().length() > 80) {
      return new Outcome.Refused("owner-missing");
    }
    var slot = draft.slot();
    var kind = draft.kind();
    if (slot == null) {
      slot = fresh(kind);
    } else {
      var before = store.versions(slot);
      if (before.isEmpty()) {
        return new Outcome.Refused("slot-unknown");
      }
      kind = before.getFirst().kind();
    }
    store.insert(
        new Block(
            slot,
            0,
            kind,
            draft.place(),
            draft.dutch(),
            draft.english(),
            new Block.Care(
                draft.care().owner().strip(), draft.care().reviewOn(), by.name(), clock.instant())),
        by.id());
    trail.record(
        by, "publication.text", "text:" + slot, null, Map.of("owner", draft.care().owner()));
    return new Outcome.Kept(slot);
  }

  private String fresh(Block.Kind kind) {
    var start = kind == Block.Kind.CORRECTION ? "rectificatie-" : "vraag-";
    var known = store.list().stream().map(Block::slot).toList();
    var number = 1;
    while (known.contains(start + number)) {
      number++;
    }
    return start + number;
  }
}
