package nl.vangnet.transfer.web;

import java.util.Comparator;
import java.util.function.Function;
import nl.vangnet.directory.SiteId;
import nl.vangnet.transfer.TransferFigures.SiteAnswers;
import org.jspecify.annotations.Nullable;

/// In which order the sites and their answers stand. The first is what a desk asks first: who says
/// no while beds were declared free.
enum SiteOrder {
  REFUSED_WHILE_FREE("vrij"),
  REFUSED("nee"),
  SILENT("stil"),
  ASKED("gevraagd"),
  SLOW("traag"),
  NAME("naam");

  private final String code;

  SiteOrder(String code) {
    this.code = code;
  }

  /// The word of the address.
  String code() {
    return code;
  }

  /// The order of an address; the first when it names none.
  static SiteOrder of(@Nullable String code) {
    for (var order : values()) {
      if (order.code.equals(code)) {
        return order;
      }
    }
    return REFUSED_WHILE_FREE;
  }

  Comparator<SiteAnswers> by(Function<SiteId, String> names) {
    var name = Comparator.comparing((SiteAnswers a) -> names.apply(a.site()));
    return switch (this) {
      case REFUSED_WHILE_FREE ->
          Comparator.comparingInt(SiteAnswers::refusedWhileFree)
              .thenComparingInt(SiteAnswers::refused)
              .reversed()
              .thenComparing(name);
      case REFUSED -> Comparator.comparingInt(SiteAnswers::refused).reversed().thenComparing(name);
      case SILENT -> Comparator.comparingInt(SiteAnswers::expired).reversed().thenComparing(name);
      case ASKED -> Comparator.comparingInt(SiteAnswers::asked).reversed().thenComparing(name);
      case SLOW -> Comparator.comparingDouble(SiteOrder::minutes).reversed().thenComparing(name);
      case NAME -> name;
    };
  }

  /// How long a site took, -1 when it never answered.
  private static double minutes(SiteAnswers answers) {
    var minutes = answers.minutes();
    return minutes == null ? -1 : minutes;
  }
}
