package nl.vangnet.alerts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import nl.vangnet.access.Actor;
import nl.vangnet.access.People;
import nl.vangnet.access.Person;
import nl.vangnet.desks.ContactCard;
import nl.vangnet.desks.Desk;
import nl.vangnet.desks.DutyDesk;
import nl.vangnet.desks.DutyOutcome;
import nl.vangnet.directory.Site;
import nl.vangnet.testing.Day;
import nl.vangnet.testing.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// The messages to desks in the whole product, with two hospitals in one region of their own for
/// each test; each test begins a month after the one before it.
@TestPropertySource(properties = {"test.room=alerts", "vangnet.webhook.private-addresses=true"})
abstract class AlertsDay extends Day {
  @Autowired Alerts alerts;
  @Autowired WayDesk ways;
  @Autowired Reroute reroute;
  @Autowired DutyDesk duty;
  @Autowired TransactionTemplate transactions;
  @Autowired JdbcTemplate jdbc;

  World world;
  Site noord;
  Site zuid;

  @BeforeEach
  void aNewMonth() {
    // What an earlier test left unread would go on to the region of this one.
    jdbc.update("delete from alerts.due");
    clock.move(Duration.ofDays(31));
    world = world();
    noord = world.hospital("BR");
    zuid = world.hospital("BR");
  }

  static Desk desk(Actor actor) {
    return Desk.of(actor).orElseThrow();
  }

  /// Something to tell about, that no other test tells about.
  String about() {
    return "case:" + noord.code();
  }

  /// A place is asked of a hospital, with no link of its own.
  Alert offer(Actor to, boolean urgent) {
    return new Alert(
        desk(to),
        "alerts.trial",
        List.of("Zuid", "IC"),
        about(),
        "/piket",
        "030 555 1234",
        urgent,
        null);
  }

  /// A card at the desk of somebody; answers its number.
  long card(Actor actor, String what, String phone, String email) {
    var outcome =
        duty.addCard(
            actor,
            new ContactCard(
                0, desk(actor).key(), what, phone, email, "24/7", false, clock.instant()));
    if (outcome instanceof DutyOutcome.Done(var id)) {
      return id;
    }
    throw new AssertionError(outcome);
  }

  /// Somebody with an account at a desk, who can sign in with this login.
  record Account(String login, Actor actor) {}

  Account account(Actor like) {
    var login = world.account(like);
    return new Account(
        login,
        world.bean(People.class).listActive().stream()
            .filter(p -> p.login().equals(login))
            .map(Person::actor)
            .findFirst()
            .orElseThrow());
  }

  /// The only message about this test's case.
  Told told() {
    var found = alerts.of(about());
    if (found.size() != 1) {
      throw new AssertionError(found);
    }
    return found.getFirst();
  }

  /// The secret of the new webhook of a desk.
  String webhook(Actor actor, Receiver receiver) {
    if (ways.setDesk(actor, receiver.address(), "nl", false)
        instanceof WayOutcome.Done(var secret)) {
      return secret;
    }
    throw new AssertionError("refused");
  }

  /// The server of somebody who gets webhooks.
  static final class Receiver implements AutoCloseable {
    private final com.sun.net.httpserver.HttpServer server;
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private volatile int answer = 204;

    /// One request as it came in.
    record Got(String body, @Nullable String signature, @Nullable String type) {}

    Receiver() {
      try {
        server =
            com.sun.net.httpserver.HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      server.createContext(
          "/vangnet",
          exchange -> {
            got.add(
                new Got(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    exchange.getRequestHeaders().getFirst("X-Vangnet-Signature"),
                    exchange.getRequestHeaders().getFirst("Content-Type")));
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
          });
      server.start();
    }

    String address() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/vangnet";
    }

    /// What it answers from now on.
    void answers(int status) {
      answer = status;
    }

    /// Waits until so many came, and answers them.
    List<Got> await(int many) {
      World.until(() -> got.size() >= many);
      return got;
    }

    List<Got> got() {
      return got;
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
