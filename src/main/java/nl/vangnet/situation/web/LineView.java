package nl.vangnet.situation.web;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import nl.vangnet.capacity.Category;
import nl.vangnet.capacity.Correction;
import nl.vangnet.capacity.Figure;
import nl.vangnet.capacity.FreeBedWords;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;

/// One line of beds with its two truths side by side, and its effective free beds in a sentence.
record LineView(LinePicture line, @Nullable Category category, Names names, Words words) {

  /// The figures in the order of the definition: those that it asks for and those that are
  /// reported.
  List<Figure> figures() {
    Set<Variable> shown = new LinkedHashSet<>();
    shown.add(Variable.OCCUPIED);
    shown.add(Variable.STAFFED);
    if (category != null) {
      shown.addAll(category.variables());
    }
    shown.addAll(line.figures().keySet());
    return shown.stream().map(line::figure).toList();
  }

  /// All corrections in force on this line.
  List<Correction> corrections() {
    var all = new ArrayList<Correction>();
    line.figures().values().forEach(f -> all.addAll(f.corrections()));
    return all;
  }

  /// Why so many beds are free, with the numbers that make it.
  String sentence() {
    return FreeBedWords.explain(words, line);
  }

  /// The style class of an age.
  static String css(Figure figure) {
    return figure.age().name().toLowerCase(Locale.ROOT);
  }
}
