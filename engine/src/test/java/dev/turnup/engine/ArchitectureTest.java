package dev.turnup.engine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Who may know whom. Every arrow starts in the engine; a step knows the steps before it only. */
class ArchitectureTest {

  private static final String ENGINE = "dev.turnup.engine.";

  /** In the order in which an order meets them. */
  private static final List<String> STEPS =
      List.of(
          "order",
          "desk",
          "decomposition",
          "capacity",
          "delivery",
          "scheduling",
          "resource",
          "activation",
          "operation",
          "billing",
          "fallout",
          "cancellation",
          "bulk",
          "choice",
          "problem",
          "escalation",
          "kpi",
          "subscription");

  private static final List<String> EDGES =
      List.of("workflow", "persistence", "gateway", "routes", "web", "cockpit");

  private static final JavaClasses TURNUP =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.turnup");

  @Test
  void everyArrowStartsInTheEngine() {
    noClasses()
        .that()
        .resideInAPackage("dev.turnup.connectors..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.turnup.engine..")
        .check(TURNUP);
  }

  @ParameterizedTest
  @FieldSource("STEPS")
  void aStepKnowsJavaAndTheStepsBeforeIt(String step) {
    String[] known =
        Stream.concat(
                Stream.of("java..", "org.jspecify.."),
                STEPS.subList(0, STEPS.indexOf(step) + 1).stream().map(ArchitectureTest::inside))
            .toArray(String[]::new);

    classes()
        .that()
        .resideInAPackage(inside(step))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(known))
        .check(TURNUP);
  }

  @ParameterizedTest
  @FieldSource("EDGES")
  void anEdgeKnowsNoOtherEdge(String edge) {
    String[] others =
        EDGES.stream()
            .filter(other -> !other.equals(edge))
            .map(ArchitectureTest::inside)
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage(inside(edge))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(TURNUP);
  }

  @Test
  void whatPutsTheApplicationTogetherOrShowsItKnowsNoEdge() {
    noClasses()
        .that()
        .resideInAnyPackage(inside("application"), inside("demo"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(EDGES.stream().map(ArchitectureTest::inside).toArray(String[]::new))
        .check(TURNUP);
  }

  @Test
  void onlyWorkflowKnowsTheProcessEngine() {
    onlyKnow("org.camunda..", "workflow", "cockpit");
  }

  @Test
  void onlyOnePackageKnowsTheInsidesOfTheProcessEngine() {
    noClasses()
        .that(
            resideInAnyPackage("dev.turnup..")
                .and(resideOutsideOfPackages(inside("workflow.engine"))))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.camunda.bpm.engine.impl..")
                // what the public identity service answers
                .and(not(type(Authentication.class))))
        .check(TURNUP);
  }

  @Test
  void onlyPersistenceKnowsTheMapper() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.turnup.connectors..", inside("persistence"))
        .and()
        // has one statement among the engine's, which are MyBatis's as well
        .haveNameNotMatching(".*\\.InstancesAtOnce(\\$LeanVariables)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.ibatis..")
        .check(TURNUP);
    onlyKnow("org.mybatis..", "persistence");
  }

  @Test
  void onlyTheGatewayKnowsTheConnectors() {
    noClasses()
        .that(
            resideInAnyPackage("dev.turnup.engine..")
                .and(resideOutsideOfPackages(inside("gateway"))))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.turnup.connectors..")
                .and(resideOutsideOfPackages("dev.turnup.connectors.sandbox..")))
        .check(TURNUP);
  }

  @Test
  void onlyTheWebServesHttp() {
    onlyKnow("org.springframework.web.bind..", "web");
    onlyKnow("org.springframework.web.servlet..", "web", "application");
    onlyKnow("jakarta.servlet..", "web", "cockpit", "application");
    onlyKnow("jakarta.ws.rs..", "cockpit");
  }

  @Test
  void edgesKeepToThemselves() {
    classes()
        .that()
        .resideInAnyPackage(
            inside("persistence"), inside("gateway"), inside("routes"), inside("web"))
        .and()
        .areTopLevelClasses()
        .should()
        .notBePublic()
        .check(TURNUP);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.turnup.engine.(**)").should().beFreeOfCycles().check(TURNUP);
    slices().matching("dev.turnup.connectors.(*)..").should().beFreeOfCycles().check(TURNUP);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses().should().haveNameMatching(".*(Manager|Helper|Util|Utils|Impl)").check(TURNUP);
    noClasses()
        .should()
        .resideInAnyPackage(
            "..common..",
            "..util..",
            "..helper..",
            "..impl..",
            "..dto..",
            "..model..",
            "..service..")
        .check(TURNUP);
  }

  private static void onlyKnow(String library, String... packages) {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            Stream.concat(
                    Stream.of("dev.turnup.connectors.."),
                    Stream.of(packages).map(ArchitectureTest::inside))
                .toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(TURNUP);
  }

  private static String inside(String name) {
    return ENGINE + name + "..";
  }
}
