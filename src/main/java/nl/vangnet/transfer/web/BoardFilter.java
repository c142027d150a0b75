package nl.vangnet.transfer.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import nl.vangnet.directory.SiteId;
import nl.vangnet.transfer.CaseBoard;
import nl.vangnet.transfer.Content;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;

/// What somebody wants to see of the board; it stands in the address. `found` are the sites whose
/// name, code or city fits the search, null when nothing is searched.
record BoardFilter(
    String text,
    String category,
    String cohort,
    Content.@Nullable Reason reason,
    String region,
    boolean emergency,
    boolean mine,
    boolean ended,
    @Nullable Set<SiteId> found) {

  /// Reads the filter from an address.
  static BoardFilter of(Map<String, String> query, Places places) {
    var text = query.getOrDefault("q", "").strip();
    return new BoardFilter(
        text.length() > 60 ? text.substring(0, 60) : text,
        query.getOrDefault("zorg", ""),
        query.getOrDefault("cohort", ""),
        Codes.find(Content.Reason.values(), query.get("reden")),
        query.getOrDefault("regio", ""),
        query.containsKey("spoed"),
        query.containsKey("mij"),
        query.containsKey("einde"),
        text.isEmpty() ? null : places.matching(text));
  }

  /// Whether a card fits all but the filter of whose turn it is.
  boolean fits(CaseBoard.Card card) {
    var request = card.request();
    var content = request.content();
    return (ended || request.state().isOpen())
        && (category.isEmpty() || content.need().category().equals(category))
        && (cohort.isEmpty() || content.need().cohort().equals(cohort))
        && (reason == null || content.reason() == reason)
        && (region.isEmpty() || request.origin().region().equalsIgnoreCase(region))
        && (!emergency || content.emergency())
        && fitsText(card);
  }

  private boolean fitsText(CaseBoard.Card card) {
    if (found == null) {
      return true;
    }
    var request = card.request();
    var number = request.number().value();
    return number.contains(text)
        || number.replace("-", "").contains(text.replace("-", ""))
        || found.contains(request.origin().site())
        || card.asked().stream().anyMatch(found::contains);
  }

  /// Whether anything is filtered away.
  boolean isOn() {
    return !text.isEmpty()
        || !category.isEmpty()
        || !cohort.isEmpty()
        || reason != null
        || !region.isEmpty()
        || emergency
        || mine;
  }

  /// The address of the whole board.
  static String without(Frame frame) {
    var kept = new LinkedHashMap<String, String>();
    if (frame.query().containsKey("einde")) {
      kept.put("einde", "1");
    }
    return frame.path() + (kept.isEmpty() ? "" : "?einde=1");
  }
}
