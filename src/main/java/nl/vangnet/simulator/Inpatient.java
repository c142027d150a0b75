package nl.vangnet.simulator;

import java.time.Instant;
import nl.vangnet.simulator.Course.Phase;
import nl.vangnet.simulator.Names.Person;
import org.jspecify.annotations.Nullable;

/// One stay in a simulated hospital while it lasts. `locked` while a cancel of its last movement is
/// under way; `away` while the patient is on leave and the bed is kept.
final class Inpatient {
  final Person person;
  final String visit;
  final Course course;
  final Instant admittedAt;
  String cohort;
  int phase;
  @Nullable SimulatedUnit unit;
  int bed;
  boolean locked;
  boolean away;
  boolean present;
  boolean stayLonger;
  int waits;

  Inpatient(Person person, String visit, Course course, Instant admittedAt) {
    this.person = person;
    this.visit = visit;
    this.course = course;
    this.admittedAt = admittedAt;
    this.cohort = course.cohort();
  }

  Phase current() {
    return course.phases().get(phase);
  }

  boolean hasNext() {
    return phase + 1 < course.phases().size();
  }

  SimulatedUnit place() {
    var now = unit;
    if (now == null) {
      throw new IllegalStateException("visit " + visit + " lies nowhere");
    }
    return now;
  }
}
