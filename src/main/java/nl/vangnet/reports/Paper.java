package nl.vangnet.reports;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.text.Normalizer;
import java.util.List;
import nl.vangnet.web.Words;

/// Builds the XHTML of a document on A4: text is escaped, and a character that the standard fonts
/// cannot show is written plainly or as a question mark.
final class Paper {
  private static final Charset WIN_ANSI = Charset.forName("windows-1252");
  private static final String STYLE =
      """
      @page { size: A4; margin: 16mm 14mm 18mm 14mm;
        @bottom-left { content: element(foot); }
        @bottom-right { content: counter(page) " / " counter(pages); font: 8pt Helvetica; color: #444; } }
      * { font-family: Helvetica, Arial, sans-serif; }
      body { font-size: 9pt; color: #111; line-height: 1.35; }
      h1 { font-size: 18pt; margin: 0 0 2pt 0; }
      h2 { font-size: 11.5pt; margin: 13pt 0 4pt 0; page-break-after: avoid; }
      h3 { font-size: 9.5pt; margin: 8pt 0 2pt 0; page-break-after: avoid; }
      p { margin: 0 0 5pt 0; }
      .meta { color: #444; font-size: 8.5pt; }
      .draft { border: 1.5pt solid #86203b; padding: 4pt 7pt; font-weight: bold; margin: 4pt 0 6pt 0; }
      .text { border-left: 2.5pt solid #6b7d89; padding-left: 8pt; margin: 0 0 8pt 0; }
      table { width: 100%; border-collapse: collapse; -fs-table-paginate: paginate; }
      th, td { text-align: left; padding: 2.2pt 4pt; border-bottom: 0.4pt solid #bbb; vertical-align: bottom; }
      tr > th:first-child, tr > td:first-child { width: 24%; }
      th { font-size: 8pt; border-bottom: 0.9pt solid #444; }
      tr { page-break-inside: avoid; }
      .n { text-align: right; white-space: nowrap; }
      th.n { white-space: normal; }
      .sub td { color: #333; padding-left: 12pt; }
      .lead td { font-weight: bold; }
      .foot { position: running(foot); font-size: 7.5pt; color: #444; }
      .bars { border: 0; margin-top: 2pt; }
      .bars td { border: 0; padding: 0 0.8pt; text-align: center; vertical-align: bottom; }
      .bars tr > td:first-child { width: auto; }
      .bars .x td { font-size: 5.5pt; color: #444; padding-top: 1.5pt; }
      .bar { background-color: #33454f; }
      .guess { border: 0.7pt dashed #33454f; background-color: #ffffff; }
      .mono { font-family: Courier; font-size: 7.5pt; }
      .wide { background-color: #33454f; height: 6pt; }
      .rest { background-color: #dde2e5; height: 6pt; }
      """;

  private final StringBuilder text = new StringBuilder();
  private final CharsetEncoder encoder = WIN_ANSI.newEncoder();

  private Paper() {}

  /// Begins a document; `foot` stands under every page.
  static Paper of(String title, String foot, Words words) {
    var paper = new Paper();
    paper
        .text
        .append("<html lang=\"")
        .append(words.locale().getLanguage())
        .append("\"><head><title>");
    paper.say(title);
    paper.text.append("</title><style>").append(STYLE).append("</style></head><body>");
    paper.text.append("<div class=\"foot\">");
    paper.say(foot);
    paper.text.append("</div>");
    return paper;
  }

  /// Adds an element with text in it.
  Paper put(String tag, String css, String content) {
    text.append('<').append(tag);
    if (!css.isEmpty()) {
      text.append(" class=\"").append(css).append('"');
    }
    text.append('>');
    say(content);
    text.append("</").append(tag).append('>');
    return this;
  }

  /// Adds paragraphs as somebody wrote them.
  Paper paragraphs(String written) {
    text.append("<div class=\"text\">");
    for (var paragraph : written.split("\n\\s*\n")) {
      text.append("<p>");
      var lines = paragraph.split("\n");
      for (var i = 0; i < lines.length; i++) {
        if (i > 0) {
          text.append("<br/>");
        }
        say(lines[i]);
      }
      text.append("</p>");
    }
    text.append("</div>");
    return this;
  }

  /// One row of a table: its class and its cells.
  record Row(String css, List<String> cells) {}

  /// Adds a table; all columns but the first `left` are numbers.
  Paper table(List<String> heads, int left, List<Row> rows) {
    text.append("<table><thead><tr>");
    for (var i = 0; i < heads.size(); i++) {
      put("th", i < left ? "" : "n", heads.get(i));
    }
    text.append("</tr></thead><tbody>");
    for (var row : rows) {
      text.append("<tr class=\"").append(row.css()).append("\">");
      for (var i = 0; i < row.cells().size(); i++) {
        put("td", i < left ? "" : "n", row.cells().get(i));
      }
      text.append("</tr>");
    }
    text.append("</tbody></table>");
    return this;
  }

  /// One bar of a chart; a guess is drawn hollow, a day without a value as a gap.
  record Bar(String label, int height, boolean guess) {}

  /// Adds a bar chart of at most 31 bars, each at most 70 points high.
  Paper bars(List<Bar> bars) {
    text.append("<table class=\"bars\"><tr>");
    for (var bar : bars) {
      text.append("<td>");
      if (bar.height() > 0) {
        text.append("<div class=\"")
            .append(bar.guess() ? "guess" : "bar")
            .append("\" style=\"height: ")
            .append(bar.height())
            .append("pt\"></div>");
      }
      text.append("</td>");
    }
    text.append("</tr><tr class=\"x\">");
    bars.forEach(bar -> put("td", "", bar.label()));
    text.append("</tr></table>");
    return this;
  }

  /// The whole document.
  String end() {
    return text.append("</body></html>").toString();
  }

  private void say(String content) {
    content
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> text.append("&amp;");
            case '<' -> text.append("&lt;");
            case '>' -> text.append("&gt;");
            case '"' -> text.append("&quot;");
            case 0x2212 -> text.append('-');
            default -> plain(c);
          }
        });
  }

  private void plain(int c) {
    if (c < 0x20) {
      text.append(' ');
      return;
    }
    var one = Character.toString(c);
    if (encoder.canEncode(one)) {
      text.append(one);
      return;
    }
    var base = Normalizer.normalize(one, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
    text.append(base.isEmpty() || !encoder.canEncode(base) || "&<>\"".contains(base) ? "?" : base);
  }
}
