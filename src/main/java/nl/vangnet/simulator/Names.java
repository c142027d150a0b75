package nl.vangnet.simulator;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.random.RandomGenerator;

/// Invents patients: names, birth dates, numbers. They travel in messages so that the product can
/// show that it keeps none of them.
final class Names {
  private static final List<String> FAMILY =
      List.of(
          "de Jong",
          "Jansen",
          "de Vries",
          "van den Berg",
          "Bakker",
          "van Dijk",
          "Visser",
          "Smit",
          "Meijer",
          "de Boer",
          "Mulder",
          "Bos",
          "Vos",
          "Peters",
          "Hendriks",
          "Kuipers",
          "Özdemir",
          "Yılmaz",
          "El Amrani",
          "Gökçe",
          "Van Zoest",
          "Crèvecœur",
          "Müller",
          "Nuñez",
          "Łukasik",
          "Hoekstra",
          "Dijkstra",
          "Post",
          "Verhoeven",
          "Coolen",
          "Beekmans",
          "Sørensen");
  private static final List<String> GIVEN =
      List.of(
          "Anna",
          "Johannes",
          "Maria",
          "Cornelis",
          "Hendrika",
          "Willem",
          "Fatima",
          "Mohammed",
          "Geertruida",
          "Pieter",
          "Zoë",
          "Loïs",
          "Jürgen",
          "Ineke",
          "Karel",
          "Wilhelmina",
          "Émile",
          "Sanne",
          "Joost",
          "Trijntje");

  private Names() {}

  /// One invented person: the components of PID-5, the birth date and the sex.
  record Person(String number, String family, String given, LocalDate born, char sex) {}

  static Person person(RandomGenerator random, String number, Charset charset, LocalDate today) {
    var family = FAMILY.get(random.nextInt(FAMILY.size()));
    var given = GIVEN.get(random.nextInt(GIVEN.size()));
    var born = today.minusDays(random.nextLong(8_000, 34_000));
    return new Person(
        number,
        writable(family, charset),
        writable(given, charset),
        born,
        random.nextBoolean() ? 'F' : 'M');
  }

  private static String writable(String name, Charset charset) {
    if (charset.equals(StandardCharsets.UTF_8) || charset.newEncoder().canEncode(name)) {
      return name;
    }
    var plain = java.text.Normalizer.normalize(name, java.text.Normalizer.Form.NFD);
    return plain
        .replace('ı', 'i')
        .replace('Ł', 'L')
        .replace('ø', 'o')
        .replace("œ", "oe")
        .replaceAll("[^ -~]", "");
  }
}
