package nl.vangnet.situation.administration;

import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.DemoMode;
import nl.vangnet.access.OpenToAll;
import nl.vangnet.access.Person;
import nl.vangnet.access.SignInOptions;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/// The sign-in page.
@Controller
class SignInPages {
  private static final List<String> NOTICES =
      List.of("failed", "unknown", "unverified", "provider", "expired", "signed-out");

  private final SignInOptions options;

  SignInPages(SignInOptions options) {
    this.options = options;
  }

  @GetMapping("/login")
  @OpenToAll(why = "whoever signs in has no account yet")
  ModelAndView signIn(
      @Nullable Actor actor, Frame frame, @RequestParam Map<String, String> parameters) {
    if (actor != null) {
      var home = new RedirectView("/");
      home.setStatusCode(HttpStatus.SEE_OTHER);
      return new ModelAndView(home);
    }
    var notice = NOTICES.stream().filter(parameters::containsKey).findFirst().orElse(null);
    return new ModelAndView(
        "situation/administration/signin",
        Map.of(
            "frame",
            frame,
            "view",
            new SignInView(notice, options.providers(), options.demoPeople(), DemoMode.PASSWORD)));
  }
}

/// What the sign-in page shows.
record SignInView(
    @Nullable String notice,
    List<SignInOptions.Provider> providers,
    List<Person> demoPeople,
    String demoPassword) {}
