package nl.vangnet.feeds.web;

import java.util.Locale;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.Measured;
import nl.vangnet.feeds.CellNote;
import nl.vangnet.feeds.Preview;
import nl.vangnet.web.Frame;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The reader's words for what a form holds and for what is wrong with it.
@Component
class FormWords {
  private final Definitions definitions;

  FormWords(Definitions definitions) {
    this.definitions = definitions;
  }

  /// What to do about a file that was not read.
  String file(Words words, String code, String place) {
    var key = "feeds.file-fault." + code;
    var text = words.has(key) ? words.of(key) : words.of("feeds.file-fault.damaged");
    return place.isEmpty() ? text : place + ": " + text;
  }

  PreviewView.Fault fault(Words words, CellNote note) {
    var key = "feeds.fault." + note.code();
    var capacity = "capacity.refused." + note.code();
    var advice =
        words.has(key) ? words.of(key) : words.has(capacity) ? words.of(capacity) : note.advice();
    if (note.code().equals("ambiguous-number")) {
      advice =
          words.of(
              "feeds.fault.ambiguous-number.of", note.value(), note.value().replaceAll("[.,]", ""));
    }
    var place = note.sheet().isEmpty() ? note.address() : note.sheet() + " · " + note.address();
    return new PreviewView.Fault(place, column(words, note.column()), note.value(), advice);
  }

  private static String column(Words words, String column) {
    for (var key : new String[] {"capacity.variable." + column, "feeds.column." + column}) {
      if (words.has(key)) {
        return words.of(key);
      }
    }
    return column;
  }

  /// What was left aside of a file.
  String note(Words words, String note) {
    var parts = note.split(":", 3);
    var key = "feeds.note." + parts[0];
    return words.has(key)
        ? words.of(key, parts.length > 1 ? parts[1] : "", parts.length > 2 ? parts[2] : "")
        : note;
  }

  PreviewView.Row row(Frame frame, Preview.Line line, boolean held) {
    var words = frame.words();
    var figure = line.figure();
    var at = figure.observedAt();
    var kind = held ? "held" : line.change().name().toLowerCase(Locale.ROOT);
    return new PreviewView.Row(
        figure.sheet().isEmpty() ? figure.address() : figure.sheet() + " · " + figure.address(),
        line.site(),
        figure.unit()
            + " · "
            + category(words, figure.category())
            + " · "
            + cohort(words, figure.cohort()),
        words.of("capacity.variable." + figure.variable().code()),
        before(words, line.before()),
        value(words, figure.value(), figure.unknownReason())
            + (figure.note() == null ? "" : " (" + figure.note() + ")")
            + (at == null ? "" : ", " + frame.fullMoment(at)),
        words.of("feeds.change." + kind),
        kind);
  }

  private static String before(Words words, @Nullable Measured measured) {
    return measured == null
        ? words.of("feeds.never")
        : value(words, measured.value(), measured.unknownReason());
  }

  private static String value(Words words, @Nullable Integer value, @Nullable String reason) {
    return value == null ? "— " + (reason == null ? "" : reason) : words.number(value);
  }

  String category(Words words, String code) {
    return definitions
        .findCategory(code)
        .map(c -> words.isDutch() ? c.nameNl() : c.nameEn())
        .orElse(code);
  }

  String cohort(Words words, String code) {
    return code.isEmpty()
        ? words.of("feeds.monitor.all-cohorts")
        : definitions
            .findCohort(code)
            .map(c -> words.isDutch() ? c.nameNl() : c.nameEn())
            .orElse(code);
  }
}
