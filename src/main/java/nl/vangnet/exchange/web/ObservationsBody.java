package nl.vangnet.exchange.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of POST /api/v1/observations, as it is documented; it is read by hand so that every
/// fault has its place.
@Schema(name = "Observations")
record ObservationsBody(
    @Schema(description = "1 to 10,000 figures") List<Observation> observations) {
  /// One figure.
  @Schema(name = "Observation")
  record Observation(
      @Schema(description = "Code of the site in the directory", example = "UMCG") String site,
      @Schema(description = "ISO 3166 code; absent: the product's country", example = "NL")
          @Nullable String country,
      @Schema(description = "Code of the unit at the site; made when new", example = "ICV")
          String unit,
      @Schema(description = "Bed category", example = "icu") String category,
      @Schema(description = "Cohort", example = "covid") String cohort,
      @Schema(description = "What is counted", example = "staffed") String variable,
      @Schema(description = "Whole number, or null for a reported unknown", example = "12")
          @Nullable Integer value,
      @Schema(description = "Why the value is not known; needed when value is null")
          @Nullable String unknownReason,
      @Schema(
              description = "When it held, ISO 8601 with offset",
              example = "2026-11-22T08:30:00+01:00")
          String observedAt,
      @Schema(description = "Reason of a closure, holder of a reserve") @Nullable String note) {}
}
