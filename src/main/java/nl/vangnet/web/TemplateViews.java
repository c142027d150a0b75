package nl.vangnet.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/// Finds the precompiled template of a view name: `situation/web/national` is the file of that name
/// beside its handlers. A page is rendered whole before its first byte is sent, so that a fault in
/// a template becomes a problem page and never half a page.
@Component
class TemplateViews implements ViewResolver, Ordered {
  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(null, ContentType.Html, null, "nl.vangnet");

  @Override
  public @Nullable View resolveViewName(String viewName, Locale locale) {
    var template = viewName + ".jte";
    return engine.hasTemplate(template) ? new Page(template) : null;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  /// Renders a template to a string, for fragments outside a page.
  String render(String viewName, Map<String, Object> model) {
    var output = new gg.jte.output.StringOutput();
    engine.render(viewName + ".jte", model, output);
    return output.toString();
  }

  private final class Page implements View {
    private final String template;

    Page(String template) {
      this.template = template;
    }

    @Override
    public String getContentType() {
      return "text/html;charset=UTF-8";
    }

    @Override
    public void render(
        @Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
        throws Exception {
      var values = new HashMap<String, Object>();
      if (model != null) {
        model.forEach((name, value) -> {
          // Spring adds binding results of its own to a model; templates take only their own.
          if (value != null && name.indexOf('.') < 0) {
            values.put(name, value);
          }
        });
      }
      var output = new Utf8ByteOutput();
      engine.render(template, values, output);
      response.setContentType(getContentType());
      if (response.getHeader("Cache-Control") == null) {
        response.setHeader("Cache-Control", "no-store");
      }
      response.setContentLength(output.getContentLength());
      output.writeTo(response.getOutputStream());
    }
  }
}
