package nl.vangnet.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MeasureReport;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.jspecify.annotations.Nullable;

/// What the count of a population says: a number, or the reason why there is none.
record CountValue(@Nullable Integer count, @Nullable String reason) {
  static @Nullable CountValue of(MeasureReport.MeasureReportGroupPopulationComponent population) {
    IntegerType count = population.getCountElement();
    if (count.getValue() != null) {
      return new CountValue(count.getValue(), null);
    }
    for (Element element : List.<Element>of(count, population)) {
      var words = text(element, Canonical.UNKNOWN_REASON);
      var code = text(element, Canonical.ABSENT);
      if (code != null) {
        return new CountValue(null, words == null ? code : words);
      }
    }
    return null;
  }

  /// The plain text of an extension; null when there is none.
  static @Nullable String text(Element element, String url) {
    var extension = element.getExtensionByUrl(url);
    if (extension == null || !(extension.getValue() instanceof PrimitiveType<?> plain)) {
      return null;
    }
    var text = plain.getValueAsString();
    return text == null || text.isBlank() ? null : text.strip();
  }
}
