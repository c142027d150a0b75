package nl.vangnet.access;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Component;

/// The ways in that the sign-in page offers.
@Component
public class SignInOptions {
  private final @Nullable ClientRegistrationRepository registrations;
  private final PeopleStore store;
  private final DemoMode demo;

  SignInOptions(
      ObjectProvider<ClientRegistrationRepository> registrations,
      PeopleStore store,
      DemoMode demo) {
    this.registrations = registrations.getIfAvailable();
    this.store = store;
    this.demo = demo;
  }

  /// An OpenID Connect provider: the name to show and the address that starts the sign-in.
  public record Provider(String name, String address) {}

  /// The configured OpenID Connect providers.
  public List<Provider> providers() {
    var found = new ArrayList<Provider>();
    if (registrations instanceof Iterable<?> all) {
      for (var one : all) {
        if (one instanceof ClientRegistration r) {
          found.add(
              new Provider(r.getClientName(), "/oauth2/authorization/" + r.getRegistrationId()));
        }
      }
    }
    return found;
  }

  /// The accounts of demo mode; empty outside it.
  public List<Person> demoPeople() {
    return demo.isOn()
        ? store.list().stream()
            .map(PeopleStore.Account::person)
            .filter(p -> p.demo() && p.active())
            .toList()
        : List.of();
  }
}
