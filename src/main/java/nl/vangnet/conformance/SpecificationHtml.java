package nl.vangnet.conformance;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/// Turns the Markdown of a specification into HTML: headings get the ids that links use, links to
/// other specifications lead to their pages, examples show what is sent and what the answer holds.
final class SpecificationHtml {
  private static final Pattern SEND = Pattern.compile("(?m)^```([a-z0-9]+) send ?(.*)$");
  private static final Pattern ANSWER = Pattern.compile("(?m)^```answer$");
  private static final Pattern TABLE = Pattern.compile("<table>");
  private static final Pattern OTHER = Pattern.compile("(?:.*/)?([a-z0-9-]+)\\.md(#.*)?");

  private SpecificationHtml() {}

  static String of(String markdown) {
    var tables = List.of(TablesExtension.create());
    var tree = Parser.builder().extensions(tables).build().parse(examples(markdown));
    tree.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            var other = OTHER.matcher(link.getDestination());
            if (other.matches()) {
              link.setDestination(
                  "/conformiteit/specificatie/"
                      + other.group(1)
                      + (other.group(2) == null ? "" : other.group(2)));
            }
            visitChildren(link);
          }
        });
    var html =
        HtmlRenderer.builder()
            .extensions(tables)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .attributeProviderFactory(context -> SpecificationHtml::attributes)
            .build()
            .render(tree);
    return scrolling(html);
  }

  /// What is sent stands above its message, and words above the answer.
  private static String examples(String markdown) {
    var sent =
        SEND.matcher(markdown)
            .replaceAll(m ->
                m.group(2).isBlank()
                    ? "```" + m.group(1)
                    : "`" + m.group(2).replace("$", "\\$") + "`\n\n```" + m.group(1));
    return ANSWER.matcher(sent).replaceAll("\nThe answer holds:\n\n```");
  }

  private static void attributes(Node node, String tag, Map<String, String> attributes) {
    if (node instanceof Heading) {
      attributes.put("id", id(words(node)));
    }
    if (tag.equals("pre")) {
      // What scrolls can be reached with the keys.
      attributes.put("tabindex", "0");
    }
  }

  private static String words(Node node) {
    var words = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            words.append(text.getLiteral());
          }

          @Override
          public void visit(Code code) {
            words.append(code.getLiteral());
          }
        });
    return words.toString();
  }

  /// The id of a heading, as it is written in links.
  static String id(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9 -]", "")
        .strip()
        .replaceAll(" +", "-");
  }

  private static String scrolling(String html) {
    var number = new int[1];
    return TABLE
        .matcher(html)
        .replaceAll(m ->
            "<div class=\"table-wrap\" tabindex=\"0\" role=\"region\" aria-label=\"Table "
                + ++number[0]
                + "\"><table class=\"table\">")
        .replace("</table>", "</table></div>");
  }
}
