package nl.vangnet.desks;

import java.util.List;
import java.util.Optional;

/// How a desk is reached at a moment: its contact cards and who holds its roles.
public record Reach(List<ContactCard> cards, List<OnDuty> onDuty) {
  /// Who holds a role now, under which number.
  public record OnDuty(String role, String who, String phone) {}

  public Reach {
    cards = List.copyOf(cards);
    onDuty = List.copyOf(onDuty);
  }

  /// Whether a card is that of a role that is held now: both carry the same name.
  public boolean isOnDuty(ContactCard card) {
    return onDuty.stream().anyMatch(d -> d.role().equalsIgnoreCase(card.duty()));
  }

  /// Whether somebody of this name holds a role now.
  public boolean isOnDuty(String name) {
    return onDuty.stream().anyMatch(d -> d.who().equalsIgnoreCase(name));
  }

  /// The number to call now: of whoever holds a role, of the card of such a role, of any card.
  public Optional<String> phone() {
    return onDuty.stream()
        .map(OnDuty::phone)
        .filter(p -> !p.isBlank())
        .findFirst()
        .or(() -> phone(true))
        .or(() -> phone(false));
  }

  private Optional<String> phone(boolean held) {
    return cards.stream()
        .filter(c -> !held || isOnDuty(c))
        .map(ContactCard::phone)
        .filter(p -> !p.isBlank())
        .findFirst();
  }
}
