package nl.vangnet.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Reading a daily series row by row.
class SeriesCsvTest {
  private static List<String> read(String columns, String text) throws Exception {
    var seen = new ArrayList<String>();
    var problems = new ArrayList<SeriesCsv.Problem>();
    var meanings = SeriesCsv.columns(columns, problems);
    assertThat(problems).isEmpty();
    new SeriesCsv(
            new SeriesCsv.Options(
                columns.isEmpty() ? Map.of() : meanings,
                "hosp_id",
                "date",
                ZoneId.of("Europe/Amsterdam"),
                LocalTime.NOON,
                "not-reported"))
        .read(
            new StringReader(text),
            new SeriesCsv.Listener() {
              @Override
              public void row(long row, List<SeriesCsv.Read> figures) {
                figures.forEach(f ->
                    seen.add(
                        row
                            + " "
                            + f.site()
                            + " "
                            + f.unit()
                            + "/"
                            + f.category()
                            + "/"
                            + f.cohort()
                            + "/"
                            + f.variable().code()
                            + " "
                            + (f.value() == null ? f.unknownReason() : f.value())));
              }

              @Override
              public void problem(SeriesCsv.Problem problem) {
                seen.add(problem.row() + " " + problem.column() + " " + problem.code());
              }
            });
    return seen;
  }

  @Test
  void readsForeignFilesAsTheyAre() throws Exception {
    assertThat(
            read(
                "used=icu/all/occupied,free=W1/ward/covid/free",
                "hosp_id,name,date,used,free\nA1,\"x, y\",2020-04-07,17.0,\nB2,z,2020-04-08,17.5,3\nB2,z,7 april,1,3\n"))
        .containsExactly(
            "1 A1 W1/ward/covid/free not-reported",
            "1 A1 icu/icu/all/occupied 17",
            "2 used not-whole",
            "2 B2 W1/ward/covid/free 3",
            "3 date bad-date");
  }

  @Test
  void readsTheLongForm() throws Exception {
    assertThat(
            read(
                "",
                "site;unit;category;cohort;variable;date;value;unknown_reason\r\n"
                    + "A1;IC1;icu;covid;staffed;2020-04-07;12;\r\n"
                    + "A1;IC1;icu;covid;occupied;2020-04-07;;storing\r\n"
                    + "A1;IC1;icu;covid;beds;2020-04-07;4;\r\n"))
        .containsExactly(
            "1 A1 IC1/icu/covid/staffed 12",
            "2 A1 IC1/icu/covid/occupied storing",
            "3 variable unknown-variable");
  }

  @Test
  void saysWhichColumnIsMissing() throws Exception {
    assertThat(read("used=icu/all/occupied", "hosp_id,date,usd\nA,2020-04-07,1\n"))
        .containsExactly("0 used column-missing");
  }
}
