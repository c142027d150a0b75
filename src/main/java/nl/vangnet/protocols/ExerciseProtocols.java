package nl.vangnet.protocols;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Invented protocols of the exercise, in demo mode only and once; each says that it is invented.
@Component
@ConditionalOnBooleanProperty("vangnet.demo")
class ExerciseProtocols {
  private static final Actor KEEPER =
      new Actor("system", "LCPS (oefening)", Role.NATIONAL, new Scope.Everywhere());
  private static final Set<Audience> ALL = EnumSet.allOf(Audience.class);

  private final ProtocolLibrary library;
  private final Clock clock;

  ExerciseProtocols(ProtocolLibrary library, Clock clock) {
    this.library = library;
    this.clock = clock;
  }

  @EventListener(ApplicationReadyEvent.class)
  @Order(22)
  void open() {
    if (!library.search(new ProtocolLibrary.Search("", null, null, true)).isEmpty()) {
      return;
    }
    var today = LocalDate.ofInstant(clock.instant(), java.time.ZoneId.of("Europe/Amsterdam"));
    add(
        "Overdracht bij verplaatsing tussen ziekenhuizen",
        Set.of(Kind.MOVING),
        ALL,
        """
        Oefentekst, verzonnen.

        De artsen spreken elkaar voordat de patiënt vertrekt. Het bed is bevestigd, de naasten weten waarheen, de \
        papieren gaan mee.

        Verandert de toestand onderweg, dan belt de bemanning het ontvangende ziekenhuis.\
        """,
        "Werkgroep Oefenland",
        today.plusDays(143));
    add(
        "Beademde patiënt per MICU",
        Set.of(Kind.INTENSIVE_CARE, Kind.VENTILATION, Kind.TRANSPORT),
        ALL,
        """
        Oefentekst, verzonnen.

        Voor vertrek: lijnen vastgezet, zuurstof voor twee keer de reistijd, pompen gecontroleerd. De intensivist van \
        het MICU-team beslist over het vertrek.\
        """,
        "Werkgroep Oefenland",
        today.plusDays(61));
    add(
        "Wie niet verplaatst wordt",
        Set.of(Kind.ELIGIBILITY),
        EnumSet.of(Audience.HOSPITAL, Audience.REGION, Audience.NATIONAL),
        """
        Oefentekst, verzonnen.

        Ernstige dementie, een delier of een psychiatrische stoornis: overleg eerst met de specialist. De fase bepaalt \
        wat mag; zie de instellingen.\
        """,
        "Werkgroep Oefenland",
        today.minusDays(9));
    add(
        "Patiënten naar en uit het buitenland",
        Set.of(Kind.ABROAD),
        EnumSet.of(Audience.REGION, Audience.NATIONAL),
        """
        Oefentekst, verzonnen.

        Alleen de landelijke desk vraagt een plek buiten Nederland. Spreek taal, terugreis en kosten af voordat de \
        patiënt vertrekt.\
        """,
        "LCPS Oefenland",
        today.plusDays(88));
  }

  private void add(
      String title,
      Set<Kind> kinds,
      Set<Audience> audience,
      String body,
      String owner,
      LocalDate review) {
    library.add(KEEPER, new Protocol.Content(title, kinds, audience, body, "", owner, review));
  }
}
