package nl.vangnet.transfer.web;

import java.util.List;
import nl.vangnet.directory.Site;
import nl.vangnet.transfer.Evacuation;
import nl.vangnet.web.Flash;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// The pages of an evacuation.
record EvacuationView(
    List<Site> sites,
    @Nullable Site site,
    List<RequestView.UnitChoice> units,
    RequestView.Lists lists,
    MultiValueMap<String, String> form,
    int rows,
    List<String> faults,
    List<Past> past,
    boolean mayRequest) {
  /// What stands in a field of a row.
  String value(String field, int row) {
    var value = form.getFirst(field + row);
    return value == null ? "" : value;
  }

  /// The value of a field of the whole form.
  String value(String field) {
    return RequestForm.text(form, field);
  }

  /// An evacuation of the last thirty days.
  record Past(long id, String site, String reason, String by, java.time.Instant at) {}

  /// One evacuation and how far it is.
  record One(
      Evacuation evacuation,
      String site,
      int all,
      List<Part> parts,
      int arrived,
      List<Row> rows,
      String concerns,
      @Nullable Flash flash) {}

  /// The cases in one state: their number and the place of the bar in promille.
  record Part(String code, String name, int count, int from, int width) {}

  /// One case.
  record Row(
      String number,
      String unit,
      List<String> facts,
      String state,
      String code,
      Texts.@Nullable Clock clock,
      String to) {}
}
