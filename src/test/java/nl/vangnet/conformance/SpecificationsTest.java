package nl.vangnet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SpecificationsTest { // IDX-07
  private static final Pattern LINK =
      Pattern.compile("href=\"/conformiteit/specificatie/([a-z-]+)(?:#([a-z0-9-]+))?\"");

  private final Specifications specifications = new Specifications();

  @Test
  void everyDocumentIsPublishedTheIndexFirst() {
    assertThat(specifications.all())
        .extracting(Specifications.Document::name)
        .startsWith("interfaces")
        .contains("conformance", "feeds", "fhir");
  }

  @Test
  void everyInterfaceLeadsToAHeadingOfItsSpecification() {
    assertThat(InterfaceVersion.ALL)
        .allSatisfy(v -> assertThat(isThere(v.specification())).as(v.specification()).isTrue());
  }

  @Test
  void everyLinkBetweenSpecificationsLeadsSomewhere() {
    for (var document : specifications.all()) {
      LINK.matcher(document.html())
          .results()
          .forEach(m ->
              assertThat(isThere(m.group().replaceAll("href=|\"", "")))
                  .as(document.name() + " " + m.group())
                  .isTrue());
    }
  }

  private boolean isThere(String address) {
    var parts = address.substring("/conformiteit/specificatie/".length()).split("#");
    return specifications
        .find(parts[0])
        .filter(d -> parts.length == 1 || d.html().contains("id=\"" + parts[1] + "\""))
        .isPresent();
  }

  @Test
  void anExampleShowsWhereItIsSentAndNothingOfADocumentIsExecuted() {
    var html =
        SpecificationHtml.of(
            "# T\n\n<script>x</script>\n\n```json send POST /api/v1/x?a=$1\n{}\n```\n```answer\nok\n```\n");
    assertThat(html)
        .contains("<code>POST /api/v1/x?a=$1</code>", "The answer holds:", "<pre tabindex=\"0\">")
        .doesNotContain("<script>");
  }
}
