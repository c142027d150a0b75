package nl.vangnet;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.notBePublic;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The fences of the house; each is guarded against emptiness, for ArchUnit fails a rule that
/// checks nothing.
class ArchitectureTest {
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("nl.vangnet");

  private static final DescribedPredicate<JavaClass> TEMPLATES =
      DescribedPredicate.describe(
          "are generated from templates", c -> c.getSimpleName().startsWith("Jte"));

  @Test
  void sqlIsSpokenInStoresOnly() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Store")
        .and()
        .areNotAssignableTo(
            DescribedPredicate.describe("are inside a store", c -> isInside(c, "Store")))
        .and()
        .resideOutsideOfPackage("nl.vangnet")
        .and()
        .doNotHaveFullyQualifiedName("nl.vangnet.access.Bell")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.springframework.jdbc.core..", "java.sql..", "org.postgresql.."))
        .because("all SQL of a room stands in its stores")
        .check(CODE);
  }

  private static boolean isInside(JavaClass type, String ending) {
    for (var outer = type.getEnclosingClass();
        outer.isPresent();
        outer = outer.get().getEnclosingClass()) {
      if (outer.get().getSimpleName().endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void eachFormatOfTheOutsideWorldStaysInItsRoom() {
    stays("exchange", "ca.uhn.hl7v2..");
    stays("fhir", "ca.uhn.fhir..", "org.hl7.fhir..");
    stays("files", "org.dhatim.fastexcel..", "com.openhtmltopdf..", "org.apache.pdfbox..");
    stays("outbox", "jakarta.mail..", "org.springframework.mail..");
  }

  private static void stays(String room, String... packages) {
    noClasses()
        .that()
        .resideOutsideOfPackage("nl.vangnet." + room + "..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(packages))
        .check(CODE);
  }

  @Test
  void noRoomNeedsThePagesOfAnother() {
    for (var room : List.of("access", "policy", "capacity", "exchange", "simulator")) {
      noClasses()
          .that()
          .resideOutsideOfPackage("nl.vangnet." + room + "..")
          .should()
          .dependOnClassesThat(resideInAPackage("nl.vangnet." + room + ".web.."))
          .check(CODE);
    }
  }

  @Test
  void handlersAreHidden() {
    classes()
        .that(
            DescribedPredicate.<JavaClass>describe(
                    "handle requests",
                    c ->
                        c.isAnnotatedWith("org.springframework.stereotype.Controller")
                            || c.isAnnotatedWith(
                                "org.springframework.web.bind.annotation.RestController"))
                .and(DescribedPredicate.not(TEMPLATES)))
        .should(notBePublic())
        .check(CODE);
  }

  @Test
  void thereIsOneClock() {
    var clock =
        DescribedPredicate.<com.tngtech.archunit.core.domain.JavaMethodCall>describe(
            "read the system's clock",
            call -> {
              var name = call.getTarget().getFullName();
              return name.matches(
                  "java\\.time\\.(Instant|LocalDate|LocalDateTime|ZonedDateTime|LocalTime|OffsetDateTime)\\.now\\(.*\\)"
                      + "|java\\.lang\\.System\\.currentTimeMillis\\(\\)");
            });
    noClasses().should().callMethodWhere(clock).check(CODE);
  }

  @Test
  void sqlNamesOnlyItsOwnSchemaAndTheTwoThatMayBePointedAt() throws IOException {
    var rooms = ModularityTest.NAMES;
    var faults = new ArrayList<String>();
    try (var files = Files.walk(Path.of("src/main/resources/db/migration"))) {
      var scripts = files.filter(f -> f.toString().endsWith(".sql")).toList();
      assertThat(scripts).hasSizeGreaterThan(3);
      for (var script : scripts) {
        check(script, script.getName(script.getNameCount() - 2).toString(), rooms, faults);
      }
    }
    try (var files = Files.walk(Path.of("src/main/java/nl/vangnet"))) {
      var stores = files.filter(f -> f.toString().endsWith("Store.java")).toList();
      assertThat(stores).hasSizeGreaterThan(6);
      for (var store : stores) {
        check(
            store,
            Path.of("src/main/java/nl/vangnet").relativize(store).getName(0).toString(),
            rooms,
            faults);
      }
    }
    assertThat(faults).isEmpty();
  }

  private static void check(Path file, String own, List<String> rooms, List<String> faults)
      throws IOException {
    var migration = file.toString().endsWith(".sql");
    var text = Files.readString(file).replaceAll("(?m)^import .*$|^package .*$", "");
    for (var room : rooms) {
      var pointedAt = migration && (room.equals("directory") || room.equals("access"));
      var pattern =
          Pattern.compile("(from|join|into|update|references|on)\\s+" + room + "\\.[a-z_]+");
      if (!room.equals(own) && !pointedAt && pattern.matcher(text).find()) {
        faults.add(file + " names the schema of " + room);
      }
    }
  }
}
